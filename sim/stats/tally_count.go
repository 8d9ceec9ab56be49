package stats

// A count has 16 bits: most buckets hold little, and the less memory there is the more of it is in the cache. When so many
// values have come that one might be full, all are looked at, and half of what a count can hold is taken out of those that have
// more: so nothing is asked when a value is counted, and the count of a bucket that holds something is never 0.
const (
	most   = 1<<16 - 1 // in a count
	half   = 1 << 15   // what is taken out
	counts = keyNames * specials
)

// window is keys whose pages lie one after the other, in front of all others: their counts are found without a directory.
type window struct {
	first uint32 // key
	many  int
}

// Count counts values by their keys, which come in pieces.
func (t *Tally) Count(pieces ...Keys) {
	if t.pages == nil {
		t.begin(pieces)
	}
	if len(t.counts) > 2048 {
		touch(t.counts)
	}
	for i := range pieces {
		countPiece(t, pieces[i].narrow)
		countPiece(t, pieces[i].wide)
	}
}

// countPiece counts keys of one width.
func countPiece[K uint16 | uint32](t *Tally, keys []K) {
	for len(keys) > 0 {
		if t.left == 0 {
			t.takeHalves()
		}
		n := min(len(keys), t.left, half-1) // a count that is set to a half meanwhile has room for these
		countKeys(t, keys[:n])
		t.left = max(t.left-n, 0)
		keys = keys[n:]
	}
}

// begin makes the pages of the keys that have come first, which tell nearly all.
func (t *Tally) begin(pieces []Keys) {
	t.pages = newDirectory(t.bits)
	entries := busy(len(t.pages), pieces...)
	from, to := 0, 0 // the most that follow each other
	for i, j := 0, 0; i < len(entries); i = j {
		for j = i + 1; j < len(entries) && entries[j] == entries[j-1]+1; j++ {
		}
		if j-i > to-from {
			from, to = i, j
		}
	}
	if to > from {
		t.window = window{entries[from] << pageBits, (to - from) << pageBits}
	}
	t.make(entries[from:to])
	t.make(append(entries[:from], entries[to:]...))
}

// make makes pages.
func (t *Tally) make(pages []uint32) {
	n := t.pages.add(pages, max(len(t.counts), counts))
	t.reach.to(pages)
	t.counts = longer(t.counts, n)
	taken := t.rare.take(t.pages)
	for i, key := range taken.keys {
		t.addTo(t.pages[key>>pageBits]+key, taken.cells[i].count)
	}
}

// countKeys counts keys, of which no count can be full.
func countKeys[K uint16 | uint32](t *Tally, keys []K) {
	for range 8 { // as long as few are elsewhere
		i := countWithin(t.counts[counts:][:t.window.many], t.window.first, keys)
		if i == len(keys) {
			return
		}
		t.CountSame(uint32(keys[i]), 1)
		keys = keys[i+1:]
	}
	for {
		i := countByPage(t.counts, t.pages, keys)
		if i == len(keys) {
			return
		}
		t.countRare(uint32(keys[i]), 1)
		keys = keys[i+1:]
	}
}

// countWithin counts keys in a window up to one that is not in it, and returns where that is. Four at a time it takes four
// fifths of the time.
func countWithin[K uint16 | uint32](window []uint16, first uint32, keys []K) int {
	i := 0
	for ; i+4 <= len(keys); i += 4 {
		k := (*[4]K)(keys[i:])
		at := uint32(k[0]) - first
		if uint(at) >= uint(len(window)) {
			return i
		}
		window[at]++
		at = uint32(k[1]) - first
		if uint(at) >= uint(len(window)) {
			return i + 1
		}
		window[at]++
		at = uint32(k[2]) - first
		if uint(at) >= uint(len(window)) {
			return i + 2
		}
		window[at]++
		at = uint32(k[3]) - first
		if uint(at) >= uint(len(window)) {
			return i + 3
		}
		window[at]++
	}
	for ; i < len(keys); i++ {
		at := uint32(keys[i]) - first
		if uint(at) >= uint(len(window)) {
			return i
		}
		window[at]++
	}
	return len(keys)
}

// countByPage counts keys up to one that has no page, and returns where that is.
func countByPage[K uint16 | uint32](counts []uint16, pages directory, keys []K) int {
	for i, k := range keys {
		at := pages[k>>pageBits] + uint32(k)
		if uint(at) >= uint(len(counts)) {
			return i
		}
		counts[at]++
	}
	return len(keys)
}

// countRare counts values of a key that has no page.
func (t *Tally) countRare(key uint32, n uint64) {
	t.rare.add(key, cell{n, mixed})
	if t.pages == nil {
		return
	}
	if pages := t.rare.crowded(); pages != nil {
		t.make(pages)
	}
}

// CountSame counts n values of one key.
func (t *Tally) CountSame(key uint32, n int) {
	if len(t.counts) == 0 {
		t.counts = make([]uint16, counts)
	}
	if at, there := t.pages.place(key); there {
		t.addTo(at, uint64(n))
	} else {
		t.countRare(key, uint64(n))
	}
}

// addTo adds to the count of a place.
func (t *Tally) addTo(at uint32, n uint64) {
	n += uint64(t.counts[at])
	if n == 0 {
		return
	}
	halves := (n - 1) / half
	n -= half * halves
	t.counts[at] = uint16(n)
	t.left = min(t.left, most-int(n))
	t.full(at, uint32(halves))
}

// takeHalves takes what can be out of all counts.
func (t *Tally) takeHalves() {
	bits := uint16(0) // of all counts: none is larger
	for from := 0; from < len(t.counts); from += 8 {
		counts := t.counts[from:][:8]
		any := counts[0] | counts[1] | counts[2] | counts[3] | counts[4] | counts[5] | counts[6] | counts[7]
		if bits |= any; any <= half {
			continue
		}
		for i, c := range counts {
			if c > half {
				counts[i] = c - half
				t.full(uint32(from+i), 1)
			}
		}
	}
	t.left = most - int(min(bits, half))
}

// full notes that some halves of the count of a place are not in it.
func (t *Tally) full(at, halves uint32) {
	if halves == 0 {
		return
	}
	if t.fulls == nil {
		t.fulls = map[uint32]uint32{}
	}
	t.fulls[at] += halves
}

// count is that of a place.
func (t *Tally) count(at uint32) uint64 {
	n := uint64(t.counts[at])
	if t.fulls != nil {
		n += half * uint64(t.fulls[at])
	}
	return n
}

// touch brings counts into the cache, in the order in which they lie: that takes half the time of having them one by one,
// for the many keys that are counted next.
//
//go:noinline
func touch(counts []uint16) (any uint16) {
	for i := 0; i < len(counts); i += 32 { // 64 bytes
		any |= counts[i]
	}
	return any
}
