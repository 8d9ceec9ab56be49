package doubt

import (
	"strings"

	"dealsim/sim/scenario"
	"dealsim/sim/schema"
)

func init() {
	register(&Rule{
		Name:    "lonely-party",
		Reason:  "Whoever pays or is paid may have any name. One that stands once, beside another like it, is probably the other, misspelt.",
		Remedy:  "write both names alike, or tell them apart more clearly",
		Looks:   "A payer or payee that is named once, is no company or investor of the file, and is a slip of the pen away from one that is named more often.",
		Example: "more: {investor: vendro, into: lab, amount: $1bn, on: 2026-03-31, …}",
		Said:    "tranches.more.investor: nothing else names vendro, did you mean vendor?",
		Look: func(c *Case) {
			uses, values, blocks := map[string]int{}, map[string]*scenario.Value{}, map[string]*scenario.Block{}
			for _, b := range c.Scenario.Blocks {
				if (b.Section == "companies" || b.Section == "investors") && !strings.Contains(b.ID, ".") {
					uses[b.ID] += 2
				}
				for _, field := range schema.Sorted(b.Values) {
					if v := b.Values[field]; v.Field.Refers == "party" && v.Text != "" {
						uses[v.Text]++
						values[v.Text], blocks[v.Text] = v, b
					}
				}
			}
			for _, name := range schema.Sorted(uses) {
				if uses[name] > 1 {
					continue
				}
				var others []string
				for n := range uses {
					if n != name {
						others = append(others, n)
					}
				}
				if near := scenario.Nearest(name, others); near != "" && uses[near] > 1 {
					c.add(values[name].Place, path(blocks[name])+"."+values[name].Field.Name, "", "nothing else names %s, did you mean %s?", name, near)
				}
			}
		},
	})
}
