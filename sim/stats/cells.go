package stats

import "math"

// A cell of a histogram is 64 bits: its count; a bit that says that its values are not all equal; and of its first value the bits
// that its bucket does not tell, 52 less those of the histogram.

// full is the most that a cell counts: 4 million in a metric, what is beyond is in fulls.
func (h *Histogram) full() uint64 { return 1<<(11+h.bits) - 1 }

// last are the bits of a value that its bucket does not tell, several the one that says that there are others.
func (h *Histogram) last() uint64    { return 1<<(52-h.bits) - 1 }
func (h *Histogram) several() uint64 { return 1 << (52 - h.bits) }

// countCells counts values from one on, until one whose key has no page or whose cell is full, which it returns. Nothing
// in it is guessed: of values that are spread out each second one is the first in its cell.
func countCells(cells []uint64, pages directory, keys []uint32, values []float64, i int, last uint64) int {
	keys, values = keys[i:], values[i:]
	values = values[:len(keys)]
	one := 2 * (last + 1)
	for j, k := range keys {
		at := pages[k>>pageBits] + k
		if uint(at) >= uint(len(cells)) {
			return i + j
		}
		c, v := cells[at], math.Float64bits(values[j])&last
		n := (c | ((c^v)&last+last)&(last+1)) + one // the sum reaches the bit where the last bits differ
		if n < one {
			return i + j
		}
		if c == 0 {
			n = one | v
		}
		cells[at] = n
	}
	return i + len(keys)
}

// count is that of a place.
func (h *Histogram) count(at uint32) uint64 {
	n := h.cells[at] >> (53 - h.bits)
	if h.fulls != nil {
		n += h.fulls[at]
	}
	return n
}

// total is how many values some buckets hold that lie beside each other.
func (h *Histogram) total(at, n uint32) (sum uint64) {
	cells, shift := h.cells[at:][:n], (53-h.bits)&63
	for ; len(cells) >= 8; cells = cells[8:] {
		c := (*[8]uint64)(cells)
		a := c[0]>>shift + c[1]>>shift + c[2]>>shift + c[3]>>shift
		sum += a + c[4]>>shift + c[5]>>shift + c[6]>>shift + c[7]>>shift
	}
	for _, c := range cells {
		sum += c >> shift
	}
	if h.fulls == nil {
		return sum
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
	only := h.cells[at] & h.last()
	if n == 0 || key < keyFirst || h.cells[at]&h.several() != 0 {
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
	only := h.several()
	if c.only != mixed {
		only = c.only & h.last()
	}
	n := c.count
	if full := h.full(); n > full { // as full cells as that makes, and what is left, which is not none: the next are counted here
		n = 1 + (n-1)%full
	}
	h.cells[at] = n<<(53-h.bits) | only
	if more := c.count - n; more > 0 {
		if h.fulls == nil {
			h.fulls = map[uint32]uint64{}
		}
		h.fulls[at] = more
	}
}
