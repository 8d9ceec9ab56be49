package doubt

import (
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "price-of-power",
		Reason:  "Contracts for accelerators lie between $2bn and $14bn for a GW and a year. Below $0.5bn or above $50bn a GW has been taken for a MW, or a year for a term.",
		Remedy:  "write the price of a GW for a year, such as $10bn/GW/y",
		Looks:   "A capacity whose median price on the day of the deal is below $0.5bn or above $50bn for a GW and a year.",
		Example: "chips: {cap: 5 GW, … price: $10m/GW/y}",
		Said:    "capacity.chips.price: $10m/GW/y is no usual price, want $0.5bn to $50bn for a GW-year",
		Look: func(c *Case) {
			for _, b := range c.blocks("capacity") {
				price := c.samples(b.ID + ".price")
				if b.Values["price"] == nil || price == nil || price[0].N == 0 {
					continue
				}
				if v := price[0].Quantile(0.5); v < 0.5 || v > 50 {
					c.add(at(b, "price"), path(b)+".price", "", "%s is no usual price, want $0.5bn to $50bn for a GW-year", unit.Format(v, unit.Price, 3))
				}
			}
		},
	})
}
