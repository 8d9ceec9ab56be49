package engine

import (
	"math"
	"sort"
	"strings"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// equity is the ledger of shares and payments: who holds what of which company, and who has paid whom.
//
// A company starts with one share. Money that comes in a step buys new shares at prices set per share at the
// beginning of the step, all at once, so that the order of two tranches in a step does not matter. Holders whose
// shares nobody tracks are the rest: stakes always sum to one.
type equity struct {
	c         *compiler
	positions []position
	parties   []string
	issuing   []*node
}

// position is an investor's holding of a company.
type position struct {
	investor, company string
	base              string          // amazon, or amazon.anthropic when it holds several
	holds             *scenario.Value // what it held before; nil for nothing
	block             *scenario.Block
}

// declare finds every pair of investor and company, and every party that pays or is paid, and names its quantities.
func (e *equity) declare() {
	c := e.c
	pairs := map[[2]string]*position{}
	parties := map[string]bool{}
	for _, b := range c.s.Blocks {
		text := func(f string) string {
			if v := b.Values[f]; v != nil {
				return v.Text
			}
			return ""
		}
		switch b.Section {
		case "tranches":
			if i, co := text("investor"), text("into"); i != "" && co != "" {
				if pairs[[2]string{i, co}] == nil {
					pairs[[2]string{i, co}] = &position{investor: i, company: co}
				}
				parties[i], parties[co] = true, true
			}
		case "commitments":
			for _, f := range []string{"buyer", "seller"} {
				if p := text(f); p != "" {
					parties[p] = true
				}
			}
		case "investors":
			for _, co := range b.Keys["holds"] {
				p := pairs[[2]string{b.ID, co}]
				if p == nil {
					p = &position{investor: b.ID, company: co}
					pairs[[2]string{b.ID, co}] = p
				}
				p.holds, p.block = b.Values["holds."+co+".stake"], b
			}
		}
	}
	held := map[string]int{}
	for k := range pairs {
		held[k[0]]++
	}
	for k, p := range pairs {
		p.base = k[0]
		if held[k[0]] > 1 {
			p.base = k[0] + "." + k[1]
		}
		e.positions = append(e.positions, *p)
	}
	sort.Slice(e.positions, func(i, j int) bool { return e.positions[i].base < e.positions[j].base })
	for _, p := range e.positions {
		of := " of " + p.investor + " in " + p.company
		add := func(suffix, label string, dim unit.Dim, flow, hidden bool) {
			name := p.base + "." + suffix
			c.quantities[name] = &quantity{name: name, label: label + of, dim: dim, known: true, flow: flow, hidden: hidden, slot: c.column()}
		}
		add("invested", "money invested", unit.Money, true, false)
		add("stake", "stake", unit.Number, false, false)
		add("new_stake", "stake bought in the deal", unit.Number, false, true)
		if c.quantities[p.company+".value"] != nil {
			add("stake_value", "value of the stake", unit.Money, false, false)
			add("new_stake_value", "value of the stake bought in the deal", unit.Money, false, true)
			add("deal_flow", "cash of the deal, the stake sold at the horizon,", unit.Money, true, true)
		}
		add("prior_cost", "cost of earlier holdings", unit.Money, false, true)
	}
	for p := range parties {
		e.parties = append(e.parties, p)
	}
	sort.Strings(e.parties)
	for _, p := range e.parties {
		for _, s := range []string{"paid", "received"} {
			name := p + "." + s
			if c.quantities[name] == nil {
				c.quantities[name] = &quantity{name: name, label: "money " + s + " by " + p, dim: unit.Money, known: true, flow: true, hidden: true, slot: c.column()}
			}
		}
	}
}

// node notes a node that issues shares: the ledger comes after it.
func (e *equity) node(n *node) { e.issuing = append(e.issuing, n) }

// build makes the ledger's nodes, when all blocks have said what they issue and pay.
func (e *equity) build() {
	companies := map[string]bool{}
	for _, p := range e.positions {
		companies[p.company] = true
	}
	for _, company := range schema.Sorted(companies) {
		e.whole(company)
		e.shares(company)
	}
	for _, party := range e.parties {
		for _, dir := range []string{"paid", "received"} {
			e.flow(party, dir)
		}
	}
}

// whole reports holders who together hold more of a company than there is.
func (e *equity) whole(company string) {
	sum := 0.0
	var last *scenario.Value
	for _, p := range e.positions {
		if p.company == company && p.holds != nil {
			if v, ok := e.c.certain(p.holds.Expr); ok {
				sum, last = sum+v, p.holds
			}
		}
	}
	if sum > 1+1e-9 {
		e.c.m.Add(last.Place, "investors", "lower one of them", "the holders of %s have %s of it together", company, unit.Format(sum, unit.Number, 4))
	}
}

// holder is the columns of one investor in a company.
type holder struct {
	shares, fresh, stake, newStake, value, newValue, invested, flow program.Slot
	issues                                                          []program.Issue
}

// shares keeps the shares of one company.
func (e *equity) shares(company string) {
	c := e.c
	n := c.node("shares of "+company, program.Tranches)
	n.after = e.issuing
	value := program.None
	if q := c.quantities[company+".value"]; q != nil && q.slot != program.None {
		value = q.slot
		n.reads = append(n.reads, read{q, q.at, "companies." + company})
	}
	total := c.column() // shares of the company
	var holders []holder
	var issues []program.Issue
	for _, i := range c.issues {
		if i.Company == company {
			issues = append(issues, i)
		}
	}
	take := func(name string) program.Slot {
		q := c.quantities[name]
		if q == nil {
			return program.None
		}
		q.node = n
		return q.slot
	}
	for _, p := range e.positions {
		if p.company != company {
			continue
		}
		h := holder{shares: c.column(), fresh: c.column(), stake: take(p.base + ".stake"), newStake: take(p.base + ".new_stake"),
			value: take(p.base + ".stake_value"), newValue: take(p.base + ".new_stake_value"),
			invested: take(p.base + ".invested"), flow: take(p.base + ".deal_flow")}
		before, cost := c.constant(0), take(p.base+".prior_cost")
		var lots []program.Slot
		if p.holds != nil && p.holds.Expr != nil {
			before = c.fixed(p.holds.Expr, "investors."+p.investor+".holds."+company+".stake")
			for _, lot := range p.block.Keys["holds."+company+".lots"] {
				if v := p.block.Values["holds."+company+".lots."+lot+".cost"]; v != nil && v.Expr != nil {
					lots = append(lots, c.fixed(v.Expr, "investors."+p.investor+".holds."+company+".lots."+lot+".cost"))
				}
			}
		}
		n.start = append(n.start, func(b *program.Block) {
			*b.Col(h.shares) = *b.Col(before)
			*b.Col(h.fresh) = column.Column{}
			d := b.Col(cost)
			*d = column.Column{}
			for _, l := range lots {
				v := b.Col(l)
				for i := range d {
					d[i] += v[i]
				}
			}
		})
		for _, i := range issues {
			if i.Investor == p.investor {
				h.issues = append(h.issues, i)
			}
		}
		holders = append(holders, h)
	}
	last := c.s.Calendar.Steps
	one, all, fresh := c.constant(1), c.column(), c.column()
	n.start = append(n.start, func(b *program.Block) { *b.Col(total) = *b.Col(one) })
	n.add(func(b *program.Block) {
		t, sum, money := b.Col(total), b.Col(all), b.Col(fresh)
		*sum, *money = column.Column{}, column.Column{}
		for _, x := range issues {
			s, m := b.Col(x.Shares), b.Col(x.Money)
			for i := range sum {
				sum[i] += s[i]
				money[i] += m[i]
			}
		}
		for _, h := range holders {
			own, bought, inv := b.Col(h.shares), b.Col(h.fresh), b.Col(h.invested)
			*inv = column.Column{}
			for _, x := range h.issues {
				s, m := b.Col(x.Shares), b.Col(x.Money)
				for i := range own {
					inv[i] += m[i]
					own[i] += float64(s[i] * t[i])
					bought[i] += float64(s[i] * t[i])
				}
			}
		}
		for i := range t {
			t[i] *= 1 + sum[i]
		}
		for _, h := range holders {
			own, bought, st, ns := b.Col(h.shares), b.Col(h.fresh), b.Col(h.stake), b.Col(h.newStake)
			for i := range st {
				st[i], ns[i] = own[i]/t[i], bought[i]/t[i]
			}
			if value == program.None || h.value == program.None {
				continue
			}
			v, sv, nv, inv, f := b.Col(value), b.Col(h.value), b.Col(h.newValue), b.Col(h.invested), b.Col(h.flow)
			for i := range st {
				worth := v[i] + money[i] // the money of the step is in the company now
				sv[i], nv[i] = st[i]*worth, ns[i]*worth
				f[i] = -inv[i]
				if b.Step == last {
					f[i] += nv[i]
					if math.Abs(f[i]) <= 1e-12*inv[i] { // bought at market and sold at once: nothing is left over
						f[i] = 0
					}
				}
			}
		}
	})
	for _, s := range []program.Slot{total, all, fresh} {
		c.p.zero = append(c.p.zero, s)
	}
}

// flow is what a party pays or receives in a step: the sum of its postings.
func (e *equity) flow(party, dir string) {
	c := e.c
	q := c.quantities[party+"."+dir]
	if q == nil || q.node != nil {
		return
	}
	n := c.node(party+"."+dir, 0)
	q.node = n
	var from []program.Slot
	for _, p := range c.payments {
		if dir == "paid" && p.From == party || dir == "received" && p.To == party {
			from = append(from, p.Money)
			n.reads = append(n.reads, c.reading(p.Money)...)
		}
	}
	dst := q.slot
	n.add(func(b *program.Block) {
		d := b.Col(dst)
		*d = column.Column{}
		for _, f := range from {
			v := b.Col(f)
			for i := range d {
				d[i] += v[i]
			}
		}
	})
}

// reading is the quantity behind a column, as something to be known first.
func (c *compiler) reading(s program.Slot) []read {
	var names []string
	for name, q := range c.quantities {
		if q.slot == s && q.node != nil && !strings.Contains(name, "(") {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var out []read
	for _, name := range names {
		out = append(out, read{q: c.quantities[name]})
	}
	return out
}
