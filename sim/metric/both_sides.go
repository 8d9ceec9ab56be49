package metric

import "dealsim/sim/schema"

// Above zero the vendor has made money by cloud and shares together. By hand: margins of $6bn and shares worth $8bn at the
// horizon, for which $10bn were paid, are $4bn.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "both_sides",
			Value:   "USD bn, not discounted. Above zero the vendor has made money by cloud and shares together.",
			Summary: "Gain of a vendor that also invests: margin under all commitments and the shares bought, less the money invested.",
			Why:     "Neither the stake nor the cloud alone says whether the deal has paid.",
			Model:   "total margin + proceeds of the shares bought + their value at the horizon + loans repaid and owed - total invested",
			Limits:  "Not discounted. Earlier holdings do not count. Only where a margin is given.",
			Source:  "Own definition",
			Checked: "TestBothSidesByHand, TestALoanComesBackByHand",
			Example: "amazon_both_sides",
		},
		Of: Pair, Rank: 95, Expr: "total({margin}) + total({p}.new_proceeds){repaid} + {p}.new_stake_value{owed} - total({p}.invested)", Label: "gain of {investor} from cloud and shares together",
		Joint: Together,
		Needs: []string{"{margin}", "{pays}", "{p}.new_stake_value"},
	})
}
