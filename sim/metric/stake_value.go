package metric

import "dealsim/sim/schema"

// The value of a stake is at market, earlier holdings included, not at the last price paid.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "stake_value",
			Value:   "USD bn.",
			Summary: "Market value of the stake at a date, earlier holdings included.",
			Why:     "What all that the investor holds is worth on paper.",
			Model:   "stake · (market value + money of the step)",
			Limits:  "The market value is before new money, in every step, and follows its process alone: money that comes in is in the value in its own step, not in later ones. A loan is no equity, and adds nothing.",
			Source:  "Own definition",
			Checked: "TestDayOneWorth, TestWorthOfMoneyByHand",
			Example: "amazon_stake_value_10y",
		},
		Of: Position, Rank: 30, Expr: "at({p}.stake_value, {y}y)", Label: "value of the stake of {investor} after {y} years",
		Joint: Orders,
		Each:  FiveAndEnd,
		Needs: []string{"{p}.stake_value"},
	})
}
