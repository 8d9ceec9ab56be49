package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// step marks the shares of a step. Where nothing is sold and no company is listed, nothing is marked. After a listing the
// price stands; what is then counted of shares nobody asks for.
func (m *priced) step(b *program.Block) {
	for _, h := range m.holders {
		b.Clear(h.up)
		b.Clear(h.led)
	}
	m.sell(b)
	var lists column.Set
	for _, x := range m.listing {
		lists = lists.Or(b.Where(x.happens))
	}
	if m.first != program.None && lists.Any() {
		m.list(b, lists.Without(column.Where(b.Col(m.listed))))
	}
	if !b.Empty(m.fresh) {
		m.mark(b)
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
		if b.Empty(s.money) {
			b.Add(m.fresh, s.shares)
		} else {
			column.AddSale(b.Open(m.fresh), b.Open(m.sold), b.Open(m.paid), b.Col(s.shares), b.Col(s.money))
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
func (m *priced) mark(b *program.Block) {
	shares, by := b.Col(m.shares), b.Col(m.by)
	if m.topped != program.None && !b.Empty(m.topped) {
		column.Shift(by, b.Col(m.topped), 1)
		column.Mul(shares, shares, by)
	}
	m.reprice(b)
	for k := range m.holders {
		m.lead(b, &m.holders[k])
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

// reprice sets the price at which shares are sold, and notes what holders have gained by it.
func (m *priced) reprice(b *program.Block) {
	if b.Empty(m.sold) {
		return
	}
	price, rise, paid, sold, shares, listed := b.Col(m.price), b.Col(m.rise), b.Col(m.paid), b.Col(m.sold), b.Col(m.shares), b.Col(m.listed)
	sells := column.Where(sold).Without(b.Where(m.listed))
	if sells.Count() > some {
		column.Reprice(price, rise, paid, sold, shares, listed)
		for k := range m.holders {
			column.Mul(b.Open(m.holders[k].up), b.Col(m.holders[k].shares), rise)
		}
		return
	}
	for i := sells.Next(0); i < column.Size; i = sells.Next(i + 1) {
		now, was := paid[i]/sold[i]/shares[i], price[i]
		price[i] = now
		for k := range m.holders {
			if h := &m.holders[k]; was != 0 && now > was {
				b.Open(h.up)[i] = b.Columns[h.shares][i] * (now - was)
			}
		}
	}
}

// lead notes the gain of a holder on the paths on which it puts in more than any other of the buyers.
func (m *priced) lead(b *program.Block, h *marked) {
	if b.Empty(h.up) || !m.put(b, m.own, h.buyer) {
		return
	}
	b.Clear(m.most)
	for k := range m.buyers {
		if k != h.buyer && m.put(b, m.other, k) {
			column.Larger(b.Open(m.most), b.Col(m.most), b.Col(m.other))
		}
	}
	leads := column.WhereLess(b.Col(m.most), b.Col(m.own)).And(column.Where(b.Col(h.up)))
	if !leads.Any() {
		return
	}
	up, led := b.Col(h.up), b.Open(h.led)
	for i := leads.Next(0); i < column.Size; i = leads.Next(i + 1) {
		led[i] = up[i]
	}
}

// put sets a column to what a party puts in for shares, and says whether that may be something.
func (m *priced) put(b *program.Block, to program.Slot, buyer int) (some bool) {
	b.Clear(to)
	for k := range m.sales {
		if s := &m.sales[k]; s.buyer == buyer && !b.Empty(s.shares) && !b.Empty(s.money) {
			column.AddWhere(b.Open(to), b.Col(s.money), b.Col(s.shares))
			some = true
		}
	}
	return some
}
