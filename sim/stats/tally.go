package stats

import (
	"math"
	"slices"
	"sort"
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
// Limits: as for Histogram; a bucket counts up to 1.4e14 values, which no run has.
//
// Checked: TestTallyAgreesWithHistogram, TestTallyInAnyOrder, TestAtomsOfATallyAreExact.
type Tally struct {
	bits   uint
	atoms  []float64         // rising
	pages  directory         // nil until keys come one by one
	counts []uint16          // see tally_count.go
	window window            // where nearly all are
	left   int               // so many may come before a count is full
	fulls  map[uint32]uint32 // of a place: how many halves are not in its count; nil until there are some
	rare   rare              // keys that have no page
}

// NewTally returns an empty tally of 2^bits buckets an octave that counts up to eight values apart.
func NewTally(bits int, atoms []float64) *Tally {
	t := &Tally{bits: uint(bits), left: most}
	for _, a := range atoms {
		if a != 0 && a-a == 0 && len(t.atoms) < maxAtoms && !slices.Contains(t.atoms, a) {
			t.atoms = append(t.atoms, a)
		}
	}
	sort.Float64s(t.atoms)
	return t
}

// Keys sets dst to the keys of values, which are as many.
func (t *Tally) Keys(dst Keys, values []float64) { keysOf(dst, values, t.atoms, t.bits) }

// KeysWithin is Keys of finite values of which the least and the greatest are known. Most quantities are above zero on all
// paths: then nothing need be asked of any value.
//
// Checked: TestKeysOfWhatIsAboveZero.
func (t *Tally) KeysWithin(dst Keys, values []float64, least, greatest float64) {
	if t.above(least, greatest) {
		keysAbove(dst, values, t.bits)
	} else {
		keysOf(dst, values, t.atoms, t.bits)
	}
}

// above says whether all values from one to another have a bucket above zero, and none is an atom.
func (t *Tally) above(least, greatest float64) bool {
	if !(least >= tiniest && greatest < largest) {
		return false
	}
	for _, a := range t.atoms {
		if a >= least && a <= greatest {
			return false
		}
	}
	return true
}

// Of sets m to what Of returns, and dst to the keys of values, which are as many, where that takes little more than their
// moments. It says whether it has.
//
// Checked: TestKeysOfWhatIsAboveZero.
func (t *Tally) Of(m *Moments, dst Keys, values []float64) (keyed bool) {
	if !avx512 || len(values) == 0 {
		*m = Of(values)
		return false
	}
	pivot := values[0]
	sum, low, high := distances8(values, pivot)
	if sum-sum == 0 && low != high && t.above(low, high) {
		mean := pivot + sum/float64(len(values))
		rest, squares := spreadKeys8(dst, values, mean, t.bits)
		m.set(len(values), mean, rest, squares, low, high)
		return true
	}
	if !m.about(values, pivot, sum, low, high) {
		*m = ofAny(values)
	}
	return false
}

// Key is the key of one value.
//
//go:noinline
func (t *Tally) Key(v float64) uint32 { // copied into another package it would ask for memory
	var key [1]uint32
	keysEach(key[:], []float64{v}, t.atoms, t.bits)
	return key[0]
}

// special is how many values have a special key.
func (t *Tally) special(key int) (n uint64) {
	if len(t.counts) > 0 {
		for name := range keyNames {
			n += t.count(uint32(name*specials + key))
		}
	}
	return n
}

// total is how many values some buckets hold that lie beside each other.
func (t *Tally) total(at, n uint32) (sum uint64) {
	counts := t.counts[at:][:n]
	for ; len(counts) >= 8; counts = counts[8:] {
		c := (*[8]uint16)(counts)
		sum += uint64(uint32(c[0])+uint32(c[1])+uint32(c[2])+uint32(c[3])) + uint64(uint32(c[4])+uint32(c[5])+uint32(c[6])+uint32(c[7]))
	}
	for _, c := range counts {
		sum += uint64(c)
	}
	for place, often := range t.fulls {
		if place >= at && place < at+n {
			sum += half * uint64(often)
		}
	}
	return sum
}

// ranks lays the tally out, as Histogram.ranks does.
func (t *Tally) ranks(least, greatest float64) ranks { return t.ranksAt(least, greatest, nil) }

// ranksAt is ranks where some values alone are asked for.
func (t *Tally) ranksAt(least, greatest float64, ask some) ranks {
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
			many := t.special(keyAtom + atom)
			if many == 0 {
				continue
			}
			a := t.atoms[atom]
			if a > low {
				half := left / 2
				push(low, a, half)
				left -= half
				low = a
			}
			push(a, a, many)
		}
		push(low, high, left)
	}
	push(min(least, -largest), -largest, t.special(keyBelow))
	middle := middleKey(t.bits)
	buckets := func(key, at uint32) {
		low, high := edges(key, t.bits)
		upTo(low, low, 0) // atoms before it
		upTo(low, high, t.count(at))
	}
	var page func(key, at, n uint32)
	page = func(key, at, n uint32) {
		if ask != nil {
			all := t.total(at, n)
			if all == 0 {
				return
			}
			held := false // an atom
			if atom < len(t.atoms) {
				low, _ := edges(key, t.bits)
				_, high := edges(key+n-1, t.bits)
				upTo(low, low, 0)
				held = atom < len(t.atoms) && t.atoms[atom] < high
			}
			if !held && !ask.between(r.n, r.n+all) {
				r.n += all
				return
			}
		}
		if ask != nil && n > few { // the same of its parts
			for ; n > few; key, at, n = key+few, at+few, n-few {
				page(key, at, few)
			}
			page(key, at, n)
			return
		}
		filled(t.pages, t.counts, key, key+n, buckets)
	}
	rare := t.rare.keys()
	one := func(key uint32) {
		low, high := edges(key, t.bits)
		upTo(low, low, 0)
		upTo(low, high, t.rare.cells[key].count)
	}
	t.pages.each(keyFirst, middle, rare, page, one)
	upTo(0, 0, 0)
	push(0, 0, t.special(keyZero)+t.special(keyTiny))
	t.pages.each(middle, middle+octaves<<t.bits, rare, page, one)
	upTo(math.Inf(1), math.Inf(1), 0)
	push(largest, max(greatest, largest), t.special(keyAbove))
	r.within(least, greatest)
	return r
}
