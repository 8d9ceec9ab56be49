package stats

import (
	"math"
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
	r := newRanks()
	r.push(h.below.cell, h.below.extreme, -largest)
	middle := middleKey(h.bits)
	cells := func(key, at uint32) {
		low, high := edges(key, h.bits)
		r.push(h.at(key, at), low, high)
	}
	var page func(key, at, n uint32)
	page = func(key, at, n uint32) {
		if ask != nil {
			all := h.total(at, n)
			if all == 0 {
				return
			}
			if !ask.between(r.n, r.n+all) {
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
		filled(h.pages, h.cells, key, key+n, cells)
	}
	cellsOf := h.rare.rising()
	rare := cellsOf.keys()
	one := func(key uint32) {
		low, high := edges(key, h.bits)
		r.push(cellsOf.of(key), low, high)
	}
	h.pages.each(keyFirst, middle, rare, page, one)
	r.push(cell{h.special(keyZero) + h.special(keyTiny), mixed}, 0, 0)
	h.pages.each(middle, middle+octaves<<h.bits, rare, page, one)
	r.push(h.above.cell, largest, h.above.extreme)
	r.within(least, greatest)
	return r
}

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
	i := sort.Search(len(r.buckets), func(i int) bool { return r.buckets[i].before > k }) - 1
	b := r.buckets[i]
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
