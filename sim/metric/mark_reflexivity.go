package metric

import "dealsim/sim/schema"

// At 1 every gain on paper was marked at a price that the holder itself had set; at 0 others set all of them. By hand:
// a holder's shares go up by $10bn when it leads a round and by $21bn when others do: 10/31.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "mark_reflexivity",
			Value:   "plain number from 0 to 1.",
			Summary: "Share of the investor's gains on paper that were marked at prices of rounds it led itself.",
			Why:     "Who buys a little at a high price writes up all that it holds: this says how much of the gain rests on that.",
			Model:   "sum of gains marked when the investor led / sum of all gains marked; a gain is shares held · (price of a step's new shares - price before), where above zero; who puts in most leads",
			Limits:  "Undefined where nothing is ever marked up. Only of companies that raise rounds; losses do not count, the first price marks no gain, and after a listing the market marks.",
			Source:  "Own definition, after the debate on circular deals of 2025 and 2026",
			Checked: "TestMarkReflexivityByHand",
			Example: "amazon_mark_reflexivity",
		},
		Of: Position, Rank: 94, Expr: "total({p}.marked_up_led) / total({p}.marked_up)", Label: "gains of {investor} marked on rounds it led",
		Needs: []string{"{p}.marked_up"},
	})
}
