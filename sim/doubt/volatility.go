package doubt

import "dealsim/sim/unit"

func init() {
	register(&Rule{
		Name:    "odd-volatility",
		Reason:  "Volatilities are a year's: 9% a quarter is 18% a year, since they grow with the root of time. One above 300% or below half a percent is often a slip of units.",
		Remedy:  "write a year's volatility as a share such as 35%, or 0% where nothing is meant to move",
		Looks:   "A volatility or volatility_level of a process above 300%, or above nothing and below 0.5%.",
		Example: "revenue: {process: gbm, start: $30bn, drift: 30%/y, volatility: 0.35%}",
		Said:    "companies.lab.revenue.volatility: a volatility of 0.35% a year",
		Look: func(c *Case) {
			for _, b := range c.Scenario.Blocks {
				if b.Off || b.Kind.Section != "process" {
					continue
				}
				for _, field := range []string{"volatility", "volatility_level"} {
					v, ok := c.field(b, field)
					if f := b.Values[field]; ok && f.Field.Dim == unit.Number && !f.Field.Own && (v > 3 || v > 0 && v < 0.005) {
						c.add(f.Place, path(b)+"."+field, "", "a volatility of %s a year", unit.Format(v, unit.Number, 3))
					}
				}
			}
		},
	})
}
