package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// By hand: a company worth $100bn is bought at a premium of 20%: $120bn is shared out; a class that paid $30bn with a
// preference of once for 10% of the shares takes 30, since 10% of 120 is less; the other 90% share 90.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "exits", Name: "acquisition",
			Summary: "The company is bought: its holders are paid out by class, its business goes on under another owner.",
			Why:     "The other way out, and the one in which preferences count.",
			Model:   "proceeds = (value + new money of the step) · (1 + premium); classes with a preference take preference · money paid, or convert where that is more",
			Step:    "Exact for a constant hazard, whatever else is due in the step: the first in time comes.",
			Limits:  "Commitments stay with the business. Tranches not yet paid are cancelled. The rounds of one block are one class of shares.",
			Source:  "Metrick and Yasuda, Venture Capital and the Finance of Innovation, chapter 9, for the waterfall",
			Checked: "TestExitsByHand, TestWaterfallByHand",
			Example: "takeover: {kind: acquisition, company: anthropic, hazard: 2%/y, premium: 20%}",
			Fields: append([]schema.Field{{Name: "company", Form: schema.Ref, Refers: "party", Required: true, Help: "who is bought"}}, append(hazardFields(),
				schema.Field{Name: "premium", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(-1), Help: "paid above the market value"},
			)...),
			Outputs: exitOutputs(schema.Output{Suffix: "proceeds", Dim: unit.Money, Flow: true, Label: "proceeds of", Help: "shared out among all holders"}),
		},
		Build: func(m program.Maker) {
			x := newExit(m)
			company := m.Text("company")
			x.hazard()
			x.decide()
			premium, proceeds, value, money := m.Number("premium"), m.Output("proceeds"), m.Read(company+".value"), m.Read(company+".new_money")
			m.Step(func(b *program.Block) {
				h, p, v, k, in := b.Col(x.happens), b.Col(proceeds), b.Col(value), b.Col(premium), b.Col(money)
				for i := range h {
					p[i] = 0
					if h[i] != 0 {
						p[i] = max(0, (v[i]+in[i])*(1+k[i]))
					}
				}
			})
			x.tell("is sold", proceeds, "proceeds to holders")
			m.Exit(program.Exit{Company: company, Terminal: true, Happens: x.happens, Proceeds: proceeds})
		},
	})
}
