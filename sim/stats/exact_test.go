package stats

import (
	"math"
	"testing"
)

// TestErrorOfTheMeanByHand: 1 to 10 have mean 5.5 and squares of distance 2·(4.5² + 3.5² + 2.5² + 1.5² + 0.5²) = 82.5,
// so that SD² = 82.5/9 and the error of the mean is √(82.5/9/10) = √(11/12). Merged from parts it is the same.
func TestErrorOfTheMeanByHand(t *testing.T) {
	values := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	sd, mcse := math.Sqrt(82.5/9), math.Sqrt(11./12)
	check := func(what string, m Moments) {
		if m.N != 10 || m.Mean != 5.5 || !(math.Abs(m.M2-82.5) <= 1e-13 && math.Abs(m.SD()-sd) <= 4e-15 && math.Abs(m.MCSE()-mcse) <= 4e-15) {
			t.Errorf("%s: %d values, mean %v, M2 %v, SD %v, error %v; by hand 10, 5.5, 82.5, %v, %v", what, m.N, m.Mean, m.M2, m.SD(), m.MCSE(), sd, mcse)
		}
	}
	check("whole", Of(values))
	for cut := range 11 {
		m := Of(values[:cut])
		m.Merge(Of(values[cut:]))
		check("merged", m)
	}
	var one Moments
	for i := range values {
		one.Merge(Of(values[i : i+1]))
	}
	check("one by one", one)
	// what is not finite is not among those whose number divides
	check("with what is not finite", Of(append([]float64{math.NaN(), math.Inf(1)}, values...)))
	// the control: with N for N-1, or without the root of N, it would be another number
	if math.Abs(mcse-math.Sqrt(82.5/10/10)) < 0.01 || math.Abs(mcse-sd) < 0.01 {
		t.Error("the control is not wrong")
	}
}

// TestTailMeansWithinABucket: the values of a bucket lie evenly in it, so that the lowest tenth of one from 1 to 1.5 has
// its mean in the middle of 1 to 1.05, which is 1.025, and not at 1.05 nor in the middle of the bucket.
func TestTailMeansWithinABucket(t *testing.T) {
	even := func(low, high float64, n int) []float64 {
		var out []float64
		for i := range n {
			out = append(out, low+(high-low)*(float64(i)+0.5)/float64(n))
		}
		return out
	}
	one := even(1, 1.5, 1000)
	for _, c := range []struct {
		name         string
		values       []float64
		p            float64
		lower, upper float64
	}{
		{"one bucket", one, 0.1, 1.025, 1.475},
		{"one bucket", one, 0.5, 1.125, 1.375},
		{"one bucket", one, 0.9, 1.225, 1.275},
		{"one bucket", one, 1, 1.25, 1.25},
		{"half a value of it", one, 0.0005, 1.000125, 1.499875},
		{"two buckets", even(1, 2, 1000), 0.1, 1.05, 1.95},
		{"two buckets", even(1, 2, 1000), 0.75, 1.375, 1.625},
		{"below zero", even(-1.5, -1, 1000), 0.1, -1.475, -1.025},
		// a fifth is exactly 1, a fifth exactly 3, the rest even in between; the lowest 30%: 0.2 · 1 and 0.1 of 1.5 to 2
		{"atoms beside it", append(append(atoms(1, 200), atoms(3, 200)...), even(1.5, 2, 600)...), 0.3,
			(0.2*1 + 0.1*(1.5+0.5/12)) / 0.3, (0.2*3 + 0.1*(2-0.5/12)) / 0.3},
	} {
		h := histogramOf(1, c.values) // two buckets an octave
		if got := h.TailMean(c.p); !(math.Abs(got-c.lower) <= 1e-12) {
			t.Errorf("%s: mean of the lowest %v is %v, by hand %v", c.name, c.p, got, c.lower)
		}
		if got := h.UpperTailMean(c.p); !(math.Abs(got-c.upper) <= 1e-12) {
			t.Errorf("%s: mean of the highest %v is %v, by hand %v", c.name, c.p, got, c.upper)
		}
		// a sample knows the least and the greatest value, half a step inside the bucket's edges
		s := sampleOf(1, c.values)
		if got := s.TailMean(c.p); !(math.Abs(got-c.lower) <= 0.001) {
			t.Errorf("%s: a sample's lowest %v is %v, by hand %v", c.name, c.p, got, c.lower)
		}
		if got := s.UpperTailMean(c.p); !(math.Abs(got-c.upper) <= 0.001) {
			t.Errorf("%s: a sample's highest %v is %v, by hand %v", c.name, c.p, got, c.upper)
		}
	}
}

func atoms(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}
