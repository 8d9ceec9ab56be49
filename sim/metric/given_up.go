package metric

import "dealsim/sim/schema"

// At 1 shares are sold at the market's price; above 1 they are given away in part: 2 says that two dollars' worth of shares
// go for one. By hand: $5bn at $95bn pre-money where the market says $195bn buy 5% of $200bn, $10bn: 2.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "given_up",
			Value:   "plain number: 1 is the price of the market, 2 says that two dollars of shares go for one.",
			Summary: "Equity given up for each dollar of the investor's tranches, at the market's price of the day.",
			Why:     "What the company pays for the money beyond the money: a price fixed early is dear when it has grown.",
			Model:   "(total paid + total gain of the investor on the day) / total paid",
			Limits:  "Undefined where nothing is paid, and where nobody says what the company is worth. What the shares do later is not in it.",
			Source:  "Own definition",
			Checked: "TestEquityGivenUpByHand",
			Example: "amazon_given_up",
		},
		Of: Position, Rank: 65, Expr: "(total({paid}) + {gains}) / total({paid})", Label: "equity given to {investor} for a dollar",
		Needs: []string{"{paid}", "{p}.stake_value"},
	})
}
