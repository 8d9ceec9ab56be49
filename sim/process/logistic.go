package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "logistic",
		Summary: "An S-curve up to a cap.",
		Why:     "For a build-out or an adoption of which the end, the pace and the middle are guessed: capacity up to 5 GW, half of it after four years.",
		Model:   "X(t) = cap/(1 + e^(-speed·(t - midpoint))), t in years after the day of the deal.\nUnits: X in those of cap, speed per year, midpoint a time.",
		Step:    "Exact at the ends of the steps. A shock multiplies all that follows.",
		Moments: "Given the numbers, none: it is certain. Its integral from a to b is cap/speed·log((1+e^(speed·(b-midpoint)))/(1+e^(speed·(a-midpoint)))).",
		Limits:  "A speed below zero. A shock may multiply but not add.",
		Source:  "Verhulst (1838), Notice sur la loi que la population suit dans son accroissement.",
		Checked: "TestLogistic (values, and the integral in closed form).",
		Example: "drivers:\n  capacity: {process: logistic, cap: 5 GW, speed: 90%/y, midpoint: 4y}\n",
		Fields: []schema.Field{
			{Name: "cap", Form: schema.Number, Own: true, Required: true, Help: "what it comes to in the end"},
			{Name: "speed", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Max: schema.Limit(1000),
				Help: "steepness: from 12% to 88% of the cap takes 4/speed years"},
			{Name: "midpoint", Form: schema.Number, Dim: unit.Years, Required: true, Help: "when half of the cap is reached, after the day of the deal"},
		},
		Outputs: itself("value"),
	},
	Build: func(m program.Maker) {
		enter(m)
		top, k, middle, out, grid := m.Number("cap"), m.Number("speed"), m.Number("midpoint"), m.Output(""), m.Grid()
		scale := scaled(m, out)
		at := func(b *program.Block, step int) {
			x, top, k, middle, t := b.Col(out), b.Col(top), b.Col(k), b.Col(middle), grid.Years(step)
			column.Shift(x, middle, -t)
			column.Mul(x, k, x)
			column.Exp(x, x)
			column.Shift(x, x, 1)
			column.Div(x, top, x)
		}
		m.Start(func(b *program.Block) { at(b, 0) })
		m.Step(func(b *program.Block) { at(b, b.Step) })
		m.Step(scale)
	},
})
