package doubt

func init() {
	register(&Rule{
		Name:    "certain-trigger",
		Reason:  "A condition that holds on no path, or on every path, is a fact and not a condition: its threshold may have slipped from billions to millions.",
		Remedy:  "look at when: and at its window, or give the tranche a day with on:",
		Looks:   "A tranche whose condition is met on none, or on all, of the paths.",
		Example: "later: {investor: vendor, into: lab, amount: $5bn, when: lab.arr >= $45tn, …}",
		Said:    "tranches.later: triggers on none of the 2000 paths",
		Look: func(c *Case) {
			for _, t := range c.Result.Tranches {
				m := c.Result.Metric(t.TriggerTime)
				if !t.Conditional || m == nil {
					continue
				}
				for _, b := range c.blocks("tranches") {
					if from := b.Values["from"]; b.ID != t.ID || from != nil && c.late(c.Scenario.Calendar.YearsAt(from.Period.First)) { // its window never opens
						continue
					}
					switch m.Sample.N {
					case 0:
						c.add(at(b, "when"), path(b), "", "triggers on none of the %d paths", c.Result.Paths)
					case uint64(c.Result.Paths):
						c.add(at(b, "when"), path(b), "", "triggers on every one of the %d paths", c.Result.Paths)
					}
				}
			}
		},
	})
}
