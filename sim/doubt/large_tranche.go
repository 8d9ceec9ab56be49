package doubt

import (
	"math"

	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "tranche-above-company",
		Reason:  "Money above what the whole company is worth buys most of it: a million or a billion may have slipped.",
		Remedy:  "look at the unit of the amount, and at the value of the company",
		Looks:   "A tranche whose mean amount is above the median value of the company: on the day of the deal, or, with a condition, at any step.",
		Example: "now: {investor: vendor, into: lab, amount: $5tn, on: 2026-03-31, …}",
		Said:    "tranches.now.amount: $5tn is more than lab is worth, $350bn in the median",
		Look: func(c *Case) {
			for _, t := range c.Result.Tranches {
				amount, value := c.metric(t.Amount), c.samples(t.Company+".value")
				if amount == nil || value == nil || value[0].N == 0 {
					continue
				}
				worth := value[0].Quantile(0.5)
				if t.Conditional { // by then the company may have grown
					for _, s := range value {
						worth = math.Max(worth, s.Quantile(0.5))
					}
				}
				for _, b := range c.blocks("tranches") {
					if b.ID == t.ID && amount.Mean > worth {
						c.add(at(b, "amount"), path(b)+".amount", "", "%s is more than %s is worth, %s in the median", unit.Format(amount.Mean, unit.Money, 4), t.Company, unit.Format(worth, unit.Money, 3))
					}
				}
			}
		},
	})
}
