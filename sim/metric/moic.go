package metric

import "dealsim/sim/schema"

// A multiple above 1 has made money. Undefined where nothing was paid.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "moic",
			Value:   "plain number: above 1 the deal makes money, before any discounting.",
			Summary: "Multiple on the money invested in the deal: what the shares and loans of the deal have brought, and their value at the horizon, over the money paid.",
			Why:     "How many times the money comes back.",
			Model:   "(proceeds of a sale + loans repaid + new stake value + loans owed at the horizon) / total invested",
			Limits:  "Undefined where nothing was paid. Earlier holdings do not count: their cost is sunk. The market value is what its process says, before new money, in every step: $1bn for shares at market of a company that stays worth $100bn is 100 · 1/101 = 0.990 a year later.",
			Source:  "Metrick and Yasuda, Venture Capital and the Finance of Innovation, chapter 3",
			Checked: "validation/irr-two-flows.yaml, TestALoanComesBackByHand, TestWorthOfMoneyByHand",
			Example: "amazon_moic",
		},
		Of: Position, Rank: 40, Expr: "(total({p}.new_proceeds){repaid} + {p}.new_stake_value{owed}) / total({p}.invested)", Label: "multiple on the money of {investor}",
		Needs: []string{"{p}.new_stake_value", "{pays}"},
	})
}
