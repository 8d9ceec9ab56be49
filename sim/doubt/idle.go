package doubt

import "slices"

func init() {
	register(&Rule{
		Name:    "capacity-never-binds",
		Reason:  "A cap that no path runs into limits nothing: everything said of it, its ramp and its delays, has no part in the answer.",
		Remedy:  "look at the need of the buyer and at the units of the capacity, or leave the capacity out",
		Looks:   "A capacity of which no commitment leaves demand unmet, and of which on 99 of 100 paths less than half is asked for in any step.",
		Example: "capacity:\n  chips: {cap: 500 GW, … price: $10bn/GW/y}",
		Said:    "capacity.chips: it never binds: on 99 of 100 paths not half of it is asked for in any step",
		Look: func(c *Case) {
			for _, k := range c.blocks("capacity") {
				asked, binds, most := false, false, 0.0
				for _, b := range c.blocks("commitments") {
					if text(b, "capacity") != k.ID && !slices.Contains(b.Keys["capacities"], k.ID) {
						continue
					}
					asked = true
					binds = binds || text(b, "overflow") != "" || b.Values["reserved"] != nil || len(b.Keys["capacities"]) > 1
					offer, price, spend, unmet := c.samples(k.ID+".available"), c.samples(k.ID+".price"), c.samples(b.ID+".spend"), c.samples(b.ID+".unmet")
					if offer == nil || price == nil || spend == nil || unmet == nil {
						binds = true // nobody knows: the file follows other series
						continue
					}
					for q, s := range unmet {
						binds = binds || s.N > 0 && s.Max > 0
						if q > 0 && offer[q].Mean > 0 {
							most = max(most, spend[q].Quantile(0.99)/(offer[q].Mean*price[q].Mean))
						}
					}
				}
				if asked && !binds && most < 0.5 {
					c.add(k.Place, path(k), "", "it never binds: on 99 of 100 paths not half of it is asked for in any step")
				}
			}
		},
	})
}
