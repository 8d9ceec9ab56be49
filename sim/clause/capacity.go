package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Capacity is power that comes on line over time, and its price.
//
// Arithmetic of a step: available = utilisation × integral of the ramp, delayed, over the step; promised is the same
// without the delay. A delay that grows holds up what is still to come: what is on line stays. It posts nothing. By hand: a ramp from 1 GW to 2 GW over a quarter offers 1.5 GW · 0.25 y =
// 0.375 GW·y; at $10bn/GW/y and 92% in use that is worth $3.45bn. A generation of chips is a capacity of its own: one
// that starts a year from now with 2 GW and is a quarter late offers 2 · 0.75 = 1.5 GW·y in its first year. With 1 GW on
// line, 3 GW to come in half a year and a slip of a quarter, there is 1 GW for that quarter. What is taken as an option is as late as
// its exercise makes it: planned for the end of a year, exercised then with a lead of a year, it comes a year after the plan.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "capacity", Name: "capacity",
			Summary: "Power that comes on line over time up to a cap, and what a GW costs for a year.",
			Why:     "\"Up to 5 GW\" is a cap: what is not there cannot be bought, however much is wanted.",
			Model: "on line at t = the plan at t - delay, at most K = min(cap, ceiling). available in a step = utilisation · integral of on line over the step; promised is the same without the delay.\n" +
				"ramp: straight lines between the dates, flat before the first and after the last. logistic: K/(1 + e^(-k·(t - mid))), k being speed and mid midpoint; its integral from a to b is K/k · ln((1 + e^(k·(b - mid)))/(1 + e^(k·(a - mid)))).\n" +
				"Nothing before from + delay, and nothing on a path where it is not built. When a shock adds to the delay, what is on line stays, and what is to come waits.\n" +
				"Under an option there is nothing before it is exercised, at time x; from then on ramp and from come later by max(0, x + lead - from).",
			Posts:   "Nothing: commitments pay for what they buy.",
			ByHand:  "1 GW on the day of the deal, 2 GW a quarter later: 1.5 GW on average over the first quarter, 0.375 GW·y, of which 92% or 0.345 GW·y can be sold, worth $3.45bn at $10bn/GW/y.\nAn option on power planned for year 2, exercised at the end of year 2 with a lead of half a year: 2 + 0.5 - 1 = 1.5 years later than planned.",
			Step:    "The ramp is integrated exactly over a step; a ceiling below the ramp is applied to the step as a whole.",
			Moments: "Deterministic given its inputs and whether it is built.",
			Limits:  "One of ramp and logistic. cap is needed, though a ceiling below it is what counts. Power cannot be negative. A generation of chips is a capacity of its own; who buys which is said by the commitments.",
			Source:  "Verhulst (1838) for the logistic; an expansion right with notice and lead time, as in data centre leases",
			Checked: "TestLogisticGWYears, TestRampByHand, TestALaterGenerationByHand, TestACapacityThatMayNotBeBuilt, TestALateShockByHand, TestAnOptionOnCapacityByHand, validation/logistic-gw-years.yaml",
			Example: "trainium: {cap: 5 GW, ramp: {2026-Q2: 0.3 GW, 2026-Q4: 1 GW, 2027-Q4: 2 GW},\n           price: $10bn/GW/y, utilisation: 92%}",
			Fields: []schema.Field{
				{Name: "cap", Form: schema.Number, Dim: unit.Power, Required: true, Min: schema.Limit(0), Help: "the most that the contract speaks of, in GW"},
				{Name: "ceiling", Form: schema.Number, Dim: unit.Power, Min: schema.Limit(0), Help: "the most that is really reached; the cap unless given"},
				{Name: "ramp", Form: schema.Knots, Dim: unit.Power, Help: "one of ramp and logistic is needed: power on line by date, such as {2026-Q4: 1 GW, 2027-Q4: 2 GW}; straight lines between"},
				{Name: "logistic", Form: schema.Group, Help: "an S-curve in place of ramp", Fields: []schema.Field{
					{Name: "speed", Form: schema.Number, Dim: unit.Rate, Help: "needed in a logistic: steepness k: from 12% to 88% of the end takes 4/speed years"},
					{Name: "midpoint", Form: schema.Number, Dim: unit.Years, Help: "needed in a logistic: when half of it is on line, after the day of the deal"},
				}},
				{Name: "from", Form: schema.Day, Help: "nothing is promised before this day; it counts from the step that holds it, and moves with the delay; from the start unless given"},
				{Name: "chance", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Max: schema.Limit(1), Help: "chance that it is built at all, drawn once a path; where it is not, nothing is on offer, though it was promised; it is built unless given"},
				{Name: "delay", Form: schema.Number, Dim: unit.Years, Default: "0y", Help: "how much later than the plan it comes; a shock can add to it"},
				{Name: "option", Form: schema.Group, Help: "it comes only if the holder asks for it; it comes anyway unless given", Fields: []schema.Field{
					{Name: "when", Form: schema.Condition, Help: "needed in an option: exercised at the first period end after the day of the deal at which this holds"},
					{Name: "until", Form: schema.Day, Help: "the last day on which it can be exercised; the end of the run unless given"},
					{Name: "lead", Form: schema.Number, Dim: unit.Years, Min: schema.Limit(0), Help: "how long it takes from then on; it is there at once unless given"},
				}},
				{Name: "utilisation", Form: schema.Number, Dim: unit.Number, Default: "100%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "share of the power that can be sold"},
				{Name: "price", Form: schema.Signal, Dim: unit.Price, Help: "price of a GW for a year; needed where a commitment buys from it"},
			},
			Outputs: []schema.Output{
				{Suffix: "online", Dim: unit.Power, Label: "power on line", Help: "power on line at the end of the step"},
				{Suffix: "available", Dim: unit.Energy, Flow: true, Label: "capacity on offer", Help: "GW-years that can be bought in the step"},
				{Suffix: "promised", Dim: unit.Energy, Flow: true, Hidden: true, Label: "capacity promised", Help: "GW-years that were promised for the step: without delay, and where it is not built as well"},
				{Suffix: "price", Of: "price", Is: true, Dim: unit.Price, Label: "price", Help: "price of a GW for a year"},
				{Suffix: "delay", Dim: unit.Years, Hidden: true, Label: "delay", Help: "how much later than the plan"},
				{Suffix: "exercised", Of: "option.when", Dim: unit.Number, Label: "option exercised", Help: "1 from the period end on at which the option is exercised"},
			},
		},
		Check: func(q program.Query) []program.Rule {
			if q.Has("ramp") && q.Has("logistic.speed") {
				return []program.Rule{{Field: "ramp", Wrong: "ramp and logistic both say how the power comes on line", Remedy: "keep one of them"}}
			}
			if !q.Has("ramp") && (!q.Has("logistic.speed") || !q.Has("logistic.midpoint")) {
				return []program.Rule{{Field: "ramp", Wrong: "nothing says how the power comes on line", Remedy: "write ramp: {2026-Q4: 1 GW, 2027-Q4: 2 GW} or logistic: {speed: 90%/y, midpoint: 3y}"}}
			}
			for _, f := range []string{"option.until", "option.lead"} {
				if q.Has(f) && !q.Has("option.when") {
					return []program.Rule{{Field: f, Wrong: "it does not say when the option is exercised", Remedy: "add when: prev(aws.unmet) > $1bn"}}
				}
			}
			if q.Has("option.until") && q.StepUntil("option.until") < 1 {
				return []program.Rule{{Field: "option.until", Wrong: "the option ends before the first period does, so that it is never exercised", Remedy: "choose a later day"}}
			}
			return nil
		},
		Build: buildCapacity,
	})
}

func buildCapacity(m program.Maker) {
	m.In(program.Capacity)
	most, use, late := m.Number("cap"), m.Number("utilisation"), m.Number("delay")
	ceiling := most
	if m.Has("ceiling") {
		ceiling = m.Number("ceiling")
	}
	available, delay := m.Output("available"), m.Output("delay")
	certain, known := m.Constant("delay")
	m.Start(func(b *program.Block) {
		if known && certain == 0 {
			b.Clear(delay)
		} else {
			*b.Open(delay) = *b.Col(late)
		}
	})
	m.State(program.State{Value: delay, Carried: delay})
	grid := m.Grid()
	x := &site{ramp: newRamp(m, most, ceiling), use: use, delay: delay, available: available,
		chance: program.None, grid: grid, dt: grid.Dt(), clock: m.Column(), limit: m.Column(), room: m.Column(), none: m.Column(),
		from: m.Column(), to: m.Column(), unbuilt: m.Column(), mark: m.Column()}
	if m.Has("chance") {
		x.chance, x.luck = m.Number("chance"), m.Draw("built")
	}
	if m.Has("from") {
		if q := m.StepBefore("from"); q > 0 {
			x.ramp.opens = grid.Years(q)
		}
	}
	if x.option = readOption(m); x.option != nil {
		x.ramp.opens = max(0, x.ramp.opens)
	}
	m.Start(func(b *program.Block) {
		column.Smaller(b.Col(x.limit), b.Col(most), b.Col(ceiling))
		column.Scale(b.Col(x.room), b.Col(x.limit), x.dt)
		if x.chance != program.None {
			column.AtMost(b.Col(x.unbuilt), b.Col(x.chance), b.Col(x.luck))
		}
	})
	m.Look(x.step)
	if x.ramp.knots == nil || x.option != nil { // all is made at once
		x.online, x.promised = m.Output("online"), m.Output("promised")
	} else {
		x.buildStraight(m)
	}
	if m.Has("price") {
		if src, dst := m.Signal("price"), m.Output("price"); src != dst {
			m.Look(func(b *program.Block) { *b.Col(dst) = *b.Col(src) })
		}
	}
}

// buildStraight makes what a ramp of knots needs, and what hardly anybody asks for.
func (x *site) buildStraight(m program.Maker) {
	r := x.ramp
	x.seen, x.power = m.Column(), m.Column()
	x.plan()
	even := true
	var values []program.Slot
	for _, k := range r.knots {
		even, values = even && m.Same(k.Value), append(values, k.Value)
	}
	if even && len(values) <= column.MostLines && !r.steep(x.dt) {
		r.table = m.Derived(1, values, func(b *program.Block, to []program.Slot) {
			var memory lines
			k := r.lines(b, memory[:0])
			column.Lines(b.Col(to[0]), &k)
		})[0]
	}
	optional := func(output string, op program.Op) program.Slot {
		m.In(program.Capacity)
		m.Optional()
		m.Read(m.ID() + ".available")
		m.Look(op)
		return m.Output(output)
	}
	x.online, x.promised = optional("online", x.lineUp), optional("promised", x.promise)
	m.In(program.Capacity)
}
