package stats

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// NewTallied is one of NewTallies.
func NewTallied(bits int, atoms []float64) *Sample {
	var s [1]*Sample
	NewTallies(s[:], bits, func(int) []float64 { return atoms })
	return s[0]
}

// tallied is a sample of values counted by keys in chunks.
func tallied(values []float64, bits int, atoms []float64, chunk int) *Sample {
	s := NewTallied(bits, atoms)
	for part := range slices.Chunk(values, chunk) {
		s.Add(part)
	}
	return s
}

func TestTallyAgreesWithHistogram(t *testing.T) {
	for name, values := range laws() {
		s, h := tallied(values, 9, nil, 256), NewSample(9)
		h.Add(values)
		for _, p := range []float64{0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1} {
			got, want := s.Quantile(p), h.Quantile(p)
			if math.Abs(got-want) > 0x1p-9*max(math.Abs(want), math.Abs(got))+0x1p-60 {
				t.Errorf("%s: quantile %v is %v, of the histogram %v", name, p, got, want)
			}
		}
		if s.Min != h.Min || s.Max != h.Max {
			t.Errorf("%s: from %v to %v, want %v to %v", name, s.Min, s.Max, h.Min, h.Max)
		}
	}
}

// TestTallyQuantilesWithinOneBucket holds quantiles against sorting, and the negative control against half a bucket.
func TestTallyQuantilesWithinOneBucket(t *testing.T) {
	for name, values := range laws() {
		sorted := slices.Sorted(slices.Values(values))
		for _, bits := range []int{4, 8, 10} {
			s := tallied(values, bits, nil, 512)
			for p := 0.0; p <= 1; p += 1.0 / 64 {
				whole, part := math.Modf(p * float64(len(sorted)-1))
				a, b := sorted[int(whole)], sorted[min(int(whole)+1, len(sorted)-1)]
				want := a + (b-a)*part
				allowed := math.Ldexp((1-part)*math.Abs(a)+part*math.Abs(b), -bits) + 0x1p-60
				if got := s.Quantile(p); math.Abs(got-want) > allowed*(1+1e-9) {
					t.Errorf("%s, %d bits: quantile %v is %v, want %v within %v", name, bits, p, got, want, allowed)
				}
			}
		}
	}
}

func TestTallyInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for name, values := range laws() {
		want := tallied(values, 8, []float64{5, 0.1}, 256).Tally
		shuffled := slices.Clone(values)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got := tallied(shuffled, 8, []float64{5, 0.1}, 100).Tally
		lo, hi := slices.Min(values), slices.Max(values)
		if a, b := want.ranks(lo, hi), got.ranks(lo, hi); !slices.Equal(a.buckets, b.buckets) || a.n != b.n {
			t.Errorf("%s: another order gives another tally", name)
		}
	}
}

// TestBucketsHoldMoreThanTheirCounts has more values in a bucket than its count holds, one at a time and many at once, in
// tallies of narrow keys and of wide ones.
func TestBucketsHoldMoreThanTheirCounts(t *testing.T) {
	values := []float64{5, math.NaN(), 0, -3, 7} // an atom, two that have special keys, and two buckets
	for _, bits := range []int{8, 10} {
		for _, many := range []int{half - 1, half, half + 1, 2*half - 1, 2 * half, 2*half + 1, 4*half + 1, 6*half + 100} {
			one, same := NewTally(bits, []float64{5}), NewTally(bits, []float64{5})
			for k, v := range values {
				column := make([]float64, many+k)
				for i := range column {
					column[i] = v
				}
				keys := NewKeys(bits, len(column))
				one.Keys(keys, column)
				one.Count(keys)
				same.CountSame(same.Key(v), half/2)
				same.CountSame(same.Key(v), len(column)-half/2)
			}
			for name, y := range map[string]*Tally{"one at a time": one, "at once": same} {
				if got := y.special(keyUndefined); got != uint64(many+1) {
					t.Errorf("%d bits, %s: %d undefined, want %d", bits, name, got, many+1)
				}
				const first = keyNames * specials
				got := y.total(first, uint32(len(y.counts)-first))
				for _, c := range y.rare.cells {
					got += c.count
				}
				if got != uint64(2*many+7) {
					t.Errorf("%d bits, %s: all buckets have %d, want %d", bits, name, got, 2*many+7)
				}
				r := y.ranks(-3, 7)
				want := []int{many + 3, many + 2, many, many + 4}
				for i, b := range r.buckets {
					if b.count != uint64(want[i]) || len(r.buckets) != len(want) {
						t.Errorf("%d bits, %s: %d buckets, that from %v has %d, want %d", bits, name, len(r.buckets), b.low, b.count, want[i])
					}
				}
			}
		}
	}
}

// TestABucketOfManyAmongOthers fills a bucket in the window, one outside it and special keys far beyond what a count holds, in turn
// with others and in pieces of every size.
func TestABucketOfManyAmongOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	values := append(slices.Repeat([]float64{1.5, 1.5, 1.25, 1.5, 1.125}, 60), 1e-9, 0, -2.5) // the first three in the window
	each := []float64{1.5, 1.25, 1.125, 1e-9, 0, -2.5}
	for _, bits := range []int{8, 10} {
		y, want := NewTally(bits, nil), map[float64]uint64{}
		for n := 0; n < 300000; {
			column := make([]float64, 1+r.IntN(5000))
			for i := range column {
				column[i] = values[(n+i)%len(values)]
				want[column[i]]++
			}
			keys := NewKeys(bits, len(column))
			y.Keys(keys, column)
			y.Count(keys)
			n += len(column)
		}
		got := map[float64]uint64{}
		for _, b := range y.ranks(math.Inf(-1), math.Inf(1)).buckets {
			for _, v := range each {
				if b.low <= v && (v < b.high || v == b.low) {
					got[v] = b.count
				}
			}
		}
		for v, n := range want {
			if got[v] != n {
				t.Errorf("%d bits: %d times %v, want %d", bits, got[v], v, n)
			}
		}
	}
}

// TestCountsAboutAHalf brings counts to a half, one less and one more when they are looked at, and then to the most that may come before
// the next look, one value at a time and many at once.
func TestCountsAboutAHalf(t *testing.T) {
	for extra := range 5 {
		y, want := NewTally(8, nil), map[float64]uint64{}
		count := func(v float64, n int) {
			keys := NewKeys(8, n)
			y.Keys(keys, slices.Repeat([]float64{v}, n))
			y.Count(keys)
			want[v] += uint64(n)
		}
		const look = half - 1 // so many values apart
		for _, v := range []float64{1.5, 1.25, 1.125} {
			count(v, look)
			count(v, extra)
			count(1.75, look-extra)
			count(v, look)
			count(v, look)
			count(v, 2*half)
		}
		y.CountSame(y.Key(1.0625), half)
		want[1.0625] += half
		for _, v := range []float64{1.0625, 1.5} { // to a whole number of halves
			n := 3*half - int(want[v]%half)
			y.CountSame(y.Key(v), n)
			want[v] += uint64(n)
		}
		got := map[float64]uint64{}
		for _, b := range y.ranks(1.0625, 1.75).buckets {
			got[b.low] = b.count
		}
		if !maps.Equal(got, want) {
			t.Errorf("%d more: %v, want %v", extra, got, want)
		}
	}
}

// TestAtomsOfATallyAreExact has values of which some are paid whole: 0, 5 or 19.9, and others spread around them.
func TestAtomsOfATallyAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 11))
	atoms := []float64{5, 19.9, -3, 0}
	values := make([]float64, 30000)
	for i := range values {
		switch r.IntN(6) {
		case 0, 1, 2, 3:
			values[i] = atoms[r.IntN(4)]
		default:
			values[i] = 40*r.Float64() - 10
		}
	}
	sorted := slices.Sorted(slices.Values(values))
	exact := func(s *Sample) (hit, of int) {
		for p := 0.005; p < 1; p += 0.005 {
			k := p * float64(len(sorted)-1)
			v := sorted[int(k)]
			if v == sorted[int(k)+1] && slices.Contains(atoms, v) {
				of++
				if s.Quantile(p) == v {
					hit++
				}
			}
		}
		return hit, of
	}
	if hit, of := exact(tallied(values, 8, atoms, 256)); hit != of || of < 50 {
		t.Errorf("%d of %d quantiles at atoms are exact", hit, of)
	}
	if hit, of := exact(tallied(values, 8, nil, 256)); hit == of {
		t.Errorf("negative control: without being told of them %d of %d are exact too", hit, of)
	}
}

// TestKeysRiseWithValues holds keys of this build, in whole vectors and one at a time, to the order of their values.
func TestKeysRiseWithValues(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 13))
	values := []float64{0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 0x1p60, -0x1p60, -0x1p61, 0x1p-61, -0x1p-61, 5, 5e-324}
	for range 5000 {
		values = append(values, math.Ldexp(2*r.Float64()-1, r.IntN(140)-70))
	}
	for _, bits := range []int{4, 8, 10, 12} {
		for _, atoms := range [][]float64{nil, {5}, {values[20], values[99], values[1234], 5}} {
			y := NewTally(bits, atoms)
			made := NewKeys(bits, len(values))
			y.Keys(made, values)
			keys := make([]uint32, len(values))
			for i, v := range values {
				keys[i] = made.At(i)
				if one := nameOf(y.Key(v), i); keys[i] != one {
					t.Fatalf("%d bits: the key of %v is %d in a vector, %d alone", bits, v, keys[i], one)
				}
				if i > 0 && keys[i] >= keyFirst && keys[i-1] >= keyFirst && v > values[i-1] && keys[i] < keys[i-1] {
					t.Fatalf("%d bits: the key falls from %v to %v", bits, values[i-1], v)
				}
				if k := keys[i]; k >= keyFirst {
					if low, high := edges(k, y.bits); v < low || v >= high {
						t.Fatalf("%d bits: %v is counted from %v to %v", bits, v, low, high)
					}
				}
			}
		}
	}
}

// BenchmarkTally has a column of 256 paths in the cache, and counts 4096 keys of one quantity after another, of a hundred.
func BenchmarkTally(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	smooth, mixed := make([]float64, 256), make([]float64, 256)
	for i := range smooth {
		smooth[i] = math.Exp(r.NormFloat64())
		if mixed[i] = smooth[i]; r.IntN(2) == 0 {
			mixed[i] = 0
		}
	}
	per := func(name string, n int, f func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/value")
		})
	}
	for _, bits := range []int{8, 10} {
		for name, values := range map[string][]float64{"smooth": smooth, "half zero": mixed} {
			of := func(what string) string { return fmt.Sprintf("%s, %s, %d bits", what, name, bits) }
			y := NewTally(bits, nil)
			keys := NewKeys(bits, len(values))
			per(of("keys"), len(values), func() { y.Keys(keys, values) })
			const many, batch = 100, 4096
			tallies, all := make([]*Tally, many), make([]Keys, many)
			for k := range tallies {
				tallies[k], all[k] = NewTally(bits, nil), NewKeys(bits, batch)
				v := make([]float64, batch)
				for i := range v {
					if v[i] = math.Exp(r.NormFloat64()); name != "smooth" && r.IntN(2) == 0 {
						v[i] = 0
					}
				}
				tallies[k].Keys(all[k], v)
			}
			per(of("count"), many*batch, func() {
				for k := range tallies {
					tallies[k].Count(all[k])
				}
			})
			h := NewHistogram(bits)
			per(of("histogram"), len(values), func() { h.Add(values) })
		}
	}
	per("moments", 256, func() { Of(smooth) })
	per("atoms", 256, func() { NewTally(8, []float64{1, 2, 3, 4}).Keys(NewKeys(8, 256), smooth) })
}
