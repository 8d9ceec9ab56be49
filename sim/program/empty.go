package program

import "dealsim/sim/column"

// Most of what a contract can do it does in few steps: a payment is made once, a round is held now and then, a company
// fails on few paths. A column of such a flow is empty, 0 on every path, in most steps, and where that is known whoever
// reads it has nothing to add.
//
// It is known of a column that is written by one operation, which empties it with Clear and writes it through Open, and
// never otherwise. Of any other column it is known in no step, and it is read like any. Clear twice costs nothing.
//
// Where something happens on some paths, who writes it says on which (Few), and who reads it need not look for them (Among).
//
// A test of package engine holds what is said to be empty against what is there, for every scenario that is shipped.

// What is known of a column.
const (
	nothing = iota
	isEmpty // it is 0 on every path
	isFew   // it is 0 on every path but those of a set
	isNoted // it is as it was when it was noted
)

// Clear sets the column to 0 on every path, and says so.
func (b *Block) Clear(s Slot) {
	if b.knows(s) == isEmpty {
		return
	}
	column.Clear(&b.Columns[s])
	b.room()
	b.known[s] = isEmpty
}

// room makes room for what is known of columns.
func (b *Block) room() {
	if n := len(b.Columns) - len(b.known); n > 0 {
		b.known, b.on = append(b.known, make([]uint8, n)...), append(b.on, make([]column.Set, n)...)
	}
}

// Note notes a column that is written through Open alone, as it is now: AsNoted says whether nobody has opened it since.
func (b *Block) Note(s Slot) {
	if b.room(); b.known[s] == nothing {
		b.known[s] = isNoted
	}
}

// AsNoted says whether nobody has opened or cleared a column since it was noted, when it was not empty.
func (b *Block) AsNoted(s Slot) bool { return b.knows(s) == isNoted }

// knows is what is known of a column.
func (b *Block) knows(s Slot) uint8 {
	if uint(s) < uint(len(b.known)) {
		return b.known[s]
	}
	return nothing
}

// Open is the column to be written to, of which nobody says any more that it is empty.
func (b *Block) Open(s Slot) *column.Column {
	if uint(s) < uint(len(b.known)) {
		b.known[s] = nothing
	}
	return &b.Columns[s]
}

// Few is a column that is empty, or has been written to on few paths, to be written to on these and on no others.
func (b *Block) Few(s Slot, on column.Set) *column.Column {
	switch b.knows(s) {
	case isFew:
		b.on[s] = b.on[s].Or(on)
	case isNoted:
		b.known[s] = nothing
	case isEmpty:
		if on.Any() {
			b.known[s], b.on[s] = isFew, on
		}
	}
	return &b.Columns[s]
}

// Empty says whether the column is known to be 0 on every path.
func (b *Block) Empty(s Slot) bool { return b.knows(s) == isEmpty }

// Where is the paths on which the column is not 0.
func (b *Block) Where(s Slot) column.Set {
	if b.Empty(s) {
		return column.Set{}
	}
	return column.Where(b.Col(s))
}

// Among is paths outside of which the column is 0: those it has been written on, or those on which it is not 0.
func (b *Block) Among(s Slot) column.Set {
	if b.knows(s) == isFew {
		return b.on[s]
	}
	return b.Where(s)
}

// Sum sets a column to the sum of some less the sum of others. It is empty where all of them are.
func (b *Block) Sum(d Slot, plus, less []Slot) {
	first := true
	for _, s := range plus {
		switch {
		case b.Empty(s):
		case first: // 0 + x: of -0 it makes 0
			column.Shift(b.Open(d), b.Col(s), 0)
			first = false
		default:
			column.Add(b.Col(d), b.Col(d), b.Col(s))
		}
	}
	for _, s := range less {
		if b.Empty(s) {
			continue
		}
		if first {
			*b.Open(d) = column.Column{}
			first = false
		}
		column.Sub(b.Col(d), b.Col(d), b.Col(s))
	}
	if first {
		b.Clear(d)
	}
}

// Add adds a column to another.
func (b *Block) Add(d, s Slot) {
	switch {
	case b.Empty(s):
	case b.Empty(d):
		column.Shift(b.Open(d), b.Col(s), 0)
	default:
		column.Add(b.Open(d), b.Col(d), b.Col(s))
	}
}

// Copy sets a column to another.
func (b *Block) Copy(d, s Slot) {
	if b.Empty(s) {
		b.Clear(d)
	} else {
		*b.Open(d) = *b.Col(s)
	}
}
