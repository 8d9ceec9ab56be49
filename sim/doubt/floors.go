package doubt

import "math"

func init() {
	register(&Rule{
		Name:    "floors-beyond-the-term",
		Reason:  "The floor of a year that the term does not have is never due: that money is not part of the promise.",
		Remedy:  "write a longer term, or leave the year out",
		Looks:   "floors of a contract year after the last one of the term. A part of a year at the end of the term is a year.",
		Example: "cloud: {… floors: {1: $1bn, 2: $2bn, 3: $4bn, 5: $8bn}, term: 4y, …}",
		Said:    "commitments.cloud.floors: year 5 is after the term, which has 4: its floor is never due",
		Look: func(c *Case) {
			for _, b := range c.blocks("commitments") {
				floors, term := b.Values["floors"], b.Values["term"]
				if floors == nil || term == nil {
					continue
				}
				years := int(math.Ceil(term.Years - 1e-9))
				for _, p := range floors.Points {
					if p.Year > years {
						c.add(p.Expr.Place, path(b)+".floors", "", "year %d is after the term, which has %d: its floor is never due", p.Year, years)
					}
				}
			}
		},
	})
}
