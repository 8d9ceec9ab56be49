package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestPairedDifference holds four pairs by hand, and the gain of pairing against its closed form: with b = a + c·e the
// variance of the difference is c², whatever that of a.
func TestPairedDifference(t *testing.T) {
	p := Paired([]float64{1, 2, 3, 4, 5}, []float64{2, 2, 5, math.NaN(), 5})
	if p.N != 4 || p.Undefined != 1 || p.Changed != 2 || p.Mean != 0.75 || math.Abs(p.M2-(0.0625+2*0.5625+1.5625)) > 1e-12 {
		t.Errorf("%+v", p)
	}
	const n, c = 20_000, 0.1
	rng := rand.New(rand.NewPCG(7, 7))
	a, b, apart := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range a {
		a[i] = rng.NormFloat64()
		b[i] = a[i] + c*rng.NormFloat64()
		apart[i] = rng.NormFloat64()
	}
	// M2/σ² is χ² with n−1 degrees: its error is √(2/n) of it
	if v := Paired(a, b).M2 / (n - 1) / (c * c); math.Abs(v-1) > 5*math.Sqrt(2.0/n) {
		t.Errorf("variance of the difference is %g of what it is", v)
	}
	if v := Paired(a, apart).M2 / (n - 1) / (c * c); math.Abs(v-1) < 5*math.Sqrt(2.0/n) {
		t.Error("negative control: draws apart look paired")
	}
	defer func() {
		if recover() == nil {
			t.Error("values without a partner are compared")
		}
	}()
	Paired(a, b[1:])
}
