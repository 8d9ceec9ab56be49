package engine

import (
	"math"

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
	var on, lists column.Set
	for k := range m.sales {
		on = on.Or(b.Among(m.sales[k].shares))
	}
	for _, x := range m.listing {
		lists = lists.Or(b.Among(x.happens))
	}
	over := b.Set(m.over)
	if m.first != program.None && lists.Any() {
		m.list(b, lists.Without(*over))
	}
	if on = on.Without(*over); on.Any() {
		m.mark(b, on)
	}
	*over = over.Or(lists)
}

// mark marks the shares on the paths on which some are sold, at the price at which they are, and counts these. Shares without
// money are of a loan that converts, or for employees: no price. Of columns that it has for itself it takes the first
// places, one for each of these paths.
func (m *priced) mark(b *program.Block, on column.Set) {
	var room, place [column.Size]uint8
	paths := on.List(&room)
	shares, fresh, sold, paid := b.Col(m.shares), b.Col(m.fresh), b.Col(m.sold), b.Col(m.paid)
	for k, i := range paths {
		place[i], fresh[k], sold[k], paid[k] = uint8(k), 0, 0, 0
	}
	if m.topped != program.None && !b.Empty(m.topped) {
		topped := b.Col(m.topped)
		for _, i := range paths {
			shares[i] *= topped[i] + 1
		}
	}
	for k := range m.sales {
		s := &m.sales[k]
		if b.Empty(s.shares) {
			continue
		}
		new, money, sells := b.Col(s.shares), b.Col(s.money), b.Among(s.shares).And(on)
		for _, i := range sells.List(&b.Room) {
			k, x, y := place[i], new[i], money[i]
			fresh[k] += x
			if x > 0 && y > 0 {
				sold[k], paid[k] = sold[k]+x, paid[k]+y
			}
		}
	}
	price, rise, n := b.Col(m.price), b.Col(m.rise), 0
	rises := &b.Room // the paths on which the price goes up
	for k, i := range paths {
		if !(sold[k] > 0) {
			continue
		}
		now, was := paid[k]/sold[k]/shares[i], price[i]
		price[i], rise[n], rises[n] = now, now-was, i
		n += one(was != 0) & one(now > was)
	}
	if n > 0 {
		for k := range m.holders {
			h := &m.holders[k]
			up, has := b.Few(h.up, on), b.Col(h.shares)
			for k, i := range rises[:n] {
				up[i] = has[i] * rise[k]
			}
			m.lead(b, h, on, rises[:n])
		}
	}
	for k := range m.sales {
		s := &m.sales[k]
		if s.holder < 0 || b.Empty(s.shares) {
			continue
		}
		has, new, sells := b.Col(m.holders[s.holder].shares), b.Col(s.shares), b.Among(s.shares).And(on)
		for _, i := range sells.List(&b.Room) {
			has[i] += float64(new[i] * shares[i])
		}
	}
	for k, i := range paths {
		shares[i] *= fresh[k] + 1
	}
}

// lead notes the gain of a holder on those of the paths on which the price goes up on which it puts in more than any other of the
// buyers.
func (m *priced) lead(b *program.Block, h *marked, on column.Set, paths []uint8) {
	if !m.put(b, m.own, h.buyer, paths) {
		return
	}
	own, other, most, up, n := b.Col(m.own), b.Col(m.other), b.Col(m.most), b.Col(h.up), 0
	var room [column.Size]uint8
	for k, i := range paths {
		room[n], own[n], most[n] = i, own[k], 0
		n += one(own[k] > 0) & one(up[i] != 0)
	}
	paths = room[:n]
	for k := range m.buyers {
		if n > 0 && k != h.buyer && m.put(b, m.other, k, paths) {
			for k := range paths {
				most[k] = max(most[k], other[k])
			}
		}
	}
	for k, i := range paths {
		if most[k] < own[k] {
			b.Few(h.led, on)[i] = up[i]
		}
	}
}

// put sets the first places of a column to what a party puts in for shares on some paths, and says whether that may be
// something.
func (m *priced) put(b *program.Block, to program.Slot, buyer int, paths []uint8) (some bool) {
	d := b.Col(to)
	for k := range m.sales {
		s := &m.sales[k]
		if s.buyer != buyer || b.Empty(s.shares) || b.Empty(s.money) {
			continue
		}
		if !some {
			clear(d[:len(paths)])
			some = true
		}
		new, money := b.Col(s.shares), b.Col(s.money)
		for k, i := range paths {
			d[k] += math.Float64frombits(math.Float64bits(money[i]) & -uint64(one(new[i] > 0)))
		}
	}
	return some
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

// one is 1 where something is so, without a jump.
func one(is bool) int {
	n := 0
	if is {
		n = 1
	}
	return n
}
