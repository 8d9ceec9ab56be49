package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// count counts values in [Low, High), in the last bin with its end.
func count(values []float64, b Bin, last bool) uint64 {
	n := uint64(0)
	for _, v := range values {
		if v >= b.Low && (v < b.High || last && v == b.High) {
			n++
		}
	}
	return n
}

// checkBins compares bins with the values they were made of.
func checkBins(t interface{ Fatalf(string, ...any) }, bins []Bin, values []float64) {
	sum := uint64(0)
	for i, b := range bins {
		last := i == len(bins)-1
		if got := count(values, b, last); got != b.Count {
			t.Fatalf("[%v, %v): got %d, want %d", b.Low, b.High, b.Count, got)
		}
		if !last && (bins[i+1].Low != b.High || b.Low >= b.High) {
			t.Fatalf("[%v, %v) and the next, which begins at %v", b.Low, b.High, bins[i+1].Low)
		}
		sum += b.Count
		if want := float64(sum) / float64(len(values)); b.CDF != want {
			t.Fatalf("[%v, %v): got CDF %v, want %v", b.Low, b.High, b.CDF, want)
		}
	}
	if sum != uint64(len(values)) {
		t.Fatalf("bins hold %d of %d values", sum, len(values))
	}
}

func TestBinsCountExactly(t *testing.T) {
	for name, values := range laws() {
		s := sampleOf(8, values)
		for _, n := range []int{1, 10, 50, 200} {
			bins := s.Bins(n)
			checkBins(t, bins, values)
			if len(bins) > 2*n+5 {
				t.Errorf("%s: %d bins instead of %d", name, len(bins), n)
			}
			checkBins(t, s.Hist.Bins(n), values)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		values := finite(rapid.SliceOfN(awkward, 1, 100).Draw(t, "values"))
		if len(values) > 0 {
			n := rapid.IntRange(1, 100).Draw(t, "n")
			checkBins(t, sampleOf(8, values).Bins(n), values)
			checkBins(t, histogramOf(3, values).Bins(n), values)
		}
	})
}

func TestRoundEdgesStayRound(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	values := make([]float64, 20000)
	for _, c := range []struct {
		low, high float64
		n         int
		want      []float64
	}{
		{0, 1, 4, []float64{0, 0.25, 0.5, 0.75, 1}},
		{-200, 200, 4, []float64{-200, -100, 0, 100, 200}},
		{20, 70, 5, []float64{20, 30, 40, 50, 60, 70}},
		{0, 0.5, 5, []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5}}, // 0.1 is no bucket's edge
	} {
		for i := range values {
			values[i] = c.low + (c.high-c.low)*random.Float64()
		}
		bins := sampleOf(8, values).Bins(c.n)
		checkBins(t, bins, values)
		if len(bins) != c.n {
			t.Fatalf("%v to %v: got %v", c.low, c.high, bins)
		}
		for i, b := range bins {
			off := math.Abs(b.High - c.want[i+1])
			if b.Low != c.want[0] && i == 0 || off > math.Abs(b.High)/512 || off > 0 && c.high != 0.5 {
				t.Errorf("%v to %v: got edges %v and %v, want %v", c.low, c.high, b.Low, b.High, c.want)
			}
			if want := 1 / (c.high - c.low); math.Abs(b.Density/want-1) > 0.1 {
				t.Errorf("%v to %v: got density %v, want %v", c.low, c.high, b.Density, want)
			}
		}
	}
}

func TestFewAtomsHaveABinEach(t *testing.T) {
	for _, c := range []struct {
		values []float64
		n      int
		edges  []float64
	}{
		{[]float64{0, 1, 1, 2, 3}, 10, []float64{-0.5, 0.5, 1.5, 2.5, 3.5}},
		{[]float64{0, 1, 4}, 10, []float64{-0.5, 0.5, 1.5, 2.5, 3.5, 4.5}},
		{[]float64{0, 100}, 40, []float64{-50, 50, 150}},
		{[]float64{-10, -10, 5}, 40, []float64{-17.5, -2.5, 12.5}},
		{[]float64{7, 7}, 5, []float64{7, 7}},
		{[]float64{0, 0}, 5, []float64{0, 0}},
	} {
		bins := sampleOf(8, c.values).Bins(c.n)
		checkBins(t, bins, c.values)
		edges := []float64{bins[0].Low}
		for _, b := range bins {
			edges = append(edges, b.High)
		}
		if !slices.Equal(edges, c.edges) {
			t.Errorf("%v: got edges %v, want %v", c.values, edges, c.edges)
		}
	}
	if one := sampleOf(8, []float64{7, 7}).Bins(5)[0]; one.Density == one.Density || one.CDF != 1 {
		t.Errorf("one atom: got %+v, want density NaN and CDF 1", one)
	}
	if bins := NewSample(8).Bins(5); bins != nil {
		t.Errorf("no values: got %v", bins)
	}
}

// With a Cauchy's tails, bins of the middle are narrow, and the two outer ones hold about half a percent each.
func TestHeavyTailsKeepNarrowBins(t *testing.T) {
	values := laws()["cauchy"]
	bins := sampleOf(8, values).Bins(40)
	for i, b := range bins {
		outer := i == 0 || i == len(bins)-1
		if width := b.High - b.Low; outer != (width > 10) {
			t.Errorf("[%v, %v) of %d bins is %v wide", b.Low, b.High, len(bins), width)
		}
		if outer && b.Count > 200 {
			t.Errorf("[%v, %v) holds %d of %d", b.Low, b.High, b.Count, len(values))
		}
	}
}

// Half of a lognormal's values of sd 2 lie in one or two of the bins of the middle 99%; over the range asked for they are spread.
func TestBinsBetween(t *testing.T) {
	values := normals(20000, 1)
	for i := range values {
		values[i] = math.Exp(2 * values[i])
	}
	s := sampleOf(8, values)
	below := func(bins []Bin) (n int) { // bins below the median
		for _, b := range bins {
			if b.High <= 1 {
				n++
			}
		}
		return n
	}
	bins := s.BinsBetween(0, 10, 40)
	checkBins(t, bins, values)
	if n := below(bins); n < 3 || below(s.Bins(40)) > 0 {
		t.Errorf("%d bins below the median, %d without a range", n, below(s.Bins(40)))
	}
	if last := bins[len(bins)-1]; last.Low < 10 || last.Low > 10.5 || last.High < s.Max {
		t.Errorf("the tail is [%v, %v), want all above 10", last.Low, last.High)
	}
	if got := s.BinsBetween(-5, 2*s.Max, 40); got[0].Low < -1 {
		t.Errorf("bins begin at %v, below all values", got[0].Low)
	}
}

func BenchmarkBins(b *testing.B) {
	s := sampleOf(8, normals(100000, 1))
	for b.Loop() {
		s.Bins(50)
	}
}

// TestBinsOfWhatIsCountedAsZero: values that are all too small to have a bucket are in one bin from the least to the greatest.
func TestBinsOfWhatIsCountedAsZero(t *testing.T) {
	s := NewSample(8)
	s.Add([]float64{-2e-30, 1e-30, 3e-30, 1e-31})
	bins := s.Bins(20)
	if len(bins) != 1 || bins[0].Low != -2e-30 || bins[0].High != 3e-30 || bins[0].Count != 4 {
		t.Errorf("the bins are %v", bins)
	}
}
