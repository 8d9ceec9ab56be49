package dist

import (
	"math"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/column/levels"
)

// TestWithFewerVectors runs the tests of draws again with the vectors of lesser processors, as package column does.
func TestWithFewerVectors(t *testing.T) {
	levels.Again(t, "-test.run=WithFewerVectors|ThoseOfEach|SameBits|FarOut")
}

// TestNormalsFarOutAreThoseOfEach: a column of which any number of paths lie in the tails, some of them so far out that another
// formula holds, has the quantiles of each.
func TestNormalsFarOutAreThoseOfEach(t *testing.T) {
	for _, every := range []int{1, 2, 3, 7, 8, 16, 300} {
		var u column.Column
		for i := range u {
			u[i] = 0.08 + 0.84*float64(i)/column.Size
			if (i+1)%every == 0 {
				u[i] = math.Pow(10, -1.1-float64(i%40)/3)
				if i%3 == 0 {
					u[i] = 1 - u[i]
				}
			}
		}
		x := u
		phis(&x, column.Size, 1, 0, new(Room))
		for i := range u {
			if want := phiAt(u[i], 1-u[i]); math.Float64bits(x[i]) != math.Float64bits(want) {
				t.Fatalf("one in %d far out: %v at %v, want %v", every, x[i], u[i], want)
			}
		}
	}
}
