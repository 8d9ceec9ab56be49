package metric

import "dealsim/sim/schema"

// Shortfall is promised minus spent, only that; what is paid for it is the true-up.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "shortfall_total",
			Value:   "USD bn, as found: not discounted.",
			Summary: "What falls short of the floor, in all.",
			Why:     "What the floor protects the seller from.",
			Model:   "sum of the shortfalls found in the run, paid or not",
			Limits:  "",
			Source:  "Own definition",
			Checked: "validation/shortfall-cumulative.yaml",
			Example: "aws_shortfall_total",
		},
		Of: Commitment, Rank: 80, Expr: "total({id}.shortfall)", Label: "shortfall under {id} in all",
		Joint: Together,
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "true_up_total",
			Value:   "USD bn, as paid: not discounted.",
			Summary: "What the buyer pays for shortfalls, in all.",
			Why:     "Cash for nothing received.",
			Model:   "sum of the true-ups of the run, less what of them a buyer that fails does not pay; with what is recovered of one that has failed",
			Limits:  "",
			Source:  "Own definition",
			Checked: "TestCommitmentByHand",
			Example: "aws_true_up_total",
		},
		Of: Commitment, Rank: 81, Expr: "total({id}.true_up) - total({id}.true_up_unpaid)", Label: "true-up under {id} in all",
	})
}
