package clause

import (
	"math"
	"testing"

	"dealsim/sim/column"
)

// TestPoissonIsTheInverse walks the distribution function up: k strikes for uniforms between its values.
func TestPoissonIsTheInverse(t *testing.T) {
	for _, mean := range []float64{0, 1e-9, 0.0375, 0.5, 3, 40} {
		below, p := 0.0, math.Exp(-mean)
		for k := 0.0; k < 60 && p > 1e-12; k++ {
			if got := poisson(below+p/2, column.Exp1(-mean), mean); got != k {
				t.Errorf("mean %v: %v strikes in the middle of those of %v", mean, got, k)
			}
			below += p
			p *= mean / (k + 1)
		}
	}
	if n := poisson(1-1e-16, column.Exp1(-0.0375), 0.0375); n < 5 || n > 30 {
		t.Errorf("the last uniform strikes %v times", n)
	}
}

// TestSoftplusIsSafe is ln(1+e^x), x itself far above zero and nothing far below.
func TestSoftplusIsSafe(t *testing.T) {
	for x, want := range map[float64]float64{0: math.Ln2, 1: math.Log1p(math.E), -1: math.Log1p(1 / math.E), 800: 800, -800: 0} {
		if got := softplus(x); math.Abs(got-want) > 1e-12*max(1, want) {
			t.Errorf("softplus(%v) is %v, want %v", x, got, want)
		}
	}
}

// TestKnotsByHand: 1 until 0.5 y, up to 3 at 1.5 y, down to 2 at 2 y, and 2 after it.
func TestKnotsByHand(t *testing.T) {
	knots := &column.Knots{Years: []float64{0.5, 1.5, 2}, Values: []*column.Column{{7: 1}, {7: 3}, {7: 2}}}
	for at, want := range map[float64]float64{-1: 1, 0.5: 1, 1: 2, 1.5: 3, 1.75: 2.5, 2: 2, 9: 2} {
		if got := knots.At(7, at); got != want {
			t.Errorf("%v at %v, want %v", got, at, want)
		}
	}
	for _, c := range []struct{ from, to, want float64 }{
		{-1, 0, 1}, {0, 0.5, 0.5}, {0, 1, 0.5 + 0.75}, {0.5, 1.5, 2}, {1, 2, 1.25 + 1.25}, {0, 3, 0.5 + 2 + 1.25 + 2}, {2, 3, 2}, {1, 1, 0},
	} {
		if got := knots.Area(7, c.from, c.to); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v from %v to %v, want %v", got, c.from, c.to, c.want)
		}
	}
}

// TestRegistryStands: every clause says where it stands and builds itself.
func TestRegistryStands(t *testing.T) {
	for section, c := range All() {
		if c.Name != section || c.Section == "" || c.Build == nil || len(c.Fields) == 0 {
			t.Errorf("%s: %+v", section, c.Name)
		}
	}
}
