package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Quantiles asked alone are those of a whole layout, bit for bit: with atoms, zeros, both signs, tiny and huge values.
func TestQuantilesAskedAlone(t *testing.T) {
	g := rand.New(rand.NewPCG(9, 10))
	ps := []float64{0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1, -1, 2, math.NaN()}
	merged := false
	for k := range 400 {
		var values, atoms []float64
		for range k % 9 {
			atoms = append(atoms, math.Ldexp(g.NormFloat64(), g.IntN(20)-10))
		}
		for range 1 + g.IntN(3000) {
			v := math.Ldexp(g.NormFloat64(), g.IntN(1+k%30)-k%15)
			switch {
			case len(atoms) > 0 && g.IntN(3) == 0:
				v = atoms[g.IntN(len(atoms))]
			case k%4 == 1 && g.IntN(5) == 0:
				v = 0
			case k%17 == 3 && g.IntN(9) == 0:
				v = []float64{1e-30, 1e30, -1e30, math.NaN(), math.Inf(1)}[g.IntN(5)]
			}
			values = append(values, v)
		}
		for _, s := range []*Sample{NewTallied(8, atoms), NewTallied(1, atoms), NewSample(11), NewSample(2)} {
			s.Add(values)
			whole := s.ranks()
			want := quantiles(whole, ps)
			for i, got := range s.Quantiles(ps...) {
				if math.Float64bits(got) != math.Float64bits(want[i]) && (got == got || want[i] == want[i]) {
					t.Fatalf("values %d: the %v quantile is %v alone and %v of a whole layout", k, ps[i], got, want[i])
				}
			}
			if s.Tally != nil {
				part := s.Tally.ranksAt(s.Min, s.Max, placesOf([]float64{0.5}, s.N))
				merged = merged || len(part.buckets) < len(whole.buckets)/2
			}
		}
	}
	if !merged {
		t.Error("nowhere was anything left out of a layout")
	}
}
