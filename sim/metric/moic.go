package metric

import "dealsim/sim/schema"

// A multiple above 1 has made money. Undefined where nothing was paid.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "moic",
			Value:   "plain number: above 1 the deal makes money, before any discounting.",
			Summary: "Multiple on the money invested in the deal: proceeds of the shares bought, and their value at the horizon, over the money paid.",
			Why:     "How many times the money comes back.",
			Model:   "(proceeds of a sale + new stake value) / total invested",
			Limits:  "Undefined where nothing was paid. Earlier holdings do not count: their cost is sunk.",
			Source:  "Metrick and Yasuda, Venture Capital and the Finance of Innovation, chapter 3",
			Checked: "validation/irr-two-flows.yaml",
			Example: "amazon_moic",
		},
		Of: Position, Rank: 40, Expr: "(total({p}.new_proceeds) + {p}.new_stake_value) / total({p}.invested)", Label: "multiple on the money of {investor}",
		Needs: []string{"{p}.new_stake_value", "{pays}"},
	})
}
