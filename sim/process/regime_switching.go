package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "regime-switching",
		Summary: "Geometric Brownian motion that changes between two regimes, calm and stress, at random times.",
		Why:     "For a market that is open or shut, a boom and its bust: growth and volatility differ between the two, each lasts for a while, and what follows depends on which one it is.",
		Model: "dS = drift·S·dt + volatility·S·dW with the drift and volatility of the regime; the regime is a Markov chain in continuous time that leaves calm at rate calm.leave and stress at rate stress.leave.\n" +
			"Units: S in those of start; drifts, of the mean, and leave per year: 50%/y lasts two years on average; volatilities a year's. regime is a plain number: 0 in calm, 1 in stress.",
		Step: "The chain is exact at the ends of the steps: it leaves calm within a step with probability a/(a+b)·(1-e^(-(a+b)·dt)), a = calm.leave, b = stress.leave. A step moves by the drift and volatility of the regime at its start, exactly; a change within it counts from the next step on: an error of order dt.",
		Moments: "From calm, stress at t with probability a/(a+b)·(1-e^(-(a+b)t)); in the long run a/(a+b). Mean after n steps: start times the sum of the row of the first regime in (diag(e^(drift·dt))·P)^n, P the chain's matrix of a step; " +
			"as dt falls, in e^(At), A = Q + diag(drift), Q = [-a, a; b, -b].",
		Limits:  "A start, a volatility or a rate below zero. A shock cannot change the regime.",
		Source:  "Hamilton (1989), A New Approach to the Economic Analysis of Nonstationary Time Series and the Business Cycle, Econometrica 57(2), 357–384; in continuous time Hardy (2001), A Regime-Switching Model of Long-Term Stock Returns, North American Actuarial Journal 5(2).",
		Checked: "TestRegimes (share of each at a year and later, negative control), TestRegimeSwitching (mean by the product of matrices, mean and variance of the log, negative control), TestRegimeSwitchingComesToTheMatrixExponential (order of the error), TestRegimesInTheLongRun, TestOneRegimeIsGBM.",
		Example: "drivers:\n  lab_value:\n    process: regime-switching\n    start: $380bn\n    calm: {drift: 30%/y, volatility: 35%, leave: 20%/y}\n    stress: {drift: -40%/y, volatility: 80%, leave: 100%/y}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			regimeField("calm", "the one regime, 0; what it needs is said below"),
			regimeField("stress", "the other, 1; what it needs is said below"),
			{Name: "begins", Form: schema.Choice, Choices: []string{"calm", "stress", "long-run"}, Default: "calm",
				Help: "the regime on the day of the deal; long-run: either, as often as in the long run"},
		},
		Outputs: []schema.Output{
			{Own: true, Label: "value", Help: "the quantity itself, at the end of the step"},
			{Suffix: "regime", Dim: unit.Number, Label: "regime", Help: "0 in calm, 1 in stress, at the end of the step"},
		},
	},
	Build: buildRegimeSwitching,
})

func regimeField(name, help string) schema.Field {
	return schema.Field{Name: name, Form: schema.Group, Help: help, Fields: []schema.Field{
		driftField("growth of the mean in this regime, continuous per year"),
		required(volatilityField("a year's standard deviation of the logarithm in this regime")),
		{Name: "leave", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Max: schema.Limit(1000),
			Help: "chance per year, continuously, to change to the other: 50%/y lasts two years on average"},
	}}
}

func buildRegimeSwitching(m program.Maker) {
	enter(m)
	dt, start, out, regime, factor := m.Grid().Dt(), m.Number("start"), m.Output(""), m.Output("regime"), m.Normal("")
	tellTurns(m, regime, "goes from calm to stress", "goes from stress to calm")
	type state struct{ drift, vol, rate, mean, noise, leave program.Slot }
	states := [2]state{}
	for i, name := range []string{"calm", "stress"} {
		states[i] = state{m.Number(name + ".drift"), m.Number(name + ".volatility"), m.Number(name + ".leave"), m.Column(), m.Column(), m.Column()}
	}
	calm, stress := states[0], states[1]
	change, by, now := m.Stream("regime"), m.Column(), m.Column()
	begins, first := m.Text("begins"), program.None
	if begins == "long-run" {
		first = m.Draw("begins")
	}
	carried(m, out)
	m.Start(func(b *program.Block) {
		*b.Col(out) = *b.Col(start)
		for _, s := range states {
			diffusion(b.Col(s.mean), b.Col(s.noise), b.Col(s.drift), b.Col(s.vol), dt)
		}
		in, a, c, toStress, toCalm := b.Col(now), b.Col(calm.rate), b.Col(stress.rate), b.Col(calm.leave), b.Col(stress.leave)
		for i := range in {
			spell := float64(dt * phi1(float64((a[i]+c[i])*dt)))
			toStress[i], toCalm[i] = float64(a[i]*spell), float64(c[i]*spell)
			switch {
			case begins == "stress", begins == "long-run" && float64(b.Col(first)[i]*(a[i]+c[i])) < a[i]:
				in[i] = 1
			default:
				in[i] = 0
			}
		}
		*b.Col(regime) = *in
	})
	m.Step(func(b *program.Block) {
		x, in, z := b.Col(by), b.Col(now), b.Z(factor)
		m0, m1, s0, s1 := b.Col(calm.mean), b.Col(stress.mean), b.Col(calm.noise), b.Col(stress.noise)
		for i := range x {
			mean, noise := m0[i], s0[i]
			if in[i] != 0 {
				mean, noise = m1[i], s1[i]
			}
			x[i] = mean + float64(noise*z[i])
		}
		column.Exp(x, x)
		s := b.Col(out)
		for i := range s {
			s[i] = float64(s[i] * x[i])
		}
	})
	m.Step(func(b *program.Block) {
		in, toStress, toCalm, step := b.Col(now), b.Col(calm.leave), b.Col(stress.leave), uint64(b.Step)
		for i := range in {
			p := toStress[i]
			if in[i] != 0 {
				p = toCalm[i]
			}
			if change(b.Path[i], step) < p {
				in[i] = 1 - in[i]
			}
		}
		*b.Col(regime) = *in
	})
}
