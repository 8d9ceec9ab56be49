package stats

import (
	"fmt"
	"math"
)

const (
	octaves = 120       // pages on one side of zero: magnitudes from 2^-60 to 2^60
	lowest  = 1023 - 60 // exponent field of 2^-60
	tiniest = 0x1p-60   // below this a value is counted as zero
	largest = 0x1p60    // from here a value has no bucket of its own
	mixed   = uint64(0) // in a cell: its values are not all equal (no cell holds a zero)
	several = 1 << 31   // in a count: the cell is mixed, and its only value need not be looked at
)

// Histogram counts values in buckets whose width is a fixed share of the value.
//
// It is used for quantiles of any number of values in little memory. Its counts are integers, so that any order of
// adding and merging gives the same histogram. A bucket whose values are all equal remembers the value, so that an
// atom (a payout of exactly 5) has exact quantiles.
//
// Model: the bucket of x > 0 is its exponent and the first bits of its mantissa: 2^bits buckets an octave, [low, high)
// with high−low ≤ 2^-bits·low. Negative buckets are the mirror image, but half-open the same way: −5 is in the bucket
// that begins at −5. One page of buckets an octave is made when first used.
//
// Limits: a bucket counts up to 2.1e9 values, which a run does not have; x in [−2^-60, 2^-60) is counted as zero (Tiny); x ≥ 2^60 or < −2^60 goes to one bucket each (Overflow), where
// no bound on an error holds; ±Inf is only counted (Infinite); NaN is skipped.
//
// Source: the bucketing is that of HdrHistogram (Tene 2012); Masson, Rim, Lee 2019, DDSketch, §2.1, for the relative
// bound.
//
// Checked: TestQuantilesWithinOneBucket, TestAnyOrderGivesTheSameHistogram, TestHistogramOfExtremes.
type Histogram struct {
	bits   uint
	added  uint64 // values
	pages  directory
	counts []uint32 // of cells, with several where their values differ
	only   []uint64 // of each cell: the bits of its only value, while there is one
	below  beyond   // x < −2^60
	above  beyond   // x ≥ 2^60
}

// cell is a bucket's count and the bits of its only value, or mixed.
type cell struct{ count, only uint64 }

// beyond is a bucket with an end that moves: the extreme is the value furthest from zero.
type beyond struct {
	cell
	extreme float64
}

// NewHistogram returns an empty histogram with 2^bits buckets an octave.
//
// Limits: bits from 1 to 16; else it panics.
func NewHistogram(bits int) *Histogram {
	if bits < 1 || bits > 16 {
		panic(fmt.Sprintf("stats: a histogram has 1 to 16 bits, not %d", bits))
	}
	h := &Histogram{bits: uint(bits), pages: newDirectory(uint(bits)), counts: make([]uint32, keyNames*specials), only: make([]uint64, keyNames*specials)}
	for i := range h.counts {
		if key := i % specials; key != keyBelow && key != keyAbove {
			h.counts[i] = several
		}
	}
	return h
}

// Bits returns the base-2 logarithm of the number of buckets an octave.
func (h *Histogram) Bits() int { return int(h.bits) }

// Count returns the number of finite values.
func (h *Histogram) Count() uint64 { return h.added - h.special(keyUndefined) - h.Infinite() }

// Tiny returns how many values were counted as zero without being zero.
func (h *Histogram) Tiny() uint64 { return h.special(keyTiny) }

// Overflow returns how many finite values were too large to have a bucket of their own.
func (h *Histogram) Overflow() uint64 { return h.below.count + h.above.count }

// Infinite returns how many values were ±Inf; Count leaves them out.
func (h *Histogram) Infinite() uint64 { return h.special(keyInfinite) }

// special is how many values have a special key.
func (h *Histogram) special(key int) (n uint64) {
	for name := range keyNames {
		n += uint64(h.counts[name*specials+key] &^ several)
	}
	return n
}

// Add counts values.
//
// It allocates only where a page is seen for the first time.
//
// Model: a negative x is looked up one unit in the last place nearer to zero, which makes its bucket [−high, −low).
func (h *Histogram) Add(values []float64) {
	const part = 256
	if len(h.counts) == keyNames*specials && len(values) > part {
		h.reserve(values)
	}
	var keys [part]uint32
	for len(values) > part {
		h.add(&keys, values[:part])
		values = values[part:]
	}
	h.add(&keys, values)
}

// reserve makes room for the pages of values: those that come first tell nearly all.
func (h *Histogram) reserve(values []float64) {
	keys := NewKeys(int(h.bits), len(values))
	keysOf(keys, values, nil, h.bits)
	n := len(h.counts) + pagesOf(len(h.pages), keys)<<pageBits
	h.counts = append(ours[uint32](n), h.counts...)
	h.only = append(ours[uint64](n), h.only...)
}

func (h *Histogram) add(room *[256]uint32, values []float64) {
	keys := room[:len(values)]
	keysOf(Keys{wide: keys}, values, nil, h.bits)
	h.added += uint64(len(values))
	for i := 0; ; i++ {
		if i = countCells(h.counts, h.only, h.pages, keys, values, i); i >= len(values) {
			return
		}
		h.addOne(keys[i], values[i])
	}
}

// countCells counts values from one on, until one that changes more than a count, which it returns.
func countCells(counts []uint32, only []uint64, pages directory, keys []uint32, values []float64, i int) int {
	values, only = values[:len(keys)], only[:len(counts)]
	for ; i < len(keys); i++ {
		k := keys[i]
		at := pages[k>>pageBits] + k
		if uint(at) >= uint(len(counts)) {
			return i
		}
		c := counts[at]
		if c < several && only[at] != math.Float64bits(values[i]) {
			return i
		}
		counts[at] = c + 1
	}
	return i
}

// addOne counts a value that may have no page yet, or be another one than its cell's, or beyond all pages.
func (h *Histogram) addOne(key uint32, v float64) {
	one := cell{1, math.Float64bits(v)}
	if key < keyFirst {
		h.beyond(key).merge(beyond{one, v})
	} else {
		h.merge(key, one)
	}
}

// AddSame counts a value n times.
func (h *Histogram) AddSame(v float64, n uint64) {
	var one [1]uint32
	keysEach(one[:], []float64{v}, nil, h.bits)
	h.added += n
	switch key := one[0]; {
	case key == keyBelow, key == keyAbove:
		h.beyond(key).merge(beyond{cell{n, math.Float64bits(v)}, v})
	case key < keyFirst:
		h.counts[key] += uint32(n)
	default:
		h.merge(key, cell{n, math.Float64bits(v)})
	}
}

// beyond is the bucket of a key that has no end.
func (h *Histogram) beyond(key uint32) *beyond {
	if key%specials == keyBelow {
		return &h.below
	}
	return &h.above
}

// at is a cell by its place.
func (h *Histogram) at(i uint32) cell {
	if c := h.counts[i]; c >= several {
		return cell{uint64(c &^ several), mixed}
	}
	return cell{uint64(h.counts[i]), h.only[i]}
}

// merge adds to the cell of a key.
func (h *Histogram) merge(key uint32, o cell) {
	at := h.pages[key>>pageBits] + key
	if at >= absent {
		h.page(key)
		at = h.pages[key>>pageBits] + key
	}
	c := h.at(at)
	c.merge(o)
	h.counts[at], h.only[at] = uint32(c.count), c.only
	if c.count > 0 && c.only == mixed {
		h.counts[at] |= several
	}
}

// page makes the page of a key.
func (h *Histogram) page(key uint32) {
	h.pages.page(key, len(h.counts))
	h.counts = longer(h.counts)
	h.only = longer(h.only)
}

// ours is an empty list with room for n zeros that are in memory. What is read before it is ever written to is one page
// of zeros for all: at the first write the system makes a page, and stops all threads to tell them, which takes longer than
// all counting does.
func ours[T uint16 | uint32 | uint64](n int) []T {
	list := make([]T, n)
	for i := 0; i < n; i += 512 { // a page of the system holds so many of the largest
		list[i] = 0
	}
	return list[:0]
}

// longer is a list with a page more, of zeros.
func longer[T uint16 | uint32 | uint64](list []T) []T {
	n := len(list) + 1<<pageBits
	if n > cap(list) {
		list = append(ours[T](n+n/3), list...)
	}
	return list[:n]
}

// Merge adds the counts of o.
//
// Limits: o must have as many bits; else it panics.
func (h *Histogram) Merge(o *Histogram) {
	if h.bits != o.bits {
		panic(fmt.Sprintf("stats: histograms of %d and %d bits do not merge", h.bits, o.bits))
	}
	for key := range uint32(keyNames * specials) {
		h.counts[key] += o.counts[key] &^ several
	}
	for entry := 1; entry < len(o.pages); entry++ {
		from, there := o.pages.begins(entry)
		for i := uint32(0); there && i < 1<<pageBits; i++ {
			if c := o.at(from + i); c.count > 0 {
				h.merge(uint32(entry)<<pageBits+i, c)
			}
		}
	}
	h.below.merge(o.below)
	h.above.merge(o.above)
	h.added += o.added
}

func (c *cell) merge(o cell) {
	switch {
	case o.count == 0:
	case c.count == 0:
		*c = o
	default:
		c.count += o.count
		if c.only != o.only {
			c.only = mixed
		}
	}
}

func (b *beyond) merge(o beyond) {
	b.cell.merge(o.cell)
	if math.Abs(o.extreme) > math.Abs(b.extreme) {
		b.extreme = o.extreme
	}
}
