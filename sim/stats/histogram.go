package stats

import (
	"fmt"
	"math"
)

const (
	octaves   = 120       // pages on one side of zero: magnitudes from 2^-60 to 2^60
	lowest    = 1023 - 60 // exponent field of 2^-60
	tiniest   = 0x1p-60   // below this a value is counted as zero
	largest   = 0x1p60    // from here a value has no bucket of its own
	emptySlot = uint8(0)  // in a histogram's directory: this octave has no page
	mixed     = uint64(0) // in a cell: its values are not all equal (no cell holds a zero)
	several   = 1 << 63   // in a count: the cell is mixed, and its only value need not be looked at
	bothSides = 2 * 128   // directory entries: octave | sign<<7
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
// Limits: x in [−2^-60, 2^-60) is counted as zero (Tiny); x ≥ 2^60 or < −2^60 goes to one bucket each (Overflow), where
// no bound on an error holds; ±Inf is only counted (Infinite); NaN is skipped.
//
// Source: the bucketing is that of HdrHistogram (Tene 2012); Masson, Rim, Lee 2019, DDSketch, §2.1, for the relative
// bound.
//
// Checked: TestQuantilesWithinOneBucket, TestAnyOrderGivesTheSameHistogram, TestHistogramOfExtremes.
type Histogram struct {
	bits      uint
	n         uint64 // all but NaN and ±Inf
	zero      uint64 // zeros and tiny values
	tiny      uint64
	infinite  uint64
	directory [bothSides]uint8 // 1 + page of octave | sign<<7
	counts    []uint64         // pages of 2^bits, in the order they were first used: how many, and whether they differ
	only      []uint64         // of each cell: the bits of its only value, while there is one
	below     beyond           // x < −2^60
	above     beyond           // x ≥ 2^60
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
	return &Histogram{bits: uint(bits)}
}

// Bits returns the base-2 logarithm of the number of buckets an octave.
func (h *Histogram) Bits() int { return int(h.bits) }

// Count returns the number of finite values.
func (h *Histogram) Count() uint64 { return h.n }

// Tiny returns how many values were counted as zero without being zero.
func (h *Histogram) Tiny() uint64 { return h.tiny }

// Overflow returns how many finite values were too large to have a bucket of their own.
func (h *Histogram) Overflow() uint64 { return h.below.count + h.above.count }

// Infinite returns how many values were ±Inf; Count leaves them out.
func (h *Histogram) Infinite() uint64 { return h.infinite }

// Add counts values.
//
// It allocates only where an octave is seen for the first time.
//
// Model: a negative x is looked up one unit in the last place nearer to zero, which makes its bucket [−high, −low).
func (h *Histogram) Add(values []float64) {
	bits := h.bits & 31
	shift, mask := (52-bits)&63, uint64(1)<<bits-1
	counts, outside := h.counts, 0
	for _, v := range values {
		b := math.Float64bits(v)
		key := b - b>>63
		octave := key>>52&0x7ff - lowest
		if octave >= octaves {
			h.addOutside(v)
			outside++
			continue
		}
		slot := h.directory[uint8(octave|key>>63<<7)]
		if slot == emptySlot {
			slot = h.page(uint8(octave | key>>63<<7))
			counts = h.counts
		}
		at := uint64(slot-1)<<bits | key>>shift&mask
		c := counts[at]
		if c < several && h.only[at] != b {
			if c == 0 {
				h.only[at] = b
			} else {
				c |= several
			}
		}
		counts[at] = c + 1
	}
	h.n += uint64(len(values) - outside)
}

// AddSame counts a value n times.
func (h *Histogram) AddSame(v float64, n uint64) {
	b := math.Float64bits(v)
	key := b - b>>63
	octave := key>>52&0x7ff - lowest
	if octave >= octaves {
		for range n {
			h.addOutside(v)
		}
		return
	}
	entry := uint8(octave | key>>63<<7)
	slot := h.directory[entry]
	if slot == emptySlot {
		slot = h.page(entry)
	}
	i := int(slot-1)<<h.bits | int(key>>(52-h.bits)&(1<<h.bits-1))
	c := h.at(i)
	c.merge(cell{n, b})
	h.put(i, c)
	h.n += n
}

// at is a cell by its number.
func (h *Histogram) at(i int) cell {
	if c := h.counts[i]; c >= several {
		return cell{c &^ several, mixed}
	}
	return cell{h.counts[i], h.only[i]}
}

// put sets a cell.
func (h *Histogram) put(i int, c cell) {
	h.counts[i], h.only[i] = c.count, c.only
	if c.count > 0 && c.only == mixed {
		h.counts[i] |= several
	}
}

// addOutside counts a value that no page is for.
func (h *Histogram) addOutside(v float64) {
	switch {
	case v == 0:
		h.zero++
	case v != v:
		return
	case math.IsInf(v, 0):
		h.infinite++
		return
	case v >= largest:
		h.above.merge(beyond{cell{1, math.Float64bits(v)}, v})
	case v < -largest:
		h.below.merge(beyond{cell{1, math.Float64bits(v)}, v})
	default:
		h.zero++
		h.tiny++
	}
	h.n++
}

// page makes a page for a directory entry and returns its slot.
func (h *Histogram) page(entry uint8) uint8 {
	h.counts = append(h.counts, make([]uint64, 1<<h.bits)...)
	h.only = append(h.only, make([]uint64, 1<<h.bits)...)
	h.directory[entry] = uint8(len(h.counts) >> h.bits)
	return h.directory[entry]
}

// Merge adds the counts of o.
//
// Limits: o must have as many bits; else it panics.
func (h *Histogram) Merge(o *Histogram) {
	if h.bits != o.bits {
		panic(fmt.Sprintf("stats: histograms of %d and %d bits do not merge", h.bits, o.bits))
	}
	for entry, from := range o.directory {
		if from == emptySlot {
			continue
		}
		to := h.directory[entry]
		if to == emptySlot {
			to = h.page(uint8(entry))
		}
		for i := range 1 << h.bits {
			c := h.at(int(to-1)<<h.bits + i)
			c.merge(o.at(int(from-1)<<h.bits + i))
			h.put(int(to-1)<<h.bits+i, c)
		}
	}
	h.below.merge(o.below)
	h.above.merge(o.above)
	h.n += o.n
	h.zero += o.zero
	h.tiny += o.tiny
	h.infinite += o.infinite
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
