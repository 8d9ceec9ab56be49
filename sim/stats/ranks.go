package stats

import (
	"math"
	"math/bits"
	"slices"
	"sort"
	"sync"
)

// ranks is a histogram laid out for questions: its buckets that hold something, from the lowest, within [min, max]; where some
// values alone are asked for, the buckets that hold these.
type ranks struct {
	buckets  []bucket
	n        uint64
	min, max float64
	memory   *[]bucket // that of buckets
}

// bucket is a range of values and how many fall in it. An atom, a bucket of equal values, has low == high.
type bucket struct {
	low, high     float64
	count, before uint64 // before: values in lower buckets
}

// blank is memory for the buckets of ranks, to be used again.
var blank = sync.Pool{New: func() any { return new([]bucket) }}

// newRanks has no buckets yet.
func newRanks() ranks {
	memory := blank.Get().(*[]bucket)
	return ranks{buckets: (*memory)[:0], memory: memory}
}

// forget gives the memory of the buckets back: nothing may be asked any more.
func (r *ranks) forget() {
	*r.memory = r.buckets
	blank.Put(r.memory)
}

// ranks lays the histogram out. least and greatest are the values' own, or -Inf and +Inf where they are not
// known.
func (h *Histogram) ranks(least, greatest float64) ranks { return h.ranksAt(least, greatest, nil) }

// ranksAt is ranks where some values alone are asked for.
func (h *Histogram) ranksAt(least, greatest float64, ask some) ranks {
	l := laying{ranks: newRanks(), ask: ask}
	l.push(h.below.cell, h.below.extreme, -largest)
	middle := middleKey(h.bits)
	h.lay(&l, newWalk(h.pages, h.reach, &h.rare, keyFirst, middle))
	l.add(0, 0, h.special(keyZero)+h.special(keyTiny))
	h.lay(&l, newWalk(h.pages, h.reach, &h.rare, middle, middle+octaves<<h.bits))
	l.push(h.above.cell, largest, h.above.extreme)
	l.within(least, greatest)
	return l.ranks
}

// lay lays out the buckets of a walk.
func (h *Histogram) lay(l *laying, w walk) {
	for s, more := w.next(); more; s, more = w.next() {
		switch {
		case s.n == 0:
			low, high := edges(s.key, h.bits)
			l.push(h.rare.cells[s.at], low, high)
		case l.ask == nil:
			h.layAll(l, s)
		case h.wanted(l, s):
			for s.n > 0 {
				part := step{s.key, s.at, min(s.n, few)}
				if h.wanted(l, part) {
					h.layAll(l, part)
				}
				s = step{s.key + part.n, s.at + part.n, s.n - part.n}
			}
		}
	}
}

// wanted says whether a value in some buckets is asked for. If not, the buckets are passed.
func (h *Histogram) wanted(l *laying, s step) bool {
	all := h.total(s.at, s.n)
	if l.asked(all) {
		return true
	}
	l.n += all
	return false
}

// layAll lays out buckets that lie beside each other, on one side of zero, as edges and at have them.
func (h *Histogram) layAll(l *laying, s step) {
	width, last, several := (52-h.bits)&63, h.last(), h.several()
	cells, middle := h.cells[s.at:][:s.n], middleKey(h.bits)
	for from := 0; from < len(cells); from += 64 {
		part, key := cells[from:min(from+64, len(cells))], s.key+uint32(from)
		held := held(part)
		l.buckets = slices.Grow(l.buckets, bits.OnesCount64(held))
		for ; held != 0; held &= held - 1 {
			i := bits.TrailingZeros64(held)
			c := part[i&63]
			count, only := c>>((width+1)&63), c&last
			if h.fulls != nil {
				count += h.fulls[s.at+uint32(from+i)]
			}
			var low, high uint64
			if k := key + uint32(i); k >= middle {
				low = (lowest<<h.bits + uint64(k-middle)) << width
				high = low + last + 1
				if c&several == 0 {
					low |= only
					high = low
				}
			} else {
				high = 1<<63 | (lowest<<h.bits+uint64(middle-1-k))<<width
				low = high + last + 1
				if c&several == 0 {
					if only > 0 { // else the end that is further from zero
						low = high | only
					}
					high = low
				}
			}
			l.buckets = append(l.buckets, bucket{math.Float64frombits(low), math.Float64frombits(high), count, l.n})
			l.n += count
		}
	}
}

// held has a bit for each of at most 64 cells that hold something: nobody can guess which do.
func held(cells []uint64) (held uint64) {
	i := 0
	for ; i+8 <= len(cells); i += 8 {
		c := (*[8]uint64)(cells[i:])
		held |= (oneIf(c[0]) | oneIf(c[1])<<1 | oneIf(c[2])<<2 | oneIf(c[3])<<3 | oneIf(c[4])<<4 | oneIf(c[5])<<5 | oneIf(c[6])<<6 | oneIf(c[7])<<7) << (i & 63)
	}
	for ; i < len(cells); i++ {
		held |= oneIf(cells[i]) << (i & 63)
	}
	return held
}

// oneIf is 1, of 0 it is 0.
func oneIf(c uint64) uint64 { return (c | -c) >> 63 }

// within cuts what the outermost buckets have beyond the least and the greatest value.
func (r *ranks) within(least, greatest float64) {
	if len(r.buckets) == 0 { // none holds anything, or nothing was asked
		r.min, r.max = least, greatest
		return
	}
	first, last := &r.buckets[0], &r.buckets[len(r.buckets)-1]
	for _, edge := range []*float64{&first.low, &first.high, &last.low, &last.high} {
		*edge = min(max(*edge, least), greatest)
	}
	r.min, r.max = first.low, last.high
	if !math.IsInf(least, 0) { // it may be tiny, and be counted as zero
		r.min, r.max = least, greatest
	}
}

// push adds the next higher bucket.
func (r *ranks) push(c cell, low, high float64) {
	if c.count == 0 {
		return
	}
	if c.only != mixed {
		low = math.Float64frombits(c.only)
		high = low
	}
	r.buckets = append(r.buckets, bucket{low, high, c.count, r.n})
	r.n += c.count
}

// order estimates the k-th lowest value, counted from 0: the values of a bucket lie evenly in it.
func (r ranks) order(k uint64) float64 {
	switch {
	case k == 0:
		return r.min
	case k+1 >= r.n:
		return r.max
	}
	i, after := 0, len(r.buckets) // of the first that has more before it
	for i < after {
		if middle := int(uint(i+after) / 2); r.buckets[middle].before > k {
			after = middle
		} else {
			i = middle + 1
		}
	}
	b := &r.buckets[i-1]
	return b.at((float64(k-b.before) + 0.5) / float64(b.count))
}

// at returns the value a share of the way through the bucket.
func (b bucket) at(share float64) float64 { return between(b.low, b.high, share) }

// between returns a value a share of the way from a to b, never outside them, without overflow.
func between(a, b, share float64) float64 {
	if a == b {
		return a
	}
	return min(max(float64(a*(1-share))+float64(b*share), a), b)
}

// quantile interpolates between two order statistics.
func (r ranks) quantile(p float64) float64 {
	if r.n == 0 || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	whole, part := math.Modf(p * float64(r.n-1))
	k := min(uint64(whole), r.n-1)
	return between(r.order(k), r.order(min(k+1, r.n-1)), part)
}

// cdf returns the share of values ≤ x.
func (r ranks) cdf(x float64) float64 {
	if r.n == 0 || x != x {
		return math.NaN()
	}
	i := sort.Search(len(r.buckets), func(i int) bool { return r.buckets[i].low > x }) - 1
	if i < 0 {
		return 0
	}
	b := r.buckets[i]
	within := float64(b.count)
	if x < b.high {
		within *= (x - b.low) / (b.high - b.low)
	}
	return (float64(b.before) + within) / float64(r.n)
}

// lowerMean returns the mean of the lowest p·n values.
func (r ranks) lowerMean(p float64) float64 {
	if r.n == 0 || !(p > 0 && p <= 1) {
		return math.NaN()
	}
	left, weight, mean := p*float64(r.n), 0.0, 0.0
	for _, b := range r.buckets {
		take := min(left, float64(b.count))
		if take <= 0 {
			break
		}
		value := b.at(take / float64(b.count) / 2)
		weight += take
		mean += float64((value - mean) * (take / weight))
		left -= take
	}
	return min(max(mean, r.min), r.max)
}

// mirrored returns the ranks of the values with their signs turned.
func (r ranks) mirrored() ranks {
	m := ranks{n: r.n, min: -r.max, max: -r.min, buckets: make([]bucket, 0, len(r.buckets))}
	for i := len(r.buckets) - 1; i >= 0; i-- {
		b := r.buckets[i]
		m.buckets = append(m.buckets, bucket{-b.high, -b.low, b.count, r.n - b.before - b.count})
	}
	return m
}
