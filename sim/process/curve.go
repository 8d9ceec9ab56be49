package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "curve",
		Summary: "A smooth way from a start to a level: the gap closes by the same share in equal times.",
		Why:     "For a ratio that matures, such as compute per dollar of revenue or a margin; the ends and the speed may be uncertain, the way between is not.",
		Model:   "X(t) = level + (start - level)·e^(-k·t), k = speed = ln 2/half_life.\nUnits: X in those of start, k per year.",
		Step:    "Exact: X ← level + e^(-k·dt)·(X - level). A shock's effect fades at the same speed.",
		Moments: "Given the numbers, none: it is certain.",
		Limits:  "Both or neither of speed and half_life.",
		Source:  "Exponential approach; the deterministic limit of Uhlenbeck and Ornstein (1930).",
		Checked: "TestCurve, TestCrossFieldRules.",
		Example: "drivers:\n  compute_per_revenue: {process: curve, start: 62%, level: 36%,\n                        half_life: 18 months}\n",
		Fields: append([]schema.Field{
			startField("the value on the day of the deal"),
			{Name: "level", Form: schema.Number, Own: true, Required: true, Help: "the value it comes to"}},
			speedFields()...),
		Outputs: itself("value"),
	},
	Check: speedRules,
	Build: func(m program.Maker) {
		enter(m)
		level, out := m.Number("level"), m.Output("")
		copyAt(m, out, m.Number("start"))
		carried(m, out)
		k, dt := speed(m), m.Grid().Dt()
		keep := m.Derived(1, []program.Slot{k}, func(b *program.Block, to []program.Slot) {
			keep := b.Col(to[0])
			roundeds(keep, b.Col(k), dt)
			decays(keep, keep)
		})[0]
		m.Step(func(b *program.Block) {
			column.Toward(b.Col(out), b.Col(level), b.Col(keep))
		})
	},
})
