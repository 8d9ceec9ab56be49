package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Arithmetic of a step: the sale pays in this order: the hole in the company's cash, what commitments and notes recover,
// the holders. It posts what fills the hole, and what is kept for claims, from the acquirer to the company, which pays the
// claims in the next step. What the company has in cash, and what a listing raises in the step, is there before the sale.
// A hole that the sale does not fill is what others are not paid: first true-ups, fees and notes repaid of the step, all
// by the same share, then whoever else was paid in it. Cash that is left over goes to the acquirer, which pays as much
// more to the holders.
//
// By hand: cash after all funding is -$2bn, the business is worth $50bn: sold at 20% it brings $10bn; $2bn fill the
// hole. $38bn are left of a floor, of which the seller recovers 10%: $3.8bn are kept for it, and $4.2bn are shared out among
// the holders, preferences first. Sold at 8% it brings $4bn: $2bn fill the hole, $2bn are kept for a claim of 3.8, and the
// holders get nothing.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "exits", Name: "insolvency",
			Summary: "The company runs out of cash and cannot raise any: it is sold for a fraction, and its business ends.",
			Why:     "A failure takes the investor's stake and the seller's customer at once: this is for seeing the two losses together.",
			Model:   "It comes at the first period end at which cash after all new money, that of a listing too, is below zero, or the condition given holds. The sale brings sale · market value. First it fills the hole in the cash, then it pays what commitments and notes recover, all at one rate when there is too little; proceeds = the rest and what cash is left, shared out by class as in an acquisition. A hole that is larger than what the sale brings is not paid: the same share of each true-up, fee and note repaid of the step, and beyond these of other bills; so cash is never below zero after it. From the next step on the company earns and spends nothing.",
			Posts:   "The acquirer to the company: what fills the hole (debts) and what is kept for claims; the acquirer to each holder: its part of the proceeds; the company to the acquirer: what cash is left (cash left). Sellers, lenders and other creditors to the company: what of the bills of the step is not paid (not paid). In the next step the company to sellers and lenders: true-ups and notes repaid.",
			ByHand:  "Cash is -$2bn after all funding, the business is worth $50bn. Sold at 20% it brings $10bn: $2bn fill the hole, 10% of the $38bn left of a floor, $3.8bn, are kept for the seller, and $4.2bn go to holders, preferences first. Sold at 8% it brings $4bn: $2bn, then $2bn for a claim of 3.8, and nothing for holders.\nA true-up of $50bn is due, cash before it is $1bn, and the sale brings $5bn: the seller gets 6, and 44 are not paid. With $20bn in cash, no debts and a sale that brings $5bn, holders get 25.",
			Step:    "Exact on the grid: it is looked for at period ends.",
			Limits:  "The company needs a market value, and cash unless a condition is given. What is recovered reaches the other side in the next step.",
			Source:  "Creditors before holders: the absolute priority rule, 11 U.S.C. 726 and 1129(b); Franks and Torous (1989), Journal of Finance 44(3), for how far practice keeps it",
			Checked: "TestExitsByHand, TestRecoveryRanksAheadByHand, TestWhatAFailingBuyerPaysByHand, TestCashLeftByHand, TestAListingSavesByHand, validation/equity-side.yaml",
			Example: "insolvency: {kind: insolvency, company: anthropic, sale: 20%}",
			Fields: []schema.Field{
				{Name: "company", Form: schema.Ref, Refers: "party", Required: true, Help: "who fails"},
				{Name: "when", Form: schema.Condition, Help: "what counts as failing; cash below zero after all funding unless given"},
				{Name: "sale", Form: schema.Number, Dim: unit.Number, Default: "20%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "what a distressed sale brings, as a share of the market value"},
			},
			Outputs: exitOutputs(schema.Output{Suffix: "proceeds", Dim: unit.Money, Flow: true, Label: "proceeds of", Help: "money shared out among all holders"},
				schema.Output{Suffix: "filled", Dim: unit.Money, Flow: true, Hidden: true, Label: "debts paid in", Help: "what of the sale fills the hole in the company's cash"},
				schema.Output{Suffix: "kept", Dim: unit.Money, Flow: true, Hidden: true, Label: "kept for claims in", Help: "what of the sale is kept for commitments and notes"},
				schema.Output{Suffix: "unpaid", Dim: unit.Number, Flow: true, Hidden: true, Label: "not paid in", Help: "share of the true-ups, fees and notes repaid of the step that is not paid"},
				schema.Output{Suffix: "lost", Dim: unit.Money, Flow: true, Hidden: true, Label: "other bills not paid in", Help: "what of other bills of the step is not paid"},
				schema.Output{Suffix: "left", Dim: unit.Money, Flow: true, Hidden: true, Label: "cash left in", Help: "what of the company's cash goes to the acquirer, and so to the holders"},
				schema.Output{Suffix: "met", Dim: unit.Number, Hidden: true, Label: "claims met in", Help: "share of what commitments and notes can recover that is paid to them; 0 before"}),
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
			var listings []program.Slot // what they raise
			for _, id := range m.Siblings() {
				if q := m.Of(id); q.Text("company") == company && q.Has("primary") {
					listings = append(listings, m.Read(id+".raised"))
				}
			}
			has, none := m.Column(), m.Column() // cash with what listings raise
			m.Step(func(b *program.Block) {
				x.none(b)
				var fails column.Set
				if cond != program.None {
					fails = column.Where(b.Col(cond))
				} else { // what a listing raises is never below zero
					fails = column.WhereLess(b.Col(cash), b.Col(none))
				}
				if !fails.Any() {
					return
				}
				fails = x.open(b, fails)
				d := b.Col(x.due)
				for _, i := range fails.List(&b.Room) { // it is found out at the end of the step
					if cash != program.None {
						sum := b.Columns[cash][i]
						for _, l := range listings {
							sum += b.Columns[l][i]
						}
						if b.Columns[has][i] = sum; cond == program.None && !(sum < 0) {
							fails.Drop(int(i))
							continue
						}
					}
					d[i] = dt
				}
				*b.Set(x.dues) = fails
			})
			x.decide()
			sale, proceeds, filled, value := m.Number("sale"), m.Output("proceeds"), m.Output("filled"), m.Read(company+".value")
			kept, met := m.Output("kept"), m.Output("met")
			unpaid, lost, left := m.Output("unpaid"), m.Output("lost"), m.Output("left")
			var claims, bills []program.Slot
			for _, name := range m.Due(company) {
				bills = append(bills, m.Read(name))
			}
			for _, id := range m.Claims(company) {
				claims = append(claims, m.Read(id+".claim"))
			}
			m.Start(func(b *program.Block) { b.Clear(met) })
			m.Step(func(b *program.Block) {
				for _, s := range []program.Slot{proceeds, filled, kept, unpaid, lost, left} {
					b.Clear(s)
				}
				sold := b.Where(x.happens)
				if !sold.Any() {
					return
				}
				v, s := b.Col(value), b.Col(sale)
				p, f, c := b.Open(proceeds), b.Open(filled), b.Open(kept)
				for i := sold.Next(0); i < column.Size; i = sold.Next(i + 1) {
					hole, own := 0.0, 0.0
					if cash != program.None {
						hole, own = max(0, -b.Columns[has][i]), max(0, b.Columns[has][i])
					}
					brings := max(0, float64(s[i]*v[i]))
					f[i] = min(hole, brings)
					p[i] = brings - f[i]
					if missing := hole - f[i]; missing > 0 { // the sale is used up
						due := 0.0
						for _, x := range bills {
							due += b.Columns[x][i]
						}
						if due > missing {
							b.Open(unpaid)[i] = missing / due
						} else {
							b.Open(unpaid)[i], b.Open(lost)[i] = 1, missing-due
						}
					}
					owed, pays := 0.0, 0.0
					for _, x := range claims {
						owed += b.Columns[x][i]
					}
					if owed > 0 { // the company's cash first, then the sale
						pays = min(owed, own)
						c[i] = min(p[i], owed-pays)
						p[i] -= c[i]
						b.Open(met)[i] = (pays + c[i]) / owed
					}
					keeps := own - pays
					b.Open(left)[i] = keeps
					p[i] += keeps
				}
			})
			x.tell("has run out of money and is sold", proceeds, "proceeds to holders")
			m.Pay(program.Payment{From: "acquirer", To: company, Kind: "debts", Money: filled})
			m.Pay(program.Payment{From: "acquirer", To: company, Kind: "claims", Money: kept})
			m.Pay(program.Payment{From: "other creditors", To: company, Kind: NotPaid, Money: lost})
			m.Pay(program.Payment{From: company, To: "acquirer", Kind: "cash left", Money: left})
			m.Exit(program.Exit{Company: company, Terminal: true, Stops: true, Happens: x.happens, Proceeds: proceeds})
		},
	})
}
