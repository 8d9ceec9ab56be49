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
		Name:    "garch",
		Summary: "Growth by percentages whose volatility follows the last surprises: GARCH(1,1).",
		Why:     "For a price with a history on the run's own steps, where a large move makes the next one likely to be large too; alpha and beta come straight out of the usual estimation.",
		Model: "log S += drift·dt - v·dt/2 + e, e = √(v·dt)·z; v ← (1 - alpha - beta)·volatility_level² + (alpha·z² + beta)·v, from v = volatility².\n" +
			"Units: S in those of start; drift per year, continuous, of the mean; the volatilities a year's; alpha and beta plain numbers that belong to the length of a step: estimate them on returns of that length.",
		Step:    "Exact: the law is made of steps.",
		Moments: "Mean start·e^(drift·t). After n steps v has mean L + (v₀-L)·(alpha+beta)^n, L = volatility_level²; the variance of e is that times dt. In the long run e has kurtosis 3·(1-(alpha+beta)²)/(1-(alpha+beta)²-2·alpha²) where the denominator is above zero, infinite else.",
		Limits:  "A start or volatility below zero; alpha + beta of 1 or more, for which there is no level to return to (on a path where uncertain ones sum to more, the level has no weight).",
		Source:  "Bollerslev (1986), Generalized Autoregressive Conditional Heteroskedasticity, Journal of Econometrics 31(3), 307–327, theorems 1 and 2.",
		Checked: "TestGARCH (mean of the value, mean and variance of v, kurtosis, echo of a surprise, negative controls), TestGARCHWithoutReactionIsGBM, TestShockOnVolatilityFades, TestCrossFieldRules.",
		Example: "drivers:\n  gpu_price: {process: garch, start: $10bn/GW/y, drift: -3%/y,\n              volatility_level: 25%, volatility: 40%, alpha: 10%, beta: 80%}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			driftField("growth of the mean, continuous per year"),
			{Name: "volatility_level", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(10),
				Help: "a year's standard deviation of the logarithm in the long run"},
			volatilityField("that of the first step; volatility_level unless given"),
			{Name: "alpha", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(1),
				Help: "weight of a step's squared surprise in the next step's variance"},
			{Name: "beta", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(1),
				Help: "weight of a step's variance in the next step's"},
		},
		Outputs: []schema.Output{
			{Own: true, Label: "value", Help: "the quantity itself, at the end of the step"},
			{Suffix: "volatility", Dim: unit.Number, Label: "volatility", Help: "a year's standard deviation that the next step will have"},
		},
	},
	Check: func(q program.Query) []program.Rule {
		alpha, sure := q.Constant("alpha")
		beta, too := q.Constant("beta")
		if sure && too && alpha+beta >= 1 {
			return []program.Rule{rule("beta", "alpha and beta sum to 1 or more, and the variance never returns to its level", "write a beta below 1 - alpha")}
		}
		return nil
	},
	Build: buildGARCH,
})

func buildGARCH(m program.Maker) {
	enter(m)
	dt := m.Grid().Dt()
	root := math.Sqrt(dt)
	start, drift, volLevel, alpha, beta := m.Number("start"), m.Number("drift"), m.Number("volatility_level"), m.Number("alpha"), m.Number("beta")
	vol0 := volLevel
	if m.Has("volatility") {
		vol0 = m.Number("volatility")
	}
	out, vol, factor := m.Output(""), m.Output("volatility"), m.Normal("")
	omega, by := m.Column(), m.Column()
	carried(m, out)
	sd := kept(m, vol)
	m.Start(func(b *program.Block) {
		*b.Col(out), *b.Col(vol), *b.Col(sd) = *b.Col(start), *b.Col(vol0), *b.Col(vol0)
		omega, level, alpha, beta := b.Col(omega), b.Col(volLevel), b.Col(alpha), b.Col(beta)
		for i := range omega {
			omega[i] = float64(max(0, 1-alpha[i]-beta[i]) * level[i] * level[i])
		}
	})
	m.Step(func(b *program.Block) {
		s, sd, x, z := b.Col(out), b.Col(sd), b.Col(by), b.Z(factor)
		drift, omega, alpha, beta := b.Col(drift), b.Col(omega), b.Col(alpha), b.Col(beta)
		for i := range x {
			v := float64(sd[i] * sd[i])
			x[i] = float64((drift[i]-float64(0.5*v))*dt) + float64(sd[i]*root*z[i])
			weight := float64(alpha[i]*z[i]*z[i]) + beta[i]
			sd[i] = math.Sqrt(omega[i] + float64(weight*v))
		}
		*b.Col(vol) = *sd
		column.Exp(x, x)
		for i := range s {
			s[i] = float64(s[i] * x[i])
		}
	})
}
