package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// term is when a commitment holds, in steps: those after first, up to last; with an extension, up to end. closed is 1
// on the paths where it has ended before its time.
type term struct {
	first, last, end int
	closed           program.Slot
}

func newTerm(m program.Maker) term {
	t := term{first: m.StepBefore("start"), closed: m.Column()}
	t.last = t.first + m.StepsIn("term")
	t.end = t.last
	if m.Has("shortfall.years") {
		t.end += m.StepsIn("shortfall.years")
	}
	return t
}

// within says whether the step lies in the term or its extension.
func (t *term) within(b *program.Block) bool { return b.Step > t.first && b.Step <= t.end }

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

// buildIdle makes what is paid for capacity that is reserved and not used.
func buildIdle(m program.Maker, t term, x bill, idle program.Slot) {
	reserved, gone := m.Number("reserved"), m.Gone(m.Text("buyer"))
	var available, price []program.Slot
	for _, c := range capacitiesOf(m) {
		available, price = append(available, m.Read(c+".available")), append(price, m.Read(c+".price"))
	}
	m.Look(func(b *program.Block) {
		d, r, g := b.Col(idle), b.Col(reserved), b.Col(gone)
		*d = column.Column{}
		if !t.within(b) {
			return
		}
		for i := range d {
			if g[i] != 0 || b.Columns[t.closed][i] != 0 {
				continue
			}
			worth := 0.0
			for k := range available {
				worth += float64(b.Columns[available[k]][i] * b.Columns[price[k]][i])
			}
			used := b.Columns[x.bought][i] - b.Columns[x.other][i]
			d[i] = max(0, float64(r[i]*worth)-used)
		}
	})
}
