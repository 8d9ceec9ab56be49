package doubt

func init() {
	register(&Rule{
		Name:    "assumed-without-note",
		Reason:  "A guess without its reason cannot be argued with. Looked for in files that cite sources: the others are sketches.",
		Remedy:  "add note: why this value, and why this range",
		Looks:   "An input with status: assumed, without note or source, in a file that lists sources.",
		Example: "inputs:\n  share: {value: 40%, status: assumed}",
		Said:    "inputs.share: it is assumed, and no note says why",
		Look: func(c *Case) {
			for _, in := range c.Scenario.Inputs {
				if len(c.Scenario.Sources) > 0 && in.Status == "assumed" && in.Note == "" && in.Source == "" {
					c.add(in.Place, "inputs."+in.ID, "", "it is assumed, and no note says why")
				}
			}
		},
	})
}
