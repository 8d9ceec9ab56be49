package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "poisson",
		Summary: "A count of events that come at random, independently, at a steady rate.",
		Why:     "For what happens again and again: model releases, outages, price changes. To change other quantities at such events use a shock; for what happens once use hazard.",
		Model:   "The events of a step are Poisson with mean rate·dt, independent of other steps.\nUnits: rate per year, the count a plain number.",
		Step:    "Exact: the inverse of the Poisson law at one uniform.",
		Moments: "The count at t has mean and variance rate·t; none by t with probability e^(-rate·t). With an uncertain rate the variance is larger: mean + variance of rate·t².",
		Limits:  "A rate below zero or above 500 a year. A shock cannot change a count.",
		Source:  "Poisson (1837); Glasserman (2003), 3.2.4 (inverse transform).",
		Checked: "TestPoisson (mean, variance, probability of none, negative control), TestNumberOfJumpsIsPoisson.",
		Example: "drivers:\n  releases: {process: poisson, rate: 300%/y}\n",
		Fields: []schema.Field{
			{Name: "rate", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Max: schema.Limit(maxRate),
				Help: "events a year: 300%/y is three"},
		},
		Outputs: []schema.Output{
			{Dim: unit.Number, Label: "events so far", Help: "events from the day of the deal to the end of the step"},
			{Suffix: "events", Dim: unit.Number, Flow: true, Label: "events", Help: "events of the step"},
		},
	},
	Build: func(m program.Maker) {
		enter(m)
		dt := m.Grid().Dt()
		rate, total, events := m.Number("rate"), m.Output(""), m.Output("events")
		mean, none, uniform := m.Column(), m.Column(), m.Stream("events")
		m.Start(func(b *program.Block) {
			*b.Col(total), *b.Col(events) = column.Column{}, column.Column{}
			rate, mean, none := b.Col(rate), b.Col(mean), b.Col(none)
			for i := range mean {
				mean[i] = float64(rate[i] * dt)
				none[i] = column.Exp1(-mean[i])
			}
		})
		m.Step(func(b *program.Block) {
			total, events, mean, none, step := b.Col(total), b.Col(events), b.Col(mean), b.Col(none), uint64(b.Step)
			for i := range events {
				events[i] = count(uniform(b.Path[i], step), none[i], mean[i])
				total[i] += events[i]
			}
		})
	},
})
