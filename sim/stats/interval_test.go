package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Newcombe 1998, table I, method 3 (Wilson's score, no continuity correction), 95%.
func TestWilsonAgainstNewcombe(t *testing.T) {
	for _, c := range []struct {
		count, n uint64
		lo, hi   float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{20, 20, 1 - 0.1611, 1},
	} {
		lo, hi := ProportionInterval(c.count, c.n, 0.95)
		if math.Abs(lo-c.lo) > 5e-5 || math.Abs(hi-c.hi) > 5e-5 {
			t.Errorf("%d of %d: got %.4f to %.4f, want %.4f to %.4f", c.count, c.n, lo, hi, c.lo, c.hi)
		}
	}
	for _, c := range [][3]float64{{0, 0, 0.95}, {3, 2, 0.95}, {1, 2, 1}, {1, 2, 0}, {1, 2, math.NaN()}} {
		if lo, hi := ProportionInterval(uint64(c[0]), uint64(c[1]), c[2]); lo == lo || hi == hi {
			t.Errorf("%v: got %v to %v, want NaN", c, lo, hi)
		}
	}
}

// coverage returns how often the interval holds the true quantile of a lognormal law, and the standard error of that
// if it were level.
func coverage(p, truth, level float64) (share, se float64) {
	random := rand.New(rand.NewPCG(10, 11))
	const trials = 4000
	values := make([]float64, 1000)
	held := 0
	for range trials {
		for i := range values {
			values[i] = math.Exp(random.NormFloat64())
		}
		if lo, hi := sampleOf(8, values).QuantileInterval(p, level); lo <= truth && truth <= hi {
			held++
		}
	}
	return float64(held) / trials, math.Sqrt(level * (1 - level) / trials)
}

func TestQuantileIntervalHoldsAsOftenAsItSays(t *testing.T) {
	for _, c := range [][2]float64{{0.5, 1}, {0.1, math.Exp(-1.2815515655446004)}, {0.95, math.Exp(1.6448536269514722)}} {
		share, se := coverage(c[0], c[1], 0.9)
		if math.Abs(share-0.9) > 5*se {
			t.Errorf("quantile %v: held %v of the time, want 0.9 ± %v", c[0], share, 5*se)
		}
		if math.Abs(share-0.95) < 5*se || math.Abs(share-0.85) < 5*se {
			t.Errorf("quantile %v: the controls, 0.95 and 0.85, hold too", c[0])
		}
	}
}

func TestTooFewValuesForAnInterval(t *testing.T) {
	s := sampleOf(8, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
	if lo, hi := s.QuantileInterval(0.05, 0.95); !math.IsInf(lo, -1) || hi != 2 {
		t.Errorf("got %v to %v, want -Inf to 2", lo, hi)
	}
	// By hand: 5 ± 1.96·√2.5 is 1.90 to 8.10, so the 2nd and the 9th.
	if lo, hi := s.QuantileInterval(0.5, 0.95); lo != 2 || hi != 9 {
		t.Errorf("got %v to %v, want 2 to 9", lo, hi)
	}
	if lo, hi := s.QuantileInterval(0, 0.95); lo == lo || hi == hi {
		t.Errorf("got %v to %v, want NaN", lo, hi)
	}
}
