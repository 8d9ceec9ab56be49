package metric

import "dealsim/sim/schema"

// Net cash above zero: the margin has paid the investment back, whatever the shares are worth.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "net_cash",
			Value:   "USD bn. Above zero the margin, the true-ups and what comes back have paid for the investment by the horizon.",
			Summary: "Cash of the vendor from the deal without its shares: cloud margin, true-ups and what comes back of loans, less money invested.",
			Why:     "Whether the investment is paid for without a sale of shares: what the buyer pays for nothing counts as well as its spend.",
			Model:   "total margin + loans repaid - total invested; the margin is that on spend, and true-ups in full",
			Limits:  "What is still owed of a loan at the horizon is not cash, and not in it.",
			Source:  "Own definition",
			Checked: "TestCircularityByHand, TestALoanComesBackByHand",
			Example: "amazon_net_cash",
		},
		Of: Vendor, Rank: 91, Expr: "total({id}.margin){repaid} - total({p}.invested)", Label: "net cash of {investor} from {id}",
		Joint: Together,
		Needs: []string{"{id}.margin"},
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "payback",
			Value:   "y, in years after the day of the deal.",
			Summary: "When cloud margin and true-ups to date, with what has come back of loans, first cover all money invested to date.",
			Why:     "How long the vendor is out of pocket.",
			Model:   "first t at which something has been invested and total margin + loans repaid >= total invested",
			Limits:  "Undefined where it never does. A later tranche may put it below again.",
			Source:  "Own definition",
			Checked: "TestCircularityByHand, TestALoanComesBackByHand",
			Example: "amazon_payback",
		},
		Of: Vendor, Rank: 92, Expr: "first(total({id}.margin){repaid} >= total({p}.invested) and total({p}.invested) > $0)", Label: "payback of {investor} from {id}",
		Needs: []string{"{id}.margin", "{pays}"},
	})
}
