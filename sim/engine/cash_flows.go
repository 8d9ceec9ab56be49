package engine

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

func init() {
	register(&function{
		Kind: schema.Kind{Name: "npv", Summary: "The present value of a flow on the day of the deal.", Why: "For the worth of payments to somebody who asks a rate for waiting.", Value: "unit of x.",
			Model:   "npv(x, r) = sum of x·e^(-r t) over the steps so far, each flow at the end of its step; r is continuous: write 15%/y effective for a yearly rate",
			Source:  "Brealey, Myers and Allen, Principles of Corporate Finance, chapter 2",
			Example: "npv(target.paid, 15%/y effective)"},
		least: 2, most: 2, overTime: true,
		dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
			amount(bad, e, d)
			if !d[1].Fits(unit.Rate) {
				bad("write 15%/y effective", "%s is %s, want a rate per year", written(e.Args[1]), d[1])
			}
			return d[0]
		},
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			dt := c.s.Calendar.Dt()
			if c.moves(e.Args[1]) {
				c.m.Add(e.Args[1].Place, s.path, "name an input", "a discount rate is fixed along a path, %s moves", written(e.Args[1]))
				return c.constant(0)
			}
			return c.running(e, s, unit.Any, func(n *node, x, acc program.Slot) {
				rate := c.fixed(e.Args[1], s.path)
				factor, now := c.column(), c.column()
				c.p.zero = append(c.p.zero, acc)
				n.start = append(n.start, func(b *program.Block) {
					f, r, w := b.Col(factor), b.Col(rate), b.Col(now)
					for i := range f {
						f[i] = column.Exp1(-r[i] * dt)
						w[i] = 1
					}
				})
				n.add(func(b *program.Block) {
					if b.Step == 0 {
						column.Add(b.Col(acc), b.Col(acc), b.Col(x))
						return
					} // a flow that is empty counts too: at a rate that is undefined so is its worth
					column.Discount(b.Col(acc), b.Col(now), b.Col(x), b.Col(factor))
				})
			})
		},
	})
	register(&function{
		Kind: schema.Kind{Name: "irr", Summary: "The internal rate of return of a flow over the whole run, effective per year.", Why: "For a rate to hold against one's own.", Value: "plain number, effective per year: 0.12 is 12%.",
			Model:   "sum of x_t / (1 + irr)^t = 0",
			Step:    "to 12 decimals, so that flows that differ in size alone have one rate",
			Limits:  "Undefined where the flow has no rate (all of one sign) or more than one.",
			Source:  "Norstrøm, A sufficient condition for a unique nonnegative internal rate of return, Journal of Financial and Quantitative Analysis 7 (1972)",
			Example: "irr(deal_flow)"},
		least: 1, most: 1, overTime: true,
		dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim { amount(bad, e, d); return unit.Number },
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			steps := c.s.Calendar.Steps
			first := c.column() // one column a step: the flows are needed together
			for range steps {
				c.column()
			}
			grid := c.s.Calendar
			return c.running(e, s, unit.Number, func(n *node, x, acc program.Slot) {
				n.add(func(b *program.Block) {
					b.Copy(first+program.Slot(b.Step), x)
					if b.Step == 0 {
						column.Fill(b.Col(acc), math.NaN())
					}
					if b.Step == steps {
						rates(b, first, acc, grid)
					}
				})
			})
		},
	})
}

// rates sets a column to the rates of return of flows, of which there is a column for each step.
func rates(b *program.Block, first, rate program.Slot, grid unit.Calendar) {
	var steps [column.MostFlows]uint16
	n := 0
	for q := 0; q <= grid.Steps; q++ {
		if !b.Empty(first + program.Slot(q)) {
			steps[n] = uint16(q)
			n++
		}
	}
	d, flows := b.Col(rate), b.Columns[first:][:grid.Steps+1]
	left := column.Rates(d, flows, steps[:n], float64(grid.PerYear))
	if left.Any() {
		ratesOneByOne(d, flows, steps[:n], left, grid)
	}
	for i, r := range d {
		d[i] = rounded(r)
	}
}

// rounded is a rate to 12 decimals: its last digits depend on the size of the flows, and rates that are equal should be one in
// a histogram, as paths with nothing uncertain but the size of a deal have them. Rates beyond 1000 are as they are.
func rounded(rate float64) float64 {
	const decimals = 1e12
	if !(math.Abs(rate) < 1000) {
		return rate
	}
	return math.Round(rate*decimals)/decimals + 0 // -0 becomes 0
}

// ratesOneByOne is for the paths that want a closer look: several rates may be, or one far out.
func ratesOneByOne(rate *column.Column, columns []column.Column, steps []uint16, paths column.Set, grid unit.Calendar) {
	var flows, times [column.MostFlows]float64
	for i := paths.Next(0); i < column.Size; i = paths.Next(i + 1) {
		k := 0
		for _, q := range steps {
			if v := columns[q][i]; v != 0 {
				flows[k], times[k] = v, grid.Years(int(q))
				k++
			}
		}
		found, status := stats.IRR(flows[:k], times[:k])
		rate[i] = math.NaN()
		if status == stats.Unique {
			rate[i] = found
		}
	}
}

// moves says whether an expression reads a quantity.
func (c *compiler) moves(e *scenario.Expr) bool {
	found := false
	e.Walk(func(x *scenario.Expr) {
		if x.Op == "name" && c.quantities[x.Name] != nil || x.Op == "call" && functions[x.Name].overTime {
			found = true
		}
	})
	return found
}
