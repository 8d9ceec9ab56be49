package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// chanceOf is 1 - e^-x: the chance that an event of integrated rate x happens.
func chanceOf(x float64) float64 { return 1 - column.Exp1(-x) }

// exit is what every exit has: it happens at most once, and not to a company whose shares have ended.
type exit struct {
	happens, level, time, sold program.Slot
}

func exitOutputs(more ...schema.Output) []schema.Output {
	return append([]schema.Output{
		{Suffix: "happened", Dim: unit.Number, Label: "event of", Help: "1 from the step of the event on"},
		{Suffix: "time", Dim: unit.Years, Hidden: true, Label: "time of", Help: "time of the event; undefined where there is none"},
	}, more...)
}

func newExit(m program.Maker) *exit {
	m.In(program.Exits)
	x := &exit{happens: m.Column(), level: m.Output("happened"), time: m.Output("time"), sold: m.Sold(m.Text("company"))}
	m.Start(func(b *program.Block) {
		t := b.Col(x.time)
		for i := range t {
			t[i] = math.NaN()
		}
	})
	return x
}

// strike lets the event happen on a path.
func (x *exit) strike(b *program.Block, i int, t float64) {
	b.Columns[x.happens][i], b.Columns[x.level][i], b.Columns[x.time][i] = 1, 1, t
}

// open says whether the event can still happen on a path.
func (x *exit) open(b *program.Block, i int) bool {
	return b.Columns[x.level][i] == 0 && b.Columns[x.sold][i] == 0
}

// hazardFields say when an event comes at random.
func hazardFields() []schema.Field {
	return []schema.Field{
		{Name: "hazard", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Help: "rate at which it comes, a year"},
		{Name: "from", Form: schema.Day, Help: "not before this day"},
		{Name: "when", Form: schema.Condition, Help: "only at period ends at which this holds"},
	}
}

// hazard draws the event in each step.
func (x *exit) hazard(m program.Maker) program.Op {
	rate, draw, from, cond := m.Number("hazard"), m.Stream("event"), 1, program.None
	if m.Has("from") {
		from = max(1, m.StepFrom("from"))
	}
	if m.Has("when") {
		cond = m.Condition("when")
	}
	grid, dt := m.Grid(), m.Grid().Dt()
	return func(b *program.Block) {
		h, r := b.Col(x.happens), b.Col(rate)
		for i := range h {
			h[i] = 0
			if b.Step < from || !x.open(b, i) || cond != program.None && b.Columns[cond][i] == 0 {
				continue
			}
			if draw(b.Path[i], uint64(b.Step)) < chanceOf(r[i]*dt) {
				x.strike(b, i, grid.Years(b.Step))
			}
		}
	}
}
