package doubt

func init() {
	register(&Rule{
		Name:    "unread-driver",
		Reason:  "In a file that asks something, a driver that nothing reads has no part in any answer: a name may be missing where it belongs.",
		Remedy:  "name it where it belongs, ask a metric of it, or leave it out",
		Looks:   "A driver that no expression, field or metric names, in a file that has a metric, a tranche or a commitment.",
		Example: "drivers:\n  gpu: {process: gbm, start: $10bn/GW/y, volatility: 10%}",
		Said:    "drivers.gpu: nothing reads it",
		Look: func(c *Case) {
			s := c.Scenario
			if len(s.Metrics) == 0 && len(c.blocks("tranches"))+len(c.blocks("commitments")) == 0 {
				return // the driver is the answer
			}
			for _, b := range c.blocks("drivers") {
				if !c.reads(b.ID) {
					c.add(b.Place, path(b), "", "nothing reads it")
				}
			}
		},
	})
}
