package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// By hand: 5% of a value of $800bn is $40bn, at $800bn pre-money: 40/840 = 4.8% is new.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "rounds", Name: "opportunistic",
			Summary: "Rounds that come now and then while the market is open, their size a share of the company's value.",
			Why:     "Companies in demand raise because they can: Anthropic took $30bn in February 2026, and more in May.",
			Model:   "In a step a round comes with probability 1 - e^(-rate·dt), of money I = size · market value. At pre-money W = market value · (1 - discount) they buy I/W new shares for each there is; an investor with a right buys uses · its stake of them. While the market is closed nothing is raised with chance closed.fail, else at closed.discount.",
			Posts:   "The party named in from, and investors with a right that they use, to the company: the money (equity).",
			ByHand:  "5% of a market value of $800bn is $40bn, at $800bn pre-money: 40/840 = 4.8% is new.",
			Step:    "At most one round a step: exact for the chance of any, short of the mean number by about rate²·dt²/2.",
			Moments: "Without exits E[number] = steps · (1 - e^(-rate·dt)); each dilutes by size/(size + 1 - discount).",
			Limits:  "The company needs a market value. None comes while the market is closed, unless closed says otherwise.",
			Source:  "Own definition",
			Checked: "TestRoundsByHand, TestOpportunisticRoundsDilute",
			Example: "growth: {kind: opportunistic, company: anthropic, rate: 80%/y, size: 5%}",
			Fields: roundFields(
				schema.Field{Name: "rate", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Help: "how often it comes: 80%/y is 0.8 a year on average"},
				schema.Field{Name: "size", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(1), Help: "money as a share of the market value"},
				closed,
			),
			Outputs: roundOutputs(),
		},
		Check: checkRound,
		Build: func(m program.Maker) {
			r, want := newRound(m)
			rate, size, draw := m.Number("rate"), m.Number("size"), m.Below("rounds")
			limits, asked := limitsOf(m, rate), m.Asked("failed")
			m.Step(func(b *program.Block) {
				may := column.Everywhere.Without(b.Where(r.sold))
				if r.market != program.None && r.fail == program.None && !*asked && !b.Told { // nobody sees a round that fails
					may = may.And(column.Where(b.Col(r.market)))
				}
				if may.Any() {
					may = draw(b, uint64(b.Step), may, column.LimitsIn(b.Col(limits)))
				}
				if may.Any() {
					may = may.And(column.Product(b.Col(want), b.Col(size), b.Col(r.value)))
				}
				*b.Set(r.wants) = may
			})
			r.finish(m, want)
		},
	})
}
