package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var twoState = register(&Process{
	Kind: schema.Kind{
		Name:    "two-state",
		Summary: "A switch that is on or off and changes over at random: a capital market that is open or closed.",
		Why:     "For what comes in spells: a market in which nobody can raise money, a regime of export rules. Rounds ask it whether they can be raised.",
		Model:   "on → off at rate off_rate, off → on at rate on_rate: P(off at t + dt | on at t) = off_rate/(off_rate + on_rate)·(1 - e^(-(off_rate + on_rate)·dt)), and likewise back. 1 is on.\nUnits: rates per year; the output is a plain number 0 or 1.",
		Step:    "Exact at the ends of steps, with at most one change a step seen.",
		Moments: "P(off at t | on at 0) = off_rate/(off_rate + on_rate)·(1 - e^(-(off_rate + on_rate)·t)).",
		Limits:  "Rates are not negative.",
		Source:  "Two-state Markov chain in continuous time: Norris (1997), Markov Chains, section 2.1.",
		Checked: "TestTwoStateMarket (probability by quarter from on and from off, negative control)",
		Example: "drivers:\n  capital_market: {process: two-state, off_rate: 10%/y, on_rate: 100%/y}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Choice, Choices: []string{"on", "off"}, Default: "on", Help: "on the day of the deal"},
			{Name: "off_rate", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Help: "how often it goes off, while on"},
			{Name: "on_rate", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Help: "how often it comes on again, while off"},
		},
		Outputs: []schema.Output{{Dim: unit.Number, Label: "state", Help: "1 when on, 0 when off"}},
	},
	Build: func(m program.Maker) {
		enter(m)
		off, on, state := m.Number("off_rate"), m.Number("on_rate"), m.Output("")
		draw := m.Words("changes")
		dt, first := m.Grid().Dt(), 0.0
		if m.Text("start") == "on" {
			first = 1
		}
		m.State(program.State{Value: state, Carried: state})
		tellTurns(m, state, "comes on again", "goes off")
		m.Start(func(b *program.Block) { column.Fill(b.Col(state), first) })
		to := m.Derived(2, []program.Slot{off, on}, func(b *program.Block, to []program.Slot) {
			a, c, d, e := b.Col(off), b.Col(on), b.Col(to[0]), b.Col(to[1]) // chances, and then their limits
			for i := range d {
				d[i], e[i] = 0, 0
				if sum := a[i] + c[i]; sum > 0 {
					p := 1 - column.Exp1(-float64(sum*dt))
					d[i], e[i] = a[i]/sum*p, c[i]/sum*p
				}
			}
			column.LimitsIn(d).Set(d)
			column.LimitsIn(e).Set(e)
		})
		m.Step(func(b *program.Block) {
			words := draw(b, uint64(b.Step), column.Everywhere)
			column.Switch(b.Col(state), words, column.LimitsIn(b.Col(to[0])), column.LimitsIn(b.Col(to[1])))
		})
	},
})
