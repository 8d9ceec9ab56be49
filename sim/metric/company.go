package metric

import "dealsim/sim/schema"

// A company's revenue and value at two dates.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "arr",
			Summary: "Annualised revenue at a date.",
			Why:     "The scale the deal rests on.",
			Model:   "arr at the date",
			Limits:  "",
			Source:  "dealsim's own definition",
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
			Summary: "Market value at a date.",
			Why:     "What the stake is a share of.",
			Model:   "value at the date",
			Limits:  "",
			Source:  "dealsim's own definition",
			Checked: "validation/gbm.yaml",
			Example: "anthropic_value_10y",
		},
		Of: Company, Rank: 101, Expr: "at({id}.value, {y}y)", Label: "market value of {id} after {y} years",
		Each:  FiveAndEnd,
		Needs: []string{"{id}.value"},
	})
}
