package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "knots",
		Summary: "Given values at given dates.",
		Why:     "For a plan that somebody has published: a capacity ramp, a price list, a schedule of payments. Each value may be uncertain, and with noise the way wanders about the plan and comes back to it.",
		Model: "linear: straight lines in time between the knots, flat before the first and after the last. previous: the value of the last knot that has come, the first one's before it. " +
			"only: a knot's value in the step that contains its date, nothing else; several in one step add up. With noise all of it is multiplied by e^(x - v/2), dx = -k·x·dt + noise·dW from x = 0, v the variance of x, k = speed = ln 2/half_life.\nUnits: those of the knots; noise a year's, relative, k per year.",
		Step:    "Exact at the ends of the steps, the noise too. A shock multiplies all that follows.",
		Moments: "Given the numbers it is certain without noise; with it the mean at each date is the plan's, and the variance of the logarithm v = noise²·(1-e^(-2kt))/2k, none on the day of the deal.",
		Limits:  "No knots at all; noise without one of speed and half_life, or these without noise. A shock may multiply but not add.",
		Source:  "By definition.",
		Checked: "TestKnotsLinear, TestKnotsPrevious, TestKnotsOnly, TestShockOnAPlanScalesTheRest, TestPlanWithNoise (mean, variance of the log, negative controls), TestNoiseOnPaymentsOnly, TestCrossFieldRules.",
		Example: "drivers:\n  trainium: {process: knots, knots: {2026-Q2: 0.3 GW, 2026-Q4: 1 GW,\n             2027-Q4: 2 GW, 2030-Q4: 4.5 GW}}\n",
		Fields: append([]schema.Field{
			{Name: "knots", Form: schema.Knots, Own: true, Required: true, Help: "a value for each date"},
			{Name: "between", Form: schema.Choice, Choices: []string{"linear", "previous", "only"}, Default: "linear",
				Help: "what holds between the dates: a straight line, the previous value, or nothing"},
			{Name: "noise", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Max: schema.Limit(10),
				Help: "a year's standard deviation of the logarithm around the plan; none unless given"},
		}, onlyWith("noise", speedFields())...),
		Outputs: itself("value"),
	},
	Check: func(q program.Query) []program.Rule {
		if q.Has("noise") {
			return speedRules(q)
		}
		var rules []program.Rule
		for _, f := range []string{"speed", "half_life"} {
			if q.Has(f) {
				rules = append(rules, rule(f, f+" is how fast noise fades, and there is no noise", "write noise: 15%, or leave "+f+" out"))
			}
		}
		return rules
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
			column.AddScaled(x, b.Col(p.value), p.weight)
		}
	}
	m.Start(func(b *program.Block) { at(b, 0) })
	m.Step(func(b *program.Block) { at(b, b.Step) })
	m.Step(scale)
	if m.Has("noise") {
		m.Step(noisy(m, out))
	}
}

// noisy multiplies a quantity by a noise of mean one that returns to one.
func noisy(m program.Maker, out program.Slot) program.Op {
	x, zero, variance, by := m.Column(), m.Column(), m.Column(), m.Column()
	r := newRevert(m, x, zero, speed(m), m.Number("noise"), "")
	return func(b *program.Block) {
		r.step(b)
		out, x, v, f, keep, noise := b.Col(out), b.Col(x), b.Col(variance), b.Col(by), b.Col(r.keep), b.Col(r.noise)
		for i := range f {
			v[i] = float64(keep[i]*keep[i]*v[i]) + float64(noise[i]*noise[i])
			f[i] = x[i] - float64(0.5*v[i])
		}
		column.Exp(f, f)
		column.Mul(out, out, f)
	}
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
