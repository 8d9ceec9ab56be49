package engine

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// some is on how many paths shares are counted path by path, rather than on all at once.
const some = 24

// changes is the paths on which what holders have of the company may have changed in the step.
func (r *roll) changes(b *program.Block) column.Set {
	if b.Step == 0 || r.pool != nil || !b.Empty(r.sold) {
		return column.Everywhere
	}
	for k := range r.holders {
		if s := r.holders[k].seller; s != nil && !b.Empty(s.sales) {
			return column.Everywhere
		}
	}
	return b.Where(r.all)
}

// look publishes stakes, their values and the cash of the deal. Shares of a company that has ended are worth nothing.
func (r *roll) look(b *program.Block) {
	if changed := r.changes(b); changed.Count() > some {
		r.stakes(b)
	} else {
		for i := changed.Next(0); i < column.Size; i = changed.Next(i + 1) {
			r.stake(b, i)
		}
	}
	var worth *column.Column
	if r.value != program.None {
		if worth = b.Col(r.value); !b.Empty(r.fresh) { // the money of the step is in the company now
			column.Add(b.Col(r.scratch), worth, b.Col(r.fresh))
			worth = b.Col(r.scratch)
		}
	}
	for k := range r.holders {
		h := &r.holders[k]
		if h.lends {
			h.loans(b, r)
		}
		if r.value == program.None || h.value == program.None {
			continue
		}
		column.Mul(b.Col(h.value), b.Col(h.stake), worth)
		column.Mul(b.Col(h.newValue), b.Col(h.newStake), worth)
		h.flows(b, b.Step == r.last)
	}
}

// stakes are what of the shares is whose.
func (r *roll) stakes(b *program.Block) {
	t, there := b.Col(r.total), b.Col(r.there)
	column.Sub(there, b.Col(r.one), b.Col(r.over))
	part := func(d, s program.Slot) {
		if b.Empty(s) {
			b.Clear(d)
			return
		}
		column.Div(b.Open(d), b.Col(s), t)
		column.Mul(b.Col(d), b.Col(d), there)
	}
	for k := range r.holders {
		part(r.holders[k].stake, r.holders[k].shares)
		part(r.holders[k].newStake, r.holders[k].fresh)
	}
	if r.first != program.None { // the first of all shares is theirs
		column.Div(b.Col(r.first), b.Col(r.one), t)
	}
}

// stake is what of the shares is whose on one path.
func (r *roll) stake(b *program.Block, i int) {
	t, there := b.Columns[r.total][i], 1-b.Columns[r.over][i]
	for k := range r.holders {
		h := &r.holders[k]
		b.Open(h.stake)[i] = float64(b.Columns[h.shares][i]/t) * there
		b.Open(h.newStake)[i] = float64(b.Columns[h.fresh][i]/t) * there
	}
	if r.first != program.None {
		b.Columns[r.first][i] = 1 / t
	}
}

// flows is the cash of the deal of a holder: what came in the step less what it paid, and at the horizon what it still has.
func (h *holder) flows(b *program.Block, last bool) {
	b.Sum(h.flow, []program.Slot{h.newProceeds}, []program.Slot{h.invested})
	if h.lends {
		b.Add(h.flow, h.repaid)
	}
	if last {
		if b.Add(h.flow, h.newValue); h.lends {
			b.Add(h.flow, h.owed)
		}
	}
	if b.Empty(h.invested) {
		return
	}
	f, inv := b.Col(h.flow), b.Col(h.invested)
	paid := column.Where(inv)
	for i := paid.Next(0); i < column.Size; i = paid.Next(i + 1) {
		if math.Abs(f[i]) <= 1e-12*inv[i] { // bought at market and sold at once: nothing is left over
			f[i] = 0
		}
	}
}

// loans adds up what has come back of a holder's loans in the step, and what is still owed of them.
func (h *holder) loans(b *program.Block, r *roll) {
	b.Clear(h.repaid)
	b.Clear(h.owed)
	for _, k := range h.issues {
		if x := &r.issues[k]; x.Returned != program.None {
			b.Add(h.repaid, x.Returned)
			b.Add(h.owed, x.owed)
		}
	}
}
