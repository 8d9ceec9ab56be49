package engine

import (
	"slices"

	"dealsim/sim/clause"
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
)

// posting is a payment with the node that makes it.
type posting struct {
	program.Payment
	node *node
	from *scenario.Block // which makes it
}

// balance is a company that keeps cash.
type balance struct {
	company string
	start   program.Slot
}

// sum makes a node's operation that adds up postings into a column, less those that are taken back.
func (c *compiler) sum(n *node, dst program.Slot, from []posting, back ...posting) {
	var money, less []program.Slot
	for _, p := range from {
		money = append(money, p.Money)
		n.follows(p.node)
	}
	for _, p := range back {
		less = append(less, p.Money)
		n.follows(p.node)
	}
	n.add(func(b *program.Block) { b.Sum(dst, money, less) })
}

// one is a column that holds what postings add up to, once the node is done: of one its own, of what a holder invests that
// of the register.
func (c *compiler) one(n *node, from []posting) program.Slot {
	if len(from) == 1 {
		n.follows(from[0].node)
		return from[0].Money
	}
	for _, x := range c.equity.invested {
		if slices.EqualFunc(x.of, from, func(s program.Slot, p posting) bool { return s == p.Money }) {
			n.follows(x.node)
			return x.Money
		}
	}
	dst := c.column()
	c.sum(n, dst, from)
	return dst
}

// follows puts a node after another, in its phase at the earliest.
func (n *node) follows(m *node) {
	n.after = append(n.after, m)
	n.phase = max(n.phase, m.phase)
}

// charged is what a company pays in a step under all its commitments, less what comes back: the bill after discounts and
// credits, idle capacity, marketplace spend, true-ups, fees and refunds; and what of it was paid for in shares before.
func (e *equity) charged(company string) {
	c := e.c
	q := c.quantities[company+".compute_paid"]
	if q == nil || q.node != nil {
		return
	}
	n := c.node(q.name, program.Commitments)
	q.node = n
	var out, back, shares []program.Slot
	prepaid := c.quantities[company+".compute_for_shares"]
	prepaid.node = n
	for _, p := range c.payments {
		if p.Kind == clause.NotPaid { // found out later in the step
			continue
		}
		if p.from == nil || p.from.Section != "commitments" || p.from.Values["buyer"].Text != company || p.From == p.To {
			continue
		}
		if n.after = append(n.after, p.node); p.From == company {
			out = append(out, p.Money)
		} else {
			back = append(back, p.Money)
			if p.Kind == clause.ForShares {
				shares = append(shares, p.Money)
			}
		}
	}
	n.add(func(b *program.Block) {
		b.Sum(prepaid.slot, shares, nil)
		b.Sum(q.slot, out, back)
	})
}

// flow is what a party pays or receives in a step: the sum of its postings, less what is not paid as a company fails.
func (e *equity) flow(party, dir string) {
	c := e.c
	q := c.quantities[party+"."+dir]
	if q == nil || q.node != nil {
		return
	}
	n := c.node(party+"."+dir, program.Companies)
	q.node, n.only = n, true
	var from, back []posting
	for _, p := range c.payments {
		switch {
		case p.Kind == clause.NotPaid:
			if dir == "paid" && p.To == party || dir == "received" && p.From == party {
				back = append(back, p)
			}
		case dir == "paid" && p.From == party || dir == "received" && p.To == party:
			from = append(from, p)
		}
	}
	c.sum(n, q.slot, from, back...)
}

// cash keeps the cash of a company: the balance of its postings. It is known in four places of a step: before new
// money (after commitments settle), before rounds (after tranches and new loans), after them, and at its end.
func (e *equity) cash(x balance) {
	c := e.c
	whole := c.quantities[x.company+".cash"]
	last := whole.slot // until the end of the step it holds what there was at the end of the step before
	from, before := program.Phase(0), (*quantity)(nil)
	for _, stage := range []struct {
		name  string
		until program.Phase
	}{{"cash_before_funding", program.Commitments}, {"cash_before_rounds", program.Tranches}, {"cash_after_funding", program.Rounds}, {"cash", program.Look}} {
		q := c.quantities[x.company+"."+stage.name]
		n := c.node(q.name, stage.until)
		q.node = n
		var in, out []program.Slot
		for _, p := range c.payments {
			if p.node.phase <= from || p.node.phase > stage.until || p.From == p.To {
				continue
			}
			if p.To == x.company {
				in = append(in, p.Money)
				n.after = append(n.after, p.node)
			}
			if p.From == x.company {
				out = append(out, p.Money)
				n.after = append(n.after, p.node)
			}
		}
		was, dst := last, q.slot
		if stage.until == program.Commitments {
			n.start = append(n.start, func(b *program.Block) { *b.Col(whole.slot) = *b.Col(x.start) })
		} else {
			n.reads = append(n.reads, read{q: before})
		}
		n.add(func(b *program.Block) {
			d, now := b.Col(dst), b.Col(was)
			for _, s := range in {
				if !b.Empty(s) {
					column.Add(d, now, b.Col(s))
					now = d
				}
			}
			for _, s := range out {
				if !b.Empty(s) {
					column.Sub(d, now, b.Col(s))
					now = d
				}
			}
			if now != d {
				*d = *now
			}
		})
		last, from, before = q.slot, stage.until, q
	}
}
