package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// laws are samples of every shape a result has.
func laws() map[string][]float64 {
	random := rand.New(rand.NewPCG(6, 7))
	draw := func(n int, f func() float64) []float64 {
		values := make([]float64, n)
		for i := range values {
			values[i] = f()
		}
		return values
	}
	return map[string][]float64{
		"normal":    draw(20011, random.NormFloat64),
		"lognormal": draw(20000, func() float64 { return math.Exp(2 * random.NormFloat64()) }),
		"cauchy":    draw(20000, func() float64 { return random.NormFloat64() / random.NormFloat64() }),
		"small":     draw(7, random.NormFloat64),
		"two":       {-3, 8},
		"one":       {0.1},
		"narrow":    draw(5000, func() float64 { return 1000 + random.Float64() }),
		"atoms": draw(20000, func() float64 {
			return []float64{0, 0, 5, 0.1, -227.8203340837, math.Exp(random.NormFloat64())}[random.IntN(6)]
		}),
		"counts": draw(9999, func() float64 { return float64(random.IntN(13)) }),
		"losses": draw(10000, func() float64 { return -math.Exp(random.NormFloat64()) }),
	}
}

// orders returns the two order statistics at rank p(N−1) and the fraction between them.
func orders(sorted []float64, p float64) (x0, x1, f float64) {
	whole, f := math.Modf(p * float64(len(sorted)-1))
	return sorted[int(whole)], sorted[min(int(whole)+1, len(sorted)-1)], f
}

// worst returns the greatest error of quantiles as a share of the stated bound.
func worst(h *Histogram, sorted []float64, bits int) float64 {
	p := []float64{0, 0.001, 0.01, 0.05, 0.1, 0.25, 1. / 3, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1}
	greatest := 0.0
	for i, q := range h.Quantiles(p) {
		x0, x1, f := orders(sorted, p[i])
		if exact := x0*(1-f) + x1*f; q != exact {
			bound := math.Ldexp((1-f)*math.Abs(x0)+f*math.Abs(x1), -bits) + tiniest
			greatest = max(greatest, math.Abs(q-exact)/bound)
		}
	}
	return greatest
}

func TestQuantilesWithinOneBucket(t *testing.T) {
	for name, values := range laws() {
		sorted := slices.Sorted(slices.Values(values))
		for _, bits := range []int{4, 8, 11} {
			if off := worst(histogramOf(bits, values), sorted, bits); off > 1 {
				t.Errorf("%s, %d bits: off by %v of the bound", name, bits, off)
			}
		}
	}
	values := laws()["narrow"]
	if off := worst(histogramOf(8, values), slices.Sorted(slices.Values(values)), 11); off <= 1 {
		t.Errorf("the control, the bound of 11 bits, holds for 8: %v", off)
	}
}

func TestQuantilesOfAnythingWithinOneBucket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(-1e17, 1e17), rapid.Float64Range(-1, 1),
			rapid.SampledFrom([]float64{0, 1, 2, -1, 5})), 1, 50).Draw(t, "values")
		if off := worst(histogramOf(8, values), slices.Sorted(slices.Values(values)), 8); off > 1+1e-9 {
			t.Fatalf("off by %v of the bound", off)
		}
	})
}

func TestAtomsHaveExactQuantiles(t *testing.T) {
	h := histogramOf(8, []float64{0.1, 227.8203340837, 0.1, 227.8203340837, 227.8203340837, -0.3, 0, 0, 0.1})
	// sorted: -0.3 0 0 0.1 0.1 0.1 227.8… 227.8… 227.8…
	for _, c := range [][2]float64{{0, -0.3}, {0.125, 0}, {0.25, 0}, {0.375, 0.1}, {0.5, 0.1},
		{0.7, 0.1 + 0.6*227.7203340837}, {0.75, 227.8203340837}, {0.97, 227.8203340837}, {1, 227.8203340837}} {
		if got := h.Quantile(c[0]); got != c[1] && math.Abs(got-c[1]) > 1e-12 || c[0] != 0.7 && got != c[1] {
			t.Errorf("quantile %v: got %v, want %v", c[0], got, c[1])
		}
	}
	for _, p := range []float64{-0.1, 1.1, math.NaN()} {
		if got := h.Quantile(p); got == got {
			t.Errorf("quantile %v: got %v, want NaN", p, got)
		}
	}
	if got := NewHistogram(8).Quantile(0.5); got == got {
		t.Errorf("quantile of nothing: got %v, want NaN", got)
	}
}

// tail is the mean of the lowest p share of sorted values, the last in part.
func tail(sorted []float64, p float64) (mean, magnitude float64) {
	left := p * float64(len(sorted))
	for _, v := range sorted {
		take := min(1, left)
		mean += take * v / (p * float64(len(sorted)))
		magnitude += take * math.Abs(v) / (p * float64(len(sorted)))
		left -= take
	}
	return mean, magnitude
}

func TestTailMeansAgainstSorting(t *testing.T) {
	for name, values := range laws() {
		h, sorted := histogramOf(8, values), slices.Sorted(slices.Values(values))
		for _, p := range []float64{0.0001, 0.01, 0.05, 0.37, 0.95, 1} {
			want, size := tail(sorted, p)
			if got := h.TailMean(p); math.Abs(got-want) > size/256+1e-12 {
				t.Errorf("%s: tail mean %v: got %v, want %v", name, p, got, want)
			}
			upside := make([]float64, len(sorted))
			for i, v := range sorted {
				upside[len(sorted)-1-i] = -v
			}
			want, size = tail(upside, p)
			if got := h.UpperTailMean(p); math.Abs(got+want) > size/256+1e-12 {
				t.Errorf("%s: upper tail mean %v: got %v, want %v", name, p, got, -want)
			}
		}
	}
	h := histogramOf(8, []float64{1, 2, 3, 4, 5})
	// By hand: the lowest 30% of five values are 1 and half of 2, so 2/1.5.
	if got := h.TailMean(0.3); math.Abs(got-2/1.5) > 1e-15 {
		t.Errorf("lowest 30%% of 1 to 5: got %v, want %v", got, 2/1.5)
	}
	if got := h.UpperTailMean(0.3); math.Abs(got-7/1.5) > 1e-15 {
		t.Errorf("highest 30%% of 1 to 5: got %v, want %v", got, 7/1.5)
	}
	if got := h.TailMean(0); got == got {
		t.Errorf("lowest 0%%: got %v, want NaN", got)
	}
}

func TestCDFAgainstSorting(t *testing.T) {
	for name, values := range laws() {
		h, sorted := histogramOf(8, values), slices.Sorted(slices.Values(values))
		below := func(x float64) float64 {
			i, _ := slices.BinarySearch(sorted, math.Nextafter(x, math.Inf(1)))
			return float64(i) / float64(len(sorted))
		}
		before := 0.0
		for _, x := range []float64{-1e9, -5, -1, -0.1, 0, 0.05, 0.1, 1, 4.99, 5, 12, 1000, 1000.5, 1e9} {
			width := math.Abs(x)/256 + 1e-300
			got := h.CDF(x)
			if got < below(x-width) || got > below(x+width) || got < before {
				t.Errorf("%s: CDF(%v): got %v, want %v", name, x, got, below(x))
			}
			before = got
		}
	}
	h := histogramOf(8, []float64{-5, 0, 0, 5, 5, 5, 5.001, 7})
	for _, c := range [][2]float64{{-5.0001, 0}, {-5, 0.125}, {-1e-9, 0.125}, {0, 0.375}, {4.9, 0.375}, {7, 1},
		{6.9999, 0.875}} {
		if got := h.CDF(c[0]); got != c[1] {
			t.Errorf("CDF(%v): got %v, want %v", c[0], got, c[1])
		}
	}
}

func BenchmarkQuantiles(b *testing.B) {
	h := histogramOf(8, normals(100000, 1))
	p := []float64{0.05, 0.25, 0.5, 0.75, 0.95}
	for b.Loop() {
		h.Quantiles(p)
	}
}
