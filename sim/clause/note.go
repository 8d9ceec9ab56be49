package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// A convertible note is a loan that turns into shares at the next round, at the better of two prices for its holder:
// a cap on the pre-money value, or a discount off the round's.
//
// Arithmetic of a step: on the day the amount is paid. At the first round after it, owed = amount · (1 + interest · t)
// buys owed/W new shares for each there is, W = min(cap, (1 - discount) · round's pre-money). At maturity without a
// round it is repaid, or converts at the cap. It posts the loan from investor to company, and what is repaid back.
//
// By hand: $5bn at 5% with a cap of $400bn and a discount of 20%; a round after 1.5 years at $450bn: owed 5 · 1.075 =
// 5.375, W = min(400, 360) = 360: 1.493 shares for each hundred. At $600bn W = min(400, 480) = 400.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "notes", Name: "note",
			Summary: "A convertible note: a loan that turns into shares at the next round, at a cap or at a discount.",
			Why:     "A loan now whose price is left to the next round. Amazon's first $8bn in Anthropic came largely this way.",
			Model: "owed = amount · (1 + interest · t), t years after the loan.\n" +
				"In the first step after that of the loan in which a round raises money: new shares = owed / min(cap, (1 - discount) · pre-money of the round), for each share there is. Of several rounds in the step the one with the lowest pre-money value counts.\n" +
				"At maturity without a round: owed is repaid, or converts at the cap; without a cap at the market value.\n" +
				"Still a loan at the horizon: nothing is paid, and owed counts in full in the rate of return, the multiple and the present value; of a company that fails in the last step, what will be recovered.",
			Posts:   "Investor to company: the loan (note). Company to investor: what is repaid (note repaid), and back what of it is not paid as the company fails in the step (not paid); a conversion moves no money.",
			ByHand:  "$5bn at 5%/y with a cap of $400bn and a discount of 20%. A round after 1.5 years at $450bn: owed 5 · 1.075 = $5.375bn, price min(400, 360) = $360bn: 5.375/360 = 1.493 new shares for each hundred. At $600bn the price is min(400, 480) = $400bn: 1.344.",
			Step:    "Exact on the grid.",
			Moments: "For a round after T years at market value V, owed A then and discount d: value of the shares before dilution = A · max(1/(1-d), V/cap). Priced without risk at rate r it is worth A · (e^(-rT)/(1-d) + C/cap) on the day of the loan, C being a call on V struck at cap/(1-d).",
			Limits:  "Interest is simple. A loan is no equity: it adds nothing to the value of stakes, nor to the price of a sale. Nothing is lent to a company already sold. Rounds convert it; tranches and listings do not. A sale of the company repays it; insolvency repays the share that recovery says, before the holders and beside what commitments recover; less where there is less.",
			Source:  "Y Combinator and NVCA model notes; the better of the two prices is the holder's",
			Checked: "TestNoteByHand, TestALoanComesBackByHand, TestALoanIsNoEquityByHand, TestANoteTakesTheCheaperRoundByHand, TestRecoveryRanksAheadByHand, validation/convertible-note.yaml",
			Example: "first: {investor: amazon, into: anthropic, amount: $4bn, on: 2026-04-20,\n        cap: $400bn, discount: 20%, interest: 5%/y, maturity: 2y}",
			Fields: []schema.Field{
				{Name: "investor", Form: schema.Ref, Refers: "party", Required: true, Help: "who lends"},
				{Name: "into", Form: schema.Ref, Refers: "party", Required: true, Help: "the company that borrows"},
				{Name: "amount", Form: schema.Number, Dim: unit.Money, Required: true, Min: schema.Limit(0), Help: "the money lent"},
				{Name: "on", Form: schema.Day, Required: true, Help: "lent on this day, at the end of the step that holds it"},
				{Name: "cap", Form: schema.Number, Dim: unit.Money, Min: schema.Limit(0), Help: "highest pre-money value at which it converts; no cap unless given"},
				{Name: "discount", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(0.95), Help: "discount off the round's price"},
				{Name: "interest", Form: schema.Number, Dim: unit.Rate, Default: "0%/y", Help: "simple interest, added to what is owed"},
				{Name: "maturity", Form: schema.Span, Help: "time after the loan at which it ends without a round; it stays a loan to the end of the run unless given, and what is then owed counts at the horizon"},
				{Name: "at_maturity", Form: schema.Choice, Choices: []string{"repay", "convert"}, Default: "repay", Help: "repaid, or converted at the cap (at market value without a cap)"},
				{Name: "recovery", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "share of what is owed that is repaid when the company is insolvent, as far as there is money"},
			},
			Outputs: []schema.Output{
				{Suffix: "paid", Dim: unit.Money, Flow: true, Label: "money lent under", Help: "money lent"},
				{Suffix: "repaid", Dim: unit.Money, Flow: true, Label: "money repaid under", Help: "money due and repaid; what of it is not paid as the company fails is unpaid"},
				{Suffix: "due", Dim: unit.Money, Flow: true, Hidden: true, Label: "to be repaid under", Help: "what is repaid at the end of the step, unless a round of the step turns it into shares"},
				{Suffix: "unpaid", Dim: unit.Money, Flow: true, Hidden: true, Label: "not repaid under", Help: "what of the money due in the step is not paid, as the company fails in it and cash and sale are not enough"},
				{Suffix: "owed", Dim: unit.Money, Label: "owed under", Help: "principal and interest at the end of the step; nothing once it has ended"},
				{Suffix: "worth", Dim: unit.Money, Hidden: true, Help: "what is owed, or, in the step in which the company fails, what will be recovered of it"},
				{Suffix: "shares", Dim: unit.Number, Flow: true, Hidden: true, Help: "new shares for each there is, in the step of conversion"},
				{Suffix: "price", Dim: unit.Money, Hidden: true, Help: "pre-money value at which it converted; undefined where it did not"},
				{Suffix: "claim", Dim: unit.Money, Hidden: true, Help: "what the holder can claim if the company fails in the step"},
				{Suffix: "converted", Dim: unit.Number, Hidden: true, Help: "1 from the step of conversion on"},
			},
		},
		Build: buildNote,
	})
}

func buildNote(m program.Maker) {
	company, grid := m.Text("into"), m.Grid()
	m.In(program.Tranches)
	amount, interest := m.Number("amount"), m.Number("interest")
	paid, due := m.Output("paid"), m.Output("due")
	on := m.StepOn("on")
	end := grid.Steps + 1
	if m.Has("maturity") {
		end = on + m.StepsIn("maturity")
	}
	repay, sold, state := m.Text("at_maturity") == "repay", m.Sold(company), m.Column()
	const waiting, lent, ended = 0, 1, 2
	m.Look(func(b *program.Block) { // what is lent, and what will be repaid, is known before rounds are held
		b.Clear(paid)
		b.Clear(due)
		if b.Step < on || b.Step > on && (b.Step < end || !repay) {
			return
		}
		s, over, face := b.Col(state), column.Where(b.Col(sold)), b.Col(amount)
		if b.Step == on {
			lends, pd := column.Everywhere.Without(over), b.Open(paid)
			for i := lends.Next(0); i < column.Size; i = lends.Next(i + 1) {
				pd[i], s[i] = face[i], lent
			}
			return
		}
		ends := column.WhereIs(s, lent).Without(over)
		if !ends.Any() {
			return
		}
		t, du := grid.Years(b.Step)-grid.Years(on), b.Open(due)
		for i := ends.Next(0); i < column.Size; i = ends.Next(i + 1) {
			du[i] = face[i] * (1 + float64(b.Columns[interest][i]*t))
		}
	})
	m.Pay(program.Payment{From: m.Text("investor"), To: company, Kind: "note", Money: paid})

	m.In(program.Rounds)
	m.Read(m.ID() + ".due")
	discount, recovery, repaid, owed := m.Number("discount"), m.Number("recovery"), m.Output("repaid"), m.Output("owed")
	shares, price, converted := m.Output("shares"), m.Output("price"), m.Output("converted")
	top, value := program.None, program.None
	if m.Has("cap") {
		top = m.Number("cap")
	} else if m.Text("at_maturity") == "convert" {
		value = m.Read(company + ".value")
	}
	type round struct{ raised, price program.Slot }
	var rounds []round
	for _, id := range m.Rounds(company) {
		rounds = append(rounds, round{m.Read(id + ".raised"), m.Read(id + ".price")})
	}
	gone := m.Gone(company)
	claim := program.None // what is recovered if the company fails in the step
	var met []program.Slot
	if r, certain := m.Constant("recovery"); !certain || r > 0 {
		for _, id := range m.Failures(company) {
			claim = m.Output("claim")
			met = append(met, m.Before(id+".met"))
		}
	}
	m.Start(func(b *program.Block) {
		column.Fill(b.Col(price), math.NaN())
	})
	m.Look(func(b *program.Block) {
		b.Clear(repaid)
		b.Clear(shares)
		b.Clear(owed)
		s := b.Col(state)
		open := column.WhereIs(s, lent)
		if !open.Any() {
			if claim != program.None {
				b.Clear(claim)
			}
			return
		}
		ow := b.Open(owed)
		column.Scale(ow, b.Col(interest), grid.Years(b.Step)-grid.Years(on))
		column.Shift(ow, ow, 1)
		column.Mul(ow, b.Col(amount), ow)
		rest := column.Everywhere.Without(open)
		for i := rest.Next(0); i < column.Size; i = rest.Next(i + 1) {
			ow[i] = 0
		}
		var ends column.Set // where it may end in the step
		switch {
		case b.Step == on:
		case b.Step >= end:
			ends = open
		default:
			ends = b.Where(sold)
			for _, r := range rounds {
				ends = ends.Or(b.Where(r.raised))
			}
			ends = ends.And(open)
		}
		for i := ends.Next(0); i < column.Size; i = ends.Next(i + 1) {
			debt := ow[i]
			if b.Columns[sold][i] != 0 {
				back := debt
				if b.Columns[gone][i] != 0 {
					back = 0
					for _, x := range met {
						back += float64(b.Columns[claim][i] * b.Columns[x][i])
					}
				}
				b.Open(repaid)[i] = back
				s[i], ow[i] = ended, 0
				continue
			}
			at := math.NaN()
			for _, r := range rounds { // of several in a step the cheapest: the better for its holder
				if pre := b.Columns[r.price][i] * (1 - b.Columns[discount][i]); b.Columns[r.raised][i] > 0 && !(at <= pre) {
					at = pre
				}
			}
			if at != at && b.Step >= end {
				if repay {
					b.Open(repaid)[i] = debt
					s[i], ow[i] = ended, 0
					continue
				}
				at = math.Inf(1)
				if value != program.None {
					at = b.Columns[value][i]
				}
			}
			if at != at {
				continue
			}
			if top != program.None {
				at = min(at, b.Columns[top][i])
			}
			b.Open(shares)[i] = debt / at
			s[i], ow[i] = ended, 0
			b.Columns[price][i], b.Columns[converted][i] = at, 1
		}
		if claim != program.None {
			column.Mul(b.Open(claim), b.Col(recovery), ow)
		}
	})
	tellNote(m, paid, repaid, shares, price, sold)
	m.Pay(program.Payment{From: company, To: m.Text("investor"), Kind: "note repaid", Money: repaid})
	x := program.Issue{Investor: m.Text("investor"), Company: company, Money: paid, Shares: shares, Preference: program.None, Returned: repaid, Owed: m.ID() + ".worth"}
	fails := len(m.Failures(company)) > 0 && m.Keeps(company) && x.Investor != company
	if fails {
		x.Returned = m.Column()
	}
	if m.Issue(x); fails {
		buildNoteUnpaid(m, repaid, x.Returned)
	}
	noteWorth(m, company, owed, claim)
}

// buildNoteUnpaid makes what of a note that matures is not paid, as the company fails in the step, and what is.
func buildNoteUnpaid(m program.Maker, repaid, returned program.Slot) {
	m.In(program.Exits)
	var parts []program.Slot
	for _, id := range m.Failures(m.Text("into")) {
		parts = append(parts, m.Read(id+".unpaid"))
	}
	unpaid := m.Output("unpaid")
	m.Step(func(b *program.Block) {
		if b.Empty(repaid) {
			b.Clear(unpaid)
			b.Clear(returned)
			return
		}
		b.Open(unpaid)
		takeBack(b, unpaid, repaid, parts)
		column.Sub(b.Open(returned), b.Col(repaid), b.Col(unpaid))
	})
	m.Pay(program.Payment{From: m.Text("investor"), To: m.Text("into"), Kind: NotPaid, Money: unpaid})
}
