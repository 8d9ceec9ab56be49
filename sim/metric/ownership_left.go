package metric

import "dealsim/sim/schema"

// What is left to those who held all of the company on the first day, and buy no more. By hand: a tranche and a round of a
// tenth of the company each leave 0.9 · 0.9 = 81%.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "ownership_left",
			Value:   "plain number from 0 to 1.",
			Summary: "Share of the company left to its holders of before the deal, in all.",
			Why:     "What all new money together has cost in ownership.",
			Model:   "shares before the deal / shares at the horizon, or when the company ends",
			Limits:  "Only of a company that somebody invests in. Holders that sell to others count as holders.",
			Source:  "Own definition",
			Checked: "TestOwnershipLeftByHand",
			Example: "anthropic_ownership_left",
		},
		Of: Company, Rank: 105, Expr: "{id}.first_holders", Label: "share of {id} left to its earlier holders",
		Needs: []string{"{id}.first_holders"},
	})
}
