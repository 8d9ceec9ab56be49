package process

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "hazard",
		Summary: "Something that happens once, at a random time: 0 until then, 1 from then on.",
		Why:     "For an approval, a ban, an acquisition, a breakthrough: a yearly rate is all one can say about when. The rate may differ from contract year to contract year and may start later.",
		Model:   "The event comes when the hazard run up since the day of the deal passes an exponential variable drawn once a path. rate is the hazard per year; rates gives it by contract year, and a year without an entry has that of the last year before it with one, or none. Before the step of `from` there is no hazard.\nUnits: rates per year; the output a plain number 0 or 1; time in years after the day of the deal.",
		Step:    "Exact at the ends of the steps, where the event is seen: in a step it comes with probability 1 - e^(-rate·dt). `from` works in whole steps, from the one that contains its first day.",
		Moments: "With a steady rate λ: by t with probability 1 - e^(-λt); E[min(time, T)] = (1-e^(-λT))/λ in continuous time; by steps, sums of the same probabilities. With rates, λt is their sum over time.",
		Limits:  "Both or neither of rate and rates; a rate below zero. A shock cannot cause or undo the event.",
		Source:  "Cumulative-hazard inversion: Lewis and Shedler (1979), Simulation of Nonhomogeneous Poisson Processes by Thinning, section 1; Glasserman (2003), 3.2.4.",
		Checked: "TestHazard (probability by quarter, mean time, negative control), TestHazardByYear, TestHazardFromALaterDay, TestHazardWithoutRateNeverStrikes.",
		Example: "drivers:\n  approval: {process: hazard, rate: 35%/y, from: 2026-Q4}\n",
		Fields: []schema.Field{
			{Name: "rate", Form: schema.Number, Dim: unit.Rate, Min: schema.Limit(0), Max: schema.Limit(1000), Help: "one of rate and rates is needed: chance per year, continuously: 35%/y is 30% within a year"},
			{Name: "rates", Form: schema.ByYear, Dim: unit.Rate, Min: schema.Limit(0), Max: schema.Limit(1000), Help: "in place of rate: the rate by contract year: {1: 10%/y, 2: 40%/y}; a year left out has that of the last one before it"},
			{Name: "from", Form: schema.Day, Help: "no event before the step that contains this day; any step unless given"},
		},
		Outputs: []schema.Output{
			{Dim: unit.Number, Label: "happened", Help: "1 from the end of the step in which it happens, 0 before"},
			{Suffix: "time", Dim: unit.Years, Hidden: true, Label: "when it happened", Help: "end of that step in years after the day of the deal; undefined while it has not happened"},
		},
	},
	Check: func(q program.Query) []program.Rule {
		switch has := q.Has("rate"); {
		case has && q.Has("rates"):
			return []program.Rule{rule("rates", "rate and rates say the same thing twice", "keep one of them")}
		case !has && !q.Has("rates"):
			return []program.Rule{rule("rate", "neither rate nor rates is given", "write rate: 35%/y, or rates: {1: 10%/y, 2: 40%/y}")}
		}
		return nil
	},
	Build: buildHazard,
})

func buildHazard(m program.Maker) {
	enter(m)
	grid := m.Grid()
	dt, rates := grid.Dt(), hazardRates(m)
	happened, when := m.Output(""), m.Output("time")
	tellTurns(m, happened, "happens", "")
	draw, left := m.Draw("event"), m.Column()
	m.Start(func(b *program.Block) {
		happened, when, left := b.Col(happened), b.Col(when), b.Col(left)
		column.Log(left, b.Col(draw))
		for i := range left {
			left[i] = -left[i]
			happened[i], when[i] = 0, math.NaN()
		}
	})
	m.Step(func(b *program.Block) {
		rate := rates[b.Step]
		if rate == program.None {
			return
		}
		happened, when, left, rates, t := b.Col(happened), b.Col(when), b.Col(left), b.Col(rate), grid.Years(b.Step)
		for i := range left {
			left[i] -= float64(rates[i] * dt)
			if left[i] < 0 && happened[i] == 0 {
				happened[i], when[i] = 1, t
			}
		}
	})
}

// hazardRates is the column of the rate that each step has, or None.
func hazardRates(m program.Maker) []program.Slot {
	grid := m.Grid()
	rates, first := make([]program.Slot, grid.Steps+1), 1
	if m.Has("from") {
		first = m.StepFrom("from")
	}
	steady := program.None
	var years []program.YearValue
	if m.Has("rates") {
		years = m.ByYear("rates")
	} else {
		steady = m.Number("rate")
	}
	for q := range rates {
		rates[q] = program.None
		if q < first {
			continue
		}
		rates[q] = steady
		best := 0
		for _, y := range years {
			if year := (q + grid.PerYear - 1) / grid.PerYear; y.Year <= year && y.Year > best {
				best, rates[q] = y.Year, y.Value
			}
		}
	}
	return rates
}
