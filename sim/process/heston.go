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
		Name:    "heston",
		Summary: "Growth by independent percentages whose volatility is itself random and returns to a level: Heston's model.",
		Why:     "For a market value where calm and storm alternate, and where, with a negative correlation, falls come with storm: heavier and more lopsided tails than gbm, with volatilities that options are quoted by.",
		Model: "dS = drift·S·dt + √v·S·dW; dv = k·(volatility_level² - v)·dt + vol_of_variance·√v·dW_v from v = volatility²; k = speed = ln 2/half_life. " +
			"The two factors are ID and ID.variance: correlate them under correlations, [ID, ID.variance, -70%].\n" +
			"Units: S in those of start; drift, continuous, and k per year; the volatilities a year's; vol_of_variance a year's, of the variance per year: the ξ or σ of books as it stands.",
		Step: "The variance by the quadratic-exponential scheme, its mean and variance exact at every date; log S += (drift - V/2)·dt + √(V·dt)·z, V the expected mean of v over the step given its start, so that the mean of S is exact. " +
			"What is lost is chance of v within the step, and that it leans with z: an error of order dt in the tails, 2.1% of a year's at-the-money call by quarters and 0.8% by months in the case of TestHestonPricesACall.",
		Moments: "Mean start·e^(drift·t). v has mean θ + (v₀-θ)·e^(-kt), θ = volatility_level², and variance ξ²·[v₀·(e^(-kt) - e^(-2kt))/k + θ·(1-e^(-kt))²/2k]. Mean of log S: log start + drift·t - (θ·t + (v₀-θ)·(1-e^(-kt))/k)/2. Calls: Heston's integral.",
		Limits:  "A start, a volatility or vol_of_variance below zero; both or neither of speed and half_life. Fast swings within a step (vol_of_variance²·dt beyond the variance) blur the tails: take a finer step.",
		Source:  "Heston (1993), A Closed-Form Solution for Options with Stochastic Volatility, Review of Financial Studies 6(2), 327–343; the step of the variance: Andersen (2008), Journal of Computational Finance 11(3), 3.2.",
		Checked: "TestHeston (mean, variance law, negative controls), TestHestonPricesACall (order of the error), TestHestonReference (Fang and Oosterlee's value), TestHestonWithoutVolOfVarianceIsGBM, TestCrossFieldRules.",
		Example: "drivers:\n  lab_value: {process: heston, start: $380bn, drift: 20%/y, volatility: 50%,\n              volatility_level: 60%, speed: 150%/y, vol_of_variance: 60%}\n" +
			"correlations:\n  - [lab_value, lab_value.variance, -70%]\n",
		Fields: append([]schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			driftField("growth of the mean, continuous per year"),
			required(volatilityField("a year's standard deviation of the logarithm, on the day of the deal: the root of the variance")),
			{Name: "volatility_level", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Max: schema.Limit(10),
				Help: "the root of the variance in the long run; volatility unless given"},
			{Name: "vol_of_variance", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(10),
				Help: "how restless the variance is: its standard deviation grows by this times the volatility"},
		}, speedFields()...),
		Outputs: []schema.Output{
			{Own: true, Label: "value", Help: "the quantity itself, at the end of the step"},
			{Suffix: "volatility", Dim: unit.Number, Label: "volatility", Help: "the root of the variance at the end of the step, a year's"},
		},
	},
	Check: speedRules,
	Build: buildHeston,
})

func buildHeston(m program.Maker) {
	enter(m)
	dt := m.Grid().Dt()
	start, drift, vol0, restless := m.Number("start"), m.Number("drift"), m.Number("volatility"), m.Number("vol_of_variance")
	volLevel := vol0
	if m.Has("volatility_level") {
		volLevel = m.Number("volatility_level")
	}
	out, vol, factor := m.Output(""), m.Output("volatility"), m.Normal("")
	v, level, square, by := m.Column(), m.Column(), m.Column(), m.Column()
	carried(m, out)
	sd := kept(m, vol)
	k := speed(m)
	m.Start(func(b *program.Block) {
		*b.Col(out), *b.Col(vol), *b.Col(sd) = *b.Col(start), *b.Col(vol0), *b.Col(vol0)
		squared(b.Col(level), b.Col(volLevel))
		squared(b.Col(square), b.Col(restless))
	})
	variance := newSquareRoot(m, v, level, k, square, "variance")
	m.Step(func(b *program.Block) {
		s, x, drift, v, to, gain, z := b.Col(out), b.Col(by), b.Col(drift), b.Col(v), b.Col(level), b.Col(variance.gain), b.Z(factor)
		squared(v, b.Col(sd))
		for i := range x {
			sum := float64(to[i]*dt) + float64((v[i]-to[i])*gain[i])
			x[i] = float64(drift[i]*dt) - float64(0.5*sum) + float64(math.Sqrt(sum)*z[i])
		}
		column.Exp(x, x)
		for i := range s {
			s[i] = float64(s[i] * x[i])
		}
	})
	m.Step(variance.step)
	m.Step(func(b *program.Block) {
		sd, v := b.Col(sd), b.Col(v)
		for i := range sd {
			sd[i] = math.Sqrt(v[i])
		}
		*b.Col(vol) = *sd
	})
}

func squared(dst, src *column.Column) {
	for i := range dst {
		dst[i] = float64(src[i] * src[i])
	}
}
