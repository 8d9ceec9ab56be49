package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// step marks the shares of a step; money is memory for what each party puts in. Where nothing is sold and no company is
// listed, nothing is marked. After a listing the price stands; what is then counted of shares nobody asks for.
func (m *priced) step(b *program.Block, money []program.Slot) {
	for _, h := range m.holders {
		b.Clear(h.up)
		b.Clear(h.led)
	}
	m.sell(b)
	var lists column.Set
	for _, x := range m.listing {
		if !b.Empty(x.happens) {
			lists = lists.Or(column.Where(b.Col(x.happens)))
		}
	}
	if m.first != program.None && lists.Any() {
		m.list(b, lists.Without(column.Where(b.Col(m.listed))))
	}
	if !b.Empty(m.fresh) {
		m.mark(b, money)
	}
	if lists.Any() {
		listed := b.Open(m.listed)
		for i := lists.Next(0); i < column.Size; i = lists.Next(i + 1) {
			listed[i] = 1
		}
	}
}

// sell adds up what is sold in the step. Shares without money are of a loan that converts, or for employees: no price.
func (m *priced) sell(b *program.Block) {
	b.Clear(m.fresh)
	b.Clear(m.sold)
	b.Clear(m.paid)
	for _, s := range m.sales {
		if b.Empty(s.shares) {
			continue
		}
		b.Add(m.fresh, s.shares)
		if !b.Empty(s.money) {
			column.AddAbove(b.Open(m.sold), b.Col(s.shares), b.Col(s.money))
			column.AddAbove(b.Open(m.paid), b.Col(s.money), b.Col(s.shares))
		}
	}
}

// list notes the price of a share at a listing.
func (m *priced) list(b *program.Block, lists column.Set) {
	for _, x := range m.listing {
		if x.price == program.None {
			continue
		}
		for i := lists.Next(0); i < column.Size; i = lists.Next(i + 1) {
			if b.Columns[x.happens][i] != 0 {
				b.Columns[m.first][i] = b.Columns[x.price][i] / b.Columns[m.shares][i]
			}
		}
	}
}

// mark marks the shares at the price at which new ones are sold, and counts these.
func (m *priced) mark(b *program.Block, money []program.Slot) {
	shares, by := b.Col(m.shares), b.Col(m.by)
	if m.topped != program.None && !b.Empty(m.topped) {
		column.Shift(by, b.Col(m.topped), 1)
		column.Mul(shares, shares, by)
	}
	if !b.Empty(m.sold) {
		rise := b.Col(m.rise)
		column.Reprice(b.Col(m.price), rise, b.Col(m.paid), b.Col(m.sold), shares, b.Col(m.listed))
		for k := range m.holders {
			h := &m.holders[k]
			column.Mul(b.Open(h.up), b.Col(h.shares), rise)
			m.lead(b, h, money)
		}
	}
	for k := range m.holders {
		h := &m.holders[k]
		for _, s := range m.sales {
			if s.buyer == h.buyer && !b.Empty(s.shares) {
				column.MulAdd(b.Col(h.shares), b.Col(h.shares), b.Col(s.shares), shares)
			}
		}
	}
	column.Shift(by, b.Col(m.fresh), 1)
	column.Mul(shares, shares, by)
}

// lead notes the gain of a holder on the paths on which it puts in more than any other party.
func (m *priced) lead(b *program.Block, h *marked, money []program.Slot) {
	var buys column.Set
	for _, s := range m.sales {
		if s.buyer == h.buyer && !b.Empty(s.shares) && !b.Empty(s.money) {
			buys = buys.Or(column.Where(b.Col(s.money)))
		}
	}
	if !buys.Any() {
		return
	}
	buys = buys.And(column.Where(b.Col(h.up)))
	for i := buys.Next(0); i < column.Size; i = buys.Next(i + 1) {
		for _, k := range money {
			b.Columns[k][i] = 0
		}
		for _, s := range m.sales {
			if b.Columns[s.shares][i] > 0 {
				b.Columns[money[s.buyer]][i] += b.Columns[s.money][i]
			}
		}
		if leads(b, i, money, h.buyer) {
			b.Open(h.led)[i] = b.Columns[h.up][i]
		}
	}
}

// leads says whether a party puts in more on a path than any other.
func leads(b *program.Block, i int, money []program.Slot, party int) bool {
	own := b.Columns[money[party]][i]
	for k, slot := range money {
		if k != party && b.Columns[slot][i] >= own {
			return false
		}
	}
	return own > 0
}
