package metric

import "dealsim/sim/schema"

// At 1 all is bought from one vendor; of three alike it is 1/3. By hand: $3bn at one and $1bn at another: (9 + 1)/16 = 0.625.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "concentration",
			Value:   "plain number up to 1: 1 is one vendor, 1/3 is three alike.",
			Summary: "Concentration of a company's spend on its vendors, as the Herfindahl-Hirschman index of the shares.",
			Why:     "How much hangs on one supplier.",
			Model:   "sum of (total spend at a vendor)² / (total spend)²",
			Limits:  "Only with two vendors or more. What is bought outside of commitments is not seen.",
			Source:  "Hirschman (1964), American Economic Review 54, 761",
			Checked: "TestConcentrationByHand",
			Example: "anthropic_concentration",
		},
		Of: Buyer, Rank: 106, Expr: "{squares} / total({spend}) ^ 2", Label: "concentration of the spend of {id} on its vendors",
		Needs: []string{"{squares}", "{spend}"},
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "unmet",
			Value:   "plain number from 0 to 1.",
			Summary: "Share of what a company wants to buy under its commitments that its vendors cannot deliver.",
			Why:     "Growth that waits for chips.",
			Model:   "total unmet / (total unmet + total spend), over all commitments of the company",
			Limits:  "Undefined where nothing is wanted.",
			Source:  "Own definition",
			Checked: "TestConcentrationByHand",
			Example: "anthropic_unmet",
		},
		Of: Buyer, Rank: 107, Expr: "total({unmet}) / total({unmet} + {spend})", Label: "demand of {id} that its vendors cannot meet",
		Needs: []string{"{unmet}", "{spend}"},
	})
}
