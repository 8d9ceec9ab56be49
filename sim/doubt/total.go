package doubt

import (
	"slices"
	"strings"

	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "total-of-a-level",
		Reason:  "total adds up what a quantity is at each period end. For a flow, such as spend, that is money; a level, such as a value or a gain to date, is counted once for each period end, forty times in ten years.",
		Remedy:  "write at(x, 5y), max(x) or mean(x); total is for flows, such as total(aws.spend)",
		Looks:   "total(x) in a metric, a quantity or a field, where x is a level of money or of money a year, or a sum or difference of such levels. Products, ratios and drivers are left alone: an amount of the step may be meant.",
		Example: "metrics:\n  worth: total(lab.value)",
		Said:    "metrics.worth: total(lab.value) adds up a level, once for each period end",
		Look: func(c *Case) {
			look := func(path string, e *scenario.Expr) {
				e.Walk(func(e *scenario.Expr) {
					if e.Op == "call" && e.Name == "total" && len(e.Args) > 0 && c.level(e.Args[0]) {
						c.add(e.Place, path, "", "%s adds up a level, once for each period end", e.Text)
					}
				})
			}
			for _, b := range c.Scenario.Blocks {
				for _, name := range schema.Sorted(b.Values) {
					look(path(b)+"."+name, b.Values[name].Expr)
				}
			}
			for _, x := range c.Scenario.Quantities {
				look("quantities."+x.ID, x.Expr)
			}
			for _, x := range c.Scenario.Metrics {
				look("metrics."+x.ID, x.Expr)
			}
		},
	})
}

// level says whether an expression is a level of money for certain: the name of one, or a sum or difference of levels and
// plain amounts. A quantity of the file is what its expression is.
func (c *Case) level(e *scenario.Expr) bool {
	switch e.Op {
	case "name":
		for _, q := range c.Scenario.Quantities {
			if q.ID == e.Name {
				return c.level(q.Expr)
			}
		}
		if slices.ContainsFunc(c.blocks("drivers"), func(b *scenario.Block) bool { return b.ID == e.Name }) {
			return false // its author knows whether it is an amount of each step
		}
		if s := c.Result.SeriesOf(e.Name); s != nil {
			return !s.Flow && (s.Dim == unit.Money || s.Dim == unit.Money.Over(unit.Years))
		}
		for _, b := range c.Scenario.Blocks { // what is no series of its own, such as the gain of a tranche
			suffix, own := strings.CutPrefix(e.Name, b.ID+".")
			for i := range b.Kind.Outputs {
				if o := &b.Kind.Outputs[i]; own && o.Suffix == suffix {
					return !o.Flow && o.Dim == unit.Money
				}
			}
		}
	case "neg":
		return c.level(e.Args[0])
	case "+", "-":
		a, b := e.Args[0], e.Args[1]
		x, y := c.level(a), c.level(b)
		return x && y || x && b.Op == "literal" || y && a.Op == "literal"
	}
	return false
}
