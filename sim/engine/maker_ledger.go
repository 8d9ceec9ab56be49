package engine

import (
	"sort"

	"dealsim/sim/program"
	"dealsim/sim/scenario"
)

// What a block says to the ledger of shares and payments, and what it asks of the companies it names.

func (mk *maker) Pay(p program.Payment) {
	mk.c.payments = append(mk.c.payments, posting{p, mk.here(), mk.b})
}
func (mk *maker) Issue(i program.Issue) {
	mk.c.issues = append(mk.c.issues, issue{Issue: i, node: mk.here(), from: mk.b})
}
func (mk *maker) Exit(x program.Exit) {
	mk.c.equity.exits = append(mk.c.equity.exits, exit{x, mk.here()})
}
func (mk *maker) Balance(company string, start program.Slot) {
	mk.c.equity.balances = append(mk.c.equity.balances, balance{company, start})
}

func (mk *maker) StakeBefore(investor, company string) program.Slot {
	mk.varies = true
	c := mk.c
	for _, p := range c.equity.positions {
		if p.investor != investor || p.company != company {
			continue
		}
		if p.holds == nil || p.holds.Expr == nil {
			return mk.Before(p.base + ".stake")
		}
		held := c.fixed(p.holds.Expr, "investors."+p.investor+".holds."+p.company+".stake")
		before, slot := mk.Before(p.base+".stake"), c.column() // of its own: prev(stake) is 0 on the day of the deal
		c.p.start = append(c.p.start, func(b *program.Block) { *b.Col(slot) = *b.Col(held) })
		c.p.open = append(c.p.open, func(b *program.Block) {
			if b.Step > 0 {
				*b.Col(slot) = *b.Col(before)
			}
		})
		return slot
	}
	panic("engine: " + mk.b.ID + " asks for a holding that was not declared")
}

func (mk *maker) SharesBefore(company string) program.Slot {
	mk.varies = true
	c := mk.c
	left, slot := mk.Before(company+".first_holders"), c.column()
	c.p.open = append(c.p.open, func(b *program.Block) {
		n, first := b.Col(slot), b.Col(left)
		for i := range n {
			if n[i] = 1; b.Step > 0 {
				n[i] = 1 / first[i]
			}
		}
	})
	return slot
}

func (mk *maker) Keeps(company string) bool {
	for _, b := range mk.c.section("companies") {
		if b.ID == company {
			return b.Values["cash.start"] != nil
		}
	}
	return false
}

func (mk *maker) Rounds(company string) []string {
	var out []string
	for _, b := range mk.c.section("rounds") {
		if b.Values["company"].Text == company {
			out = append(out, b.ID)
		}
	}
	sort.Strings(out)
	return out
}

// Promise marks an output that the ledger makes.
func (mk *maker) Promise(output string) {
	if q := mk.c.quantities[outputName(mk.b, output)]; q != nil {
		mk.c.p.zero = append(mk.c.p.zero, q.slot)
	}
}

func (mk *maker) Before(name string) program.Slot {
	mk.varies = true
	q := mk.c.quantities[name]
	if q == nil || q.slot == program.None {
		return mk.Read(name) // which reports it
	}
	at := &scenario.Expr{Op: "name", Name: name, Text: name, Place: mk.b.Place}
	e := &scenario.Expr{Op: "call", Name: "prev", Args: []*scenario.Expr{at}, Text: "prev(" + name + ")", Place: mk.b.Place}
	return mk.c.lag(e, 1, sink{path: mk.b.Section + "." + mk.b.ID})
}

func (mk *maker) Gone(company string) program.Slot { return mk.status(company + ".gone") }
func (mk *maker) Sold(company string) program.Slot { return mk.status(company + ".sold") }

func (mk *maker) status(name string) program.Slot {
	if mk.c.quantities[name] == nil {
		return mk.c.constant(0)
	}
	return mk.Before(name)
}
