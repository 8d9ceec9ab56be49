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
	b.Clear(m.fresh)
	b.Clear(m.sold)
	b.Clear(m.paid)
	var on, lists column.Set
	for k := range m.sales {
		on = on.Or(b.Among(m.sales[k].shares))
	}
	for _, x := range m.listing {
		lists = lists.Or(b.Among(x.happens))
	}
	if m.first != program.None && lists.Any() {
		m.list(b, lists.Without(column.Where(b.Col(m.listed))))
	}
	switch {
	case !on.Any():
	case on.Count() > some || m.topped != program.None:
		m.sell(b)
		m.mark(b)
	default:
		m.markFew(b, on)
	}
	if lists.Any() {
		listed := b.Open(m.listed)
		for _, i := range lists.List(&b.Room) {
			listed[i] = 1
		}
	}
}

// markFew is sell and mark on the paths on which something is sold.
func (m *priced) markFew(b *program.Block, on column.Set) {
	var room [column.Size]uint8
	paths := on.List(&room)
	shares, fresh, sold, paid := b.Col(m.shares), b.Col(m.fresh), b.Col(m.sold), b.Col(m.paid)
	for k := range m.sales {
		s := &m.sales[k]
		if b.Empty(s.shares) {
			continue
		}
		new, money, sells := b.Col(s.shares), b.Col(s.money), b.Among(s.shares)
		for _, i := range sells.List(&b.Room) {
			fresh[i] += new[i]
			if new[i] > 0 && money[i] > 0 {
				sold[i], paid[i] = sold[i]+new[i], paid[i]+money[i]
			}
		}
	}
	price, listed, n := b.Col(m.price), b.Col(m.listed), 0
	rise, rises := b.Col(m.rise), &b.Room // of the paths on which the price goes up, and these
	for _, i := range paths {
		if !(sold[i] > 0) || listed[i] != 0 {
			continue
		}
		now, was := paid[i]/sold[i]/shares[i], price[i]
		if price[i] = now; was != 0 && now > was {
			rise[i], rises[n] = now-was, i
			n++
		}
	}
	if n > 0 {
		for k := range m.holders {
			h := &m.holders[k]
			up, has := b.Few(h.up, on), b.Col(h.shares)
			for _, i := range rises[:n] {
				up[i] = has[i] * rise[i]
			}
			m.leadFew(b, h, on, rises[:n])
		}
	}
	for k := range m.sales {
		s := &m.sales[k]
		if s.holder < 0 || b.Empty(s.shares) {
			continue
		}
		has, new, sells := b.Col(m.holders[s.holder].shares), b.Col(s.shares), b.Among(s.shares)
		for _, i := range sells.List(&b.Room) {
			has[i] += float64(new[i] * shares[i])
		}
	}
	for _, i := range paths {
		shares[i] *= fresh[i] + 1
		fresh[i], sold[i], paid[i] = 0, 0, 0
	}
}

// leadFew is lead on the paths on which the price goes up.
func (m *priced) leadFew(b *program.Block, h *marked, on column.Set, paths []uint8) {
	if !m.putFew(b, m.own, h.buyer, paths) {
		return
	}
	own, other, most, up, n := b.Open(m.own), b.Open(m.other), b.Open(m.most), b.Col(h.up), 0
	var room [column.Size]uint8
	for _, i := range paths {
		if most[i] = 0; own[i] > 0 && up[i] != 0 {
			room[n] = i
			n++
		}
	}
	paths = room[:n]
	for k := range m.buyers {
		if n > 0 && k != h.buyer && m.putFew(b, m.other, k, paths) {
			for _, i := range paths {
				most[i] = max(most[i], other[i])
			}
		}
	}
	for _, i := range paths {
		if most[i] < own[i] {
			b.Few(h.led, on)[i] = up[i]
		}
	}
}

// putFew is put on some paths.
func (m *priced) putFew(b *program.Block, to program.Slot, buyer int, paths []uint8) (some bool) {
	d := b.Open(to)
	for k := range m.sales {
		s := &m.sales[k]
		if s.buyer != buyer || b.Empty(s.shares) || b.Empty(s.money) {
			continue
		}
		if !some {
			for _, i := range paths {
				d[i] = 0
			}
			some = true
		}
		new, money := b.Col(s.shares), b.Col(s.money)
		for _, i := range paths {
			if new[i] > 0 {
				d[i] += money[i]
			}
		}
	}
	return some
}

// sell adds up what is sold in the step. Shares without money are of a loan that converts, or for employees: no price.
func (m *priced) sell(b *program.Block) {
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
