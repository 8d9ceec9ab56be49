package metric

import "dealsim/sim/schema"

// Circularity is the share of the spend that the vendor's own money could have paid for; below 1 the rest is earned elsewhere.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "circularity",
			Summary: "Money the vendor invests over money spent with it.",
			Why:     "How far the vendor's own money comes back as its revenue.",
			Model:   "total invested / total (spend + true-up)",
			Limits:  "Undefined where nothing is spent.",
			Source:  "model.md 2.7",
			Checked: "TestCircularityByHand",
			Example: "amazon_circularity",
		},
		Of: Vendor, Rank: 90, Expr: "total({p}.invested) / total({id}.spend + {id}.true_up)", Label: "circularity of {investor} and {id}",
	})
}
