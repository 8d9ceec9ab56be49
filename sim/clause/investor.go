package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// An investor has a rate at which it discounts, and what it held before the deal. Its shares and payments are kept
// by the engine's equity ledger, which every tranche posts to.
//
// By hand: a 15.9% holder of a company that takes $30bn at $350bn pre-money holds 15.9% · 350/380 = 14.6% after it.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "investors", Name: "investor",
			Summary: "An investor: its discount rate and what it held before the deal.",
			Why:     "To say at which rate an investor discounts, and what it held before. An investor that only pays need not be named here.",
			Model: "stake = shares held / shares of the company, fully diluted; new money I at pre-money W dilutes all others by W/(W + I).\n" +
				"Every investor has, as quantities, .stake, .stake_value (stake · (market value + new money of the step, loans left out)), .invested and .proceeds (of a step), and of the deal alone .new_stake, .new_stake_value and .deal_flow: money paid, below zero, proceeds, loans repaid, and at the horizon the stake bought at market value and the loans owed. With several companies: amazon.anthropic.stake.\n" +
				"After a listing and its lock-up: at_once of the stake, then 1 - e^(-rate·dt) of what is left in each step, for stake sold · market value · (1 - discount).",
			Step:    "Exact.",
			Posts:   "The public to the investor: what sales after a listing bring. What it pays is posted by tranches, notes and rounds.",
			ByHand:  "A holder of 20% of a company that raises $25bn at $100bn pre-money has 20% · 100/125 = 16% after it.\n20% of a company worth $1,000bn, listed at the end of the second quarter with a lock-up of two: in the fifth a quarter of it is sold at once at 4% off: 5% · 1000 · 0.96 = $48bn, and 15% are left.",
			Limits:  "Stakes are between 0% and 100%. Selling moves no price but by the discount. Shares of a company that is worth nothing find no buyer.",
			Source:  "Shares and pre-money price: National Venture Capital Association, model term sheet; Field and Hanka (2001), Journal of Finance 56(2), for sales after a lock-up and their discount",
			Checked: "TestDilutionOverFourRounds, TestSellingAfterAListingByHand, validation/two-rivals.yaml, validation/equity-side.yaml",
			Example: "amazon:\n  rate: 15%/y effective\n  holds: {anthropic: {stake: 15.9%, lots: {first: {cost: $4bn,\n          on: 2023-09-25}}}}",
			Fields: []schema.Field{
				{Name: "rate", Form: schema.Number, Dim: unit.Rate, Default: "15%/y effective", Help: "the rate at which the investor discounts its cash: continuous, or a yearly rate with the word effective"},
				{Name: "up_to", Form: schema.Number, Dim: unit.Money, Min: schema.Limit(0), Help: "what the deal is said to be worth in all, in money: check doubts tranches that add up to something else; nothing is compared unless given"},
				{Name: "holds", Form: schema.Each, Help: "by company: what the investor holds before the deal; nothing unless given", Fields: []schema.Field{
					{Name: "stake", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(1), Help: "share of the company, fully diluted, before the deal"},
					{Name: "lots", Form: schema.Each, Help: "earlier purchases by a name of yours: what they cost, and when; for the reader and for .prior_cost", Fields: []schema.Field{
						{Name: "cost", Form: schema.Number, Dim: unit.Money, Required: true, Help: "money paid"},
						{Name: "on", Form: schema.Day, Help: "day of the purchase, for the reader: earlier money is sunk, and is not discounted"},
						{Name: "note", Form: schema.Prose, Help: "what it was, for the reader"},
					}},
					sellsField,
				}},
			},
			Outputs: []schema.Output{{Suffix: "rate", Dim: unit.Rate, Hidden: true, Label: "discount rate", Help: "discount rate, continuous"}},
		},
		Check: checkSells,
		Build: func(m program.Maker) {
			m.In(program.Drivers)
			src, dst := m.Number("rate"), m.Output("rate")
			m.Start(func(b *program.Block) { *b.Col(dst) = *b.Col(src) })
		},
	})
}
