package clause

import (
	"slices"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// hop is what the commitments of a pool are asked for at one place of the chains, and what they draw on for it.
type hop struct {
	asked    []asked
	supplies []int // the capacities of those who are asked
}

// asked is a member that is asked for something.
type asked struct {
	vendor int
	by     []int // whose demand it is
	from   []int // its capacities by rank, as numbers among the supplies of the hop
}

// plan lays out the hops of all chains.
func (p *pool) plan() {
	for n := 0; ; n++ {
		var h hop
		for v := range p.members {
			a := asked{vendor: v}
			for k := range p.members {
				if m := &p.members[k]; n < len(m.serves) && m.serves[n] == v {
					a.by = append(a.by, k)
				}
			}
			if a.by == nil {
				continue
			}
			for _, c := range p.members[v].choices {
				h.supplies = append(h.supplies, c.supply)
			}
			h.asked = append(h.asked, a)
		}
		if h.asked == nil {
			return
		}
		slices.Sort(h.supplies)
		h.supplies = slices.Compact(h.supplies)
		for k := range h.asked {
			for _, c := range p.members[h.asked[k].vendor].choices {
				h.asked[k].from = append(h.asked[k].from, slices.Index(h.supplies, c.supply))
			}
		}
		p.hops = append(p.hops, h)
	}
}

// serve is one step of the pool.
func (p *pool) serve(b *program.Block) {
	if b.Step == 0 {
		return
	}
	p.offer(b)
	for n := range p.hops {
		if n > 0 && p.done(b) {
			return
		}
		h := &p.hops[n]
		for k := range h.asked {
			p.request(b, &h.asked[k])
		}
		p.draw(b, h)
		for k := range p.members {
			if m := &p.members[k]; n < len(m.serves) {
				p.hand(b, m, &p.members[m.serves[n]], n > 0)
			}
		}
	}
}

// done says whether nobody wants any more.
func (p *pool) done(b *program.Block) bool {
	for k := range p.members {
		if column.Any(b.Col(p.members[k].unmet)) {
			return false
		}
	}
	return true
}

// offer lays out what there is, with what is reserved set apart, and what is wanted: what is unmet as yet.
func (p *pool) offer(b *program.Block) {
	for k := range p.capacities {
		s := &p.capacities[k]
		column.Mul(b.Col(s.left), b.Col(s.available), b.Col(s.price))
	}
	for k := range p.members {
		m := &p.members[k]
		column.Sub(b.Col(m.unmet), b.Col(m.want), b.Col(m.other))
		b.Columns[m.bought] = b.Columns[m.other]
		for _, s := range []program.Slot{m.passed, m.taken} {
			if s != program.None {
				column.Fill(b.Col(s), 0)
			}
		}
	}
	if p.reserved {
		p.setApart(b)
	}
}

// setApart takes what is reserved off what there is: no more than all of it can be.
func (p *pool) setApart(b *program.Block) {
	for k := range p.capacities {
		column.Fill(b.Col(p.capacities[k].reserved), 0)
	}
	each := func(visit func(m *member, c choice, s *supply)) {
		for k := range p.members {
			for _, c := range p.members[k].choices {
				if m := &p.members[k]; m.reserved != program.None {
					visit(m, c, &p.capacities[c.supply])
				}
			}
		}
	}
	each(func(m *member, _ choice, s *supply) {
		column.Add(b.Col(s.reserved), b.Col(s.reserved), b.Col(m.reserved))
	})
	each(func(m *member, c choice, s *supply) {
		held, left, there, price := b.Col(c.held), b.Col(s.left), b.Col(s.available), b.Col(s.price)
		share, all := b.Col(m.reserved), b.Col(s.reserved)
		for i := range held {
			held[i] = float64(float64(there[i]*price[i]) * (share[i] / max(1, all[i])))
			left[i] = max(0, left[i]-held[i])
		}
	})
}

// request adds up what is asked of a member, and serves what it can from what is reserved.
func (p *pool) request(b *program.Block, a *asked) {
	m := &p.members[a.vendor]
	ask := b.Col(m.ask)
	*ask = b.Columns[p.members[a.by[0]].unmet]
	for _, k := range a.by[1:] {
		column.Add(ask, ask, b.Col(p.members[k].unmet))
	}
	if m.reserved == program.None {
		return
	}
	part := b.Col(m.part)
	for i, all := range ask {
		part[i] = 0
		if all == 0 {
			continue
		}
		more := all
		for _, c := range m.choices {
			held := b.Col(c.held)
			use := min(held[i], more)
			held[i] -= use
			more -= use
		}
		part[i] = 1 - more/all
		ask[i] = float64(all * (1 - part[i]))
	}
}

// draw lets all who are asked draw on the capacities they prefer.
func (p *pool) draw(b *program.Block, h *hop) {
	var few [8]column.Buyer
	var some [2][8]*column.Column
	buyers, left, price := few[:0], some[0][:0], some[1][:0]
	for k := range h.asked {
		a := &h.asked[k]
		m := &p.members[a.vendor]
		buyers = append(buyers, column.Buyer{Ask: b.Col(m.ask), Got: b.Col(m.got), From: a.from, Cheapest: m.cheapest && len(a.from) > 1})
	}
	for _, k := range h.supplies {
		s := &p.capacities[k]
		left, price = append(left, b.Col(s.left)), append(price, b.Col(s.price))
	}
	column.Ration(buyers, left, price)
}

// hand gives a member its share of what a vendor can serve: of its own, or for another.
func (p *pool) hand(b *program.Block, m, vendor *member, over bool) {
	share := b.Col(vendor.got)
	if vendor.reserved != program.None {
		var all column.Column // with what is reserved
		for i, part := range b.Col(vendor.part) {
			all[i] = part + float64((1-part)*share[i])
		}
		share = &all
	}
	rest, bought := b.Col(m.unmet), b.Col(vendor.bought)
	if over {
		column.HandOver(rest, bought, b.Col(m.passed), b.Col(vendor.taken), share)
	} else {
		column.Hand(rest, bought, share)
	}
}
