package engine

import (
	"slices"
	"strings"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// priced is how the shares of a company are marked: at the price of the last step in which new ones were sold.
//
// A company begins with one share. New money M for S new shares for each there is puts the price of a share at
// (M/S)/shares; several sales in a step count as one, at their mean price.
// Shares that nobody pays for in the step, of a loan that converts or for employees, are more shares at the same price. A holder's shares gain by the change; it
// has led the sale when it has put in more than any other party. After a listing the market marks, not a round.
//
// By hand: a holder has 10% of one share. $10bn at $100bn sets the first price, 100, and makes 1.1 shares. Its own
// $22bn at $220bn are at 200 a share: it is up 0.1·100 = 10, led by itself, and has 0.21 of 1.21 shares. $30bn of
// others at $363bn are at 300: up 0.21·100 = 21. It has led 10/31 of its gain.
type priced struct {
	shares, price     program.Slot
	over              program.Slot // the set of paths on which it is listed
	listing           []lists
	first             program.Slot // the price of a share at the listing; None where nobody asks for it
	sales             []sale
	buyers            int // parties that buy
	holders           []marked
	topped            program.Slot // what an option pool was topped up by before the money; None where there is none
	fresh, sold, paid program.Slot // of a step: new shares, those of them that are sold for money, and that money
	rise              program.Slot // of the price
	own, other, most  program.Slot // money of one party, of another, and the most of all others
}

// lists is a listing, and the pre-money value at which it sells.
type lists struct{ happens, price program.Slot }

// sale is what one party buys in a step.
type sale struct {
	money, shares program.Slot
	buyer         int // parties are numbered
	holder        int // number of priced.holders, or -1
}

// marked is a position whose shares are marked.
type marked struct {
	shares, up, led program.Slot
	buyer           int
}

// marks makes the gains on paper of every holder of a company that raises rounds: POSITION.marked_up and, of it, what
// was marked when the holder led, POSITION.marked_up_led.
func (c *compiler) marks() {
	for _, company := range c.raisers() {
		m := &priced{shares: c.column(), over: c.column(), topped: program.None, first: program.None,
			fresh: c.column(), sold: c.column(), paid: c.column(), rise: c.column(),
			own: c.column(), other: c.column(), most: c.column()}
		n := c.node("marks of "+company, program.Rounds)
		n.only = true
		if q := c.quantities[company+".share_price"]; q != nil {
			first := c.quantities[company+".listing_price"]
			q.node, m.price, first.node, m.first = n, q.slot, n, first.slot
			c.p.zero = append(c.p.zero, m.first)
		} else {
			m.price = c.column()
		}
		c.p.zero = append(c.p.zero, m.price)
		after := func(x *node) {
			n.after = append(n.after, x)
			n.phase = max(n.phase, x.phase)
		}
		var buyers []string
		number := func(buyer string) int {
			if k := slices.Index(buyers, buyer); k >= 0 {
				return k
			}
			buyers = append(buyers, buyer)
			return len(buyers) - 1
		}
		for _, i := range c.issues {
			if i.Company == company {
				m.sales = append(m.sales, sale{i.Money, i.Shares, number(i.Investor), -1})
				after(i.node)
			}
		}
		for _, x := range c.equity.exits {
			if x.Company == company && !x.Terminal {
				m.listing = append(m.listing, lists{x.Happens, x.Price})
				after(x.node)
			}
		}
		if x := c.equity.pool(company); x != nil {
			m.topped = x.topped
			after(c.quantities[company+".pool"].node)
		}
		one := c.constant(1)
		n.start = append(n.start, func(b *program.Block) {
			*b.Col(m.shares) = *b.Col(one)
			*b.Set(m.over) = column.Set{}
			for _, h := range m.holders {
				b.Clear(h.up)
				b.Clear(h.led)
			}
		})
		for _, p := range c.equity.positions {
			if p.company != company {
				continue
			}
			quantity := func(suffix, label string) program.Slot {
				q := &quantity{name: p.base + "." + suffix, label: label + " of " + p.investor + " in " + company, dim: unit.Money, known: true, flow: true, hidden: true, slot: c.column(), node: n}
				c.quantities[q.name] = q
				return q.slot
			}
			h := marked{shares: c.column(), up: quantity("marked_up", "gain on paper"), led: quantity("marked_up_led", "gain on paper from rounds led"), buyer: number(p.investor)}
			before := c.constant(0)
			if p.holds != nil && p.holds.Expr != nil {
				before = c.fixed(p.holds.Expr, "investors."+p.investor+".holds."+company+".stake")
			}
			n.start = append(n.start, func(b *program.Block) { *b.Col(h.shares) = *b.Col(before) })
			for k := range m.sales {
				if m.sales[k].buyer == h.buyer {
					m.sales[k].holder = len(m.holders)
				}
			}
			m.holders = append(m.holders, h)
		}
		m.buyers = len(buyers)
		n.add(m.step)
	}
}

// raisers are the companies that rounds are for, and those of whose shares a tranche asks the last price.
func (c *compiler) raisers() []string {
	var out []string
	for _, b := range c.section("rounds") {
		if v := b.Values["company"]; v != nil && !slices.Contains(out, v.Text) {
			out = append(out, v.Text)
		}
	}
	for name := range c.quantities {
		if company, ok := strings.CutSuffix(name, ".share_price"); ok && !slices.Contains(out, company) {
			out = append(out, company)
		}
	}
	slices.Sort(out)
	return out
}
