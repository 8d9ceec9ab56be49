package metric

import "dealsim/sim/schema"

// Circularity is the share of the spend that the vendor's own money could have paid for; below 1 the rest is earned elsewhere.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "circularity",
			Value:   "plain number: 0.2 says that the vendor puts 20 cents into the company for each dollar of spend. Above 1 it pays more than it sells.",
			Summary: "Money the vendor invests over money spent with it.",
			Why:     "How far the vendor's own money comes back as its revenue.",
			Model:   "total invested / total spend; a true-up is no spend",
			Limits:  "Undefined where nothing is spent.",
			Source:  "Own definition, after the debate on circular deals of 2025 and 2026",
			Checked: "TestCircularityByHand",
			Example: "amazon_circularity",
		},
		Of: Vendor, Rank: 90, Expr: "total({p}.invested) / total({id}.spend)", Label: "circularity of {investor} and {id}",
		Needs: []string{"{pays}"},
	})
}
