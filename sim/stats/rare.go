package stats

import "slices"

// rare holds the cells of keys that have no page, as they came too seldom for one: a page would be all but empty. When
// there are many, or they come often, the pages that hold the most of them are made.
type rare struct {
	keys  []uint32 // rising
	cells []cell   // of each
	came  uint64   // values since it was last asked whether pages should be made
	most  int      // how many cells there may be before it is; see fewCells
}

const (
	fewCells = 64   // so many are left without a page
	fewCame  = 1024 // and so many values
	crowd    = 8    // so many cells of one page are worth having it
	seldom   = 512  // or so many values; and of those that come first two in twice as many
)

// add adds to the cell of a key.
func (r *rare) add(key uint32, c cell) {
	r.came += c.count
	i, there := slices.BinarySearch(r.keys, key)
	switch {
	case there:
		r.cells[i].merge(c)
		return
	case r.keys == nil:
		r.keys, r.cells = make([]uint32, 0, 8), make([]cell, 0, 8)
	}
	r.keys, r.cells = slices.Insert(r.keys, i, key), slices.Insert(r.cells, i, c)
}

// crowded returns the pages, as entries of a directory, that should be made now: most often none.
func (r *rare) crowded() (entries []uint32) {
	if len(r.cells) <= max(r.most, fewCells) && r.came <= fewCame {
		return nil
	}
	left := 0
	for i := 0; i < len(r.keys); {
		entry, from, values := r.keys[i]>>pageBits, i, uint64(0)
		for ; i < len(r.keys) && r.keys[i]>>pageBits == entry; i++ {
			values += r.cells[i].count
		}
		if i-from < crowd && values < seldom {
			left += i - from
		} else {
			entries = append(entries, entry)
		}
	}
	r.came, r.most = 0, 2*left
	return entries
}

// take returns the cells of keys whose page a directory has now, and keeps the others.
func (r *rare) take(d directory) (taken rare) {
	left := 0
	for i, key := range r.keys {
		if _, there := d.place(key); there {
			taken.keys, taken.cells = append(taken.keys, key), append(taken.cells, r.cells[i])
			continue
		}
		r.keys[left], r.cells[left] = key, r.cells[i]
		left++
	}
	r.keys, r.cells = r.keys[:left], r.cells[:left]
	return taken
}

// busy returns the pages, of so many, that are worth having for keys of which some have come: those that hold a fair part of
// them, as entries of a directory, rising. Of many it looks at some.
func busy(pages int, pieces ...Keys) []uint32 {
	n := 0
	for _, keys := range pieces {
		n += keys.Len()
	}
	many, each := make([]uint32, pages), apart(n)
	for _, keys := range pieces {
		for i := 0; i < len(keys.narrow); i += each {
			many[keys.narrow[i]>>pageBits]++
		}
		for i := 0; i < len(keys.wide); i += each {
			many[keys.wide[i]>>pageBits]++
		}
	}
	return worth(many)
}

// apart is how far the values lie apart, of so many, that are looked at for the pages that they need.
func apart(n int) int { return max(1, n/(2*seldom)) }

// worth returns the pages, as entries of a directory, rising, that are worth having for so many values that were looked at.
func worth(many []uint32) (entries []uint32) {
	const most = 2
	found := 0
	for _, n := range many[1:] { // that of the special keys is always there
		if n >= most {
			found++
		}
	}
	entries = make([]uint32, 0, found)
	for entry := 1; len(entries) < found; entry++ {
		if many[entry] >= most {
			entries = append(entries, uint32(entry))
		}
	}
	return entries
}
