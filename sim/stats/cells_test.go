package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A cell tells its only value to the last bit, on both sides of zero and at both ends of a bucket, until another comes.
func TestACellKnowsItsOnlyValue(t *testing.T) {
	for _, bits := range []int{1, 8, 11, 16} {
		for _, v := range []float64{1, -1, 5, -5, 0.1, -0.1, 1.0 / 3, math.Nextafter(1, 0), math.Nextafter(-1, 0), math.Nextafter(1, 2),
			math.Nextafter(-1, -2), 123.456, -0x1p-59, 0x1p-60, math.Nextafter(0x1p60, 0)} {
			h := NewHistogram(bits)
			h.Add(slices.Repeat([]float64{v}, 100)) // enough for a page
			if len(h.rare.cells) > 0 {
				t.Fatalf("%v has no page", v)
			}
			only := []bucket{{v, v, 100, 0}}
			if got := h.all().buckets; !slices.Equal(got, only) {
				t.Errorf("%d bits: %v is %v", bits, v, got)
			}
			near := math.Float64frombits(math.Float64bits(v) ^ 2)
			if h.Add([]float64{near, v}); len(h.all().buckets) == 1 {
				if b := h.all().buckets[0]; b.count != 102 || !(b.low <= v && v < b.high && b.low <= near && near < b.high) {
					t.Errorf("%d bits: %v and %v are %v", bits, v, near, b)
				}
			} else if got := h.all().n; got != 102 {
				t.Errorf("%d bits: %d of %v and %v", bits, got, v, near)
			}
		}
	}
}

// Cells of histograms with few bits are full soon: they count on, one value at a time, many at once, and merged.
func TestCellsThatAreFull(t *testing.T) {
	const bits, times = 1, 5
	full := int(NewHistogram(bits).full())
	for _, many := range []int{full - 1, full, full + 1, 2 * full, 2*full + 1, times * full} {
		one, same, merged := NewHistogram(bits), NewHistogram(bits), NewHistogram(bits)
		for k, v := range []float64{5, -5, 0} {
			values := slices.Repeat([]float64{v}, many+k)
			one.Add(values)
			same.Add(values[:100]) // it has a page then
			same.AddSame(v, uint64(full/2))
			same.AddSame(v, uint64(len(values)-100-full/2))
			for _, part := range [][]float64{values[:100], values[100:]} {
				h := NewHistogram(bits)
				h.Add(part)
				merged.Merge(h)
			}
		}
		n := uint64(many)
		want := []bucket{{-5, -5, n + 1, 0}, {0, 0, n + 2, n + 1}, {5, 5, n, 2*n + 3}}
		for name, h := range map[string]*Histogram{"one at a time": one, "at once": same, "merged": merged} {
			if got := h.all().buckets; !slices.Equal(got, want) || h.Count() != 3*n+3 {
				t.Errorf("%d, %s: %v, want %v", many, name, got, want)
			}
		}
	}
}

// A cell to which nothing is added stays empty: the next value is its only one.
func TestNothingAddedIsNothing(t *testing.T) {
	h, empty := NewHistogram(8), NewHistogram(8)
	h.AddSame(5, 0)
	h.Merge(empty)
	h.Add(slices.Repeat([]float64{5}, 50))
	h.AddSame(5, 0)
	if got, want := h.all().buckets, []bucket{{5, 5, 50, 0}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// The first bucket of a page holds more than its cell counts, and what is asked lies above it.
func TestTheFirstBucketOfAPageIsFull(t *testing.T) {
	const bits, low = 8, 1 // a page is an octave
	for _, s := range []*Sample{NewSample(bits), NewTallied(bits, nil)} {
		s.Add(slices.Repeat([]float64{low, 1.5, 1.75}, 200))
		s.Add(slices.Repeat([]float64{low}, 2*int(NewHistogram(bits).full())+5))
		s.Add(slices.Repeat([]float64{1.5, 1.75}, 500000))
		whole := s.ranks()
		for _, p := range []float64{0.1, 0.5, 0.6, 0.999, 1} {
			if got, want := s.Quantile(p), whole.quantile(p); got != want {
				t.Errorf("quantile %v alone is %v, of all %v", p, got, want)
			}
		}
	}
}

// Values that are spread over far more buckets than they fill keep few pages, and are all there; those that begin to come often
// have their page.
func TestWhatIsRareHasNoPage(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	first, later := make([]float64, 1000), make([]float64, 30000)
	for i := range first {
		first[i] = 3 + r.Float64()/4
	}
	for i := range later {
		switch later[i] = 3 + r.Float64()/4; {
		case i%300 == 0:
			later[i] = math.Ldexp(1+r.Float64(), i/300-50) // each in a page of its own
		case i%10 == 0:
			later[i] = -7
		}
	}
	all := slices.Concat(first, later)
	want := map[float64]uint64{}
	h, y := NewHistogram(11), NewTally(11, nil)
	for part := range slices.Chunk(all, 1000) {
		h.Add(part)
		keys := NewKeys(11, len(part))
		y.Keys(keys, part)
		y.Count(keys)
	}
	for _, v := range all {
		low, _ := edges(y.Key(v), 11)
		want[low]++
	}
	for name, c := range map[string]struct {
		r     ranks
		pages int
		rare  int
	}{
		"histogram": {h.all(), len(h.cells) >> pageBits, len(h.rare.cells)},
		"tally":     {y.ranks(math.Inf(-1), math.Inf(1)), len(y.counts) >> pageBits, len(y.rare.cells)},
	} {
		for _, b := range c.r.buckets {
			low, _ := edges(y.Key(b.low), 11)
			if want[low] != b.count {
				t.Errorf("%s: %d values from %v, want %d", name, b.count, b.low, want[low])
			}
		}
		if len(c.r.buckets) != len(want) || c.r.n != uint64(len(all)) {
			t.Errorf("%s: %d buckets with %d values, want %d with %d", name, len(c.r.buckets), c.r.n, len(want), len(all))
		}
		if c.pages > 4 || c.rare < 80 {
			t.Errorf("%s: %d pages and %d without one", name, c.pages, c.rare)
		}
	}
	if at, there := y.pages.place(y.Key(-7)); !there || y.count(at) != 2900 {
		t.Error("what came often has no page")
	}
}
