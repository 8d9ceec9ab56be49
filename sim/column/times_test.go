package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
)

// TestFirstTimeIsKept holds a time from when its condition first holds; one that is undefined does not hold.
func TestFirstTimeIsKept(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	var d, want column.Column
	column.Fill(&d, math.NaN())
	column.Fill(&want, math.NaN())
	for step := range 20 {
		var holds, now column.Column
		column.Fill(&now, float64(step)/4)
		for i := range holds {
			holds[i] = []float64{0, 0, 0, 0, 0, 0, math.Copysign(0, -1), math.NaN(), 1}[r.IntN(9)]
			if holds[i] == 1 && math.IsNaN(want[i]) {
				want[i] = now[i]
			}
		}
		column.FirstTime(&d, &holds, &now)
		for i := range d {
			if !alike(d[i], want[i]) {
				t.Fatalf("step %d, path %d: %v, want %v", step, i, d[i], want[i])
			}
		}
	}
}

// TestDiscountIsRoundedTwice holds present values to the bits of products that are rounded before they are added.
func TestDiscountIsRoundedTwice(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	var d, factor, by, want column.Column
	column.Fill(&factor, 1)
	for i := range by {
		by[i] = 1 - r.Float64()/10
	}
	power := factor
	for range 20 {
		var x column.Column
		for i := range x {
			x[i] = r.NormFloat64()
			power[i] *= by[i]
			want[i] += float64(power[i] * x[i])
		}
		column.Discount(&d, &factor, &x, &by)
		if d != want || factor != power {
			t.Fatalf("%v at %v, want %v at %v", d, factor, want, power)
		}
	}
}
