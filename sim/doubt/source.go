package doubt

import "strings"

func init() {
	register(&Rule{
		Name:    "uncited-source",
		Reason:  "A source that no input cites lends weight to numbers that do not come from it.",
		Remedy:  "add source: to the inputs that come from it, name its publisher in their notes, or leave it out",
		Looks:   "A source that is the source of no input, and whose name and publisher stand in no note.",
		Example: "sources:\n  … rumour: {title: What is said, publisher: A Blog, date: 2026-03}",
		Said:    "sources.rumour: no input cites it",
		Look: func(c *Case) {
			for _, s := range c.Scenario.Sources {
				cited := false
				for _, in := range c.Scenario.Inputs {
					note := strings.ToLower(in.Note)
					cited = cited || in.Source == s.ID || strings.Contains(note, strings.ToLower(s.ID)) ||
						s.Publisher != "" && strings.Contains(note, strings.ToLower(s.Publisher))
				}
				if !cited {
					c.add(s.Place, "sources."+s.ID, "", "no input cites it")
				}
			}
		},
	})
}
