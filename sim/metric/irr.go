package metric

import "dealsim/sim/schema"

// A positive rate has made money. Undefined where the flow has no rate, or more than one.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "irr",
			Value:   "plain number, effective per year: 0.12 is 12%. Above zero the deal makes money.",
			Summary: "Internal rate of return of the deal for the investor, a year.",
			Why:     "A rate to hold against the investor's own.",
			Model:   "sum of flows/(1+irr)^t = 0; flows: money paid, loans repaid, sales, and at the horizon the shares bought at market and the loans owed",
			Limits:  "Undefined where nothing was paid or the flow has several rates.",
			Source:  "Norstrøm (1972), Journal of Financial and Quantitative Analysis 7",
			Checked: "validation/irr-two-flows.yaml, TestALoanComesBackByHand",
			Example: "amazon_irr",
		},
		Of: Position, Rank: 50, Expr: "irr({p}.deal_flow)", Label: "rate of return of {investor}",
		Needs: []string{"{p}.deal_flow", "{pays}"},
	})
}
