package process

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "knots",
		Summary: "Given values at given dates.",
		Why:     "For a plan that somebody has published: a capacity ramp, a price list, a schedule of payments. Each value may be uncertain.",
		Model: "linear: straight lines in time between the knots, flat before the first and after the last. previous: the value of the last knot that has come, the first one's before it. " +
			"only: a knot's value in the step that contains its date, nothing else; several in one step add up. Units: those of the knots.",
		Step:    "Exact at the ends of the steps. A shock multiplies all that follows.",
		Moments: "Given the numbers, none: it is certain.",
		Limits:  "No knots at all. A shock may multiply but not add.",
		Source:  "By definition.",
		Checked: "TestKnotsLinear, TestKnotsPrevious, TestKnotsOnly, TestShockOnAPlanScalesTheRest.",
		Example: "drivers:\n  trainium: {process: knots, knots: {2026-Q2: 0.3 GW, 2026-Q4: 1 GW, 2027-Q4: 2 GW, 2030-Q4: 4.5 GW}}\n",
		Fields: []schema.Field{
			{Name: "knots", Form: schema.Knots, Own: true, Required: true, Help: "a value for each date"},
			{Name: "between", Form: schema.Choice, Choices: []string{"linear", "previous", "only"}, Default: "linear",
				Help: "what holds between the dates: a straight line, the previous value, or nothing"},
		},
		Outputs: itself("value"),
	},
	Build: buildKnots,
})

// part is what a knot gives to a step.
type part struct {
	value  program.Slot
	weight float64
}

func buildKnots(m program.Maker) {
	enter(m)
	out, knots, grid := m.Output(""), m.Knots("knots"), m.Grid()
	parts := make([][]part, grid.Steps+1)
	switch between := m.Text("between"); between {
	case "only":
		for _, k := range knots {
			if k.Step <= grid.Steps {
				parts[k.Step] = append(parts[k.Step], part{k.Value, 1})
			}
		}
	default:
		for q := range parts {
			parts[q] = mix(knots, grid.Years(q), between == "linear")
		}
	}
	scale := scaled(m, out)
	at := func(b *program.Block, step int) {
		x := b.Col(out)
		*x = [len(x)]float64{}
		for _, p := range parts[step] {
			v, w := b.Col(p.value), p.weight
			for i := range x {
				x[i] += float64(w * v[i])
			}
		}
	}
	m.Start(func(b *program.Block) { at(b, 0) })
	m.Step(func(b *program.Block) { at(b, b.Step) })
	m.Step(scale)
}

// slack forgives rounding where a date falls on the end of a step.
const slack = 1e-9

// mix is what the knots give at time t.
func mix(knots []program.Knot, t float64, linear bool) []part {
	var come int // how many have come
	for come < len(knots) && knots[come].Years <= t+slack {
		come++
	}
	switch {
	case len(knots) == 0:
		return nil
	case come == 0:
		return []part{{knots[0].Value, 1}}
	}
	last := knots[come-1]
	if !linear || come == len(knots) {
		return []part{{last.Value, 1}}
	}
	next := knots[come]
	w := min(1, max(0, (t-last.Years)/(next.Years-last.Years)))
	return []part{{last.Value, 1 - w}, {next.Value, w}}
}
