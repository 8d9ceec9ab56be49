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

// walk goes through the keys of a directory, from one to before another, and those that have no page, which rise.
type walk struct {
	pages    directory
	rare     []uint32
	key, end uint32
}

// newWalk begins a walk.
func newWalk(pages directory, rare []uint32, from, end uint32) walk {
	i := 0
	for i < len(rare) && rare[i] < from {
		i++
	}
	w := walk{pages, rare[i:], from, end}
	if pages == nil {
		w.key = end
	}
	return w
}

// step is where a walk has come to: a page from a key on, or a part of one, with its place and how many keys; or a key that has
// none, where n is 0.
type step struct{ key, at, n uint32 }

// next is the next step; false when there are no more.
func (w *walk) next() (s step, more bool) {
	for w.key < w.end && int32(w.pages[w.key>>pageBits]+w.key) < 0 { // absent
		w.key = w.key>>pageBits<<pageBits + 1<<pageBits
	}
	if len(w.rare) > 0 && w.rare[0] < min(w.key, w.end) {
		s.key = w.rare[0]
		w.rare = w.rare[1:]
		return s, true
	}
	if w.key >= w.end {
		return s, false
	}
	s = step{w.key, w.pages[w.key>>pageBits] + w.key, min(w.key>>pageBits<<pageBits+1<<pageBits, w.end) - w.key}
	w.key += s.n
	return s, true
}
