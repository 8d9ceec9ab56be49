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
// Limits: as for Histogram; a bucket counts up to 2.8e14 values, which no run has.
//
// Checked: TestTallyAgreesWithHistogram, TestTallyInAnyOrder, TestAtomsOfATallyAreExact.
type Tally struct {
	bits   uint
	atoms  []float64         // rising
	pages  directory         // nil until keys come one by one
	counts []uint16          // up to full
	fulls  map[uint32]uint32 // of a place: how often the count was full; nil until one is
	rare   rare              // keys that have no page
}

// full is the most that is counted in place: what is beyond it is rare, and most buckets hold little.
const full = 1<<16 - 1

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

// Of is Of, and sets dst to the keys of values, which are as many, where that takes little more than their moments. It says
// whether it has.
//
// Checked: TestKeysOfWhatIsAboveZero.
func (t *Tally) Of(dst Keys, values []float64) (m Moments, keyed bool) {
	if !avx512 || len(values) == 0 {
		return Of(values), false
	}
	pivot := values[0]
	sum, low, high := distances8(values, pivot)
	if sum-sum == 0 && low != high && t.above(low, high) {
		mean := pivot + sum/float64(len(values))
		rest, squares := spreadKeys8(dst, values, mean, t.bits)
		return fromSpread(len(values), mean, rest, squares, low, high), true
	}
	m, finite := about(values, pivot, sum, low, high)
	if !finite {
		m = ofAny(values)
	}
	return m, false
}

// Key is the key of one value.
//
//go:noinline
func (t *Tally) Key(v float64) uint32 { // copied into another package it would ask for memory
	var key [1]uint32
	keysEach(key[:], []float64{v}, t.atoms, t.bits)
	return key[0]
}

// Count counts values by their keys, which come in pieces.
func (t *Tally) Count(pieces ...Keys) {
	if t.pages == nil {
		t.begin(pieces)
	}
	if len(t.counts) > 2048 {
		touch(t.counts)
	}
	for _, keys := range pieces {
		t.countPiece(keys)
	}
}

// begin makes the pages of the keys that have come first, which tell nearly all.
func (t *Tally) begin(pieces []Keys) {
	t.pages = newDirectory(t.bits)
	t.make(busy(len(t.pages), pieces...))
}

// make makes pages.
func (t *Tally) make(pages []uint32) {
	before := max(len(t.counts), keyNames*specials)
	n := t.pages.add(pages, before)
	t.counts = append(ours[uint16](n), t.counts...)[:n]
	for key, c := range t.rare.take(t.pages) {
		t.addTo(t.pages[key>>pageBits]+key, c.count)
	}
}

func (t *Tally) countPiece(keys Keys) {
	for i := 0; ; i++ {
		var at uint32
		if i, at = t.countUntil(keys, i); i == keys.Len() {
			return
		}
		if at < absent {
			t.overflow(at)
			continue
		}
		t.countRare(keys.At(i), 1)
	}
}

// countRare counts values of a key that has no page.
func (t *Tally) countRare(key uint32, n uint64) {
	t.rare.add(key, cell{n, mixed})
	if t.pages == nil {
		return
	}
	if pages := t.rare.crowded(); pages != nil {
		t.make(pages)
	}
}

// overflow notes that a count has become 0 again: it is full, and one.
func (t *Tally) overflow(at uint32) {
	if t.fulls == nil {
		t.fulls = map[uint32]uint32{}
	}
	t.counts[at] = 1
	t.fulls[at]++
}

// count is that of a place.
func (t *Tally) count(at uint32) uint64 {
	n := uint64(t.counts[at])
	if t.fulls != nil {
		n += full * uint64(t.fulls[at])
	}
	return n
}

// touch brings counts into the cache, in the order in which they lie: that takes half the time of having them one by one,
// for the many keys that are counted next.
//
//go:noinline
func touch(counts []uint16) (any uint16) {
	for i := 0; i < len(counts); i += 32 { // 64 bytes
		any |= counts[i]
	}
	return any
}

// countUntil counts keys from one on, until one that has no page or whose count becomes 0 again. It returns where that is
// among the keys, and the place of its count.
func (t *Tally) countUntil(keys Keys, from int) (i int, at uint32) {
	if keys.narrow != nil {
		return countNarrow(t.counts, (*[256]uint32)(t.pages), keys.narrow, from)
	}
	return countWide(t.counts, t.pages, keys.wide, from)
}

func countNarrow(counts []uint16, pages *[256]uint32, keys []uint16, i int) (int, uint32) {
	for ; i < len(keys); i++ {
		k := keys[i]
		at := pages[uint8(k>>pageBits)] + uint32(k)
		if uint(at) >= uint(len(counts)) {
			return i, at
		}
		c := counts[at] + 1
		counts[at] = c
		if c == 0 {
			return i, at
		}
	}
	return i, 0
}

func countWide(counts []uint16, pages directory, keys []uint32, i int) (int, uint32) {
	for ; i < len(keys); i++ {
		k := keys[i]
		at := pages[k>>pageBits] + k
		if uint(at) >= uint(len(counts)) {
			return i, at
		}
		c := counts[at] + 1
		counts[at] = c
		if c == 0 {
			return i, at
		}
	}
	return i, 0
}

// CountSame counts n values of one key.
func (t *Tally) CountSame(key uint32, n int) {
	if len(t.counts) == 0 {
		t.counts = make([]uint16, keyNames*specials)
	}
	if at, there := t.pages.place(key); there {
		t.addTo(at, uint64(n))
	} else {
		t.countRare(key, uint64(n))
	}
}

// addTo adds to the count of a place.
func (t *Tally) addTo(at uint32, n uint64) {
	for ; n > 0; n -= min(n, full) {
		if c := uint64(t.counts[at]) + min(n, full); c > full {
			t.overflow(at)
			t.counts[at] = uint16(c - full)
		} else {
			t.counts[at] = uint16(c)
		}
	}
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
	for _, c := range t.counts[at:][:n] {
		sum += uint64(c)
	}
	for place, often := range t.fulls {
		if place >= at && place < at+n {
			sum += full * uint64(often)
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
			low, _ := edges(key, t.bits)
			_, high := edges(key+n-1, t.bits)
			upTo(low, low, 0)
			if !ask.between(r.n, r.n+all) && !(atom < len(t.atoms) && t.atoms[atom] < high) {
				push(low, high, all)
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
