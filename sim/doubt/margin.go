package doubt

import "dealsim/sim/unit"

func init() {
	register(&Rule{
		Name:    "high-margin",
		Reason:  "The margin is what the seller keeps of the spend after its cost. Above 90% a cost has probably been written instead, or forgotten.",
		Remedy:  "write the share that the seller keeps, such as 30%",
		Looks:   "A margin of a commitment above 90%.",
		Example: "cloud: {buyer: lab, seller: vendor, … margin: 95%}",
		Said:    "commitments.cloud.margin: the seller keeps 95% of the spend",
		Look: func(c *Case) {
			for _, b := range c.blocks("commitments") {
				if v, ok := c.field(b, "margin"); ok && v > 0.9 {
					c.add(at(b, "margin"), path(b)+".margin", "", "the seller keeps %s of the spend", unit.Format(v, unit.Number, 3))
				}
			}
		},
	})
}
