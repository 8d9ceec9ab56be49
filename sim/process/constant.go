package process

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "constant",
		Summary: "A quantity that stays as it is, unless a shock changes it.",
		Why:     "For what does not move but differs from path to path, and for prices that change only by events: give the events as shocks.",
		Model:   "X(t) = value.\nUnits: those of value.",
		Step:    "Exact.",
		Moments: "Those of value.",
		Limits:  "Nothing is refused.",
		Source:  "By definition.",
		Checked: "TestConstantStays, TestShockOnAConstantLasts.",
		Example: "drivers:\n  margin: {process: constant, value: {uniform: [20%, 40%]}}\n",
		Fields: []schema.Field{{Name: "value", Form: schema.Number, Own: true, Required: true,
			Help: "the value, certain or uncertain"}},
		Outputs: itself("value"),
	},
	Build: func(m program.Maker) {
		enter(m)
		out := m.Output("")
		copyAt(m, out, m.Number("value"))
		carried(m, out)
	},
})
