package clause

import "dealsim/sim/program"

// carry is what becomes of spend above a floor: kept for later, or used to pay back true-ups.
//
// By hand, annual floors of $10bn, excess carried up to 20% of a floor for one year, spend of $16bn, $10bn, $9bn: $6bn
// are above, $2bn are carried; the second year uses these first, so that it has $2bn of its own above and carries
// them; the third has 9 + 2 ≥ 10. With excess that pays back, half of a shortfall paid, spend of $7bn and $12bn: $1.5bn
// is paid for the $3bn of the first year; the $2bn above in the second make good for as much, and half of it, $1bn, is
// paid back.
type carry struct {
	keeps        bool
	most         program.Slot   // None for no limit
	years        []program.Slot // what is left of the excess of each year, the oldest first; one column for all where it does not lapse
	lapses, back bool
	fraction     program.Slot
	missed       program.Slot // shortfalls that were paid for, and not yet made good
	refund       program.Slot
}

func newCarry(m program.Maker, annual bool) carry {
	c := carry{keeps: !annual || m.Text("excess.rule") == "carried", most: program.None, fraction: m.Number("shortfall.fraction"), refund: program.None}
	n := 1
	if m.Has("excess.years") {
		n, c.lapses = m.Count("excess.years"), true
	}
	for range n {
		c.years = append(c.years, m.Column())
	}
	if m.Has("excess.most") {
		c.most = m.Number("excess.most")
	}
	if c.back = m.Text("excess.back") == "yes"; m.Has("excess.back") {
		c.missed, c.refund = m.Column(), m.Output("refund")
		m.Pay(program.Payment{From: m.Text("seller"), To: m.Text("buyer"), Kind: "refund", Money: c.refund})
	}
	return c
}

func (c *carry) clear(b *program.Block) {
	if c.refund != program.None {
		b.Clear(c.refund)
	}
}

// kept is what is left to carry.
func (c *carry) kept(b *program.Block, i int) float64 {
	sum := 0.0
	for _, k := range c.years {
		sum += b.Columns[k][i]
	}
	return sum
}

// settle holds what is due against what was spent and what was carried, and returns what is missing. year is the floor
// of the period alone.
func (c *carry) settle(b *program.Block, i int, due, spent, year float64) float64 {
	over := 0.0
	if c.lapses { // the oldest excess is used up first
		for _, k := range c.years {
			use := min(b.Columns[k][i], due)
			b.Columns[k][i] -= use
			due -= use
		}
		over = spent - due
		for j := 0; j+1 < len(c.years); j++ {
			b.Columns[c.years[j]][i] = b.Columns[c.years[j+1]][i]
		}
	} else {
		over = spent + b.Columns[c.years[0]][i] - due
	}
	miss := -over
	over = max(0, over)
	if c.back {
		good := min(over, b.Columns[c.missed][i])
		b.Columns[c.missed][i] -= good
		b.Open(c.refund)[i] = good * b.Columns[c.fraction][i]
		over -= good
	}
	if !c.keeps {
		over = 0
	}
	if c.most != program.None {
		over = min(over, float64(b.Columns[c.most][i]*year))
	}
	b.Columns[c.years[len(c.years)-1]][i] = over
	return miss
}

// paid notes a shortfall that was paid for.
func (c *carry) paid(b *program.Block, i int, miss float64) {
	if c.back {
		b.Columns[c.missed][i] += miss
	}
}
