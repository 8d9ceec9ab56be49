package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// A company has a revenue, a market value, and a need for compute that follows its revenue.
//
// Arithmetic of a step: revenue = (ARR before + ARR now)/2 × step; compute need = share of revenue × revenue.
// Without cash it posts nothing. With cash, see cash.go. By hand: ARR goes from $30bn to $34bn in a quarter: revenue
// (30+34)/2/4 = $8bn; at 60% the need is $4.8bn. From the step after the company has ended both are nothing.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "companies", Name: "company",
			Summary: "A company: how its annualised revenue and its market value move, and the compute it needs.",
			Why:     "Demand, tranches, rounds and stakes follow from how well a company does: its revenue, its value, its cash.",
			Model: "revenue of a step = (ARR before + ARR now)/2 · dt; compute need = share_of_revenue · revenue.\n" +
				"With cash: result = revenue + interest - what is paid under commitments - compute bought elsewhere - other_cost · revenue; tax = tax · max(0, result - losses carried); operating cash = result - tax. Interest = cash before, where above zero, · (e^(interest·dt) - 1); elsewhere = max(0, compute need + what answers to prices add - what is bought under commitments): where a vendor has an elasticity, the need falls with the money wanted of it, or rises with what of more is bought there, and what others sell stays. Compute paid with credits that shares were given for costs no cash, but lowers the profit that is taxed.\n" +
				"cash = cash before + operating cash + money from tranches, notes, rounds and listings, and less what is repaid: the balance of all payments.\n" +
				"burn = operating cash lost, mean of the last four steps, 0 while none is lost.\n" +
				"stock_grants: e^(stock_grants·dt) - 1 new shares for each there is, in each step.\n" +
				"Option pool: grants · dt of the company moves from the pool to employees; a step in which rounds raise money, all of which buys f of the company, has (shares but the pool's)/(1 - f - size) shares after it, of which size are the pool's, unless that is fewer than it has.",
			Posts:   "With cash: customers to the company (revenue), the bank to the company (interest), the company to suppliers (other cost), to other vendors (compute), to the state (tax). Without cash: nothing of its own.",
			ByHand:  "ARR goes from $30bn to $34bn in a quarter: revenue (30 + 34)/2/4 = $8bn; at 60% the compute need is $4.8bn.\nRevenue of $10bn, compute 60%, other cost 55%: a loss of $1.5bn in the quarter, carried; a later quarter earns $15bn less 9 less 2.25 = $3.75bn, less losses carried, taxed at 25%.\nA pool of 10% of which 4 points are granted: 6 of 100 shares are left, 94 are others'. $25bn at $100bn pre-money buy 20%: 94/(1 - 0.2 - 0.1) = 134.29 shares, of which 13.43 are the pool's.",
			Step:    "Trapezoid: exact for revenue that is linear in a step, else of second order in dt.",
			Limits:  "The market value follows its process alone: new money is added in the step in which it comes, and not carried on, so that $1bn for shares at market of a company that stays at $100bn is worth $0.990bn from the next step on. Give the process a drift where money is to add to the value. What employees pay for shares is left out. ARR is the money a year would bring at today's rate: written $30bn, not $30bn/y.",
			Source:  "Own definition; Schwartz and Moon (2000), Financial Analysts Journal 56(3), for revenue; Metrick and Yasuda, Venture Capital and the Finance of Innovation, and the NVCA model term sheet, for a pool in the pre-money count",
			Checked: "TestRevenueOfAQuarterByHand, TestZeroVolatilityRevenue, TestOptionPoolByHand, TestCashByHand, TestElasticityReachesCashByHand, TestComputeIsACostAsItIsPaid, TestWorthOfMoneyByHand, validation/equity-side.yaml",
			Example: "anthropic:\n  revenue: {process: gbm, start: $30bn, drift: 40%/y, volatility: 35%}\n  value: {process: gbm, start: $380bn, drift: 20%/y, volatility: 50%}\n  compute: {share_of_revenue: 60%}",
			Fields: []schema.Field{
				{Name: "revenue", Form: schema.Law, Dim: unit.Money, Help: "how the annualised revenue (ARR) moves: the money a year would bring at today's rate, such as $30bn. A company without it has no revenue, need or cash"},
				{Name: "value", Form: schema.Law, Dim: unit.Money, Help: "how the market value of the equity moves, before new money of the step. Without it there are no market prices, rounds or values of stakes"},
				{Name: "compute", Form: schema.Group, Help: "what the company needs of compute, from all vendors; none unless given", Fields: []schema.Field{
					{Name: "share_of_revenue", Form: schema.Signal, Dim: unit.Number, Help: "compute need in money as a share of revenue; may be above 100%; no need unless given"},
				}},
				cashFields,
				{Name: "stock_grants", Form: schema.Number, Dim: unit.Rate, Min: schema.Limit(0), Help: "new shares for employees, a year, as a share of those there are; they dilute all. For grants out of a pool see option_pool. None unless given"},
				poolFields,
			},
			Outputs: []schema.Output{
				{Suffix: "arr", Of: "revenue", Dim: unit.Money, Label: "annualised revenue", Help: "revenue run-rate at the end of the step"},
				{Suffix: "value", Of: "value", Dim: unit.Money, Label: "market value", Help: "market value of the equity before new money of the step"},
				{Suffix: "revenue", Of: "revenue", Dim: unit.Money, Flow: true, Label: "revenue", Help: "revenue of the step"},
				{Suffix: "compute_need", Of: "compute.share_of_revenue", Dim: unit.Money, Flow: true, Label: "compute need", Help: "compute wanted in the step from all vendors, in money, before demand answers to a price (elasticity)"},
				{Suffix: "operating_cash", Of: "cash.start", Dim: unit.Money, Flow: true, Label: "operating cash", Help: "revenue and interest less compute, as it is paid, other cost and tax"},
				{Suffix: "tax", Of: "cash.start", Dim: unit.Money, Flow: true, Label: "tax", Help: "tax of the step"},
				{Suffix: "cash", Of: "cash.start", Dim: unit.Money, Label: "cash", Help: "cash at the end of the step, new money included"},
				{Suffix: "cash_before_funding", Of: "cash.start", Dim: unit.Money, Hidden: true, Label: "cash before new money", Help: "cash before tranches and rounds of the step"},
				{Suffix: "cash_before_rounds", Of: "cash.start", Dim: unit.Money, Hidden: true, Label: "cash before rounds", Help: "cash after tranches and new notes of the step, before rounds and before notes are repaid"},
				{Suffix: "cash_after_funding", Of: "cash.start", Dim: unit.Money, Hidden: true, Label: "cash after new money", Help: "cash after tranches and rounds of the step"},
				{Suffix: "pool", Of: "option_pool.size", Dim: unit.Number, Label: "option pool", Help: "share of the company set aside for employees and not granted"},
				{Suffix: "employees", Of: "option_pool.size", Dim: unit.Number, Label: "granted options", Help: "share of the company granted to employees out of the pool"},
				{Suffix: "burn", Of: "cash.start", Dim: unit.Money, Flow: true, Hidden: true, Label: "burn", Help: "operating cash lost in a step, mean of the last four; 0 while none is lost"},
			},
		},
		Check: func(q program.Query) []program.Rule { return append(checkCash(q), checkPool(q)...) },
		Build: buildCompany,
	})
}

func buildCompany(m program.Maker) {
	copyOf := func(field, output string) {
		if !m.Has(field) || m.Inline(field) {
			return
		}
		m.In(program.Companies)
		src, dst := m.Signal(field), m.Output(output)
		m.Look(func(b *program.Block) { *b.Col(dst) = *b.Col(src) })
	}
	buildGrants(m)
	buildOptionPool(m)
	copyOf("revenue", "arr")
	copyOf("value", "value")
	if !m.Has("revenue") {
		return
	}
	m.In(program.Companies)
	arr, revenue, before, gone := m.Read(m.ID()+".arr"), m.Output("revenue"), m.Column(), m.Gone(m.ID())
	half := m.Grid().Dt() / 2
	m.Look(func(b *program.Block) {
		column.Trapezoid(b.Col(revenue), b.Col(before), b.Col(arr), b.Col(gone), half)
		if b.Step == 0 {
			*b.Col(revenue) = column.Column{}
		}
	})
	if m.Has("cash.start") {
		defer buildCash(m)
	}
	if m.Has("compute.share_of_revenue") {
		m.In(program.Spend)
		share, rev, need := m.Signal("compute.share_of_revenue"), m.Read(m.ID()+".revenue"), m.Output("compute_need")
		m.Look(func(b *program.Block) { column.Mul(b.Col(need), b.Col(share), b.Col(rev)) })
	}
}

// buildGrants issues shares to employees: e^(rate·dt) - 1 for each there is, in each step.
func buildGrants(m program.Maker) {
	if !m.Has("stock_grants") {
		return
	}
	m.In(program.Rounds)
	rate, sold := m.Number("stock_grants"), m.Sold(m.ID())
	shares, nothing, dt := m.Column(), m.Column(), m.Grid().Dt()
	m.Step(func(b *program.Block) {
		s, r, g := b.Col(shares), b.Col(rate), b.Col(sold)
		for i := range s {
			s[i] = (column.Exp1(float64(r[i]*dt)) - 1) * (1 - g[i])
		}
	})
	m.Issue(program.Issue{Investor: "employees", Company: m.ID(), Money: nothing, Shares: shares, Preference: program.None, Returned: program.None})
}
