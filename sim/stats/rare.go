package stats

import (
	"cmp"
	"slices"
)

// rare holds the cells of keys that have no page, as they came too seldom for one: a page would be all but empty. When
// there are many, or they come often, the pages that hold the most of them are made.
//
// Cells are noted as they come, several of one key too, and put in order when they are looked at.
type rare struct {
	cells []rareCell
	came  uint64 // values since it was last asked whether pages should be made
	most  int    // how many cells there may be before it is; see fewCells
}

type rareCell struct {
	key uint32
	cell
}

const (
	fewCells = 64   // so many are left without a page
	fewCame  = 1024 // and so many values
	crowd    = 8    // so many cells of one page are worth having it
	seldom   = 512  // or so many values; and of those that come first two in twice as many
)

// add adds a cell of a key.
func (r *rare) add(key uint32, c cell) {
	r.came += c.count
	if n := len(r.cells); n > 0 && n == cap(r.cells) {
		r.cells = inOrder(r.cells)
		r.cells = slices.Grow(r.cells, len(r.cells)) // no more room than that, if most are of few keys
	}
	r.cells = append(r.cells, rareCell{key, c})
}

// inOrder puts cells in the order of their keys, those of one key together.
func inOrder(cells []rareCell) []rareCell {
	slices.SortFunc(cells, func(a, b rareCell) int { return cmp.Compare(a.key, b.key) })
	out := cells[:0]
	for _, c := range cells {
		if n := len(out); n > 0 && out[n-1].key == c.key {
			out[n-1].merge(c.cell)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// crowded returns the pages, as entries of a directory, that should be made now: most often none.
func (r *rare) crowded() (entries []uint32) {
	if len(r.cells) <= max(r.most, fewCells) && r.came <= fewCame {
		return nil
	}
	r.cells = inOrder(r.cells)
	left := 0
	for from, to := 0, 0; from < len(r.cells); from = to {
		values := uint64(0)
		page := r.cells[from].key >> pageBits
		for to = from; to < len(r.cells) && r.cells[to].key>>pageBits == page; to++ {
			values += r.cells[to].count
		}
		if to-from < crowd && values < seldom {
			left += to - from
			continue
		}
		entries = append(entries, page)
	}
	r.came, r.most = 0, 2*left
	return entries
}

// take returns the cells of keys whose page a directory has now, and keeps the others.
func (r *rare) take(d directory) (taken []rareCell) {
	left := r.cells[:0]
	for _, c := range r.cells {
		if d[c.key>>pageBits]+c.key >= absent {
			left = append(left, c)
		} else {
			taken = append(taken, c)
		}
	}
	r.cells = left
	return taken
}

// rising are the cells in the order of their keys.
func (r *rare) rising() rising {
	if len(r.cells) == 0 {
		return nil
	}
	return inOrder(slices.Clone(r.cells))
}

// rising are cells of keys that rise, one for each.
type rising []rareCell

// keys are theirs.
func (r rising) keys() []uint32 {
	keys := make([]uint32, len(r))
	for i, c := range r {
		keys[i] = c.key
	}
	return keys
}

// of is the cell of one of the keys.
func (r rising) of(key uint32) cell {
	i, _ := slices.BinarySearchFunc(r, key, func(c rareCell, key uint32) int { return cmp.Compare(c.key, key) })
	return r[i].cell
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
