package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// spending is what a commitment's buyer wants of it in a step: all of it, and the part that needs no capacity.
type spending struct{ want, other program.Slot }

// buildSpend makes what is bought, and pays for it.
//
// By hand, elasticity 1.5 and a price up from $10bn to $12.1bn/GW/y, demand $8bn of which a quarter needs no capacity:
// 2 + 6 · 1.21^-0.5 = $7.45bn.
func buildSpend(m program.Maker, t term) bill {
	m.In(program.Spend)
	members := pooled(m)
	wanted := readDemand(m)
	s := spending{m.Column(), m.Column()}
	if len(members) > 1 {
		s = spending{m.Output("wanted"), m.Output("other")}
	}
	answer := readAnswer(m)
	split(m, s, wanted, answer)
	if m.Has("reserved") {
		buildReserved(m, t)
	}
	bought := program.None
	switch {
	case len(members) > 1 || len(m.Keys("capacities")) > 0:
		if members[0] == m.ID() {
			m.In(program.Spend)
			buildPool(m, members, s)
		}
		m.In(program.Spend)
		bought = m.Read(m.ID() + "." + boughtAs(m))
		if answer != nil {
			answer.buildCost(m, s.want, m.Read(m.ID()+".unmet"))
		}
	case m.Has("capacity"):
		bought = m.Output(boughtAs(m))
		unmet := buyAlone(m, s, bought)
		if answer != nil {
			answer.buildCost(m, s.want, unmet)
		}
	default:
		bought = m.Output(boughtAs(m))
		m.Look(func(b *program.Block) { *b.Col(bought) = *b.Col(s.want) })
	}
	return buildBill(m, t, bought, s)
}

// buildReserved makes the share that is held for the buyer: as long as it pays for what it does not use.
func buildReserved(m program.Maker, t term) {
	src, gone, dst := m.Number("reserved"), m.Gone(m.Text("buyer")), m.Output("reserved")
	m.Look(func(b *program.Block) {
		d, r, g := b.Col(dst), b.Col(src), b.Col(gone)
		*d = column.Column{}
		if !t.within(b) {
			return
		}
		for i := range d {
			if t.runs(b, i) {
				d[i] = r[i] * (1 - g[i])
			}
		}
	})
}

// boughtAs is the output that holds what is bought at list price: the spend itself where there are no discounts.
func boughtAs(q program.Query) string {
	if len(q.Keys("discounts")) > 0 {
		return "bought"
	}
	return "spend"
}

// demand is what the buyer wants of a commitment: a money, or the product of a share and a money.
type demand struct{ money, share program.Slot } // share: None for all

// readDemand is the demand as the file says it, or the buyer's need for compute times the share of this vendor.
func readDemand(m program.Maker) demand {
	if m.Has("demand") {
		d, below, none := m.Signal("demand"), m.Output("below"), m.Column()
		m.Look(func(b *program.Block) { column.Excess(b.Col(below), b.Col(none), b.Col(d)) })
		return demand{d, program.None}
	}
	share := m.Signal("share")
	return demand{m.Read(m.Text("buyer") + ".compute_need"), share}
}

// split takes the demand apart. On the day of the deal nothing is bought; nothing sells a demand below zero back.
func split(m program.Maker, s spending, x demand, answer *answer) {
	free, gone := m.Signal("other_share"), m.Gone(m.Text("buyer"))
	m.Look(func(b *program.Block) {
		if b.Step == 0 {
			if answer != nil {
				answer.begin(b)
			}
			return
		}
		w, o := b.Col(s.want), b.Col(s.other)
		var share, ends *column.Column
		if x.share != program.None {
			share = b.Col(x.share)
		}
		if !b.Empty(gone) {
			ends = b.Col(gone)
		}
		column.Part(w, o, b.Col(x.money), share, ends, b.Col(free))
		if answer == nil {
			return
		}
		*b.Col(answer.plain) = *w
		for i := range w {
			w[i] = o[i] + answer.wants(b, i, w[i]-o[i])
		}
	})
}

// buyAlone limits the demand by a capacity that nobody else draws on, and returns what is unmet.
func buyAlone(m program.Maker, x spending, bought program.Slot) program.Slot {
	unmet := m.Output("unmet")
	available, price := m.Read(m.Text("capacity")+".available"), m.Read(m.Text("capacity")+".price")
	m.Look(func(b *program.Block) {
		if b.Step > 0 { // nothing is unmet, not to the last digit, where all is on offer
			column.Take(b.Col(bought), b.Col(unmet), b.Col(x.want), b.Col(x.other), b.Col(available), b.Col(price))
		}
	})
	return unmet
}
