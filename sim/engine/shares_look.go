package engine

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// some is on how many paths, at most, shares are counted path by path, rather than on all at once.
const some = 96

// changes is the paths on which what holders have of the company may have changed in the step.
func (r *roll) changes(b *program.Block) column.Set {
	if b.Step == 0 || r.pool != nil {
		return column.Everywhere
	}
	for k := range r.holders {
		if s := r.holders[k].seller; s != nil && !b.Empty(s.sales) {
			return column.Everywhere
		}
	}
	return *b.Set(r.moves)
}

// look publishes stakes, their values and the cash of the deal, what of them is asked for in the step. Shares of a company
// that has ended are worth nothing.
func (r *roll) look(b *program.Block) {
	last := b.Step == r.last
	switch changed := r.changes(b); {
	case r.asked(-1) && changed.Count() <= some:
		r.stake(b, changed.List(&b.Room))
	case r.asked(b.Step):
		r.stakes(b)
	}
	var worth *column.Column
	var room [column.Size]uint8
	var paths []uint8 // on which the money of the step is in the company now, where it is not in worth already
	if r.value != program.None {
		worth = b.Col(r.value)
		if on := b.Among(r.fresh); on.Count() > some {
			worth = b.Col(r.scratch)
			column.Add(worth, b.Col(r.value), b.Col(r.fresh))
		} else {
			paths = on.List(&room)
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
		if h.wanted(ofValue, b.Step) {
			r.worth(b, h.value, h.stake, worth, paths)
		}
		flows := h.wanted(ofFlow, b.Step)
		if flows && last || h.wanted(ofNewValue, b.Step) {
			r.worth(b, h.newValue, h.newStake, worth, paths)
		}
		if flows {
			h.flows(b, last)
		}
	}
}

// asked says whether somebody reads of a step what stakes are, or what follows from them; of every step, where it is -1.
func (r *roll) asked(step int) bool {
	for k := range r.holders {
		h := &r.holders[k]
		if h.wanted(ofStake, step) || h.wanted(ofNewStake, step) || h.wanted(ofValue, step) || h.wanted(ofNewValue, step) || step == r.last && h.wanted(ofFlow, step) {
			return true
		}
	}
	return r.asks != nil && r.asks.wanted(step)
}

// worth sets a column to what a stake is worth.
func (r *roll) worth(b *program.Block, to, of program.Slot, worth *column.Column, paths []uint8) {
	d, stake := b.Col(to), b.Col(of)
	column.Mul(d, stake, worth)
	fresh := b.Col(r.fresh)
	for _, i := range paths {
		d[i] = stake[i] * (worth[i] + fresh[i])
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

// stake is what of the shares is whose on some paths.
func (r *roll) stake(b *program.Block, paths []uint8) {
	if len(paths) == 0 {
		return
	}
	t, over := b.Col(r.total), b.Col(r.over)
	for k := range r.holders {
		h := &r.holders[k]
		stake, newStake, shares, fresh := b.Open(h.stake), b.Open(h.newStake), b.Col(h.shares), b.Col(h.fresh)
		for _, i := range paths {
			there := 1 - over[i]
			stake[i], newStake[i] = float64(shares[i]/t[i])*there, float64(fresh[i]/t[i])*there
		}
	}
	if r.first != program.None {
		first := b.Col(r.first)
		for _, i := range paths {
			first[i] = 1 / t[i]
		}
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
	f, inv, paid := b.Col(h.flow), b.Col(h.invested), b.Among(h.invested)
	for _, i := range paid.List(&b.Room) {
		if math.Abs(f[i]) <= 1e-12*inv[i] && inv[i] != 0 { // bought at market and sold at once: nothing is left over
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
