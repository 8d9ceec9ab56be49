package stats

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// awkward draws finite and other values of every size, atoms among them.
var awkward = rapid.OneOf(
	rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 5, -5, 0.1, 1, -1, 1e30, -1e30, 0x1p60, -0x1p60, 0x1p-60,
		-0x1p-60, math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, -5e-324, math.MaxFloat64, -math.MaxFloat64}),
	rapid.Float64Range(-10, 10),
	rapid.Float64(),
)

// finite returns the values that a histogram counts, tiny ones as zero.
func finite(values []float64) []float64 {
	var kept []float64
	for _, v := range values {
		switch {
		case v-v != 0:
		case v >= -tiniest && v < tiniest:
			kept = append(kept, 0)
		default:
			kept = append(kept, v)
		}
	}
	return kept
}

func histogramOf(bits int, values []float64) *Histogram {
	h := NewHistogram(bits)
	h.Add(values)
	return h
}

func TestAnyOrderGivesTheSameHistogram(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(awkward).Draw(t, "values")
		want := histogramOf(8, values)
		shuffled := rapid.Permutation(values).Draw(t, "shuffled")
		cuts := [2]int{rapid.IntRange(0, len(values)).Draw(t, "cut"), rapid.IntRange(0, len(values)).Draw(t, "cut")}
		a, b := min(cuts[0], cuts[1]), max(cuts[0], cuts[1])
		parts := []*Histogram{histogramOf(8, shuffled[:a]), histogramOf(8, shuffled[a:b]), histogramOf(8, shuffled[b:])}
		merged := NewHistogram(8)
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			merged.Merge(parts[i])
		}
		got, all := merged.all(), want.all()
		if got.memory, all.memory = nil, nil; !reflect.DeepEqual(got, all) { // whose memory they stand in is no matter
			t.Fatalf("got %v, want %v", got, all)
		}
		of := func(h *Histogram) [5]uint64 {
			return [5]uint64{h.Count(), h.special(keyTiny), h.below.count, h.above.count, h.Infinite()}
		}
		if counts, want := of(merged), of(want); counts != want {
			t.Fatalf("got counts %v, want %v", counts, want)
		}
		if int(merged.Count()) != len(finite(values)) {
			t.Fatalf("got %d values, want %d", merged.Count(), len(finite(values)))
		}
	})
}

func TestHistogramOfExtremes(t *testing.T) {
	inf := math.Inf(1)
	h := histogramOf(8, []float64{0, math.Copysign(0, -1), 5e-324, -1e-30, 0x1p-60, -0x1p-60, 0x1p60, -0x1p60, -0x1.01p60,
		math.MaxFloat64, inf, -inf, -inf, math.NaN(), math.Nextafter(0x1p60, 0)})
	for _, c := range []struct {
		name      string
		got, want uint64
	}{
		{"count", h.Count(), 11},
		{"zero", h.special(keyZero) + h.special(keyTiny), 5},
		{"tiny", h.special(keyTiny), 3}, // 5e-324, -1e-30 and -2^-60
		{"too large", h.below.count + h.above.count, 3},
		{"infinite", h.Infinite(), 3},
		{"buckets", uint64(len(h.rare.cells)), 3},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, c.got, c.want)
		}
	}
}

// Every bucket is half-open the same way and not wider than its share.
func TestBucketsHoldTheirValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bits := rapid.IntRange(1, 16).Draw(t, "bits")
		x := rapid.OneOf(rapid.Float64Range(-1e18, 1e18), rapid.Float64Range(-2, 2), rapid.SampledFrom([]float64{
			1, -1, 2, -2, 0.5, -0.5, 0x1p-60, 100, -100})).Draw(t, "x")
		if math.Abs(x) <= tiniest {
			t.Skip("zero")
		}
		h := histogramOf(bits, []float64{x, x})
		for i, c := range h.rare.cells {
			h.rare.cells[i] = cell{c.count, mixed}
		}
		b := h.all().buckets[0]
		nearer := min(math.Abs(b.low), math.Abs(b.high))
		if !(b.low <= x && x < b.high) || b.high-b.low > math.Ldexp(nearer, -bits) {
			t.Fatalf("%v is in [%v, %v)", x, b.low, b.high)
		}
	})
}

func TestAddAllocatesNothing(t *testing.T) {
	values := normals(256, 1)
	h := histogramOf(8, values)
	if n := testing.AllocsPerRun(10, func() { h.Add(values) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestHistogramsOfDifferentBitsDoNotMerge(t *testing.T) {
	for _, bug := range []func(){
		func() { NewHistogram(8).Merge(NewHistogram(11)) },
		func() { NewHistogram(0) },
		func() { NewHistogram(17) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			bug()
		}()
	}
}

func normals(n int, seed uint64) []float64 {
	random := rand.New(rand.NewPCG(seed, 5))
	values := make([]float64, n)
	for i := range values {
		values[i] = random.NormFloat64()
	}
	return values
}

func BenchmarkAdd(b *testing.B) {
	atoms, zeros := make([]float64, 256), make([]float64, 256)
	lognormals := normals(256, 1)
	for i := range atoms {
		atoms[i] = float64(5 * (i % 2))
		lognormals[i] = math.Exp(lognormals[i])
	}
	for _, c := range []struct {
		name   string
		bits   int
		values []float64
	}{
		{"normal, 8 bits", 8, normals(256, 1)},
		{"lognormal, 8 bits", 8, lognormals},
		{"lognormal, 11 bits", 11, lognormals},
		{"0 and 5", 8, atoms},
		{"zeros", 8, zeros},
	} {
		b.Run(c.name, func(b *testing.B) {
			h := NewHistogram(c.bits)
			for b.Loop() {
				h.Add(c.values)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/256, "ns/value")
		})
	}
}

func TestManyOfOneValueAtOnce(t *testing.T) {
	for _, v := range []float64{0, 5, -3.25, 1e-30, 1e300, -1e300, math.Inf(1), math.NaN()} {
		one, many := NewHistogram(8), NewHistogram(8)
		for _, h := range []*Histogram{one, many} {
			h.Add([]float64{1, 5, 5.001, -3.25})
		}
		for range 7 {
			one.Add([]float64{v})
		}
		many.AddSame(v, 7)
		if a, b := one.all(), many.all(); a.n != b.n || !slices.Equal(a.buckets, b.buckets) || one.Infinite() != many.Infinite() || one.special(keyTiny) != many.special(keyTiny) {
			t.Errorf("%v: %+v at once, %+v one by one", v, b, a)
		}
	}
}

// What a sample says, of a histogram alone: it does not know its least and greatest value.
func (h *Histogram) all() ranks                      { return h.ranks(math.Inf(-1), math.Inf(1)) }
func (h *Histogram) Quantile(p float64) float64      { return h.all().quantile(p) }
func (h *Histogram) Quantiles(p []float64) []float64 { return quantiles(h.all(), p) }
func (h *Histogram) TailMean(p float64) float64      { return h.all().lowerMean(p) }
func (h *Histogram) UpperTailMean(p float64) float64 { return 0 - h.all().mirrored().lowerMean(p) }
func (h *Histogram) CDF(x float64) float64           { return h.all().cdf(x) }
func (h *Histogram) Bins(n int) []Bin                { return h.all().bins(n, h.bits, nil) }
