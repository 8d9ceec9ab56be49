package stats

import "slices"

// rare holds the cells of keys that have no page, as they came too seldom for one: a page would be all but empty. When
// there are many, or they come often, the pages that hold the most of them are made.
type rare struct {
	cells map[uint32]cell
	came  uint64 // values since it was last asked whether pages should be made
	most  int    // how many cells there may be before it is; see fewCells
}

const (
	fewCells = 64   // so many are left without a page
	fewCame  = 1024 // and so many values
	crowd    = 8    // so many cells of one page are worth having it
	seldom   = 512  // or so many values; and of those that come first two in twice as many
)

// add adds to the cell of a key.
func (r *rare) add(key uint32, c cell) {
	if r.cells == nil {
		r.cells = map[uint32]cell{}
	}
	r.came += c.count
	c.merge(r.cells[key])
	r.cells[key] = c
}

// crowded returns the pages, as entries of a directory, that should be made now: most often none.
func (r *rare) crowded() (entries []uint32) {
	if len(r.cells) <= max(r.most, fewCells) && r.came <= fewCame {
		return nil
	}
	type page struct{ cells, values uint64 }
	pages := map[uint32]page{}
	for key, c := range r.cells {
		p := pages[key>>pageBits]
		pages[key>>pageBits] = page{p.cells + 1, p.values + c.count}
	}
	left := 0
	for entry, p := range pages {
		if p.cells < crowd && p.values < seldom {
			left += int(p.cells)
			continue
		}
		entries = append(entries, entry)
	}
	r.came, r.most = 0, 2*left
	slices.Sort(entries)
	return entries
}

// take returns the cells of keys whose page a directory has now, and keeps the others.
func (r *rare) take(d directory) map[uint32]cell {
	if len(r.cells) == 0 {
		return nil
	}
	all, left := r.cells, map[uint32]cell{}
	for key, c := range all {
		if d[key>>pageBits]+key >= absent {
			left[key] = c
			delete(all, key)
		}
	}
	r.cells = left
	return all
}

// keys are the keys, rising.
func (r *rare) keys() []uint32 {
	if len(r.cells) == 0 {
		return nil
	}
	keys := make([]uint32, 0, len(r.cells))
	for key := range r.cells {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// busy returns the pages, of so many, that are worth having for keys of which some have come: those that hold a fair part of
// them, as entries of a directory, rising. Of many it looks at some.
func busy(pages int, pieces ...Keys) (entries []uint32) {
	var room [256]uint32
	many := room[:]
	if pages > len(room) {
		many = make([]uint32, pages)
	}
	n := 0
	for _, keys := range pieces {
		n += keys.Len()
	}
	each := max(1, n/(2*seldom))
	for _, keys := range pieces {
		for i := 0; i < len(keys.narrow); i += each {
			many[keys.narrow[i]>>pageBits]++
		}
		for i := 0; i < len(keys.wide); i += each {
			many[keys.wide[i]>>pageBits]++
		}
	}
	const most = 2
	found := 0
	for entry, n := range many[1:] { // that of the special keys is always there
		if n < most {
			many[1+entry] = 0
		} else {
			found++
		}
	}
	entries = make([]uint32, 0, found)
	for entry := 1; len(entries) < found; entry++ {
		if many[entry] > 0 {
			entries = append(entries, uint32(entry))
		}
	}
	return entries
}
