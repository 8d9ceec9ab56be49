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
	reach  reach             // where there are pages
	rare   rare              // keys that have no page
}

// NewTally returns an empty tally of 2^bits buckets an octave that counts up to eight values apart.
func NewTally(bits int, atoms []float64) *Tally {
	t := &Tally{}
	t.init(bits, atoms)
	return t
}

func (t *Tally) init(bits int, atoms []float64) {
	*t = Tally{bits: uint(bits), left: most}
	for _, a := range atoms {
		if a != 0 && a-a == 0 && len(t.atoms) < maxAtoms && !slices.Contains(t.atoms, a) {
			t.atoms = append(t.atoms, a)
		}
	}
	sort.Float64s(t.atoms)
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
	for ; len(counts) >= 16; counts = counts[16:] {
		c := (*[16]uint16)(counts)
		a := uint32(c[0]) + uint32(c[1]) + uint32(c[2]) + uint32(c[3])
		b := uint32(c[4]) + uint32(c[5]) + uint32(c[6]) + uint32(c[7])
		a += uint32(c[8]) + uint32(c[9]) + uint32(c[10]) + uint32(c[11])
		b += uint32(c[12]) + uint32(c[13]) + uint32(c[14]) + uint32(c[15])
		sum += uint64(a) + uint64(b)
	}
	for _, c := range counts {
		sum += uint64(c)
	}
	if t.fulls == nil {
		return sum
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
	l := tallyLaying{laying: laying{ranks: newRanks(), ask: ask}, t: t}
	l.add(min(least, -largest), -largest, t.special(keyBelow))
	middle := middleKey(t.bits)
	l.lay(newWalk(t.pages, t.reach, &t.rare, keyFirst, middle))
	l.upTo(0, 0, 0)
	l.add(0, 0, t.special(keyZero)+t.special(keyTiny))
	l.lay(newWalk(t.pages, t.reach, &t.rare, middle, middle+octaves<<t.bits))
	l.upTo(math.Inf(1), math.Inf(1), 0)
	l.add(largest, max(greatest, largest), t.special(keyAbove))
	l.within(least, greatest)
	return l.ranks
}

// tallyLaying is laying with the atoms of a tally.
type tallyLaying struct {
	laying
	t    *Tally
	atom int // the first that is not added yet
}

// upTo adds the atoms below the end of a bucket, in the midst of what else it holds.
func (l *tallyLaying) upTo(low, high float64, count uint64) {
	left := count
	for ; l.atom < len(l.t.atoms) && l.t.atoms[l.atom] < high; l.atom++ {
		many := l.t.special(keyAtom + l.atom)
		if many == 0 {
			continue
		}
		a := l.t.atoms[l.atom]
		if a > low {
			half := left / 2
			l.add(low, a, half)
			left -= half
			low = a
		}
		l.add(a, a, many)
	}
	l.add(low, high, left)
}

// lay lays out the buckets of a walk.
func (l *tallyLaying) lay(w walk) {
	t := l.t
	for s, more := w.next(); more; s, more = w.next() {
		switch {
		case s.n == 0:
			l.bucket(s.key, t.rare.cells[s.at].count)
		case l.ask == nil:
			l.layAll(s)
		case l.wanted(s):
			for s.n > 0 {
				part := step{s.key, s.at, min(s.n, few)}
				if l.wanted(part) {
					l.layAll(part)
				}
				s = step{s.key + part.n, s.at + part.n, s.n - part.n}
			}
		}
	}
}

// wanted says whether a value in some buckets is asked for, or an atom is there. If not, the buckets are passed.
func (l *tallyLaying) wanted(s step) bool {
	all := l.t.total(s.at, s.n)
	if all == 0 || l.holdsAtom(s) || l.asked(all) {
		return all > 0
	}
	l.n += all
	return false
}

// holdsAtom adds the atoms below some buckets and says whether the next is in them.
func (l *tallyLaying) holdsAtom(s step) bool {
	if l.atom == len(l.t.atoms) {
		return false
	}
	low, _ := edges(s.key, l.t.bits)
	_, high := edges(s.key+s.n-1, l.t.bits)
	l.upTo(low, low, 0)
	return l.atom < len(l.t.atoms) && l.t.atoms[l.atom] < high
}

// layAll lays out buckets that lie beside each other.
func (l *tallyLaying) layAll(s step) {
	for i, c := range l.t.counts[s.at:][:s.n] {
		if c > 0 {
			l.bucket(s.key+uint32(i), l.t.count(s.at+uint32(i)))
		}
	}
}

// bucket adds one, after the atoms before it and with those in it.
func (l *tallyLaying) bucket(key uint32, count uint64) {
	low, high := edges(key, l.t.bits)
	if l.atom == len(l.t.atoms) {
		l.add(low, high, count)
		return
	}
	l.upTo(low, low, 0)
	l.upTo(low, high, count)
}
