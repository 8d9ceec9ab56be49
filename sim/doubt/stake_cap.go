package doubt

import (
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "stake-cap-reached",
		Reason:  "A stake cap cuts the money so that the stake does not pass it. Where the investor holds as much before the deal, there is nothing left to buy.",
		Remedy:  "look at stake_cap, and at what the investor holds",
		Looks:   "A tranche whose stake_cap is not above what its investor holds of the company before the deal.",
		Example: "later: {investor: vendor, into: lab, … stake_cap: 20%}\ninvestors:\n  vendor: {holds: {lab: {stake: 22%}}}",
		Said:    "tranches.later.stake_cap: vendor holds 22% before the deal, and may hold 20%",
		Look: func(c *Case) {
			for _, b := range c.blocks("tranches") {
				most, ok := c.field(b, "stake_cap")
				if !ok {
					continue
				}
				for _, who := range c.blocks("investors") {
					held, ok := c.field(who, "holds."+text(b, "into")+".stake")
					if who.ID == text(b, "investor") && ok && held >= most {
						c.add(at(b, "stake_cap"), path(b)+".stake_cap", "", "%s holds %s before the deal, and may hold %s", who.ID, unit.Format(held, unit.Number, 3), unit.Format(most, unit.Number, 3))
					}
				}
			}
		},
	})
}
