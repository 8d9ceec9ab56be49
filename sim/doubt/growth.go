package doubt

import (
	"math"

	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:   "fast-growth",
		Reason: "Growth is continuous and per year: 300%/y is a factor of 20 in a year. Four months at that pace are no rate to start a model from.",
		Remedy: "write the rate per year, fading to a lower one, or a rate that is meant as a factor as 300%/y effective",
		Look: func(c *Case) {
			for _, b := range c.Scenario.Blocks {
				if b.Off || b.Kind.Section != "process" {
					continue
				}
				for _, field := range []string{"growth", "growth_level", "drift"} {
					v, ok := c.field(b, field)
					if f := b.Values[field]; ok && f.Field.Dim == unit.Rate && (v >= 3 || v <= -3) {
						c.add(f.Place, path(b)+"."+field, "", "%s a year is a factor of %.3g each year", unit.Format(v, unit.Number, 3), grown(v))
					}
				}
			}
		},
	})
	register(&Rule{
		Name:   "odd-volatility",
		Reason: "Volatilities are a year's: 9% a quarter is 18% a year, since they grow with the root of time. One above 300% or below half a percent is often a slip of units.",
		Remedy: "write a year's volatility as a share such as 35%, or 0% where nothing is meant to move",
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

// grown is the factor of a year at a continuous rate.
func grown(rate float64) float64 { return math.Exp(rate) }
