package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Cash is what a company has: the balance of every payment it makes and gets.
//
// Arithmetic of a step: operating cash = revenue + interest on the cash before - what is paid under commitments - compute
// bought elsewhere - other cost - tax; tax = rate · max(0, profit - losses carried). What is paid under commitments is
// the bill after discounts and credits, idle capacity, marketplace spend, true-ups and fees, less refunds: a cost of the step in which it
// is paid. Credits that shares were given for lower what is paid, but not the profit that is taxed. So the result of a step is known when its commitments have settled. It posts revenue from customers, other
// cost to suppliers, compute to other vendors, tax to the state, interest from the bank. By hand: revenue $8bn, compute
// $4.8bn, other cost 45% = $3.6bn: a loss of $0.4bn is carried; next quarter a profit of $1bn pays tax of 21% · (1 -
// 0.4) = $0.126bn; with a true-up of $0.5bn in it, 21% · (0.5 - 0.4) = $0.021bn.
var cashFields = schema.Field{Name: "cash", Form: schema.Group, Help: "the company's cash, the balance of all that it gets and pays; it keeps none unless given", Fields: []schema.Field{
	{Name: "start", Form: schema.Number, Dim: unit.Money, Help: "needed for cash: what it has on the day of the deal, before the deal's own money"},
	{Name: "other_cost", Form: schema.Signal, Dim: unit.Number, Default: "0%", Help: "cost other than compute, as a share of revenue"},
	{Name: "elsewhere", Form: schema.Choice, Choices: []string{"bought", "unmet"}, Default: "bought", Help: "compute needed but not bought under a commitment: bought elsewhere at the same cost, or unmet: done without"},
	{Name: "tax", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "rate of tax on profit, after losses carried forward"},
	{Name: "losses", Form: schema.Number, Dim: unit.Money, Default: "$0", Min: schema.Limit(0), Help: "losses carried forward that it has on the day of the deal"},
	{Name: "interest", Form: schema.Number, Dim: unit.Rate, Default: "0%/y", Help: "interest on cash, continuous; nothing is paid on a negative balance"},
}}

func checkCash(q program.Query) []program.Rule {
	if q.Has("cash.start") && !q.Has("revenue") {
		return []program.Rule{{Field: "cash.start", Wrong: "cash needs a revenue", Remedy: "add revenue: {process: …}"}}
	}
	for _, f := range cashFields.Fields {
		if f.Name != "start" && q.Given("cash."+f.Name) && !q.Has("cash.start") {
			return []program.Rule{{Field: "cash." + f.Name, Wrong: "the company keeps no cash: how much it begins with is missing", Remedy: "add start: $5bn"}}
		}
	}
	return nil
}

func buildCash(m program.Maker) {
	id := m.ID()
	m.In(program.Cash)
	dt := m.Grid().Dt()
	revenue, rate, share := m.Read(id+".revenue"), m.Number("cash.interest"), m.Signal("cash.other_cost")
	cash, gone := m.Before(id+".cash"), m.Gone(id)
	bought, need := program.None, program.None
	if m.Known(id + ".compute_bought") {
		bought = m.Read(id + ".compute_bought")
	}
	if m.Has("compute.share_of_revenue") {
		need = m.Read(id + ".compute_need")
	}
	var answers []program.Slot // of demand to prices, where there is a need
	for _, a := range m.Answers(id) {
		if answer := m.Read(a + ".answer"); need != program.None {
			answers = append(answers, answer)
		}
	}
	elsewhere := m.Text("cash.elsewhere") == "bought"
	other, outside, interest := m.Column(), m.Column(), m.Column()
	yield := m.Derived(1, []program.Slot{rate}, func(b *program.Block, to []program.Slot) {
		y, r := b.Col(to[0]), b.Col(rate)
		for i := range y {
			y[i] = column.Exp1(float64(r[i]*dt)) - 1
		}
	})[0]
	wanted, none := m.Column(), m.Column()
	m.Step(func(b *program.Block) {
		column.Mul(b.Col(other), b.Col(share), b.Col(revenue))
		column.Yield(b.Col(interest), b.Col(cash), b.Col(yield), b.Col(gone))
		if !elsewhere {
			return // outside is nothing
		}
		w, under := b.Col(none), b.Col(none)
		if need != program.None {
			w = b.Col(need)
		}
		if len(answers) > 0 {
			sum := b.Col(wanted)
			*sum = *w
			for _, a := range answers {
				column.Add(sum, sum, b.Col(a))
			}
			w = sum
		}
		if bought != program.None {
			under = b.Col(bought)
		}
		column.Excess(b.Col(outside), w, under) // at list price, as the need is
	})
	pay := func(from, to, kind string, money program.Slot) {
		m.Pay(program.Payment{From: from, To: to, Kind: kind, Money: money})
	}
	pay("customers", id, "revenue", revenue)
	pay(id, "suppliers", "other cost", other)
	pay(id, "other vendors", "compute", outside)
	pay("the bank", id, "interest", interest)
	pay(id, "the state", "tax", buildResult(m, result{revenue, interest, other, outside}))
	m.Balance(id, m.Number("cash.start"))
	for _, name := range []string{"cash", "cash_before_funding", "cash_before_rounds", "cash_after_funding"} {
		m.Promise(name)
	}
}

// result is what the profit of a step is made of, but for what is paid under commitments.
type result struct{ revenue, interest, other, outside program.Slot }

// buildResult makes profit, tax and burn when commitments have settled, and returns the tax.
func buildResult(m program.Maker, x result) program.Slot {
	m.In(program.Commitments)
	taxRate, losses, carried := m.Number("cash.tax"), m.Number("cash.losses"), m.Column()
	paid, forShares := program.None, program.None
	if m.Known(m.ID() + ".compute_paid") {
		paid, forShares = m.Read(m.ID()+".compute_paid"), m.Read(m.ID()+".compute_for_shares")
	}
	gone := m.Gone(m.ID())
	operating, tax, burn := m.Output("operating_cash"), m.Output("tax"), m.Output("burn")
	var recent [4]program.Slot
	for k := range recent {
		recent[k] = m.Column()
	}
	none := m.Column()
	m.Start(func(b *program.Block) { *b.Col(carried) = *b.Col(losses) })
	m.Step(func(b *program.Block) {
		unpaid := b.Col(none)
		if paid != program.None { // what a seller recovers of one that has failed is no cost of its business
			unpaid = b.Col(paid)
		}
		e := column.Earnings{In: b.Col(x.revenue), Interest: b.Col(x.interest), Out: b.Col(x.other), Outside: b.Col(x.outside), Paid: unpaid,
			Rate: b.Col(taxRate), Losses: b.Col(carried), Result: b.Col(operating), Tax: b.Col(tax), Loss: b.Col(burn)}
		if forShares != program.None && !b.Empty(forShares) { // a cost as any, though no cash is paid any more
			e.Less = b.Col(forShares)
		}
		if !b.Empty(gone) {
			e.Gone = b.Col(gone)
		}
		for k, slot := range recent {
			e.Last[k] = b.Col(slot)
		}
		column.Earn(&e, b.Step%4, float64(min(b.Step, 4)))
	})
	return tax
}
