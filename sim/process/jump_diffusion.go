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
		Name:    "jump-diffusion",
		Summary: "Geometric Brownian motion with jumps at random times: Merton's model.",
		Why:     "For a value that mostly drifts and now and then breaks: a failed training run, a rival's release, a bubble's end. The tails are heavier than those of gbm.",
		Model:   "S = start·exp((drift - risk_premium·volatility - volatility²/2 - c)·t + volatility·W + sum of N(t) log jumps); N Poisson at jump_rate, log jumps normal (jump_mean, jump_volatility); c = 0, or jump_rate·(e^(jump_mean+jump_volatility²/2) - 1) when compensated.\nUnits: S in those of start; drift and jump_rate per year, volatility a year's, the jump's two numbers of its logarithm (-25% is a fall to 78%), risk_premium a plain number per unit of volatility, 0 unless given: it prices the diffusion, not the jumps.",
		Step:    "Exact: the number of jumps by the inverse of the Poisson law, their sum as one normal n·jump_mean + √n·jump_volatility·z. Only paths with a jump draw z.",
		Moments: "With k = e^(jump_mean+jump_volatility²/2) - 1: mean start·e^((drift+jump_rate·k)·t), or start·e^(drift·t) when compensated; log S has mean log start + (drift - volatility²/2 + jump_rate·jump_mean)·t, uncompensated, and variance (volatility² + jump_rate·(jump_mean²+jump_volatility²))·t. A risk_premium takes risk_premium·volatility off the drift in all of them.",
		Limits:  "A start, volatility, jump_rate or jump_volatility below zero; more than 500 jumps a year; a jump_mean beyond ±1000%.",
		Source:  "Merton (1976), Option Pricing when Underlying Stock Returns are Discontinuous, Journal of Financial Economics 3, 125–144; Glasserman (2003), 3.5.1.",
		Checked: "TestJumpDiffusion (mean, mean and variance of the log, tail probability, negative control), TestCompensatedJumpsLeaveTheMean, TestJumpDiffusionPricesACall, TestNumberOfJumpsIsPoisson, TestRiskPremium.",
		Example: "drivers:\n  lab_value: {process: jump-diffusion, start: $380bn, drift: 25%/y,\n              volatility: 45%, jump_rate: 50%/y, jump_mean: -25%,\n              jump_volatility: 20%}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			driftField("growth of the mean without jumps, continuous per year; with them when compensated"),
			required(volatilityField("a year's standard deviation of the logarithm between jumps")),
			{Name: "jump_rate", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Max: schema.Limit(maxRate),
				Help: "jumps a year: 50%/y is one in two years"},
			{Name: "jump_mean", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(-10), Max: schema.Limit(10),
				Help: "mean of a jump's logarithm: -25% is a fall to 78%"},
			{Name: "jump_volatility", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(10),
				Help: "standard deviation of a jump's logarithm"},
			premiumField(premiumHelp + "; for jumps write a jump_rate and jump_mean that are risk-adjusted"),
			{Name: "compensated", Form: schema.Choice, Choices: []string{"yes", "no"}, Default: "no",
				Help: "yes: drift is that of the whole, jumps included; no: jumps come on top, as in the real world"},
		},
		Outputs: itself("value"),
	},
	Build: buildJumpDiffusion,
})

func buildJumpDiffusion(m program.Maker) {
	enter(m)
	dt := m.Grid().Dt()
	start, drift, vol := m.Number("start"), m.Number("drift"), m.Number("volatility")
	rate, jump, spread := m.Number("jump_rate"), m.Number("jump_mean"), m.Number("jump_volatility")
	compensated := m.Text("compensated") == "yes"
	out, factor := m.Output(""), m.Normal("")
	mean, noise, by := m.Column(), m.Column(), m.Column()
	perStep, none := m.Column(), m.Column()
	jumps, size := m.Stream("jumps"), m.Stream("jump-size")
	carried(m, out)
	m.Start(func(b *program.Block) {
		*b.Col(out) = *b.Col(start)
		mean, perStep, none := b.Col(mean), b.Col(perStep), b.Col(none)
		diffusion(mean, b.Col(noise), b.Col(drift), b.Col(vol), dt)
		rate, jump, spread := b.Col(rate), b.Col(jump), b.Col(spread)
		for i := range mean {
			lambda := float64(rate[i] * dt)
			perStep[i], none[i] = lambda, column.Exp1(-lambda)
			if compensated {
				k := column.Exp1(jump[i]+float64(0.5*spread[i]*spread[i])) - 1
				mean[i] -= float64(lambda * k)
			}
		}
	})
	priced(m, mean, vol, dt)
	m.Step(func(b *program.Block) {
		x, mean, noise, z := b.Col(by), b.Col(mean), b.Col(noise), b.Z(factor)
		for i := range x {
			x[i] = mean[i] + float64(noise[i]*z[i])
		}
		perStep, none, jump, spread := b.Col(perStep), b.Col(none), b.Col(jump), b.Col(spread)
		step := uint64(b.Step)
		for i := range x {
			if u := jumps(b.Path[i], step); u >= none[i] {
				n := count(u, none[i], perStep[i])
				z := column.Quantile(size(b.Path[i], step))
				x[i] += float64(n*jump[i]) + float64(math.Sqrt(n)*spread[i]*z)
			}
		}
		column.Exp(x, x)
		s := b.Col(out)
		for i := range s {
			s[i] = float64(s[i] * x[i])
		}
	})
}
