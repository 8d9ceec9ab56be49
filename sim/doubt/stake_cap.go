package doubt

import (
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:   "stake-cap-reached",
		Reason: "A stake cap cuts the money so that the stake does not pass it. Where the investor holds as much before the deal, there is nothing left to buy.",
		Remedy: "look at stake_cap, and at what the investor holds",
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
