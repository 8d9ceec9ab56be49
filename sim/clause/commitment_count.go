package clause

import (
	"slices"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// term is when a commitment holds, in steps: those after first, up to last; with an extension, up to end. closed is 1
// on the paths where it has ended before its time.
type term struct {
	first, last, end int
	closed           program.Slot
	missing          program.Slot // what the extension is to make good; None where there is none
}

func newTerm(m program.Maker) term {
	t := term{first: m.StepBefore("start"), closed: m.Column(), missing: program.None}
	t.last = t.first + m.StepsIn("term")
	t.end = t.last
	if m.Has("shortfall.years") {
		t.end += m.StepsIn("shortfall.years")
	}
	if m.Text("shortfall.rule") == "extend" {
		t.missing = m.Column()
	}
	return t
}

// within says whether the step lies in the term or its extension.
func (t *term) within(b *program.Block) bool { return b.Step > t.first && b.Step <= t.end }

// runs says whether, in a step within the term or its extension, the promise still runs on a path: it has not been
// ended, and where the term is over something is left to make good.
func (t *term) runs(b *program.Block, i int) bool {
	return b.Columns[t.closed][i] == 0 && (b.Step <= t.last || t.missing != program.None && b.Columns[t.missing][i] > 0)
}

// count is what retires the floor in a step, and what else of it is paid.
type count struct {
	bill
	counted, idle program.Slot // idle: None where nothing is reserved
	market, most  program.Slot // marketplace spend, of which only a part may count; None where all of it does
}

// buildCount makes what retires the floor: the bill, without what is paid with credits or needs no capacity where the
// file says so, and with idle capacity that is paid for and marketplace spend.
//
// By hand, a bill of $10bn of which $2bn needs no capacity, $1bn of credits, capacity worth $12bn of which 80% is
// reserved: capacity-only counts 8 - 1 = 7; 9.6 - 8 = $1.6bn is idle, paid for, and counts: $8.6bn.
func buildCount(m program.Maker, t term, x bill) count {
	c := count{x, x.spend, program.None, program.None, program.None}
	m.In(program.Commitments)
	buyer, seller := m.Text("buyer"), m.Text("seller")
	m.Read(m.ID() + ".spend")
	if m.Has("reserved") {
		c.idle = m.Output("idle")
		buildIdle(m, t, x, c.idle)
		m.Pay(program.Payment{From: buyer, To: seller, Kind: "idle capacity", Money: c.idle})
	}
	plain := program.None // marketplace spend that counts without a limit
	if m.Has("marketplace.share") {
		market, share := m.Output("marketplace"), m.Signal("marketplace.share")
		m.Look(func(b *program.Block) {
			d, s, w := b.Col(market), b.Col(share), b.Col(x.want)
			for i := range d {
				d[i] = s[i] * w[i]
			}
		})
		m.Pay(program.Payment{From: buyer, To: seller, Kind: "marketplace", Money: market})
		if m.Has("marketplace.most") {
			c.market, c.most = market, m.Number("marketplace.most")
		} else {
			plain = market
		}
	}
	only, deduct := m.Text("counts") == "capacity-only", x.credits != program.None && m.Text("credits.counts") != "yes"
	if !only && !deduct && c.idle == program.None && plain == program.None && x.forShares.used == program.None {
		return c
	}
	c.counted = m.Column()
	m.Look(func(b *program.Block) {
		n, s := b.Col(c.counted), b.Col(x.spend)
		*n = *s
		for i := range n {
			if v := b.Columns[x.bought][i]; only && v > 0 {
				n[i] -= float64(b.Columns[x.other][i] * (s[i] / v))
			}
			if deduct {
				n[i] = max(0, n[i]-b.Columns[x.credits][i])
			}
			if x.forShares.used != program.None {
				n[i] = max(0, n[i]-b.Columns[x.forShares.uncounted][i])
			}
			if c.idle != program.None {
				n[i] += b.Columns[c.idle][i]
			}
			if plain != program.None {
				n[i] += b.Columns[plain][i]
			}
		}
	})
	return c
}

// buildIdle makes what is paid for capacity that is held and not used. Where more than all of a capacity is reserved,
// each holds so much less of it: idle is of what is really held.
//
// By hand, $1bn on offer, of which 50% and 70% are reserved: 1/1.2 of each, $0.417bn and $0.583bn, are held. Who wants
// $0.2bn of the first pays for $0.217bn idle.
func buildIdle(m program.Maker, t term, x bill, idle program.Slot) {
	own := m.Read(m.ID() + ".reserved")
	var held []holding
	for _, c := range capacitiesOf(m) {
		h := holding{m.Read(c + ".available"), m.Read(c + ".price"), []program.Slot{own}}
		for _, id := range m.Siblings() {
			if q := m.Of(id); q.Has("reserved") && slices.Contains(capacitiesOf(q), c) {
				h.reserved = append(h.reserved, m.Read(id+".reserved"))
			}
		}
		held = append(held, h)
	}
	m.Look(func(b *program.Block) {
		d, r := b.Col(idle), b.Col(own)
		*d = column.Column{}
		if !t.within(b) {
			return
		}
		for i := range d {
			if r[i] == 0 { // held no more
				continue
			}
			whole := 0.0
			for k := range held {
				h := &held[k]
				sum := 0.0
				for _, s := range h.reserved {
					sum += b.Columns[s][i]
				}
				whole += float64(float64(b.Columns[h.available][i]*b.Columns[h.price][i]) * (r[i] / max(1, sum)))
			}
			used := b.Columns[x.bought][i] - b.Columns[x.other][i]
			if left := whole - used; left > float64(1e-12*whole) { // else all is used, but for rounding
				d[i] = left
			}
		}
	})
}

// holding is a capacity of which a share is reserved: for the commitment, and for others.
type holding struct {
	available, price program.Slot
	reserved         []program.Slot
}
