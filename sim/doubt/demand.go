package doubt

import "dealsim/sim/unit"

func init() {
	register(&Rule{
		Name:    "demand-below-zero",
		Reason:  "Nobody sells compute back: a demand below zero counts as none, so that its mean is above that of the expression in the file.",
		Remedy:  "look at the sign, or write max($0, …)",
		Looks:   "A commitment of which the demand as given is below zero in some step on some path.",
		Example: "cloud: {… term: 4y, demand: 40% * lab.compute_need - $2bn, …}",
		Said:    "commitments.cloud.demand: it falls below zero, by up to $24.1bn over a path; nothing is bought then",
		Look: func(c *Case) {
			for _, b := range c.blocks("commitments") {
				x := c.commitment(b.ID)
				if x == nil || x.Below == "" {
					continue
				}
				if s := c.metric(x.Below); s != nil && s.Max > 0 {
					c.add(at(b, "demand"), path(b)+".demand", "", "it falls below zero, by up to %s over a path; nothing is bought then", unit.Format(s.Max, unit.Money, 3))
				}
			}
		},
	})
}
