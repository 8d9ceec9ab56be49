package metric

import "dealsim/sim/schema"

// Above 1 what customers pay covers the compute that is promised, before any other cost; below 1 the rest has to come
// from investors. By hand: revenue of $16bn in two years in which floors of $10bn and $6bn fall due is 1.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "organic_coverage",
			Value:   "plain number: below 1 the promise is larger than all revenue.",
			Summary: "Revenue from end customers over all compute commitments that fall due in the run.",
			Why:     "Whether the promise can be kept with money earned elsewhere.",
			Model:   "total revenue / sum of the floors to date of all commitments of the company at the horizon",
			Limits:  "Undefined where nothing falls due. A cumulative floor falls due evenly over its term; what a failed company owed after its end is not in it.",
			Source:  "Own definition, after the debate on circular deals of 2025 and 2026",
			Checked: "TestOrganicCoverageByHand",
			Example: "anthropic_organic_coverage",
		},
		Of: Buyer, Rank: 103, Expr: "total({id}.revenue) / {due}", Label: "revenue of {id} over its compute commitments falling due",
		Needs: []string{"{id}.revenue"},
	})
}
