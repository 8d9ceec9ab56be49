package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// limitsOf are the limits of 1 - e^(-rate·dt), the chance that an event of that rate happens in a step.
func limitsOf(m program.Maker, rate program.Slot) program.Slot {
	dt := m.Grid().Dt()
	return m.Derived(1, []program.Slot{rate}, func(b *program.Block, to []program.Slot) {
		d := b.Col(to[0])
		column.Scale(d, b.Col(rate), -dt)
		column.Exp(d, d)
		for i := range d {
			d[i] = 1 - d[i]
		}
		column.LimitsIn(d).Set(d)
	})[0]
}

// exit is what every exit has: it happens at most once, and not to a company whose shares have ended. When several
// exits of a company are due in one step, the first of them in time comes; what ends the company stops all after it.
//
// First it is found when in the step each exit is due, then which of them come: two nodes, the second after the first of
// every exit of the company.
type exit struct {
	m                  program.Maker
	due, happens, sold program.Slot
	dues, over         program.Slot // sets: where it is due, and where it has happened
}

func exitOutputs(more ...schema.Output) []schema.Output {
	return append([]schema.Output{
		{Suffix: "happened", Dim: unit.Number, Label: "event of", Help: "1 from the step of the event on, 0 before"},
		{Suffix: "time", Dim: unit.Years, Hidden: true, Label: "time of", Help: "end of the step of the event, in years after the day of the deal; undefined where there is none"},
		{Suffix: "due", Dim: unit.Years, Flow: true, Hidden: true, Help: "how far into the step it is due; undefined where it is not"},
	}, more...)
}

func newExit(m program.Maker) *exit {
	m.In(program.Exits)
	x := &exit{m: m, happens: m.Column(), due: m.Output("due"), sold: m.Sold(m.Text("company")), dues: m.Column(), over: m.Column()}
	m.Start(func(b *program.Block) {
		column.Fill(b.Col(x.due), math.NaN())
		b.Clear(x.happens)
	})
	return x
}

// decide lets what is due happen, unless something ends the company before it. What follows from the event is made
// after this.
func (x *exit) decide() {
	m := x.m
	m.In(program.Exits)
	m.Read(m.ID() + ".due")                             // after the first node of its own as well
	before, after := []program.Slot{}, []program.Slot{} // ends that go first, or last, of two at the same time
	for _, id := range m.Siblings() {
		if q := m.Of(id); q.Text("company") != m.Text("company") || !q.Has("premium") && !q.Has("sale") {
			continue
		} else if q.Has("sale") && m.Has("primary") { // insolvency is found out at the end of a step, after every listing
			continue
		}
		if due := m.Read(id + ".due"); id < m.ID() {
			before = append(before, due)
		} else {
			after = append(after, due)
		}
	}
	happened, time, grid := m.Output("happened"), m.Output("time"), m.Grid()
	m.Start(func(b *program.Block) {
		column.Fill(b.Col(time), math.NaN())
		b.Clear(happened)
	})
	m.Step(func(b *program.Block) {
		d, t := b.Col(x.due), b.Col(time)
		b.Clear(x.happens)
		due := *b.Set(x.dues)
		if len(before)+len(after) > 0 {
			for i := due.Next(0); i < column.Size; i = due.Next(i + 1) {
				first := true
				for _, s := range before {
					first = first && !(b.Columns[s][i] <= d[i])
				}
				for _, s := range after {
					first = first && !(b.Columns[s][i] < d[i])
				}
				if !first {
					due.Drop(i)
				}
			}
		}
		if !due.Any() {
			return
		}
		over := b.Set(x.over)
		*over = over.Or(due)
		happens, done, now := b.Few(x.happens, due), b.Open(happened), grid.Years(b.Step)
		for _, i := range due.List(&b.Room) {
			happens[i], done[i], t[i] = 1, 1, now
		}
	})
}

// none lets it be due nowhere, as it is before the first step.
func (x *exit) none(b *program.Block) {
	if dues := b.Set(x.dues); dues.Any() {
		column.Fill(b.Col(x.due), math.NaN())
		*dues = column.Set{}
	}
}

// open is those of some paths on which the event can still happen.
func (x *exit) open(b *program.Block, paths column.Set) column.Set {
	return paths.Without(*b.Set(x.over)).Without(b.Where(x.sold))
}

// hazardFields say when an event comes at random.
func hazardFields() []schema.Field {
	return []schema.Field{
		{Name: "hazard", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Help: "how likely it is, continuously: 55%/y comes within a year with chance 1 - e^-0.55 = 42%"},
		{Name: "from", Form: schema.Day, Help: "it comes in no earlier step than the one that holds this day; from the first step on unless given"},
		{Name: "when", Form: schema.Condition, Help: "it comes only in steps at whose end this holds; in all unless given"},
	}
}

// hazard draws in each step whether the event comes, and when: the same draw says both.
func (x *exit) hazard() {
	m := x.m
	rate, draw, from, cond := m.Number("hazard"), m.Below("event"), 1, program.None
	if m.Has("from") {
		from = max(1, m.StepFrom("from"))
	}
	if m.Has("when") {
		cond = m.Condition("when")
	}
	limits := limitsOf(m, rate)
	m.Step(func(b *program.Block) {
		if b.Step < from {
			return
		}
		d, r := b.Col(x.due), b.Col(rate)
		x.none(b)
		may := x.open(b, column.Everywhere)
		if cond != program.None {
			may = may.And(column.Where(b.Col(cond)))
		}
		if !may.Any() {
			return
		}
		may, words := draw(b, uint64(b.Step), may, column.LimitsIn(b.Col(limits))), &b.Words[0]
		*b.Set(x.dues) = may
		for _, i := range may.List(&b.Room) {
			d[i] = -column.Log1(1-column.Uniform1(words[i])) / r[i]
		}
	})
}
