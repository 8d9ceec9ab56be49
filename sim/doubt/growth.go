package doubt

import (
	"math"

	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "fast-growth",
		Reason:  "Growth is continuous and per year: 300%/y is a factor of 20 in a year. Four months at that pace are no rate to start a model from.",
		Remedy:  "write the rate per year, fading to a lower one, or a rate that is meant as a factor as 300%/y effective",
		Looks:   "A drift, growth or growth_level of a process of 300%/y or more, up or down.",
		Example: "revenue: {process: gbm, start: $30bn, drift: 400%/y, volatility: 35%}",
		Said:    "companies.lab.revenue.drift: a rate of 400%/y is a factor of 54.6 in a year",
		Look: func(c *Case) {
			for _, b := range c.Scenario.Blocks {
				if b.Off || b.Kind.Section != "process" {
					continue
				}
				for _, field := range []string{"growth", "growth_level", "drift"} {
					v, ok := c.field(b, field)
					if f := b.Values[field]; ok && f.Field.Dim == unit.Rate && (v >= 3 || v <= -3) {
						c.add(f.Place, path(b)+"."+field, "", "a rate of %s is a factor of %.3g in a year", unit.Format(v, unit.Rate, 3), grown(v))
					}
				}
			}
		},
	})
}

// grown is the factor of a year at a continuous rate.
func grown(rate float64) float64 { return math.Exp(rate) }
