package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// By hand: an IPO that sells new shares for 5% of a value of $1,000bn at a discount of 10%: $50bn at $900bn pre-money,
// 50/950 = 5.3% is new.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "exits", Name: "ipo",
			Summary: "The company lists its shares: it raises money, preferences turn into common shares.",
			Why:     "Tranches may wait for it, investors may sell after it, and it ends the first claim of preferred shares.",
			Model:   "In a step it comes with probability 1 - e^(-hazard·dt), where the condition holds. It raises primary · market value, at a pre-money value of market value · (1 - discount): primary/(1 - discount) new shares for each there is. Preferred shares become common.",
			Posts:   "The public to the company: what is raised (equity).",
			ByHand:  "New shares for 5% of a value of $1,000bn at a discount of 10%: $50bn at $900bn pre-money, 50/950 = 5.3% is new; a holder of 20% has 20% · 900/950 = 18.9%.",
			Step:    "Exact for a constant hazard, whatever else is due in the step: the first in time comes. Its condition is looked at on period ends.",
			Moments: "P(by T) = 1 - e^(-hazard·T); of competing hazards a and b the first wins with a/(a+b)·(1 - e^(-(a+b)·T)).",
			Limits:  "To sell new shares the company needs a market value; a company without worth lists and raises nothing. What is raised is there before the company is looked at for insolvency in the step. The lock-up holds back investors who say that they sell; the public and other holders are not followed. A condition of a tranche sees the listing from the next step on: prev(ipo.happened).",
			Source:  "Ritter and Welch (2002), Journal of Finance 57(4), for underpricing",
			Checked: "TestExitsByHand, TestAListingSavesByHand, TestSellingAfterAListingByHand, validation/competing-hazards.yaml",
			Example: "ipo: {kind: ipo, company: anthropic, hazard: 55%/y, from: 2 quarters,\n      primary: 5%, discount: 10%}",
			Fields: append([]schema.Field{{Name: "company", Form: schema.Ref, Refers: "party", Required: true, Help: "who lists"}}, append(hazardFields(),
				schema.Field{Name: "primary", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "money raised with new shares, as a share of the market value"},
				schema.Field{Name: "discount", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(-1), Max: schema.Limit(0.95), Help: "price discount of the new shares off the market value; below zero for a premium"},
				schema.Field{Name: "lockup", Form: schema.Span, Default: "0y", Help: "time after the listing in which no investor sells; who sells after it is said by sells of an investor's holds"},
			)...),
			Outputs: exitOutputs(
				schema.Output{Suffix: "raised", Dim: unit.Money, Flow: true, Label: "money raised in", Help: "money raised"},
				schema.Output{Suffix: "shares", Dim: unit.Number, Flow: true, Hidden: true, Help: "new shares for each there is"},
			),
		},
		Build: func(m program.Maker) {
			x := newExit(m)
			company := m.Text("company")
			x.hazard()
			x.decide()
			primary, discount, raised, shares := m.Number("primary"), m.Number("discount"), m.Output("raised"), m.Output("shares")
			value, price := program.None, m.Column()
			if p, certain := m.Constant("primary"); m.Known(company+".value") || !certain || p > 0 {
				value = m.Read(company + ".value")
			}
			m.Step(func(b *program.Block) {
				b.Clear(raised)
				b.Clear(shares)
				b.Clear(price)
				listed := b.Among(x.happens)
				if value == program.None || !listed.Any() {
					return
				}
				v, p, d := b.Col(value), b.Col(primary), b.Col(discount)
				money, new, at := b.Few(raised, listed), b.Few(shares, listed), b.Few(price, listed)
				for _, i := range listed.List(&b.Room) {
					if v[i] > 0 {
						money[i], new[i], at[i] = p[i]*v[i], p[i]/(1-d[i]), v[i]*(1-d[i])
					}
				}
			})
			m.Issue(program.Issue{Investor: "the public", Company: company, Money: raised, Shares: shares, Preference: program.None, Returned: program.None})
			m.Pay(program.Payment{From: "the public", To: company, Kind: "equity", Money: raised})
			x.tell("is listed", raised, "money raised")
			m.Exit(program.Exit{Company: company, Happens: x.happens, Proceeds: program.None, Lockup: m.StepsIn("lockup"), Price: price})
		},
	})
}
