package process

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "gbm",
		Summary: "Geometric Brownian motion: growth by independent percentages.",
		Why:     "The first choice for a value or a revenue of which only a growth rate and a volatility are known: it never falls below zero, and a year's surprise is the same percentage at any size.",
		Model:   "dS = (drift - risk_premium·volatility)·S·dt + volatility·S·dW.\nUnits: S in those of start; drift continuous per year, of the mean; volatility a year's, risk_premium a plain number per unit of volatility, 0 unless given.",
		Step:    "Exact: S ← S·exp((drift - risk_premium·volatility - volatility²/2)·dt + volatility·√dt·z).",
		Moments: "Mean start·e^(drift·t), median start·e^((drift-volatility²/2)·t), quantile median·e^(volatility·√t·z_p), variance of log S volatility²·t. A risk_premium takes risk_premium·volatility off the drift in all of them.",
		Limits:  "A start below zero, a volatility below zero or above 1000%, a drift beyond ±2000% a year, a risk_premium beyond ±10.",
		Source:  "Black and Scholes (1973), The Pricing of Options and Corporate Liabilities, Journal of Political Economy 81(3), 637–654; Glasserman (2003), Monte Carlo Methods in Financial Engineering, 3.2.",
		Checked: "TestGBM (mean, quantiles, probabilities, tail means, negative control), TestGBMWithoutVolatility, TestRiskPremium, TestUncertainNumbersArePerPath.",
		Example: "drivers:\n  gpu_price: {process: gbm, start: $10bn/GW/y, drift: -3%/y, volatility: 8%}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			driftField("growth of the mean, continuous per year"),
			required(volatilityField("a year's standard deviation of the logarithm: 45% is 0.45 per square root of a year")),
			premiumField(premiumHelp),
		},
		Outputs: itself("value"),
	},
	Build: func(m program.Maker) {
		enter(m)
		dt := m.Grid().Dt()
		start, drift, vol := m.Number("start"), m.Number("drift"), m.Number("volatility")
		out, factor := m.Output(""), m.Normal("")
		carried(m, out)
		copyAt(m, out, start)
		from := []program.Slot{drift, vol}
		if m.Has("risk_premium") {
			from = append(from, m.Number("risk_premium"))
		}
		of := m.Derived(2, from, func(b *program.Block, to []program.Slot) {
			mean, noise := b.Col(to[0]), b.Col(to[1])
			diffusion(mean, noise, b.Col(drift), b.Col(vol), dt)
			if len(from) > 2 {
				charge(mean, b.Col(from[2]), b.Col(vol), dt)
			}
		})
		mean, noise, same := of[0], of[1], m.Same(of[0])
		m.Step(func(b *program.Block) {
			s, x := b.Col(out), &b.Spare
			if same {
				column.Affine(x, b.Z(factor), b.Col(mean)[0], b.Col(noise)[0])
			} else {
				column.MulAdd(x, b.Col(mean), b.Col(noise), b.Z(factor))
			}
			column.TimesExp(s, s, x)
		})
	},
})

// diffusion is the mean and the standard deviation of a step of log S.
func diffusion(mean, noise, drift, vol *column.Column, dt float64) {
	root := math.Sqrt(dt)
	for i := range mean {
		mean[i] = float64((drift[i] - float64(0.5*vol[i]*vol[i])) * dt)
		noise[i] = float64(vol[i] * root)
	}
}
