package doubt

func init() {
	register(&Rule{
		Name:    "overlay-repeats",
		Reason:  "An overlay says what differs. An entry that says what the base says anyway changes nothing, and hides that the base may change one day.",
		Remedy:  "leave it out, or write the value that differs",
		Looks:   "An entry of a file that extends another, with the value that the base has, written or by default; a file that changes no more than texts of what it extends.",
		Example: "tranches:\n  later: {amount: $5bn, price: market}",
		Said:    "tranches.later: the base says the same",
		Look: func(c *Case) {
			for _, x := range c.Scenario.Repeats {
				if x.Path == "" {
					c.add(x.Place, "extends", "write what differs, or run the base itself", "the file changes nothing but texts of what it extends")
					continue
				}
				c.add(x.Place, x.Path, "", "the base says the same")
			}
		},
	})
}
