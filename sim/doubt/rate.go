package doubt

import (
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "discount-rate",
		Reason:  "Hurdle rates of investors lie between 5% and 60% a year. Beyond that a share may have been written as a rate, or a year's as a quarter's.",
		Remedy:  "write a yearly rate such as 15%/y effective",
		Looks:   "A rate of an investor, or the riskless rate of readings, below 0%/y or above 60%/y.",
		Example: "investors:\n  vendor: {rate: 150%/y}",
		Said:    "investors.vendor.rate: 150%/y is no usual discount rate",
		Look: func(c *Case) {
			odd := func(at scenario.Place, path string, e *scenario.Expr) {
				if v, ok := c.middle(e); ok && (v < 0 || v > 0.6) {
					c.add(at, path, "", "%s is no usual discount rate", unit.Format(v, unit.Rate, 3))
				}
			}
			for _, b := range c.blocks("investors") {
				if v := b.Values["rate"]; v != nil {
					odd(v.Place, path(b)+".rate", v.Expr)
				}
			}
			if r := c.Scenario.Readings; r != nil && r.RiskFree != nil {
				odd(r.RiskFree.Place, "readings.risk_free", r.RiskFree)
			}
		},
	})
}
