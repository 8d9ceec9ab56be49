package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// A shock strikes now and then, or on a day, and changes what other blocks carry from step to step.
//
// Arithmetic of a step: n strikes, Poisson with mean rate · dt; each multiplies a quantity by times, or adds add. It
// posts nothing. By hand: ARR of $40bn, times 80%, struck twice in a quarter: 40 · 0.8 · 0.8 = $25.6bn before growth.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "shocks", Name: "shock",
			Summary: "An event that strikes at random or on a day, with effects on named quantities.",
			Why:     "A cheap competitor, a price rise, a chip that is late.",
			Model:   "The number of strikes in a step is Poisson with mean rate · dt, or one on a day or when a condition first holds. Each strike changes every quantity named under effects: x ← x · times + add. A distribution written in place is drawn afresh at each strike; a named input is one draw a path.",
			Posts:   "Nothing: what it changes does.",
			ByHand:  "ARR of $40bn, times 80% plus $2bn, struck once: 40 · 0.8 + 2 = $34bn before the growth of the step. Times 80% alone, struck twice: 40 · 0.8 · 0.8 = $25.6bn.",
			Step:    "Exact for quantities that grow proportionally; the strike counts from the start of the step's growth.",
			Moments: "With times = 1 - δ, rate λ, and growth of the mean at μ: E[x at T] = x at 0 · e^((μ - λ·E[δ])·T).",
			Limits:  "One of rate, on and when; when may go with rate. Only quantities that go on from their own last value can be struck, such as a driver, ARR or a delay: what follows from others follows. A day on or before that of the deal is refused: nothing moves on the day itself.",
			Source:  "Merton (1976), Journal of Financial Economics 3, for multiplicative Poisson shocks",
			Checked: "TestShockByHand, validation/poisson-shock.yaml",
			Example: "cheap-competitor:\n  rate: 15%/y\n  effects:\n    anthropic.arr: {times: {pert: [60%, 80%, 95%]}}\n    anthropic.growth: {add: -10%/y}",
			Fields: []schema.Field{
				{Name: "rate", Form: schema.Number, Dim: unit.Rate, Min: schema.Limit(0), Help: "one of rate, on and when is needed: how often it strikes: 15%/y is 0.15 times a year on average"},
				{Name: "on", Form: schema.Day, Help: "in place of rate: it strikes once, in the step that holds this day"},
				{Name: "when", Form: schema.Condition, Help: "in place of rate it strikes once, in the first step in which this holds; beside rate only in steps in which it holds. Shocks come early in a step: write prev(anthropic.arr), the value of the step before"},
				{Name: "forced", Form: schema.Day, Help: "it strikes once more in the step that holds this day, whatever else is said; never unless given; what stress: sets"},
				{Name: "chance", Form: schema.Number, Dim: unit.Number, Default: "100%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "with on: the chance that it strikes at all"},
				{Name: "effects", Form: schema.Each, Refers: "states", Required: true, Help: "what it does, by the name of the quantity; at least one", Fields: []schema.Field{
					{Name: "times", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Help: "the quantity is multiplied by this: 80% takes a fifth off; it is not unless given"},
					{Name: "add", Form: schema.Number, Own: true, Help: "this is added to the quantity, after times; nothing is unless given"},
				}},
			},
			Outputs: []schema.Output{{Suffix: "strikes", Dim: unit.Number, Flow: true, Label: "strikes", Help: "how often it struck in the step"}},
		},
		Check: checkShock,
		Build: buildShock,
	})
}

// checkShock wants one way to say when it strikes, and a day after that of the deal: nothing moves on the day itself.
func checkShock(q program.Query) []program.Rule {
	for _, f := range []string{"on", "forced"} {
		if q.Has(f) && q.StepOn(f) < 1 {
			return []program.Rule{{Field: f, Wrong: "the day is not after the day of the deal, so that it would never strike", Remedy: "choose a later day, or change what it strikes where that begins"}}
		}
	}
	if q.Has("when") && !q.Has("on") {
		return nil // alone, or with a rate
	}
	if q.Has("when") {
		return []program.Rule{{Field: "when", Wrong: "on and when both say when it strikes", Remedy: "keep one of them"}}
	}
	return exactlyOne(q, "rate", "on", "write rate: 15%/y, on: 2028-Q1, or when: prev(anthropic.arr) >= $100bn")
}

// effect is what one strike does to one quantity.
type effect struct {
	name          string
	dim           unit.Dim // of the quantity
	state         program.State
	freshTimes    *program.Fresh // nil where a column says it
	freshAdd      *program.Fresh
	times, add    program.Slot
	factor, plus  program.Slot // what is drawn for the paths that are struck
	logs          program.Slot // of times; None where it is drawn
	multiply, sum bool
}

func buildShock(m program.Maker) {
	m.In(program.Shocks)
	strikes := m.Output("strikes")
	var effects []effect
	for _, name := range m.Keys("effects") {
		e := effect{name: name, dim: m.DimOf(name), factor: m.Column(), plus: m.Column(), logs: program.None}
		e.state, _ = m.Target(name)
		if f := "effects." + name + ".times"; m.Has(f) {
			e.multiply = true
			e.freshTimes, e.times = m.Effect(f)
			if e.freshTimes == nil && e.state.Transform == program.Scale {
				e.logs = m.Derived(1, []program.Slot{e.times}, func(b *program.Block, to []program.Slot) {
					column.Log(b.Col(to[0]), b.Col(e.times))
				})[0]
			}
		}
		if f := "effects." + name + ".add"; m.Has(f) {
			e.sum = true
			e.freshAdd, e.add = m.Effect(f)
		}
		effects = append(effects, e)
	}
	m.Tell(func(s *program.Scene) {
		for j := range effects {
			effects[j].tell(s, int(s.At(strikes)))
		}
	})
	draw, limits := m.Below("strikes"), program.None // below them it strikes; or does not, where it has a rate
	dt, on, forced := m.Grid().Dt(), -1, -1
	if m.Has("forced") {
		forced = m.StepOn("forced")
	}
	rate, cond, done := program.None, program.None, m.Column()
	if m.Has("when") {
		cond = m.Condition("when")
	}
	if m.Has("on") {
		on = m.StepOn("on")
		rate = m.Number("chance")
		limits = m.Derived(1, []program.Slot{rate}, func(b *program.Block, to []program.Slot) {
			column.LimitsIn(b.Col(to[0])).Set(b.Col(rate))
		})[0]
	} else if m.Has("rate") {
		rate = m.Number("rate")
	}
	none, once := program.None, program.None // the chance of no strike in a step, and the limits of no more than one
	if rate != program.None && on < 0 {
		to := m.Derived(3, []program.Slot{rate}, func(b *program.Block, to []program.Slot) {
			none, r := b.Col(to[0]), b.Col(rate)
			column.Scale(none, r, -dt)
			column.Exp(none, none)
			column.LimitsIn(b.Col(to[1])).Set(none)
			one := b.Col(to[2])
			for i, p := range none {
				one[i] = p + float64(p*(r[i]*dt))
			}
			column.LimitsIn(one).Set(one)
		})
		none, limits, once = to[0], to[1], to[2]
	}
	m.Step(func(b *program.Block) {
		var struck column.Set
		var words *[column.Size]uint64
		switch {
		case on >= 0:
			if b.Step == on {
				struck = draw(b, uint64(b.Step), column.Everywhere, column.LimitsIn(b.Col(limits)))
			}
		case cond != program.None && !column.Any(b.Col(cond)):
		case rate != program.None:
			struck = column.Everywhere.Without(draw(b, uint64(b.Step), column.Everywhere, column.LimitsIn(b.Col(limits))))
			words = &b.Words[0]
			if cond != program.None {
				struck = struck.And(column.Where(b.Col(cond)))
			}
		default:
			struck = column.Where(b.Col(cond)).Without(column.Where(b.Col(done)))
			for i := struck.Next(0); i < column.Size; i = struck.Next(i + 1) {
				b.Columns[done][i] = 1
			}
		}
		if !struck.Any() && b.Step != forced {
			b.Clear(strikes)
			return
		}
		list, n, again := struck.List(&b.Room), b.Open(strikes), b.Step == forced // whether it strikes some paths more than once
		column.Mark(n, &struck)
		if words != nil {
			limits := column.LimitsIn(b.Col(once))
			for _, i := range list {
				if !limits.Above(int(i), words[i]) {
					n[i] = poisson(column.Uniform1(words[i]), b.Columns[none][i], b.Columns[rate][i]*dt)
					again = true
				}
			}
		}
		if b.Step == forced {
			column.Shift(n, n, 1)
			list = column.Everywhere.List(&b.Room)
		}
		for k := uint64(0); len(list) > 0; k++ { // the first strike on all paths, by one effect after the other, then the second
			some := &b.Words[1]
			for n, i := range list {
				some[n] = b.Path[i]
			}
			for j := range effects {
				effects[j].strike(b, list, some, uint64(b.Step)<<16|k)
			}
			if !again {
				break
			}
			left := 0
			for _, i := range list {
				if int(k)+1 < int(n[i]) {
					list[left] = i
					left++
				}
			}
			list = list[:left]
		}
	})
}

// poisson is the inverse cdf of the Poisson distribution, for the small means of a step; none is the chance of no strike.
func poisson(u, none, mean float64) float64 {
	if u < none {
		return 0
	}
	p, sum := none, none
	for k := 1.0; k < 10_000; k++ {
		p = float64(p * (mean / k))
		sum += p
		if u < sum || p < 1e-300 {
			return k
		}
	}
	return 10_000
}

// strike changes a quantity on some paths, of which the numbers are some.
func (e *effect) strike(b *program.Block, paths []uint8, some *[column.Size]uint64, counter uint64) {
	values, carries := b.Open(e.state.Value), b.Open(e.state.Carried)
	if e.logs != program.None {
		times, logs := b.Col(e.times), b.Col(e.logs)
		for _, i := range paths {
			carries[i] += logs[i]
			values[i] *= times[i]
		}
		return
	}
	times := e.drawn(b, e.factor, e.multiply, &ones, e.freshTimes, e.times, paths, some, counter)
	if e.state.Transform == program.Scale { // which nothing can be added to
		logs := b.Col(e.plus)
		column.LogSome(logs, times, len(paths))
		for n, i := range paths {
			carries[i] += logs[n]
			values[i] *= times[n]
		}
		return
	}
	add := e.drawn(b, e.plus, e.sum, &zeros, e.freshAdd, e.add, paths, some, counter)
	switch e.state.Transform {
	case program.Level:
		for n, i := range paths {
			x := float64(carries[i]*times[n]) + add[n]
			carries[i], values[i] = x, x
		}
	case program.Log:
		for n, i := range paths {
			v := max(float64(values[i]*times[n])+add[n], 1e-300)
			carries[i], values[i] = column.Log1(v), v
		}
	case program.Logit:
		for n, i := range paths {
			v := min(max(float64(values[i]*times[n])+add[n], 1e-12), 1-1e-12)
			carries[i], values[i] = column.Log1(v/(1-v)), v
		}
	}
}

// drawn is a number for each path of a list: drawn afresh, as a column says, or else the same for all.
func (e *effect) drawn(b *program.Block, to program.Slot, given bool, or *column.Column, fresh *program.Fresh, from program.Slot, paths []uint8, some *[column.Size]uint64, counter uint64) *column.Column {
	x := b.Col(to)
	switch {
	case fresh != nil:
		fresh.Some(x, some, counter, len(paths), &b.Draws)
	case given:
		v := b.Col(from)
		for n, i := range paths {
			x[n] = v[i]
		}
	default:
		return or
	}
	return x
}

// ones and zeros are what changes nothing.
var ones, zeros = func() (c column.Column) { column.Fill(&c, 1); return c }(), column.Column{}
