package engine

import (
	"cmp"
	"fmt"
	"slices"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// line is all postings of one kind from one party to another.
type line struct {
	from, to, kind string
	postings       []posting
}

// lines are the postings of the program by payer, who is paid, and kind.
func (c *compiler) lines() []line {
	var out []line
	for _, p := range c.payments {
		k := slices.IndexFunc(out, func(l line) bool { return l.from == p.From && l.to == p.To && l.kind == p.Kind })
		if k < 0 {
			k = len(out)
			out = append(out, line{from: p.From, to: p.To, kind: p.Kind})
		}
		out[k].postings = append(out[k].postings, p)
	}
	slices.SortFunc(out, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.kind, b.kind))
	})
	return out
}

// ledger makes what ledger.csv needs: for each line its money of each year after the day of the deal and of the run,
// as metrics that no other table shows. What is paid on the day itself is of year 1.
func (c *compiler) ledger() {
	steps, perYear := c.s.Calendar.Steps, c.s.Calendar.PerYear
	years := (steps + perYear - 1) / perYear
	for _, l := range c.lines() {
		name := fmt.Sprintf("ledger: %s to %s, %s", l.from, l.to, l.kind)
		n := c.node(name, program.Drivers)
		now := c.one(n, l.postings)
		year := make([]program.Slot, years)
		for k := range year {
			year[k] = c.column()
		}
		whole := c.column()
		n.start = append(n.start, func(b *program.Block) {
			for _, y := range year {
				b.Clear(y)
			}
		})
		n.add(func(b *program.Block) {
			if !b.Empty(now) {
				d := b.Open(year[max(b.Step-1, 0)/perYear])
				column.Add(d, d, b.Col(now))
			}
		})
		c.p.finish = append(c.p.finish, func(b *program.Block) { b.Sum(whole, year, nil) })
		keep := func(name string, slot program.Slot) string {
			c.p.metrics = append(c.p.metrics, metricColumn{name: name, label: name, dim: unit.Money, hidden: true, slot: slot})
			return name
		}
		x := result.Posting{From: l.from, To: l.to, Kind: l.kind, Total: keep(name, whole)}
		for k, slot := range year {
			x.Years = append(x.Years, keep(fmt.Sprintf("%s, year %d", name, k+1), slot))
		}
		c.p.parts.ledger = append(c.p.parts.ledger, x)
	}
}
