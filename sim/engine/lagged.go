package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// history keeps the last n values of an expression: ring[k] is a column, written at the end of step q with k = q mod
// n. What is read from it is of earlier steps, so it has no place in the order of this one.
func (c *compiler) history(e *scenario.Expr, n int, s sink) []program.Slot {
	arg := e.Args[0]
	ring := make([]program.Slot, n)
	for i := range ring {
		ring[i] = c.column()
	}
	c.p.zero = append(c.p.zero, ring...)
	flow := arg.Op != "name" || c.quantities[arg.Name] == nil || c.quantities[arg.Name].flow
	x := c.emit(arg, sink{add: func(op program.Op) { c.p.close = append(c.p.close, op) }, path: s.path})
	c.p.close = append(c.p.close, func(b *program.Block) {
		if b.Step == 0 && !flow { // a level has stood where it is before the deal
			for _, r := range ring {
				b.Copy(r, x)
			}
		}
		b.Copy(ring[b.Step%n], x)
	})
	return ring
}

// lag is the value n steps ago.
func (c *compiler) lag(e *scenario.Expr, n int, s sink) program.Slot {
	key := e.Canonical()
	if slot, ok := c.lags[key]; ok {
		return slot
	}
	dst := c.column()
	c.lags[key] = dst // before the argument is compiled: it may read itself
	c.p.zero = append(c.p.zero, dst)
	if n == 1 && e.Args[0].Op == "name" { // its column still has it when the next step begins
		x := c.emit(e.Args[0], sink{path: s.path})
		c.p.open = append(c.p.open, func(b *program.Block) {
			if b.Step > 0 {
				b.Copy(dst, x)
			}
		})
		return dst
	}
	ring := c.history(e, n, s)
	c.p.open = append(c.p.open, func(b *program.Block) {
		if b.Step > 0 {
			b.Copy(dst, ring[b.Step%n])
		}
	})
	return dst
}

func init() {
	sameAsFirst := func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim { countArg(bad, e, d); return d[0] }
	steps := func(c *compiler, e *scenario.Expr, s sink) int {
		n, ok := c.stepsOf(e.Args[1])
		if !ok || n < 1 || n > 400 {
			c.m.Add(e.Args[1].Place, s.path, "write a whole number of steps, 1 to 400", "%s is no such number of steps", e.Args[1].Text)
			return 1
		}
		return n
	}
	register(&function{
		Kind:  schema.Kind{Name: "prev", Summary: "The value at the end of the step before.", Why: "For growth over a step, and where a value of the same step is known only later in it.", Value: "unit of x.", Model: "prev(x) at step q = x at step q - 1; 0 on the day of the deal", Example: "anthropic.arr / prev(anthropic.arr) - 1"},
		least: 1, most: 1, overTime: true, dim: sameAsFirst,
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot { return c.lag(e, 1, s) },
	})
	register(&function{
		Kind:  schema.Kind{Name: "lag", Summary: "The value some steps ago.", Why: "For growth over a year: with quarters four steps ago.", Value: "unit of x; n is a whole number of steps, 1 to 400.", Model: "lag(x, n) at step q = x at step q - n; before the deal a named level stands at its first value, a flow or an expression is 0; on the day of the deal itself 0", Example: "anthropic.arr / lag(anthropic.arr, 4) - 1"},
		least: 2, most: 2, overTime: true, dim: sameAsFirst,
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot { return c.lag(e, steps(c, e, s), s) },
	})
	register(&function{
		Kind:  schema.Kind{Name: "trailing", Summary: "The sum over the last steps, this one included.", Why: "For a year's revenue or spend, rolling: with quarters the last four.", Value: "unit of x; n is a whole number of steps, 1 to 400.", Model: "trailing(x, n) = x + prev(x) + … over n steps; before the deal a flow is 0", Example: "trailing(anthropic.revenue, 4)"},
		least: 2, most: 2, overTime: true, dim: sameAsFirst,
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			n := steps(c, e, s)
			return c.running(e, s, unit.Any, func(nd *node, x, acc program.Slot) {
				ring := c.history(e, n, s)
				nd.add(func(b *program.Block) {
					d, sum := b.Col(acc), b.Col(x)
					if n == 4 && b.Step >= 3 {
						at := func(k int) *column.Column { return b.Col(ring[(b.Step-k)%4]) }
						column.SumOfFour(d, sum, at(1), at(2), at(3))
						return
					}
					if n == 1 || b.Step == 0 {
						*d = *sum
					}
					for k := 1; k < n && k <= b.Step; k++ { // the column of this step still holds the one n steps ago
						column.Add(d, sum, b.Col(ring[(b.Step-k)%n]))
						sum = d
					}
				})
			})
		},
	})
}
