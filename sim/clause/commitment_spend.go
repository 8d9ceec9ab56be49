package clause

import (
	"math"

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
	demand := readDemand(m)
	s := spending{m.Column(), m.Column()}
	if len(members) > 1 {
		s = spending{m.Output("wanted"), m.Output("other")}
	}
	split(m, s, demand)
	if m.Has("reserved") {
		src, dst := m.Number("reserved"), m.Output("reserved")
		m.Look(func(b *program.Block) { *b.Col(dst) = *b.Col(src) })
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
	case m.Has("capacity"):
		bought = m.Output(boughtAs(m))
		buyAlone(m, s, bought)
	default:
		bought = m.Output(boughtAs(m))
		m.Look(func(b *program.Block) { *b.Col(bought) = *b.Col(s.want) })
	}
	return buildBill(m, t, bought, s)
}

// boughtAs is the output that holds what is bought at list price: the spend itself where there are no discounts.
func boughtAs(q program.Query) string {
	if len(q.Keys("discounts")) > 0 {
		return "bought"
	}
	return "spend"
}

// readDemand is the demand as the file says it, or the buyer's need for compute times the share of this vendor.
func readDemand(m program.Maker) program.Slot {
	if m.Has("demand") {
		return m.Signal("demand")
	}
	share, need, d := m.Signal("share"), m.Read(m.Text("buyer")+".compute_need"), m.Column()
	m.Look(func(b *program.Block) {
		s, n, d := b.Col(share), b.Col(need), b.Col(d)
		for i := range d {
			d[i] = s[i] * n[i]
		}
	})
	return d
}

// split takes the demand apart. On the day of the deal nothing is bought.
func split(m program.Maker, s spending, demand program.Slot) {
	free, gone := m.Signal("other_share"), m.Gone(m.Text("buyer"))
	price, first, less := program.None, program.None, program.None
	if m.Has("elasticity") {
		price, first, less = m.Read(m.Text("capacity")+".price"), m.Column(), m.Number("elasticity")
	}
	m.Look(func(b *program.Block) {
		if b.Step == 0 {
			if price != program.None {
				*b.Col(first) = *b.Col(price)
			}
			return
		}
		d, f, g, w, o := b.Col(demand), b.Col(free), b.Col(gone), b.Col(s.want), b.Col(s.other)
		for i := range w {
			w[i] = float64(d[i] * (1 - g[i]))
			o[i] = float64(f[i] * w[i])
			if price == program.None {
				continue
			}
			if p0 := b.Columns[first][i]; p0 > 0 {
				answer := column.Exp1(float64((1 - b.Columns[less][i]) * column.Log1(b.Columns[price][i]/p0)))
				w[i] = o[i] + float64((w[i]-o[i])*answer)
			}
		}
	})
}

// buyAlone limits the demand by a capacity that nobody else draws on.
func buyAlone(m program.Maker, x spending, bought program.Slot) {
	unmet := m.Output("unmet")
	available, price := m.Read(m.Text("capacity")+".available"), m.Read(m.Text("capacity")+".price")
	m.Look(func(b *program.Block) {
		w, o, s, u, a, p := b.Col(x.want), b.Col(x.other), b.Col(bought), b.Col(unmet), b.Col(available), b.Col(price)
		if b.Step == 0 {
			return
		}
		for i := range s {
			need := w[i] - o[i]
			got := math.Min(need, float64(a[i]*p[i]))
			s[i], u[i] = o[i]+got, need-got // nothing is unmet, not to the last digit, where all is on offer
		}
	})
}
