package doubt

import "dealsim/sim/unit"

func init() {
	register(&Rule{
		Name:   "high-margin",
		Reason: "The margin is what the seller keeps of the spend after its cost. Above 90% a cost has probably been written instead, or forgotten.",
		Remedy: "write the share that the seller keeps, such as 30%",
		Look: func(c *Case) {
			for _, b := range c.blocks("commitments") {
				if v, ok := c.field(b, "margin"); ok && v > 0.9 {
					c.add(at(b, "margin"), path(b)+".margin", "", "the seller keeps %s of the spend", unit.Format(v, unit.Number, 3))
				}
			}
		},
	})
}
