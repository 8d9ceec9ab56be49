package metric

import "dealsim/sim/schema"

// 1 where nothing fell short: its mean is the probability that the floor is met by spend alone.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "floor_met",
			Value:   "plain number, 1 or 0: its mean over paths is a probability.",
			Summary: "Whether the floor is met by spend alone.",
			Why:     "The probability that the promise never bites.",
			Model:   "0 where a shortfall is found, paid or not, or where the promise is terminated, or its buyer fails, with some of it left; else 1",
			Limits:  "Not asked where the run ends before the floor is settled; undefined on the paths where it ends while an extension, or the next year with roll, is to make good for what is short.",
			Source:  "Own definition",
			Checked: "TestIsTheFloorMetByHand, validation/shortfall-cumulative.yaml",
			Example: "aws_floor_met",
		},
		Of: Commitment, Rank: 82, Expr: "1 - {id}.missed", Label: "floor of {id} met by spend",
		Needs: []string{"{settles}"},
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "floor_time",
			Value:   "y, in years after the day of the deal.",
			Summary: "When spend to date reaches the whole floor.",
			Why:     "How early spend alone makes the promise good.",
			Model:   "first t with spend to date >= floor of the term",
			Limits:  "Undefined where it never does.",
			Source:  "Own definition",
			Checked: "TestFloorTime",
			Example: "aws_floor_time",
		},
		Of: Commitment, Rank: 83, Expr: "first({id}.spend_to_date >= {id}.promise)", Label: "time at which spend reaches the floor of {id}",
	})
}
