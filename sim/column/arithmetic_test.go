package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
)

// wild fills a column with numbers of every kind: zeros of both signs, infinities, the undefined, tiny and huge ones.
func wild(r *rand.Rand) (c column.Column) {
	kinds := []float64{0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, 1e308, -1e308, 0.1}
	for i := range c {
		switch r.IntN(4) {
		case 0:
			c[i] = kinds[r.IntN(len(kinds))]
		case 1:
			c[i] = math.Float64frombits(r.Uint64())
		default:
			c[i] = 4*r.Float64() - 2
		}
	}
	return c
}

// alike says whether two numbers are the same to the bit; of what is undefined the bits say nothing.
func alike(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b }

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// pick is x where the condition holds, else y.
func pick(c bool, x, y float64) float64 {
	if c {
		return x
	}
	return y
}

// twins are the kernels of two columns, each with what it does for one path.
var twins = map[string]struct {
	kernel func(d, x, y *column.Column)
	each   func(x, y float64) float64
}{
	"add":     {column.Add, func(x, y float64) float64 { return x + y }},
	"sub":     {column.Sub, func(x, y float64) float64 { return x - y }},
	"mul":     {column.Mul, func(x, y float64) float64 { return x * y }},
	"div":     {column.Div, func(x, y float64) float64 { return pick(y == 0, math.NaN(), x/y) }},
	"less":    {column.Less, func(x, y float64) float64 { return one(x < y) }},
	"at most": {column.AtMost, func(x, y float64) float64 { return one(x <= y) }},
	"equal":   {column.Equal, func(x, y float64) float64 { return one(x == y) }},
	"unequal": {column.Unequal, func(x, y float64) float64 { return one(x < y || x > y) }},
	"and":     {column.And, func(x, y float64) float64 { return one(x != 0 && y != 0) }},
	"or":      {column.Or, func(x, y float64) float64 { return one(x != 0 || y != 0) }},
	"larger":  {column.Larger, func(x, y float64) float64 { return pick(y > x || y != y, y, x) }},
	"smaller": {column.Smaller, func(x, y float64) float64 { return pick(y < x || y != y, y, x) }},
	"highest": {func(d, x, y *column.Column) { v := *y; column.Highest(&v, x); *d = v }, func(x, y float64) float64 { return pick(x > y || y != y, x, y) }},
	"lowest":  {func(d, x, y *column.Column) { v := *y; column.Lowest(&v, x); *d = v }, func(x, y float64) float64 { return pick(x < y || y != y, x, y) }},
}

// TestKernelsDoWhatTheirTwinsDo holds every kernel of this build against one path at a time, also in place. It runs in
// CI with GOEXPERIMENT=simd as well, with all vectors that the processor has (TestWithFewerVectors), and so holds them to
// the bits of the scalar loops.
func TestKernelsDoWhatTheirTwinsDo(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for name, k := range twins {
		for range 50 {
			x, y := wild(r), wild(r)
			var d column.Column
			k.kernel(&d, &x, &y)
			a, b := x, y
			k.kernel(&a, &a, &y)
			k.kernel(&b, &x, &b)
			for i := range d {
				if want := k.each(x[i], y[i]); !alike(d[i], want) || !alike(a[i], want) || !alike(b[i], want) {
					t.Fatalf("%s of %v and %v is %v (in place %v, %v), want %v", name, x[i], y[i], d[i], a[i], b[i], want)
				}
			}
		}
	}
	for range 50 {
		a, x, y, d := wild(r), wild(r), wild(r), column.Column{}
		column.MulAdd(&d, &a, &x, &y)
		sum := a
		column.AddScaled(&sum, &x, y[0])
		var chosen column.Column
		column.Select(&chosen, &a, &x, &y)
		scaled, shifted := x, column.Column{}
		column.Scale(&scaled, &scaled, y[0])
		column.Shift(&shifted, &x, y[0])
		two, three := x, a
		column.SumOfTwo(&two, &two, a[0], &y, a[1])
		column.SumOfThree(&three, &x, a[2], &y, a[3], &three, a[4])
		for i := range d {
			if want := float64(x[i]*a[0]) + float64(y[i]*a[1]); !alike(two[i], want) {
				t.Fatalf("%v*%v + %v*%v is %v, want %v", x[i], a[0], y[i], a[1], two[i], want)
			}
			if want := float64(x[i]*a[2]) + float64(y[i]*a[3]) + float64(a[i]*a[4]); !alike(three[i], want) {
				t.Fatalf("%v*%v + %v*%v + %v*%v is %v, want %v", x[i], a[2], y[i], a[3], a[i], a[4], three[i], want)
			}
			if want := a[i] + float64(x[i]*y[i]); !alike(d[i], want) {
				t.Fatalf("%v + %v*%v is %v, want %v", a[i], x[i], y[i], d[i], want)
			}
			if want := a[i] + float64(x[i]*y[0]); !alike(sum[i], want) {
				t.Fatalf("%v + %v*%v is %v, want %v", a[i], x[i], y[0], sum[i], want)
			}
			if !alike(scaled[i], float64(x[i]*y[0])) || !alike(shifted[i], x[i]+y[0]) {
				t.Fatalf("%v scaled and shifted by %v is %v and %v", x[i], y[0], scaled[i], shifted[i])
			}
			if want := pick(a[i] != 0, x[i], y[i]); !alike(chosen[i], want) {
				t.Fatalf("where %v, %v or %v is %v, want %v", a[i], x[i], y[i], chosen[i], want)
			}
		}
	}
}
