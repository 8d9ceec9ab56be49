package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/column/internal/exact"
)

// bits folds the bits of a column's values into one word: a known answer for every processor.
func bits(known uint64, v *column.Column) uint64 {
	for _, x := range v {
		known = (known ^ math.Float64bits(x)) * 0x100000001b3
	}
	return known
}

// spread returns n numbers from lo to hi, at random.
func spread(n int, lo, hi float64) []float64 {
	r := rand.New(rand.NewPCG(1, 2))
	v := make([]float64, n)
	for i := range v {
		v[i] = lo + float64((hi-lo)*r.Float64())
	}
	return v
}

func TestExpIsRightToTheLastPlace(t *testing.T) {
	for _, r := range []struct{ lo, hi float64 }{{-708, 709.7}, {-1, 1}, {-0.03, 0.03}, {-1e-9, 1e-9}} {
		worst, where := 0.0, 0.0
		for _, x := range spread(5000, r.lo, r.hi) {
			if e := math.Abs(exact.Ulps(column.Exp1(x), exact.Exp(exact.Of(x)))); e > worst {
				worst, where = e, x
			}
		}
		t.Logf("%v to %v: %.3f ulp, at %v", r.lo, r.hi, worst, where)
		if worst > 1.2 {
			t.Errorf("%v to %v: %.3f units in the last place at %v, want at most 1.2", r.lo, r.hi, worst, where)
		}
	}
}

func TestExpAtTheEnds(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct{ x, want float64 }{
		{0, 1}, {math.Copysign(0, -1), 1}, {1e-300, 1}, {-1e-17, 1},
		{inf, inf}, {-inf, 0}, {709.79, inf}, {1e300, inf}, {-745.14, 0}, {-1e300, 0},
		{-745.13, math.SmallestNonzeroFloat64},
	} {
		if got := column.Exp1(c.x); got != c.want {
			t.Errorf("exp(%v) is %v, want %v", c.x, got, c.want)
		}
	}
	if got := column.Exp1(nan); got == got {
		t.Errorf("exp(NaN) is %v, want NaN", got)
	}
	if got := column.Exp1(709.782712893384); math.IsInf(got, 0) || math.Abs(got/math.MaxFloat64-1) > 1e-12 {
		t.Errorf("exp(709.782712893384) is %v, want just below the greatest float", got)
	}
	for _, x := range spread(2000, -745.2, -708) { // subnormal: off by at most one step and the error before it
		want, _ := exact.Exp(exact.Of(x)).Float64()
		if got := column.Exp1(x); math.Abs(got-want) > math.SmallestNonzeroFloat64+3e-16*want {
			t.Errorf("exp(%v) is %v, want %v", x, got, want)
		}
	}
}

func TestExpNeverFalls(t *testing.T) {
	for _, r := range []struct{ lo, hi float64 }{{-746, 710}, {-709, -703}, {703, 705}} {
		last := -1.0
		for i := range 200000 {
			x := r.lo + (r.hi-r.lo)*float64(i)/200000
			y := column.Exp1(x)
			if y < last {
				t.Fatalf("exp falls at %v", x)
			}
			last = y
		}
	}
}

func TestExpOfAColumnIsExpOfEach(t *testing.T) {
	var src, dst column.Column
	copy(src[:], spread(column.Size, -30, 30))
	src[3], src[77], src[200], src[255] = math.NaN(), math.Inf(-1), 800, -720
	same(t, column.Exp, column.Exp1, &dst, &src)
	known(t, bits(0, &dst), 0x4c3d81c485093099)
}

// same checks that the kernel has the scalar's bits, also in place, and allocates nothing.
func same(t *testing.T, kernel func(dst, src *column.Column), scalar func(float64) float64, dst, src *column.Column) {
	t.Helper()
	kernel(dst, src)
	place := *src
	kernel(&place, &place)
	for i, x := range src {
		want := math.Float64bits(scalar(x))
		if math.Float64bits(dst[i]) != want || math.Float64bits(place[i]) != want {
			t.Errorf("of %v: column %v, in place %v, scalar %v", x, dst[i], place[i], scalar(x))
		}
	}
	if n := testing.AllocsPerRun(100, func() { kernel(dst, src) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// known checks the bits of a column against those written down.
func known(t *testing.T, got, want uint64) {
	t.Helper()
	if got != want {
		t.Errorf("the bits fold to %#016x, want %#016x", got, want)
	}
}
