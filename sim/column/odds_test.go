package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
)

// TestOddsOfSomeAreThoseOfEach: of a few numbers as of many, also where their exponentials are out of reach.
func TestOddsOfSomeAreThoseOfEach(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	for round := range 400 {
		n := []int{1, 7, 8, 9, 40, column.Size - 1, column.Size}[round%7]
		var u column.Column
		for i := range u {
			if u[i] = r.Float64(); round%2 == 0 {
				u[i] = math.Ldexp(1, -1-i%54)
			}
			if i%3 == 0 {
				u[i] = 1 - u[i]
			}
		}
		was := u
		column.LogOdds(&u, n)
		for i, z := range u[:n] {
			want := column.Log1(was[i] / (1 - was[i]))
			if z != want {
				t.Fatalf("odds of %v: %v, want %v", was[i], z, want)
			}
		}
		if round%3 == 0 {
			u[n-1] = 1000 * (r.Float64() - 0.5) * float64(round)
		}
		middle, low, high := 2*r.Float64(), -r.Float64(), r.Float64()
		was = u
		column.AtOdds(&u, n, middle, low, high)
		for i, x := range u[:n] {
			e := float64(middle * column.Exp1(was[i]))
			want := low + float64((high-low)*(e/(1+e)))
			if !(e < 1) {
				want = high - (high-low)/(1+e)
			}
			if x != want {
				t.Fatalf("place of %v times odds of e^%v between %v and %v: %v, want %v", middle, was[i], low, high, x, want)
			}
		}
	}
}
