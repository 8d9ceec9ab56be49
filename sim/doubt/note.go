package doubt

func init() {
	register(&Rule{
		Name:   "assumed-without-note",
		Reason: "A guess without its reason cannot be argued with. Looked for in files that cite sources: the others are sketches.",
		Remedy: "add note: why this value, and why this range",
		Look: func(c *Case) {
			for _, in := range c.Scenario.Inputs {
				if len(c.Scenario.Sources) > 0 && in.Status == "assumed" && in.Note == "" && in.Source == "" {
					c.add(in.Place, "inputs."+in.ID, "", "it is assumed, and no note says why")
				}
			}
		},
	})
}
