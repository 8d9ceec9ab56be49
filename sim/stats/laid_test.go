package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestASampleIsLaidOutOnce: what a sample says laid out once is what it says asked one by one, of histograms and tallies.
func TestASampleIsLaidOutOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range []*Sample{NewSample(8), NewTallied(8, []float64{1})} {
		for range 3 {
			values := make([]float64, 500)
			for i := range values {
				values[i] = math.Exp(r.NormFloat64()) - 1
			}
			values[7], values[8] = 1, math.NaN()
			s.Add(values)
		}
		p := []float64{0, 0.05, 0.5, 0.99, 1}
		l := s.Lay()
		if got, want := l.Quantiles(p...), s.Quantiles(p...); !slices.Equal(got, want) {
			t.Errorf("quantiles are %v, want %v", got, want)
		}
		for _, share := range []float64{0.05, 1} {
			if got, want := l.TailMean(share), s.TailMean(share); got != want {
				t.Errorf("the mean of the lowest %v is %v, want %v", share, got, want)
			}
		}
		got, want := l.Bins(20), s.Bins(20)
		l.Forget()
		if len(got) < 10 || !slices.Equal(got, want) {
			t.Errorf("bins are %v, want %v", got, want)
		}
	}
}
