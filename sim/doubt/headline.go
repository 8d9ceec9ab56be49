package doubt

import (
	"math"
	"slices"

	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "tranches-against-headline",
		Reason:  "\"Up to $25bn\" is a sum of tranches. Where they add up to something else, the file and the press speak of two deals.",
		Remedy:  "change an amount, add the tranche that is missing, or change up_to",
		Looks:   "An investor's up_to more than 0.5% away from the sum of the largest amounts of its tranches, without those that are left out of the run.",
		Example: "investors:\n  vendor: {up_to: $25bn}",
		Said:    "investors.vendor.up_to: the deal is said to be $25bn, the tranches of vendor add up to $10bn",
		Look: func(c *Case) {
			for _, b := range c.blocks("investors") {
				most, ok := c.field(b, "up_to")
				if !ok {
					continue
				}
				sum, n := 0.0, 0
				for _, t := range c.Result.Tranches {
					here := func(b *scenario.Block) bool { return b.ID == t.ID } // one that is left out is none of it
					if s := c.metric(t.Amount); t.Investor == b.ID && s != nil && slices.ContainsFunc(c.blocks("tranches"), here) {
						sum += s.Max
						n++
					}
				}
				if math.Abs(sum-most) > 0.005*most {
					c.add(at(b, "up_to"), path(b)+".up_to", "", "the deal is said to be %s, the tranches of %s add up to %s", unit.Format(most, unit.Money, 4), b.ID, unit.Format(sum, unit.Money, 4))
				}
			}
		},
	})
}
