package metric

import "dealsim/sim/schema"

// Money deployed is what the investor has paid under the deal; more is neither good nor bad by itself.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "deployed",
			Summary: "Money the investor pays under the deal.",
			Why:     "The headline says \"up to\"; this is what is really paid.",
			Model:   "total of invested over the run",
			Limits:  "",
			Source:  "model of the deal: model.md 2.8",
			Checked: "TestMoneyIsConserved",
			Example: "amazon_deployed",
		},
		Of: Position, Rank: 10, Expr: "total({p}.invested)", Label: "money deployed by {investor}",
	})
}
