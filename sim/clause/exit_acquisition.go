package clause

import (
	"dealsim/sim/column"
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
			Why:     "The way out in which preferences count: what is paid goes to the classes of shares in turn.",
			Model:   "In a step it comes with probability 1 - e^(-hazard·dt), where the condition holds. proceeds = (market value + new money of the step, loans left out) · (1 + premium), shared out: a class with a preference takes preference · money paid, or its part as common shares where that is more; a participating one takes both; the rest goes to common shares, each alike.",
			Posts:   "The acquirer to each holder: its part of the proceeds. Notes are repaid by the company.",
			ByHand:  "A company worth $100bn is bought at a premium of 20%: $120bn. A class that paid $30bn for 10% of the shares, with a preference of once, takes $30bn, since 10% of 120 is only 12; the other 90% share $90bn. Worth $400bn it converts: 10% of 480 is $48bn.",
			Step:    "Exact for a constant hazard, whatever else is due in the step: the first in time comes.",
			Limits:  "The company needs a market value. Commitments stay with the business. Tranches not yet paid are cancelled. The rounds of one block are one class of shares.",
			Source:  "Metrick and Yasuda, Venture Capital and the Finance of Innovation, chapter 9, for the waterfall",
			Checked: "TestExitsByHand, TestWaterfallByHand, TestALoanIsNoEquityByHand",
			Example: "takeover: {kind: acquisition, company: anthropic, hazard: 2%/y, premium: 20%}",
			Fields: append([]schema.Field{{Name: "company", Form: schema.Ref, Refers: "party", Required: true, Help: "who is bought"}}, append(hazardFields(),
				schema.Field{Name: "premium", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(-1), Help: "what is paid above the market value, as a share of it; below zero for less"},
			)...),
			Outputs: exitOutputs(schema.Output{Suffix: "proceeds", Dim: unit.Money, Flow: true, Label: "proceeds of", Help: "money shared out among all holders"}),
		},
		Build: func(m program.Maker) {
			x := newExit(m)
			company := m.Text("company")
			x.hazard()
			x.decide()
			premium, proceeds, value, money := m.Number("premium"), m.Output("proceeds"), m.Read(company+".value"), m.Read(company+".new_money")
			m.Step(func(b *program.Block) {
				b.Clear(proceeds)
				sold := b.Where(x.happens)
				if !sold.Any() {
					return
				}
				p, v, k, in := b.Open(proceeds), b.Col(value), b.Col(premium), b.Col(money)
				for i := sold.Next(0); i < column.Size; i = sold.Next(i + 1) {
					p[i] = max(0, (v[i]+in[i])*(1+k[i]))
				}
			})
			x.tell("is sold", proceeds, "proceeds to holders")
			m.Exit(program.Exit{Company: company, Terminal: true, Happens: x.happens, Proceeds: proceeds})
		},
	})
}
