package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// seller is the columns of a holder that sells after a listing. See clause.sellsField for the arithmetic.
type seller struct {
	once, rate, discount program.Slot
	keeps                program.Slot // e^(-rate·dt)
	begun                program.Slot // 1 once the part that is sold at once is
	sales, end           program.Slot // of the step: proceeds of shares sold, and of an end of the company
}

// seller makes the columns of a holder that sells; nil for one that does not.
func (e *equity) seller(n *node, h holder) *seller {
	if !h.selling() {
		return nil
	}
	c, path := e.c, "investors."+h.investor+".holds."+h.company+".sells"
	v := h.sells("rate")
	if v == nil {
		v = h.sells("at_once")
	}
	switch {
	case h.value == program.None && !c.lost(h.company):
		c.m.Add(v.Place, path, "add value: {process: …} to companies."+h.company, "shares of %s cannot be sold, since it has no market value", h.company)
	case !e.lists(h.company):
		c.m.Add(v.Place, path, "add exits: {ipo: {kind: ipo, company: "+h.company+", hazard: 20%/y}}", "shares of %s are never sold, since nothing lists it", h.company)
	}
	fixed := func(field string) program.Slot {
		if v := h.sells(field); v != nil {
			return c.fixed(v.Expr, path+"."+field)
		}
		return c.constant(0)
	}
	s := &seller{once: fixed("at_once"), rate: fixed("rate"), discount: fixed("discount"), keeps: c.column(), begun: c.column(), end: c.column()}
	q := c.quantities[h.base+".sales"]
	q.node, s.sales = n, q.slot
	c.p.zero = append(c.p.zero, s.begun)
	dt := c.s.Calendar.Dt()
	n.start = append(n.start, func(b *program.Block) {
		b.Clear(s.sales)
		b.Clear(s.end)
		k, r := b.Col(s.keeps), b.Col(s.rate)
		for i := range k {
			k[i] = column.Exp1(-float64(r[i] * dt))
		}
	})
	return s
}

// lists says whether an exit can list a company.
func (e *equity) lists(company string) bool {
	for _, b := range e.c.s.Blocks {
		if v := b.Values["company"]; b.Section == "exits" && v != nil && v.Text == company && (b.Values["primary"] != nil || b.Broken) {
			return true
		}
	}
	return false
}

// end is the column of what a holder gets when the company ends.
func (h *holder) end() program.Slot {
	if h.seller != nil {
		return h.seller.end
	}
	return h.proceeds
}

// sell sells what is for sale of a listed company whose lock-up is over, at its market value with the money of the step.
func (r *roll) sell(b *program.Block) {
	free, t, v, money := b.Col(r.free), b.Col(r.total), b.Col(r.value), b.Col(r.fresh)
	open := b.Where(r.listed).Without(b.Where(r.over))
	for k := range r.holders {
		h := &r.holders[k]
		s := h.seller
		if s == nil {
			continue
		}
		b.Copy(s.end, h.proceeds)
		if b.Clear(s.sales); !open.Any() {
			continue
		}
		got, fresh := b.Open(h.proceeds), b.Open(h.newProceeds)
		sales, begun := b.Open(s.sales), b.Col(s.begun)
		for i := open.Next(0); i < column.Size; i = open.Next(i + 1) {
			worth := v[i] + money[i]
			if float64(b.Step) <= free[i] || !(worth > 0) { // nobody buys what is worth nothing
				continue
			}
			left := b.Columns[s.keeps][i]
			if begun[i] == 0 {
				begun[i] = 1
				left *= 1 - b.Columns[s.once][i]
			}
			price := worth / t[i] * (1 - b.Columns[s.discount][i])
			own, bought := &b.Columns[h.shares][i], &b.Columns[h.fresh][i]
			sales[i] = float64(float64(*own*(1-left)) * price)
			got[i] += sales[i]
			fresh[i] += float64(float64(*bought*(1-left)) * price)
			*own *= left
			*bought *= left
		}
	}
}
