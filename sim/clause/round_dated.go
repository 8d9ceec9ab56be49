package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// By hand: $65bn on a day at a fixed $900bn pre-money: 65/965 = 6.7% is new, whatever the market says.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "rounds", Name: "dated",
			Summary: "A round on a day, at market value or at a price already agreed.",
			Why:     "A financing that is announced, or that a scenario wants to try.",
			Model:   "On the day: money I = amount. At pre-money W = (market value, or fixed) · (1 - discount) they buy I/W new shares for each there is; an investor with a right buys uses · its stake of them. While the market is closed nothing is raised with chance closed.fail, else at closed.discount.",
			Posts:   "The party named in from, and investors with a right that they use, to the company: the money (equity).",
			ByHand:  "$25bn at a market value of $100bn: 25/125 = 20% is new, and a holder of 20% has 16%. With a right to 20% of it, it pays $5bn and keeps 20%. At a fixed $75bn 25/100 is new, at a fixed $75bn less 20%, $60bn, 25/85.",
			Step:    "Exact on the grid: at the end of the step that holds the day.",
			Limits:  "The company needs a market value, also at a fixed price, which must be above $0. A round that finds the market closed is not made up for later.",
			Source:  "Metrick and Yasuda, Venture Capital and the Finance of Innovation, chapter 8",
			Checked: "TestRoundsByHand",
			Example: "series-h: {kind: dated, company: anthropic, amount: $65bn,\n           on: 2026-05-28, fixed: $900bn}",
			Fields: roundFields(
				schema.Field{Name: "amount", Form: schema.Number, Dim: unit.Money, Required: true, Min: schema.Limit(0), Help: "the money wanted"},
				schema.Field{Name: "on", Form: schema.Day, Required: true, Help: "the day: at the end of the step that holds it"},
				schema.Field{Name: "fixed", Form: schema.Number, Dim: unit.Money, Help: "pre-money value agreed, off which discount comes as well; the market value unless given"},
				closed,
			),
			Outputs: roundOutputs(),
		},
		Check: func(q program.Query) []program.Rule {
			if p, ok := q.Constant("fixed"); ok && p <= 0 {
				return []program.Rule{{Field: "fixed", Wrong: "a price must be above $0", Remedy: "write fixed: $350bn"}}
			}
			return checkRound(q)
		},
		Build: func(m program.Maker) {
			r, want := newRound(m)
			amount, on := m.Number("amount"), m.StepOn("on")
			if m.Has("fixed") {
				r.value = m.Number("fixed")
			}
			m.Look(func(b *program.Block) {
				wants := b.Set(r.wants)
				*wants = column.Set{}
				if b.Step == on {
					*b.Col(want) = *b.Col(amount)
					*wants = column.WhereAbove(b.Col(want), 0)
				}
			})
			r.finish(m, want)
		},
	})
}
