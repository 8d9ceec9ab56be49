package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Company: true,
	Kind: schema.Kind{
		Name:    "multiple",
		Summary: "A company's value as a multiple of its run-rate, where the multiple follows growth and returns to a mature level.",
		Why:     "For a company that is valued on its revenue: value and revenue then move together as they do in practice, a fast grower earns a higher multiple, and today's value is met exactly.",
		Model: "V = R·M, log M = log multiple_level + growth_loading·(g - g_level) + x, x an Ornstein–Uhlenbeck process around 0 with speed k = speed = ln 2/half_life and s = volatility; x starts where R·M is start. " +
			"R is the company's .arr, g its .growth and g_level its .growth_level, where its revenue has them; else the middle term is nothing.\n" +
			"Units: V and R money, M a plain number; growth_loading a plain number per unit of growth per year: 0.8 makes 100% more growth worth e^0.8 = 2.2 times; k per year, s a year's.",
		Step:    "Exact: x ← e^(-k·dt)·x + s·√((1-e^(-2k·dt))/2k)·z, with R and g at the end of the step.",
		Moments: "Given R and g, log V is normal with mean log R + log multiple_level + growth_loading·(g - g_level) + x(0)·e^(-kt) and variance s²·(1-e^(-2kt))/2k.",
		Limits:  "Only as a company's value. A start or multiple_level not above zero; both or neither of speed and half_life.",
		Source:  "Own, after the practice of trading multiples; the growth term as in regressions of value on sales growth (Damodaran, Investment Valuation, revenue multiples).",
		Checked: "TestMultipleMeetsTodaysValue, TestMultipleOfAGrowingCompany (mean and variance of the log, negative control), TestMultipleWithoutGrowth, TestShockOnAMultipleDecays.",
		Example: "companies:\n  anthropic:\n    revenue: {process: schwartz-moon, start: $30bn, growth: 100%/y,\n              growth_level: 7%/y, growth_speed: 70%/y, volatility: 35%}\n" +
			"    value: {process: multiple, start: $380bn, multiple_level: 7,\n            growth_loading: 0.8, speed: 50%/y, volatility: 40%}\n",
		Fields: append([]schema.Field{
			{Name: "start", Form: schema.Number, Dim: unit.Money, Required: true, Min: schema.Limit(0), Help: "market value on the day of the deal"},
			{Name: "multiple_level", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(10000),
				Help: "value over run-rate of the mature company"},
			{Name: "growth_loading", Form: schema.Number, Dim: unit.Number, Default: "0", Min: schema.Limit(-100), Max: schema.Limit(100),
				Help: "what growth above its level adds to the logarithm of the multiple, per unit of growth per year"},
			required(volatilityField("a year's standard deviation of the multiple's logarithm")),
		}, speedFields()...),
		Outputs: []schema.Output{
			{Suffix: "value", Dim: unit.Money, Label: "market value", Help: "market value at the end of the step, before new money"},
			{Suffix: "multiple", Dim: unit.Number, Label: "multiple", Help: "market value over run-rate"},
		},
	},
	Check: func(q program.Query) []program.Rule {
		return append(speedRules(q), positive(q, "its logarithm moves", "start", "multiple_level")...)
	},
	Build: buildMultiple,
})

func buildMultiple(m program.Maker) {
	enter(m)
	owner := m.Owner()
	start, level, loading, vol := m.Number("start"), m.Number("multiple_level"), m.Number("growth_loading"), m.Number("volatility")
	value, multiple, arr := m.Output("value"), m.Output("multiple"), m.Read(owner+".arr")
	growth, growthLevel := program.None, program.None
	if m.Known(owner+".growth") && m.Known(owner+".growth_level") {
		growth, growthLevel = m.Read(owner+".growth"), m.Read(owner+".growth_level")
	}
	x, logLevel, without := m.Column(), m.Column(), m.Column()
	zero := m.Derived(1, nil, func(b *program.Block, to []program.Slot) { *b.Col(to[0]) = column.Column{} })[0] // the level that x returns to
	m.State(program.State{Value: multiple, Carried: x, Transform: program.Scale})
	m.State(program.State{Value: value, Carried: x, Transform: program.Scale})

	// fair sets dst to the logarithm of the multiple: of what it would be without x, and of x
	fair := func(b *program.Block, dst, x *column.Column) {
		if growth == program.None {
			column.Add(dst, b.Col(logLevel), x)
			return
		}
		column.Load(dst, b.Col(logLevel), b.Col(loading), b.Col(growth), b.Col(growthLevel), x)
	}
	m.Start(func(b *program.Block) {
		v, r, mult, x, without := b.Col(start), b.Col(arr), b.Col(multiple), b.Col(x), b.Col(without)
		column.Log(b.Col(logLevel), b.Col(level))
		fair(b, without, b.Col(zero))
		for i := range mult {
			mult[i] = v[i] / r[i]
		}
		column.Log(x, mult)
		column.Sub(x, x, without)
		*b.Col(value) = *v
	})
	m.Step(newRevert(m, x, zero, speed(m), vol, "").step)
	m.Step(func(b *program.Block) {
		v, r, mult, x := b.Col(value), b.Col(arr), b.Col(multiple), b.Col(x)
		fair(b, mult, x)
		column.Exp(mult, mult)
		column.Mul(v, r, mult)
	})
}
