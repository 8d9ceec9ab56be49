package doubt

func init() {
	register(&Rule{
		Name:    "unused-input",
		Reason:  "A number that nothing uses changes nothing: an edit of it, or a sweep over it, would be in vain.",
		Remedy:  "name it where it belongs, or leave it out",
		Looks:   "An input that no expression or field names. What an overlay no longer uses of its base is not looked at.",
		Example: "inputs:\n  floor: {value: $40bn, status: assumed}",
		Said:    "inputs.floor: nothing uses it",
		Look: func(c *Case) {
			for _, in := range c.Scenario.Inputs {
				if in.Place.File == c.Scenario.File && !c.reads(in.ID) { // what an overlay no longer uses of its base is no slip
					c.add(in.Place, "inputs."+in.ID, "", "nothing uses it")
				}
			}
		},
	})
}
