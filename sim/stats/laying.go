package stats

// laying is ranks in the making: buckets are added from the lowest on.
type laying struct {
	ranks
	ask  some
	next int // the first of the places asked for that may not be passed yet
}

// asked says whether one of the next values is asked for.
func (l *laying) asked(count uint64) bool {
	if l.ask == nil {
		return true
	}
	for l.next < len(l.ask) && l.ask[l.next] < l.n {
		l.next++
	}
	return l.next < len(l.ask) && l.ask[l.next] < l.n+count
}

// add adds the next higher bucket.
func (l *laying) add(low, high float64, count uint64) {
	if count > 0 {
		l.buckets = append(l.buckets, bucket{low, high, count, l.n})
		l.n += count
	}
}

// reach is from which entry of a directory on there are pages, and before which.
type reach struct{ first, after uint32 }

// to takes in entries, which rise.
func (r *reach) to(entries []uint32) {
	if len(entries) == 0 {
		return
	}
	if first := entries[0]; r.after == 0 || first < r.first {
		r.first = first
	}
	r.after = max(r.after, entries[len(entries)-1]+1)
}

// walk goes through the keys of a directory, from one to before another, and those that have no page.
type walk struct {
	pages    directory
	rare     []uint32
	i        int // the next of those
	key, end uint32
	last     uint32 // before it pages end
}

// newWalk begins a walk.
func newWalk(pages directory, r reach, rare *rare, from, end uint32) walk {
	w := walk{pages: pages, rare: rare.keys, key: max(from, r.first<<pageBits), end: end, last: min(end, r.after<<pageBits)}
	for w.i < len(w.rare) && w.rare[w.i] < from {
		w.i++
	}
	return w
}

// step is where a walk has come to: a page from a key on, or a part of one, with its place and how many keys; or a key that has
// none, where n is 0 and at is its place among those.
type step struct{ key, at, n uint32 }

// next is the next step; false when there are no more.
func (w *walk) next() (s step, more bool) {
	for w.key < w.last && int32(w.pages[w.key>>pageBits]+w.key) < 0 { // absent
		w.key = w.key>>pageBits<<pageBits + 1<<pageBits
	}
	before := w.key
	if w.key >= w.last {
		before = w.end
	}
	if w.i < len(w.rare) && w.rare[w.i] < before {
		w.i++
		return step{w.rare[w.i-1], uint32(w.i - 1), 0}, true
	}
	if w.key >= w.last {
		return s, false
	}
	s = step{w.key, w.pages[w.key>>pageBits] + w.key, min(w.key>>pageBits<<pageBits+1<<pageBits, w.last) - w.key}
	w.key += s.n
	return s, true
}
