package engine

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// running makes a quantity that follows its argument through the steps: it is one node, made once for each text.
// The update sees the argument's column x and its own column acc in every step, also on the day of the deal.
func (c *compiler) running(e *scenario.Expr, s sink, dim unit.Dim, build func(n *node, x, acc program.Slot)) program.Slot {
	key := e.Canonical()
	q := c.quantities[key]
	if q == nil {
		n := c.node(key, 0)
		n.only = true
		q = &quantity{name: key, dim: dim, known: true, hidden: true, node: n}
		if c.whole != nil && c.whole.expr.Expr == e {
			q.slot = c.whole.slot
		} else {
			q.slot = c.column()
		}
		c.quantities[key] = q
		x := c.emit(e.Args[0], sink{add: n.add, node: n, path: s.path})
		c.keep(x)
		build(n, x, q.slot)
	}
	c.reads(s, q, e)
	return q.slot
}

// stepsOf is a literal argument as a number of steps: 4, 2 quarters or 1y.
func (c *compiler) stepsOf(e *scenario.Expr) (int, bool) {
	if e.Op != "literal" {
		return 0, false
	}
	if e.Dim == unit.Number && e.Value == math.Trunc(e.Value) {
		return int(e.Value), true
	}
	if e.Dim == unit.Years || e.Dim == unit.Day {
		n, err := c.s.Calendar.StepsIn(e.Value)
		return n, err == nil
	}
	return 0, false
}

// instant is how far from the end of a step a time counts as that end, in steps: more than what 0.583333y has lost of
// seven months, less than a day of a year.
const instant = 1e-3

// when is a literal argument as the last step that has ended by then: 5y, or a date.
func (c *compiler) when(e *scenario.Expr) int {
	return int(math.Floor(float64(e.Value*float64(c.s.Calendar.PerYear)) + instant))
}

// holds is a literal argument as the step that holds the time.
func (c *compiler) holds(e *scenario.Expr) int {
	return int(math.Ceil(float64(e.Value*float64(c.s.Calendar.PerYear)) - instant))
}

// timeArgs checks that arguments from the second on are times.
func timeArgs(bad complain, e *scenario.Expr, d []unit.Dim) {
	for i := 1; i < len(d); i++ {
		if e.Args[i].Op != "literal" || d[i] != unit.Years && d[i] != unit.Day {
			bad("write 5y or 2031-Q2", "%s wants a time, found %s", e.Name, written(e.Args[i]))
			return
		}
	}
}

// countArg checks that the second argument is a number of steps.
func countArg(bad complain, e *scenario.Expr, d []unit.Dim) {
	if len(d) > 1 {
		a := e.Args[1]
		if a.Op != "literal" || d[1] != unit.Years && d[1] != unit.Number || a.Value <= 0 {
			bad("write "+e.Name+"(x, 4) or "+e.Name+"(x, 2 quarters)", "%s wants a number of steps, found %s", e.Name, written(a))
		}
	}
}

func amount(bad complain, e *scenario.Expr, d []unit.Dim) bool {
	if d[0] == unit.Bool {
		bad("write if(condition, 1, 0)", "%s wants a quantity, %s is a condition", e.Name, written(e.Args[0]))
		return false
	}
	return true
}

func condition(bad complain, e *scenario.Expr, d []unit.Dim) {
	if !d[0].Fits(unit.Bool) {
		bad("write a condition such as anthropic.arr >= $60bn", "%s wants a condition, %s is %s", e.Name, written(e.Args[0]), d[0])
	}
}

func init() {
	register(&function{
		Kind:  schema.Kind{Name: "total", Summary: "The sum of a flow over the steps so far, or over a span of time.", Why: "For money over the run or over some years of it. Of a level, which has a value at each date, it makes no sense: see mean.", Value: "unit of x; a and b are times after the day of the deal.", Model: "total(x) = sum of x from the day of the deal on; total(x, a, b) = sum of x after a up to b (from the day of the deal when a is 0y)", Example: "total(aws.spend, 0y, 5y)"},
		least: 1, most: 3, overTime: true,
		dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
			amount(bad, e, d)
			if len(d) == 2 {
				bad("write total(x, 0y, 5y)", "total takes one argument or three, found 2")
			}
			timeArgs(bad, e, d)
			return d[0]
		},
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			from, to := -1, math.MaxInt
			if len(e.Args) == 3 {
				if from = c.when(e.Args[1]); from == 0 {
					from = -1
				}
				to = c.when(e.Args[2])
			}
			return c.running(e, s, unit.Any, func(n *node, x, acc program.Slot) {
				c.p.clear = append(c.p.clear, acc)
				n.add(func(b *program.Block) { b.Add(acc, x) })
				n.during(from+1, to)
			})
		},
	})
	register(&function{
		Kind:  schema.Kind{Name: "at", Summary: "The value at a time.", Why: "For a level at a date, as a metric.", Value: "unit of x.", Model: "at(x, 5y) = x at the end of the step that holds the time; 0 before it", Example: "at(anthropic.value, 5y)"},
		least: 2, most: 2, overTime: true,
		dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
			timeArgs(bad, e, d)
			return d[0]
		},
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			step := c.holds(e.Args[1])
			if step > c.s.Calendar.Steps || step < 0 {
				c.m.Add(e.Args[1].Place, s.path, "choose a time within the horizon, or lengthen it", "%s lies outside the run, which ends after %s", e.Args[1].Text, unit.Format(c.s.Calendar.Years(c.s.Calendar.Steps), unit.Years, 4))
			}
			q := c.quantities[e.Args[0].Name]
			alone := e.Args[0].Op == "name" && q != nil && !q.asked // it is read in this step and no other
			slot := c.running(e, s, unit.Any, func(n *node, x, acc program.Slot) {
				c.p.zero = append(c.p.zero, acc)
				n.add(func(b *program.Block) { *b.Col(acc) = *b.Col(x) })
				n.during(step, step)
			})
			if alone {
				q.asked, q.askedAt = false, append(q.askedAt, step)
			}
			return slot
		},
	})
	extreme := func(name, summary, why, model string, soFar func(d, x *column.Column)) {
		register(&function{
			Kind:  schema.Kind{Name: name, Summary: summary, Why: why, Value: "unit of its arguments, which is the same.", Model: model, Example: name + "(anthropic.value)"},
			least: 1, most: 8,
			dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim { return alike(bad, e, d) },
			emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
				if len(e.Args) > 1 {
					args := c.emitArgs(e, s)
					x := args[0]
					for _, y := range args[1:] {
						x = c.calculate(s, loops[name], x, y)
					}
					return x
				}
				if s.static {
					return c.emit(e.Args[0], s)
				}
				return c.running(e, s, unit.Any, func(n *node, x, acc program.Slot) {
					n.add(func(b *program.Block) {
						d, v := b.Col(acc), b.Col(x)
						if b.Step == 0 {
							*d = *v
							return
						}
						soFar(d, v) // an undefined start is passed over, as later ones are
					})
				})
			},
		})
	}
	extreme("max", "The largest of several values; of one value, the largest so far.", "For a peak, or the larger of two terms.", "max(x, y, …) at a step, undefined where one is; max(x) = largest defined x from the day of the deal on", column.Highest)
	extreme("min", "The smallest of several values; of one value, the smallest so far.", "For a low, or the smaller of two terms.", "min(x, y, …) at a step, undefined where one is; min(x) = smallest defined x from the day of the deal on", column.Lowest)
	register(&function{
		Kind:  schema.Kind{Name: "mean", Summary: "The mean over the steps so far.", Why: "For a level over the run, such as utilisation or growth.", Value: "unit of x.", Model: "mean(x) = sum of x at the ends of steps 1 to q, over q; on the day of the deal x itself", Example: "mean(anthropic.growth)"},
		least: 1, most: 1, overTime: true,
		dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim { amount(bad, e, d); return d[0] },
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			sum := c.column()
			c.p.zero = append(c.p.zero, sum)
			return c.running(e, s, unit.Any, func(n *node, x, acc program.Slot) {
				n.add(func(b *program.Block) {
					d, v, t := b.Col(acc), b.Col(x), b.Col(sum)
					if b.Step == 0 {
						*d = *v
						return
					}
					column.Add(t, t, v)
					column.DivC(d, t, float64(b.Step))
				})
			})
		},
	})
	register(&function{
		Kind:  schema.Kind{Name: "first", Summary: "The time at which a condition first holds, in years after the day of the deal; undefined while it never has.", Why: "For how long something takes: until a threshold, a payback, a deadline.", Value: "y, in years after the day of the deal; undefined on paths on which it never holds, which are counted.", Model: "first(c) = t at the first look, from the day of the deal on, at which c holds", Example: "first(total(aws.spend) >= $100bn)"},
		least: 1, most: 1, overTime: true,
		dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim { condition(bad, e, d); return unit.Years },
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			return c.running(e, s, unit.Years, func(n *node, x, acc program.Slot) {
				now := c.quantities["t"]
				now.asked = true
				n.reads = append(n.reads, read{now, e.Place, s.path})
				c.keep(now.slot)
				n.add(func(b *program.Block) {
					if b.Step == 0 {
						column.Fill(b.Col(acc), math.NaN())
					}
					if !b.Empty(x) {
						column.FirstTime(b.Col(acc), b.Col(x), b.Col(now.slot))
					}
				})
			})
		},
	})
	register(&function{
		Kind:  schema.Kind{Name: "held", Summary: "Whether a condition has held at so many period ends in a row.", Why: "For a condition that must last, outside tranches, which have sustained.", Value: "a condition, for when: and if(…).", Model: "held(c, n) is true when c held at this period end and the n - 1 before it; the day of the deal is no period end", Limits: "It has held or it has not: where c is undefined at one of these ends it has not, and not held(c, n) is true, though neither c nor not c is.", Example: "held(anthropic.arr >= $60bn, 2 quarters)"},
		least: 2, most: 2, overTime: true,
		dim: func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
			condition(bad, e, d)
			countArg(bad, e, d)
			return unit.Bool
		},
		emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
			want, ok := c.stepsOf(e.Args[1])
			if !ok {
				c.m.Add(e.Args[1].Place, s.path, "write a whole number of steps", "%s is no whole number of steps", e.Args[1].Text)
			}
			run, enough := c.column(), c.constant(float64(want))
			c.p.zero = append(c.p.zero, run)
			return c.running(e, s, unit.Bool, func(n *node, x, acc program.Slot) {
				n.add(func(b *program.Block) {
					d, r := b.Col(acc), b.Col(run)
					if b.Step == 0 {
						*d = [column.Size]float64{}
						return
					}
					column.Shift(r, r, 1)
					column.Mul(r, r, b.Col(x))
					column.AtMost(d, b.Col(enough), r)
				})
			})
		},
	})
}
