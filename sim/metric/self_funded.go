package metric

import "dealsim/sim/schema"

// Below 1 the rest of what is bought is surely paid with other money; it is a bound, as money has no colour: 0.1 says
// that at most a tenth was the vendor's own. By hand: $5bn invested and $100bn spent are 0.05, $5bn and $4bn are 1.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "self_funded",
			Value:   "plain number from 0 to 1.",
			Summary: "The most of what is bought that the vendor's own money can have paid for.",
			Why:     "How much of the vendor's revenue might be its own money coming back: never above all of it.",
			Model:   "min(total invested, total bought) / total bought; bought = spend + true-up under all commitments between the two",
			Limits:  "Undefined where nothing is bought. A share: circularity without its part above 1.",
			Source:  "Own definition, after the debate on circular deals of 2025 and 2026",
			Checked: "TestCircularityOfAPairByHand",
			Example: "amazon_self_funded",
		},
		Of: Pair, Rank: 93, Expr: "min(total({p}.invested), total({bought})) / total({bought})", Label: "most of the spend at {investor} that {investor} funded",
		Needs: []string{"{pays}"},
	})
}
