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
		Name:    "bass",
		Summary: "Adoption of something new by a market: some find it by themselves, the others follow those who have it.",
		Why:     "For users, seats or sites of a new product, or spend that moves over to it, of which the market and the two pulls are guessed, from older products of the kind: slow, then fast, then full.",
		Model: "dF/dτ = (innovation + imitation·F)·(1 - F), value = market·F, F(0) = share; τ is time, or with a volatility a random clock: its step is dt·e^(s·z - s²/2), s² = log(1 + volatility²/dt), of mean dt and variance volatility²·dt.\n" +
			"Units: value in those of market; innovation and imitation per year; share a plain number; volatility a year's, of the pace: after a year the clock is off by that share of a year.",
		Step:    "Exact: F ← F + (1-F)·(p + q·F)·(1-e^(-(p+q)·dτ))/(p + q·e^(-(p+q)·dτ) + q·F·(1-e^(-(p+q)·dτ))), p = innovation, q = imitation. A shock moves adopters, and adoption goes on from there.",
		Moments: "Without volatility F(t) = (1 - p·r)/(1 + q·r), r = (1-share)/(p + q·share)·e^(-(p+q)·t); from a share of 0 adoption is fastest after log(q/p)/(p+q) years. With it, the same at a clock of mean t and variance volatility²·t.",
		Limits:  "A market below zero; rates below zero; a share outside 0 to 1. With no innovation and a share of 0 nobody ever adopts.",
		Source:  "Bass (1969), A New Product Growth for Model Consumer Durables, Management Science 15(5), 215–227; the random clock: own.",
		Checked: "TestBass (closed form, the fastest moment, from a share), TestBassByItsEquation, TestBassOnARandomClock (mean and variance of the clock, negative control), TestBassAtTheEnds.",
		Example: "drivers:\n  agents_spend: {process: bass, market: $400bn, innovation: 3%/y,\n                 imitation: 60%/y, share: 2%, volatility: 30%}\n",
		Fields: []schema.Field{
			{Name: "market", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "what it comes to when all have adopted"},
			{Name: "innovation", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Max: schema.Limit(100),
				Help: "share of the rest that adopts by itself, per year: 1% to 3% are common"},
			{Name: "imitation", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Max: schema.Limit(100),
				Help: "pull of those who have: 30% to 50% a year are common"},
			{Name: "share", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(1),
				Help: "who has adopted on the day of the deal"},
			volatilityField("a year's standard deviation of the pace of adoption; none unless given"),
		},
		Outputs: []schema.Output{
			{Own: true, Label: "adopters", Help: "those who have adopted, at the end of the step"},
			{Suffix: "adds", Own: true, Flow: true, Label: "new adopters", Help: "those who adopt in the step"},
		},
	},
	Build: buildBass,
})

func buildBass(m program.Maker) {
	enter(m)
	dt := m.Grid().Dt()
	market, p, q, share, out, adds := m.Number("market"), m.Number("innovation"), m.Number("imitation"), m.Number("share"), m.Output(""), m.Output("adds")
	keep, both := m.Column(), m.Column() // e^-(p+q)dτ, and -(p+q)
	carried(m, out)
	m.Start(func(b *program.Block) {
		out, market, share := b.Col(out), b.Col(market), b.Col(share)
		keep, both, p, q := b.Col(keep), b.Col(both), b.Col(p), b.Col(q)
		for i := range out {
			out[i] = float64(market[i] * share[i])
			both[i] = -(p[i] + q[i])
			keep[i] = column.Exp1(float64(both[i] * dt))
		}
	})
	if m.Has("volatility") {
		clock(m, keep, both, m.Number("volatility"), m.Normal(""))
	}
	m.Step(func(b *program.Block) {
		x, adds, market, p, q, keep := b.Col(out), b.Col(adds), b.Col(market), b.Col(p), b.Col(q), b.Col(keep)
		for i := range x {
			f := x[i] / market[i]
			gone := 1 - keep[i]
			per := p[i] + float64(q[i]*keep[i]) + float64(q[i]*f*gone)
			if !(per > 0) { // no pull, or no market
				adds[i] = 0
				continue
			}
			adds[i] = float64(float64((market[i]-x[i])*(p[i]+float64(q[i]*f))) * gone / per)
			x[i] += adds[i]
		}
	})
}

// clock sets keep to e^(rate·dτ) in each step, dτ lognormal with mean dt and variance volatility²·dt.
func clock(m program.Maker, keep, rate, volatility program.Slot, factor program.Factor) {
	dt, spread := m.Grid().Dt(), m.Column()
	m.Start(func(b *program.Block) {
		s, vol := b.Col(spread), b.Col(volatility)
		for i := range s {
			s[i] = math.Sqrt(column.Log1(1 + float64(vol[i]*vol[i])/dt))
		}
	})
	m.Step(func(b *program.Block) {
		k, rate, s, z := b.Col(keep), b.Col(rate), b.Col(spread), b.Z(factor)
		for i := range k {
			k[i] = float64(s[i]*z[i]) - float64(0.5*s[i]*s[i])
		}
		column.Exp(k, k)
		for i := range k {
			k[i] = float64(rate[i] * dt * k[i])
		}
		column.Exp(k, k)
	})
}
