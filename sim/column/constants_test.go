package column_test

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dealsim/sim/column"
)

// constants are the kernels of a column and a number, each with what it does for one path.
var constants = map[string]struct {
	kernel func(d, x *column.Column, c float64)
	each   func(x, c float64) float64
}{
	"fill":             {func(d, _ *column.Column, c float64) { column.Fill(d, c) }, func(_, c float64) float64 { return c }},
	"plus":             {column.Shift, twins["add"].each},
	"minus":            {func(d, x *column.Column, c float64) { column.Shift(d, x, -c) }, twins["sub"].each},
	"from":             {func(d, x *column.Column, c float64) { column.CSub(d, c, x) }, func(x, c float64) float64 { return c - x }},
	"times":            {column.Scale, twins["mul"].each},
	"over":             {column.DivC, twins["div"].each},
	"under":            {func(d, x *column.Column, c float64) { column.CDiv(d, c, x) }, func(x, c float64) float64 { return twins["div"].each(c, x) }},
	"less":             {column.LessC, twins["less"].each},
	"at most":          {column.AtMostC, twins["at most"].each},
	"greater":          {column.GreaterC, func(x, c float64) float64 { return one(x > c) }},
	"at least":         {column.AtLeastC, func(x, c float64) float64 { return one(x >= c) }},
	"equal":            {column.EqualC, twins["equal"].each},
	"unequal":          {column.UnequalC, twins["unequal"].each},
	"larger":           {column.LargerC, twins["larger"].each},
	"larger, reversed": {func(d, x *column.Column, c float64) { column.CLarger(d, c, x) }, func(x, c float64) float64 { return twins["larger"].each(c, x) }},
	"smaller":          {column.SmallerC, twins["smaller"].each},
	"smaller, reversed": {func(d, x *column.Column, c float64) { column.CSmaller(d, c, x) },
		func(x, c float64) float64 { return twins["smaller"].each(c, x) }},
}

// TestKernelsWithANumberDoWhatTheirTwinsDo holds each against one path at a time, which is how the kernels of two columns
// are held: so both have the same bits. TestWithFewerVectors runs it with the vectors of lesser processors.
func TestKernelsWithANumberDoWhatTheirTwinsDo(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for name, k := range constants {
		for range 20 {
			numbers := wild(r)
			for i := range 24 { // powers of two, which are divided by in another way
				numbers[i] = math.Ldexp(float64(1-i%2*2), r.IntN(2200)-1100)
			}
			for _, c := range numbers[:64] {
				x := wild(r)
				x[3], x[77] = c, -c
				d, a := column.Column{}, x
				k.kernel(&d, &x, c)
				k.kernel(&a, &a, c)
				for i := range d {
					if want := k.each(x[i], c); !alike(d[i], want) || !alike(a[i], want) {
						t.Fatalf("%s of %v and %v is %v (in place %v), want %v", name, x[i], c, d[i], a[i], want)
					}
				}
			}
		}
	}
}

func TestKernelsWithANumberHaveOneAnswerEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	everywhere(func(x *column.Column) {
		c := x[r.IntN(column.Size)]
		for name, k := range constants {
			var d column.Column
			k.kernel(&d, x, c)
			for i := range d {
				if want := k.each(x[i], c); !alike(d[i], want) {
					t.Fatalf("%s of %v and %v is %v, want %v", name, x[i], c, d[i], want)
				}
			}
		}
	})
}

func BenchmarkConstants(b *testing.B) {
	var d, x column.Column
	for i := range x {
		x[i] = rand.Float64() - 0.5
	}
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		kernel := constants[name].kernel
		b.Run(name, func(b *testing.B) { perValue(b, func() { kernel(&d, &x, 0.25) }) })
	}
}
