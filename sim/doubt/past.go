package doubt

func init() {
	register(&Rule{
		Name:    "before-the-deal",
		Reason:  "A run begins on the day of the deal. What the file puts before it happens on that day, as if it were new: a promise runs its whole term from then, with nothing spent of it, and money that is long there comes once more.",
		Remedy:  "write what is left of it on the day of the deal: the floor and the term still to come, or the company's value, cash and holders with the money in",
		Looks:   "A commitment that starts, or a note or round with a day, before the day of the deal.",
		Example: "cloud: {… floor: $40bn, term: 4y, start: 2025-03-31, …}",
		Said:    "commitments.cloud: it starts before the deal, so that its whole term runs from the day of the deal",
		Look: func(c *Case) {
			for _, x := range []struct{ section, day, what string }{
				{"commitments", "start", "it starts before the deal, so that its whole term runs from the day of the deal"},
				{"notes", "on", "its day is before the deal, so that it is lent on the day of the deal"},
				{"rounds", "on", "its day is before the deal, so that it happens on the day of the deal"},
			} {
				for _, b := range c.blocks(x.section) {
					if on := b.Values[x.day]; on != nil && !on.Default && on.Years < -1e-9 {
						c.add(on.Place, path(b), "", "%s", x.what)
					}
				}
			}
		},
	})
}
