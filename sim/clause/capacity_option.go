package clause

import (
	"math"

	"dealsim/sim/program"
)

// option is a capacity that comes only if its holder asks for it.
type option struct {
	when, lead       program.Slot // lead: None for at once
	until            int
	exercised, later program.Slot // by how much the ramp comes later than the plan
}

// readOption is the option on a capacity; nil for none.
func readOption(m program.Maker) *option {
	if !m.Has("option.when") {
		return nil
	}
	x := &option{when: m.Condition("option.when"), lead: program.None, until: math.MaxInt, exercised: m.Output("exercised"), later: m.Column()}
	if m.Has("option.lead") {
		x.lead = m.Number("option.lead")
	}
	if m.Has("option.until") {
		x.until = m.StepUntil("option.until")
	}
	m.Tell(func(s *program.Scene) {
		if s.Rose(x.exercised) {
			s.Say(plain("option", "the option on it is exercised"))
		}
	})
	return x
}

// step looks whether the option is exercised at the end of a step: by how much the ramp then comes later, whether it has
// been exercised only now, and whether it has been at all.
//
// By hand, planned from the second year on, exercised at the end of the second with a lead of half a year: 2 + 0.5 - 1,
// a year and a half later than planned.
func (x *option) step(b *program.Block, i int, t, opens float64) (later float64, now, ever bool) {
	done := &b.Columns[x.exercised][i]
	if *done == 0 && b.Step > 0 && b.Step <= x.until && b.Columns[x.when][i] != 0 {
		*done, now = 1, true
		ready := t
		if x.lead != program.None {
			ready += b.Columns[x.lead][i]
		}
		b.Columns[x.later][i] = max(0, ready-opens)
	}
	return b.Columns[x.later][i], now, *done != 0
}
