package doubt

import (
	"strings"

	"dealsim/sim/scenario"
)

func init() {
	register(&Rule{
		Name:    "undefined-metric",
		Reason:  "The statistics of a metric are of the paths on which it has a value. Where these are few, they are of the few, not of the deal.",
		Remedy:  "ask for the chance as well, as prob(…), or leave the metric out",
		Looks:   "A metric without a value on every path; one of the file's own on more than half of them, but for a time to an event.",
		Example: "never: lab.arr / (lab.arr - lab.arr)",
		Said:    "metrics.never: undefined on every path",
		Look: func(c *Case) {
			own := map[string]scenario.Named{}
			for _, m := range c.Scenario.Metrics {
				own[m.ID] = m
			}
			for _, m := range c.Result.Metrics {
				none := m.Sample.Undefined + m.Sample.Infinite
				share := float64(none) / float64(c.Result.Paths)
				x, named := own[m.Name]
				switch {
				case m.Hidden, !named && c.moot(m.Name):
				case none == uint64(c.Result.Paths):
					c.add(x.Place, "metrics."+m.Name, "", "undefined on every path")
				case named && share > 0.5 && !calls(x.Expr, "first"): // a time to an event has a value only where it happens
					c.add(x.Place, "metrics."+m.Name, "", "undefined on %.0f%% of the paths", 100*share)
				}
			}
		},
	})
}

// moot says whether nobody asks for a metric that is always there: the time of a floor that is never met, a return on no
// money.
func (c *Case) moot(name string) bool {
	for _, b := range c.Scenario.Blocks {
		if b.Off { // what is switched off has no outcome
			return true
		}
	}
	if strings.HasSuffix(name, "_floor_met") { // the run ends before an extension does: see beyond-the-horizon
		return true
	}
	if id, ok := strings.CutSuffix(name, "_floor_time"); ok {
		met := c.Result.Metric(id + "_floor_met")
		return met != nil && (met.Sample.N == 0 || met.Sample.Mean == 0)
	}
	for _, end := range []string{"_moic", "_irr", "_payback"} {
		if who, ok := strings.CutSuffix(name, end); ok {
			put := c.metric(who + "_deployed")
			return put == nil || put.Max == 0
		}
	}
	return false
}

// calls says whether an expression calls a function.
func calls(e *scenario.Expr, name string) (found bool) {
	e.Walk(func(e *scenario.Expr) { found = found || e.Op == "call" && e.Name == name })
	return found
}
