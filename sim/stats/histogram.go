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
)

// Histogram counts values in buckets whose width is a fixed share of the value.
//
// It is used for quantiles of any number of values in little memory. Its counts are integers, so that any order of
// adding and merging gives the same histogram. A bucket whose values are all equal remembers the value, so that an
// atom (a payout of exactly 5) has exact quantiles. How it does so is in cells.go.
//
// Model: the bucket of x > 0 is its exponent and the first bits of its mantissa: 2^bits buckets an octave, [low, high)
// with high−low ≤ 2^-bits·low. Negative buckets are the mirror image, but half-open the same way: −5 is in the bucket
// that begins at −5. One page of buckets an octave is made when first used.
//
// Limits: x in [−2^-60, 2^-60) is counted as zero; x ≥ 2^60 or < −2^60 goes to one bucket each, where no bound on an error
// holds (Outside says of how many values); ±Inf is only counted (Infinite); NaN is skipped.
//
// Source: the bucketing is that of HdrHistogram (Tene 2012); Masson, Rim, Lee 2019, DDSketch, §2.1, for the relative
// bound.
//
// Checked: TestQuantilesWithinOneBucket, TestAnyOrderGivesTheSameHistogram, TestHistogramOfExtremes.
type Histogram struct {
	bits  uint
	added uint64 // values
	pages directory
	cells []uint64          // packed, see cells.go
	fulls map[uint32]uint64 // of a place: what is counted beyond what its cell can; nil until there is some
	reach reach             // where there are pages
	rare  rare              // of keys that have no page
	below beyond            // x < −2^60
	above beyond            // x ≥ 2^60
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
	h := &Histogram{bits: uint(bits), cells: make([]uint64, keyNames*specials)}
	for name := range keyNames { // always full: each of these values is looked at
		h.cells[name*specials+keyBelow], h.cells[name*specials+keyAbove] = h.full()<<(53-h.bits), h.full()<<(53-h.bits)
	}
	return h
}

// Count returns the number of finite values.
func (h *Histogram) Count() uint64 { return h.added - h.special(keyUndefined) - h.Infinite() }

// Infinite returns how many values were ±Inf; Count leaves them out.
func (h *Histogram) Infinite() uint64 { return h.special(keyInfinite) }

// special is how many values have a special key that is not beyond.
func (h *Histogram) special(key int) (n uint64) {
	for name := range keyNames {
		n += h.count(uint32(name*specials + key))
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
	if h.pages == nil && len(values) >= crowd {
		h.begin(values)
	} else if len(h.cells) > 512 && len(h.cells) < 8*len(values) {
		touchCells(h.cells)
	}
	var keys [part]uint32
	for len(values) > part {
		h.add(&keys, values[:part])
		values = values[part:]
	}
	h.add(&keys, values)
}

// touchCells is touch of cells.
//
//go:noinline
func touchCells(cells []uint64) (any uint64) {
	for i := 0; i < len(cells); i += 8 { // 64 bytes
		any |= cells[i]
	}
	return any
}

// begin makes the pages of the values that have come first, which tell nearly all.
func (h *Histogram) begin(values []float64) {
	h.pages = newDirectory(h.bits)
	many, each := make([]uint32, len(h.pages)), apart(len(values))
	var some [256]float64
	var keys [len(some)]uint32
	for at := 0; at < len(values); {
		n := 0
		for ; n < len(some) && at < len(values); at += each {
			some[n] = values[at]
			n++
		}
		keysOf(Keys{wide: keys[:n]}, some[:n], nil, h.bits)
		for _, k := range keys[:n] {
			many[k>>pageBits]++
		}
	}
	h.make(worth(many))
}

// make makes pages.
func (h *Histogram) make(pages []uint32) {
	n := h.pages.add(pages, len(h.cells))
	h.reach.to(pages)
	h.cells = longer(h.cells, n)
	taken := h.rare.take(h.pages)
	for i, key := range taken.keys {
		h.merge(key, taken.cells[i])
	}
}

func (h *Histogram) add(room *[256]uint32, values []float64) {
	keys := room[:len(values)]
	keysOf(Keys{wide: keys}, values, nil, h.bits)
	h.added += uint64(len(values))
	for i := 0; ; i++ {
		if h.pages != nil { // else few have come
			i = countCells(h.cells, h.pages, keys, values, i, h.last())
		}
		if i >= len(values) {
			return
		}
		h.addOne(keys[i], values[i], 1)
	}
}

// addOne counts a value n times that may have no page, or a cell that is full.
func (h *Histogram) addOne(key uint32, v float64, n uint64) {
	c := cell{n, math.Float64bits(v)}
	switch special := key % specials; {
	case key < keyFirst && (special == keyBelow || special == keyAbove):
		h.beyond(special).merge(beyond{c, v})
	default:
		h.merge(key, c)
	}
}

// AddSame counts a value n times.
//
//go:noinline
func (h *Histogram) AddSame(v float64, n uint64) {
	var key [1]uint32
	keysEach(key[:], []float64{v}, nil, h.bits)
	h.added += n
	h.addOne(key[0], v, n)
}

// beyond is the bucket of a special key that has no end.
func (h *Histogram) beyond(key uint32) *beyond {
	if key == keyBelow {
		return &h.below
	}
	return &h.above
}

// merge adds to the cell of a key.
func (h *Histogram) merge(key uint32, c cell) {
	if c.count == 0 {
		return
	}
	at, there := h.pages.place(key)
	if there {
		sum := h.at(key, at)
		sum.merge(c)
		h.put(at, sum)
		return
	}
	h.rare.add(key, c)
	if h.pages == nil {
		return
	}
	if pages := h.rare.crowded(); pages != nil {
		h.make(pages)
	}
}

// longer is a list with zeros after it, so many in all. They are in memory: what is read before it is ever written to is one
// page of zeros for all; at the first write the system makes a page, and stops all threads to tell them, which takes longer than
// all counting does.
func longer[T uint16 | uint64](list []T, n int) []T {
	if n > cap(list) {
		list = append(make([]T, 0, n+n/8), list...)
	}
	added := list[len(list):n]
	for i := 0; i < len(added); i += 512 { // a page of the system holds so many of the largest
		added[i] = 0
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
		if special := key % specials; special != keyBelow && special != keyAbove {
			h.merge(key, o.at(key, key))
		}
	}
	for entry := 1; entry < len(o.pages); entry++ {
		first := uint32(entry) << pageBits
		from, there := o.pages.place(first)
		for i := uint32(0); there && i < 1<<pageBits; i++ {
			if c := o.at(first+i, from+i); c.count > 0 {
				h.merge(first+i, c)
			}
		}
	}
	for i, key := range o.rare.keys {
		h.merge(key, o.rare.cells[i])
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
