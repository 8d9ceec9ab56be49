package stats

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func sampleOf(bits int, values []float64) *Sample {
	s := NewSample(bits)
	s.Add(values)
	return s
}

func TestSampleKeepsWithinItsValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(awkward, 1, 100).Draw(t, "values")
		s := sampleOf(4, values)
		if s.Hist.Count() != s.N || s.Hist.Infinite() != s.Infinite {
			t.Fatalf("the histogram has %d values, the moments %d", s.Hist.Count(), s.N)
		}
		if s.N == 0 {
			return
		}
		p := []float64{0, 0.01, 0.1, 0.3, 0.5, 0.9, 1}
		before := s.Min
		for i, q := range s.Quantiles(p...) {
			if !(q >= before && q <= s.Max) {
				t.Fatalf("quantile %v is %v, of values from %v to %v, the one before %v", p[i], q, s.Min, s.Max, before)
			}
			before = q
		}
		if s.Quantile(0) != s.Min || s.Quantile(1) != s.Max || s.CDF(s.Max) != 1 {
			t.Fatalf("ends are %v, %v and %v", s.Quantile(0), s.Quantile(1), s.CDF(s.Max))
		}
		middle := (s.Min + s.Max) / 2
		if all := s.CDFs([]float64{s.Min, middle, s.Max}); all[0] != s.CDF(s.Min) || all[1] != s.CDF(middle) || all[2] != 1 {
			t.Fatalf("shares up to some values are %v, one at a time %v, %v and 1", all, s.CDF(s.Min), s.CDF(middle))
		}
		for _, p := range []float64{0.001, 0.2, 0.999} {
			low, high := s.TailMean(p), s.UpperTailMean(p)
			if !(low >= s.Min && low <= s.Max && high >= s.Min && high <= s.Max) {
				t.Fatalf("tail means are %v and %v, of values from %v to %v", low, high, s.Min, s.Max)
			}
		}
	})
}

// TestValuesWithoutABucketAreCounted: in a histogram and in a tally, of either sign. Values with a bucket are the negative control.
func TestValuesWithoutABucketAreCounted(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name         string
		values       []float64
		large, small uint64
	}{
		{"none", []float64{-5, 0, 1e-18, 1e18, math.Copysign(0, -1), inf, -inf, nan}, 0, 0},
		{"none, above zero", []float64{1e-18, 5, 1e18}, 0, 0},
		{"large", []float64{1, 2e18, 0x1p60}, 2, 0},
		{"large, below zero", []float64{-1e300, -5, nan}, 1, 0},
		{"small", []float64{1, 1e-19, 5e-324}, 0, 2},
		{"small, below zero", []float64{-5, -1e-19, 0}, 0, 1},
		{"both", []float64{-2e18, 1e-300, -1e-300, 3e18, 3e18}, 3, 2},
		{"nothing", []float64{nan}, 0, 0},
	} {
		tallied := NewTallied(8, nil)
		tallied.Add(c.values)
		for what, s := range map[string]*Sample{"histogram": sampleOf(8, c.values), "tally": tallied} {
			if large, small := s.Outside(); large != c.large || small != c.small {
				t.Errorf("%s, %s: %d too large, %d too small, want %d and %d", c.name, what, large, small, c.large, c.small)
			}
		}
	}
}

func TestSampleInChunksIsTheWhole(t *testing.T) {
	values := normals(5000, 2)
	whole, parts := sampleOf(8, values), NewSample(8)
	for i := 0; i < len(values); i += 500 {
		parts.Merge(sampleOf(8, values[i:i+500]))
	}
	if !reflect.DeepEqual(whole.ranks(), parts.ranks()) {
		t.Error("the histograms differ")
	}
	if math.Abs(whole.Mean-parts.Mean) > 1e-14 || math.Abs(whole.SD()-parts.SD()) > 1e-14 {
		t.Errorf("got %+v, want %+v", parts.Moments, whole.Moments)
	}
	if whole.TailMean(1) != whole.Mean || whole.UpperTailMean(1) != whole.Mean {
		t.Error("the tail that is everything has another mean")
	}
}

func TestSampleOfNothing(t *testing.T) {
	s := sampleOf(8, []float64{math.NaN(), math.Inf(1)})
	for _, v := range []float64{s.Quantile(0.5), s.TailMean(0.1), s.UpperTailMean(0.1), s.CDF(0), s.Mean} {
		if v == v {
			t.Errorf("got %v, want NaN", v)
		}
	}
	if s.Undefined != 1 || s.Infinite != 1 {
		t.Errorf("got %+v", s.Moments)
	}
}
