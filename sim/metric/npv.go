package metric

import "dealsim/sim/schema"

// Above zero the deal beats the investor's rate. Real-world cash at a hurdle rate: not a risk-adjusted value.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "npv",
			Value:   "USD bn, on the day of the deal. Above zero the deal is worth more to the investor than it costs.",
			Summary: "Present value of the deal for the investor at its own rate: equity alone.",
			Why:     "Whether to do the deal, seen as cash at the rate that the investor asks of its money.",
			Model:   "sum of flows · e^(-r t), the shares bought sold at market and the loans owed paid at the horizon",
			Limits:  "Cloud margin is not in it: see net_cash.",
			Source:  "Brealey, Myers and Allen, Principles of Corporate Finance, chapter 2",
			Checked: "validation/irr-two-flows.yaml, TestALoanComesBackByHand",
			Example: "amazon_npv",
		},
		Of: Position, Rank: 60, Expr: "npv({p}.deal_flow, {rate})", Label: "present value of the deal for {investor}",
		Needs: []string{"{p}.deal_flow", "{pays}"},
	})
}
