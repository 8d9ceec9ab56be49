package metric

import "dealsim/sim/schema"

// Circularity is the share of the spend that the vendor's own money could have paid for; below 1 the rest is earned elsewhere.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "circularity",
			Summary: "Money the vendor invests over money spent with it.",
			Why:     "How far the vendor's own money comes back as its revenue.",
			Model:   "total invested / total spend; a true-up is no spend",
			Limits:  "Undefined where nothing is spent.",
			Source:  "dealsim's own definition, after the debate on circular deals of 2025 and 2026",
			Checked: "TestCircularityByHand",
			Example: "amazon_circularity",
		},
		Of: Vendor, Rank: 90, Expr: "total({p}.invested) / total({id}.spend)", Label: "circularity of {investor} and {id}",
		Needs: []string{"{pays}"},
	})
}
