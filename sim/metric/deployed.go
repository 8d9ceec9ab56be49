package metric

import "dealsim/sim/schema"

// Money deployed is what the investor has paid under the deal; more is neither good nor bad by itself.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "deployed",
			Value:   "USD bn, as paid: not discounted; credits and grants included.",
			Summary: "Money the investor pays under the deal.",
			Why:     "The headline says \"up to\"; this is what is really paid.",
			Model:   "sum of what is paid under tranches, notes and rounds of the run",
			Limits:  "",
			Source:  "Own definition",
			Checked: "TestMoneyIsConserved",
			Example: "amazon_deployed",
		},
		Of: Position, Rank: 10, Expr: "total({p}.invested)", Label: "money deployed by {investor}",
		Joint: Together,
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "conditional_paid",
			Value:   "USD bn, as paid: not discounted.",
			Summary: "Money the investor pays under tranches that wait for a condition.",
			Why:     "What is left of the headline \"up to\" once conditions, windows and discretion have had their say.",
			Model:   "total of what is paid under tranches with a condition",
			Limits:  "Only where there is such a tranche.",
			Source:  "Own definition",
			Checked: "TestMoneyIsConserved",
			Example: "amazon_conditional_paid",
		},
		Of: Position, Rank: 11, Expr: "total({conditional})", Label: "money paid by {investor} on conditions",
		Needs: []string{"{conditional}"},
	})
}
