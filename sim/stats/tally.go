package stats

import (
	"math"
	"slices"
	"sort"
)

// Keys name where a tally counts a value. Buckets follow the special ones in the order of their values.
const (
	keyUndefined = iota
	keyInfinite
	keyZero
	keyTiny  // counted as zero without being zero
	keyBelow // too far below zero to have a bucket
	keyAbove
	keyAtom  = 8  // and the seven after it
	keyFirst = 16 // the first bucket
	maxAtoms = keyFirst - keyAtom
)

// Tally counts values in buckets by keys that have been made before, so that a whole run of values can be turned into
// keys while it is in the cache, and be counted when the tally's buckets are.
//
// It does what Histogram does, for the many quantities of a run of which only quantiles are asked: where Histogram finds
// out by itself which of its buckets hold one value alone, a tally is told up to eight values, its atoms, that it counts
// apart. Counts are integers: any order of counting gives the same tally.
//
// Model: buckets as in Histogram, 2^bits an octave, mirrored for values below zero, so that keys rise with values.
//
// Step: a quantile that is an atom or zero is exact; any other is within 2^-bits of itself.
//
// Limits: as for Histogram; a bucket counts up to 4.29e9 values, which Run does not allow to be passed.
//
// Checked: TestTallyAgreesWithHistogram, TestTallyInAnyOrder, TestAtomsOfATallyAreExact.
type Tally struct {
	bits    uint
	atoms   []float64 // rising
	special [keyFirst]uint64
	pages   [2 * octaves]uint16 // of each octave, from the lowest values: 1 + its page of counts, or 0
	counts  []uint32            // pages of 2^bits, in the order in which they were first used
}

// NewTally returns an empty tally of 2^bits buckets an octave that counts up to eight values apart.
func NewTally(bits int, atoms []float64) *Tally {
	t := &Tally{bits: uint(bits)}
	for _, a := range atoms {
		if a != 0 && a-a == 0 && len(t.atoms) < maxAtoms && !slices.Contains(t.atoms, a) {
			t.atoms = append(t.atoms, a)
		}
	}
	sort.Float64s(t.atoms)
	return t
}

// middleKey is the key of the least positive bucket.
func middleKey(bits uint) uint32 { return keyFirst + octaves<<bits }

// Keys sets dst to the keys of values, which are as many.
func (t *Tally) Keys(dst []uint32, values []float64) {
	if vector {
		keysVector(dst, values, t.atoms, t.bits)
		return
	}
	keysEach(dst, values, t.atoms, t.bits)
}

// Key is the key of one value.
func (t *Tally) Key(v float64) uint32 {
	var key [1]uint32
	keysEach(key[:], []float64{v}, t.atoms, t.bits)
	return key[0]
}

func keysEach(dst []uint32, values []float64, atoms []float64, bits uint) {
	shift, middle := (52-bits)&63, uint64(middleKey(bits))
	dst = dst[:len(values)]
next:
	for i, v := range values {
		for k, a := range atoms {
			if v == a {
				dst[i] = keyAtom + uint32(k)
				continue next
			}
		}
		b := math.Float64bits(v)
		s := b >> 63
		m := (b-s)&(1<<63-1) - lowest<<52
		if m >= octaves<<52 {
			dst[i] = outsideKey(v)
			continue
		}
		dst[i] = uint32((m>>shift ^ -s) + middle)
	}
}

// outsideKey is the key of a value that no bucket is for.
func outsideKey(v float64) uint32 {
	switch {
	case v == 0:
		return keyZero
	case v != v:
		return keyUndefined
	case v-v != 0:
		return keyInfinite
	case v >= largest:
		return keyAbove
	case v < -largest:
		return keyBelow
	}
	return keyTiny
}

// Count counts values by their keys.
func (t *Tally) Count(keys []uint32) {
	bits, counts := t.bits&31, t.counts
	mask := uint32(1)<<bits - 1
	for _, k := range keys {
		if k < keyFirst {
			t.special[k]++
			continue
		}
		k -= keyFirst
		page := t.pages[k>>bits]
		if page == 0 {
			page = t.page(k >> bits)
			counts = t.counts
		}
		counts[uint32(page-1)<<bits|k&mask]++
	}
}

// CountSame counts n values of one key.
func (t *Tally) CountSame(key uint32, n int) {
	if key < keyFirst {
		t.special[key] += uint64(n)
		return
	}
	key -= keyFirst
	page := t.pages[key>>t.bits]
	if page == 0 {
		page = t.page(key >> t.bits)
	}
	t.counts[uint32(page-1)<<t.bits|key&(1<<t.bits-1)] += uint32(n)
}

// page makes a page for an octave.
func (t *Tally) page(octave uint32) uint16 {
	t.counts = append(t.counts, make([]uint32, 1<<t.bits)...)
	t.pages[octave] = uint16(len(t.counts) >> t.bits)
	return t.pages[octave]
}

// ranks lays the tally out, as Histogram.ranks does.
func (t *Tally) ranks(least, greatest float64) ranks {
	r := newRanks()
	push := func(low, high float64, count uint64) {
		if count > 0 {
			r.buckets = append(r.buckets, bucket{low, high, count, r.n})
			r.n += count
		}
	}
	atom := 0
	// upTo pushes the atoms below the end of a bucket, in the midst of what else it holds.
	upTo := func(low, high float64, count uint64) {
		left := count
		for ; atom < len(t.atoms) && t.atoms[atom] < high; atom++ {
			if t.special[keyAtom+atom] == 0 {
				continue
			}
			a := t.atoms[atom]
			if a > low {
				half := left / 2
				push(low, a, half)
				left -= half
				low = a
			}
			push(a, a, t.special[keyAtom+atom])
		}
		push(low, high, left)
	}
	push(min(least, -largest), -largest, t.special[keyBelow])
	for octave, page := range t.pages {
		if octave == octaves {
			upTo(0, 0, 0)
			push(0, 0, t.special[keyZero]+t.special[keyTiny])
		}
		if page == 0 {
			continue
		}
		counts := t.counts[int(page-1)<<t.bits:][:1<<t.bits]
		for i := 0; i < len(counts); i++ {
			if i&7 == 0 && i+8 <= len(counts) && none(counts[i:]) {
				i += 7
				continue
			}
			c := counts[i]
			if c == 0 {
				continue
			}
			low, high := t.edges(keyFirst + uint32(octave<<t.bits+i))
			upTo(low, low, 0) // atoms before it
			upTo(low, high, uint64(c))
		}
	}
	upTo(math.Inf(1), math.Inf(1), 0)
	push(largest, max(greatest, largest), t.special[keyAbove])
	r.within(least, greatest)
	return r
}

// edges returns where the bucket of a key begins and ends.
func (t *Tally) edges(key uint32) (low, high float64) {
	middle := middleKey(t.bits)
	edge := func(i uint32) float64 { return math.Float64frombits(lowest<<52 + uint64(i)<<(52-t.bits)) }
	if key >= middle {
		return edge(key - middle), edge(key - middle + 1)
	}
	return -edge(middle - key), -edge(middle - 1 - key)
}
