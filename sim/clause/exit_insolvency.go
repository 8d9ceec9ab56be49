package clause

import (
	"math"

	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// By hand: cash after all funding is -$2bn, the business is worth $50bn: sold at 20% it brings $10bn; $2bn fill the
// hole, $8bn are shared out among the holders, preferences first. It posts what fills the hole from the acquirer to the
// company.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "exits", Name: "insolvency",
			Summary: "The company runs out of cash and cannot raise any: it is sold for a fraction, and its business ends.",
			Why:     "The paths that kill the stake kill the spend too: that is the wrong-way risk of the deal.",
			Model:   "when cash after new money < 0 (or the condition given holds): proceeds = max(0, sale · value - hole), shared out by class; from the next step on the company earns and spends nothing",
			Step:    "Exact on the grid: looked at at period ends.",
			Limits:  "The company needs a market value, and cash unless a condition is given. What a commitment recovers is paid by the company in the next step, beside what the holders got.",
			Source:  "dealsim's own definition",
			Checked: "TestExitsByHand",
			Example: "insolvency: {kind: insolvency, company: anthropic, sale: 20%}",
			Fields: []schema.Field{
				{Name: "company", Form: schema.Ref, Refers: "party", Required: true, Help: "who fails"},
				{Name: "when", Form: schema.Condition, Help: "what counts as failing; cash below zero after all funding unless given"},
				{Name: "sale", Form: schema.Number, Dim: unit.Number, Default: "20%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "what a distressed sale brings, as a share of the market value"},
			},
			Outputs: exitOutputs(schema.Output{Suffix: "proceeds", Dim: unit.Money, Flow: true, Label: "proceeds of", Help: "shared out among all holders"},
				schema.Output{Suffix: "filled", Dim: unit.Money, Flow: true, Hidden: true, Label: "debts paid in", Help: "what of the sale fills the hole in the company's cash"}),
		},
		Build: func(m program.Maker) {
			x := newExit(m)
			company, dt := m.Text("company"), m.Grid().Dt()
			cash, cond := program.None, program.None
			if m.Has("when") {
				cond = m.Condition("when")
			}
			if cond == program.None || m.Known(company+".cash_after_funding") && m.Keeps(company) {
				cash = m.Read(company + ".cash_after_funding")
			}
			hole := m.Column()
			m.Step(func(b *program.Block) {
				d, k := b.Col(x.due), b.Col(hole)
				for i := range d {
					d[i], k[i] = math.NaN(), 0
					if cash != program.None {
						k[i] = math.Max(0, -b.Columns[cash][i])
					}
					fails := k[i] > 0
					if cond != program.None {
						fails = b.Columns[cond][i] != 0
					}
					if fails && x.open(b, i) { // it is found out at the end of the step
						d[i] = dt
					}
				}
			})
			x.decide()
			sale, proceeds, filled, value := m.Number("sale"), m.Output("proceeds"), m.Output("filled"), m.Read(company+".value")
			m.Step(func(b *program.Block) {
				h, p, f, v, s, k := b.Col(x.happens), b.Col(proceeds), b.Col(filled), b.Col(value), b.Col(sale), b.Col(hole)
				for i := range h {
					p[i], f[i] = 0, 0
					if h[i] != 0 {
						brings := math.Max(0, float64(s[i]*v[i]))
						f[i] = math.Min(k[i], brings)
						p[i] = brings - f[i]
					}
				}
			})
			x.tell("has run out of money and is sold", proceeds, "proceeds to holders")
			m.Pay(program.Payment{From: "acquirer", To: company, Kind: "debts", Money: filled})
			m.Exit(program.Exit{Company: company, Terminal: true, Stops: true, Happens: x.happens, Proceeds: proceeds})
		},
	})
}
