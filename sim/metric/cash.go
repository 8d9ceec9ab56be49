package metric

import "dealsim/sim/schema"

// Below zero the company has promised more than it has.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "cash",
			Value:   "USD bn. Below zero the company owes money.",
			Summary: "Cash of a company at a date.",
			Why:     "Whether the company can pay what it has promised.",
			Model:   "cash at the end of the step that holds the date, new money included",
			Limits:  "Only of a company that keeps cash.",
			Source:  "Own definition",
			Checked: "TestLedgerBalances",
			Example: "anthropic_cash_10y",
		},
		Of: Company, Rank: 102, Expr: "at({id}.cash, {y}y)", Label: "cash of {id} after {y} years",
		Each:  FiveAndEnd,
		Joint: Together,
		Needs: []string{"{id}.cash"},
	})
}
