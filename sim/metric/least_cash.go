package metric

import "dealsim/sim/schema"

// Below zero the company has to find money, or fails. By hand: $2bn in cash of which $3bn is lost and $4bn earned: -$1bn.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "least_cash",
			Value:   "USD bn. Below zero the company has to find money, or fails.",
			Summary: "Least cash a company ever has.",
			Why:     "Whether the money lasts, and how much more has to be found.",
			Model:   "lowest cash at the end of a step, new money included",
			Limits:  "Only of a company that keeps cash.",
			Source:  "Own definition",
			Checked: "TestLeastCashByHand",
			Example: "anthropic_least_cash",
		},
		Of: Company, Rank: 104, Expr: "min({id}.cash)", Label: "least cash of {id}",
		Needs: []string{"{id}.cash"},
	})
}
