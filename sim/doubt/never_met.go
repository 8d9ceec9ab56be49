package doubt

func init() {
	register(&Rule{
		Name:    "floor-never-met",
		Reason:  "A floor that spend reaches on no path is a price, not a promise: every path pays the shortfall.",
		Remedy:  "look at the floor, at share, and at the need of the buyer",
		Looks:   "A floor that ends within the run and is met by spend on no path, though the capacity would allow it. Not where the promise can be terminated.",
		Example: "cloud: {buyer: lab, seller: vendor, floor: $55bn, term: 4y, share: 6%, …}",
		Said:    "commitments.cloud: spend meets the floor on none of the 2000 paths",
		Look: func(c *Case) {
			for _, b := range c.blocks("commitments") {
				x, met := c.commitment(b.ID), c.metric(b.ID+"_floor_met")
				if x == nil || met == nil || met.Mean > 0 || met.N < uint64(c.Result.Paths) || c.unreachable(b, x) != "" || b.Values["terminate.when"] != nil {
					continue
				}
				if f := c.metric(x.Floor); f != nil && f.Mean > 0 {
					c.add(at(b, "floor"), path(b), "", "spend meets the floor on none of the %d paths", c.Result.Paths)
				}
			}
		},
	})
}
