package doubt

func init() {
	register(&Rule{
		Name:    "stress-after-the-horizon",
		Reason:  "A stress test of a day that the run does not reach tests nothing: its numbers are those without the shock.",
		Remedy:  "choose a day within the run, or write a longer horizon",
		Looks:   "A shock that stress, or the shock itself with on, lets strike on a day after the horizon.",
		Example: "stress:\n  glut: 2031-Q1",
		Said:    "shocks.glut: it is to strike after the horizon, so that it never does",
		Look: func(c *Case) {
			for _, b := range c.blocks("shocks") {
				for _, field := range []string{"forced", "on"} {
					if day := b.Values[field]; day != nil && c.late(c.Scenario.Calendar.YearsAt(day.Period.First)) {
						c.add(day.Place, path(b), "", "it is to strike after the horizon, so that it never does")
					}
				}
			}
		},
	})
}
