package metric

import "dealsim/sim/schema"

// Spend is what the buyer pays for what it uses; a true-up is not in it.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "spend_total",
			Value:   "USD bn, after discounts, credits at face value.",
			Summary: "What is spent under a commitment in the whole run.",
			Why:     "The headline promises a floor; this is what is bought.",
			Model:   "sum of the bills of all steps",
			Limits:  "",
			Source:  "Own definition",
			Checked: "TestMoneyIsConserved",
			Example: "aws_spend_total",
		},
		Of: Commitment, Rank: 70, Expr: "total({id}.spend)", Label: "spend under {id} in all",
		Joint: Together,
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "spend_y",
			Value:   "USD bn, after discounts, credits at face value.",
			Summary: "What is spent under a commitment in one year of the run.",
			Why:     "The ramp of the spend.",
			Model:   "sum of the bills after year y - 1 up to year y of the run",
			Limits:  "",
			Source:  "Own definition",
			Checked: "TestMoneyIsConserved",
			Example: "aws_spend_y3",
		},
		Of: Commitment, Rank: 75, Expr: "total({id}.spend, {x}y, {y}y)", Label: "spend under {id} in year {y}",
		Each: Yearly,
	})
}
