package metric

import "dealsim/sim/schema"

// A stake is the share of the company after all dilution in the run; higher means more of it is owned.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "stake",
			Value:   "plain number from 0 to 1.",
			Summary: "Share of the company at a date, after dilution.",
			Why:     "What the investor owns.",
			Model:   "shares held / shares of the company",
			Limits:  "",
			Source:  "Own definition",
			Checked: "TestDilutionOverFourRounds",
			Example: "amazon_stake_10y",
		},
		Of: Position, Rank: 20, Expr: "at({p}.stake, {y}y)", Label: "stake of {investor} after {y} years",
		Each: FiveAndEnd,
	})
}
