package metric

import "dealsim/sim/schema"

// A company's revenue and value at two dates.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "arr",
			Value:   "USD bn: what a year would bring at the rate of that day.",
			Summary: "Annualised revenue at a date.",
			Why:     "The scale the deal rests on.",
			Model:   "annualised revenue at the end of the step that holds the date",
			Limits:  "",
			Source:  "Own definition",
			Checked: "TestZeroVolatilityRevenue",
			Example: "anthropic_arr_10y",
		},
		Of: Company, Rank: 100, Expr: "at({id}.arr, {y}y)", Label: "annualised revenue of {id} after {y} years",
		Joint: Together,
		Each:  FiveAndEnd,
		Needs: []string{"{id}.arr"},
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "value",
			Value:   "USD bn.",
			Summary: "Market value at a date.",
			Why:     "What the stake is a share of.",
			Model:   "market value at the end of the step that holds the date",
			Limits:  "",
			Source:  "Own definition",
			Checked: "validation/gbm.yaml",
			Example: "anthropic_value_10y",
		},
		Of: Company, Rank: 101, Expr: "at({id}.value, {y}y)", Label: "market value of {id} after {y} years",
		Each:  FiveAndEnd,
		Needs: []string{"{id}.value"},
	})
}
