package doubt

func init() {
	register(&Rule{
		Name:    "beyond-the-horizon",
		Reason:  "What the contract says after the horizon, or before the day of the deal, is not simulated: it counts as never, or as paid at once.",
		Remedy:  "move the day, or write a longer horizon",
		Looks:   "A day of a tranche before the deal; a day or window of a tranche or round after the horizon; a cumulative floor, or the extension of a term, that ends after it.",
		Example: "late: {investor: vendor, into: lab, amount: $1bn, on: 2031-06-30, …}",
		Said:    "tranches.late: its day is after the horizon, so that it is never paid",
		Look: func(c *Case) {
			for _, b := range c.blocks("tranches") {
				on, from, until := b.Values["on"], b.Values["from"], b.Values["until"]
				switch {
				case on != nil && on.Years < -1e-9:
					c.add(at(b, "on"), path(b), "earlier money is a lot under investors", "its day is before the deal, so that it is paid on the day of the deal")
				case on != nil && c.late(on.Years):
					c.add(at(b, "on"), path(b), "", "its day is after the horizon, so that it is never paid")
				case from != nil && c.late(c.Scenario.Calendar.YearsAt(from.Period.First)):
					c.add(at(b, "from"), path(b), "", "its window opens after the horizon, so that it is never paid")
				case until != nil && c.late(until.Years):
					c.add(at(b, "until"), path(b), "", "its window ends after the horizon, so that later triggers are not counted")
				}
			}
			for _, b := range c.blocks("rounds") {
				if on := b.Values["on"]; on != nil && c.late(on.Years) {
					c.add(at(b, "on"), path(b), "", "its day is after the horizon, so that it never happens")
				}
			}
			for _, b := range c.blocks("commitments") {
				end := c.starts(b) + b.Values["term"].Years
				if more := b.Values["shortfall.years"]; more != nil && !c.late(end) && c.late(end+more.Years) {
					c.add(more.Place, path(b), "", "an extension of the term ends after the horizon, so that what is then missing is never paid")
				}
				if when := text(b, "shortfall.at"); text(b, "basis") == "cumulative" && (when == "" || when == "end") && c.late(end) {
					c.add(at(b, "term"), path(b), "", "the term ends after the horizon, so that its floor is never settled")
				}
			}
		},
	})
}
