package stats

import "math"

// A cell of a histogram is 64 bits: of its only value the bits that its bucket does not tell, 52 less those of the histogram,
// and below them the count. A value by which a cell is known to be mixed stands for no value: two of 2^41 share it, and
// what is lost with them is that their bucket is an atom.

// countBits is how many bits of a cell count.
func (h *Histogram) countBits() uint { return 12 + h.bits }

// full is the most that a cell counts: 8 million in a metric, what is beyond is in fulls.
func (h *Histogram) full() uint64 { return 1<<h.countBits() - 1 }

// last are the bits of a value that its bucket does not tell.
func (h *Histogram) last() uint64 { return 1<<(52-h.bits) - 1 }

// mixedLast is what stands in place of them where a cell's values are not all equal: no number that anybody writes down ends
// like this.
func mixedLast(last uint64) uint64 { return 0x9e3779b97f4a7c15 & last }

// countCells counts values from one on, until one whose key has no page or whose cell is full, which it returns. Nothing
// in it is guessed: of values that are spread out each second one is the first in its cell.
func countCells(cells []uint64, pages directory, keys []uint32, values []float64, i int, countBits uint) int {
	values, countBits = values[:len(keys)], countBits&63
	most, last := uint64(1)<<countBits-1, uint64(1)<<(64-countBits)-1
	other := mixedLast(last)
	for ; i < len(keys); i++ {
		k := keys[i]
		at := pages[k>>pageBits] + k
		if uint(at) >= uint(len(cells)) {
			return i
		}
		c := cells[at]
		n := (c + 1) & most
		if n == 0 {
			return i
		}
		v, only := math.Float64bits(values[i])&last, c>>countBits
		if n == 1 {
			only = v
		}
		if only != v {
			only = other
		}
		cells[at] = only<<countBits | n
	}
	return i
}

// count is that of a place.
func (h *Histogram) count(at uint32) uint64 { return h.cells[at]&h.full() + h.fulls[at] }

// total is how many values some buckets hold that lie beside each other.
func (h *Histogram) total(at, n uint32) (sum uint64) {
	full := h.full()
	for _, c := range h.cells[at:][:n] {
		sum += c & full
	}
	for place, more := range h.fulls {
		if place >= at && place < at+n {
			sum += more
		}
	}
	return sum
}

// at is the cell of a key that has a place.
func (h *Histogram) at(key, at uint32) cell {
	n := h.count(at)
	only := h.cells[at] >> h.countBits()
	if n == 0 || key < keyFirst || only == mixedLast(h.last()) {
		return cell{n, mixed}
	}
	if middle := middleKey(h.bits); key >= middle {
		return cell{n, (lowest<<h.bits+uint64(key-middle))<<(52-h.bits) | only}
	} else if first := (lowest<<h.bits + uint64(middle-1-key)) << (52 - h.bits); only > 0 {
		return cell{n, 1<<63 | first | only}
	} else { // the end of the bucket that is further from zero
		return cell{n, 1<<63 | (first + h.last() + 1)}
	}
}

// put sets the cell of a place.
func (h *Histogram) put(at uint32, c cell) {
	only := mixedLast(h.last())
	if c.only != mixed {
		only = c.only & h.last()
	}
	n := c.count
	if full := h.full(); n > full { // as full cells as that makes, and what is left, which is not none: the next are counted here
		n = 1 + (n-1)%full
	}
	h.cells[at] = only<<h.countBits() | n
	if more := c.count - n; more > 0 {
		if h.fulls == nil {
			h.fulls = map[uint32]uint64{}
		}
		h.fulls[at] = more
	}
}
