package process

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "cir",
		Summary: "A square-root process: pulled back to a level, never below zero, quieter the smaller it is.",
		Why:     "For an interest rate, a spread, a rate of failures, a utilisation near zero: what returns to a level like mean-reverting, may come close to zero and leave it again, and of which the mean, not the median, is known.",
		Model:   "dX = k·(level - X)·dt + s·√X·dW, k = speed = ln 2/half_life, s = volatility·√level: at the level a year's surprise is volatility times the value.\nUnits: X in those of start, k per year, volatility a year's, relative. The σ of books is s: for σ = 0.1 and a level of 4% write volatility: 50%.",
		Step:    "Quadratic-exponential scheme: mean and variance are exact at every date, whatever the step; the form of the law is close to the noncentral chi-square, with an atom at zero where that has only a steep density.",
		Moments: "Mean level + (start - level)·e^(-kt); variance s²·[start·(e^(-kt) - e^(-2kt))/k + level·(1-e^(-kt))²/2k], in the long run volatility²·level²/2k. Where s² > 2k·level zero is reached.",
		Limits:  "A start below zero; a level not above zero, to which volatility could not be relative; both or neither of speed and half_life.",
		Source:  "Cox, Ingersoll and Ross (1985), A Theory of the Term Structure of Interest Rates, Econometrica 53(2), 385–407; the step: Andersen (2008), Simple and efficient simulation of the Heston stochastic volatility model, Journal of Computational Finance 11(3), 3.2.",
		Checked: "TestCIR (mean, variance, never below zero, negative control), TestCIRIsCloseToNoncentralChiSquare, TestCIRDiscountsABond, TestCIRWithoutVolatility, TestNormalTail, TestCrossFieldRules.",
		Example: "drivers:\n  base_rate: {process: cir, start: 3%/y, level: 4%/y, speed: 50%/y,\n              volatility: 50%}\n",
		Fields: append([]schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			{Name: "level", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "where its mean returns to"},
			required(volatilityField("a year's standard deviation at the level, as a share of it: the textbook σ over √level")),
		}, speedFields()...),
		Outputs: itself("value"),
	},
	Check: func(q program.Query) []program.Rule {
		return append(speedRules(q), positive(q, "volatility is relative to it", "level")...)
	},
	Build: func(m program.Maker) {
		enter(m)
		level, vol, out, square := m.Number("level"), m.Number("volatility"), m.Output(""), m.Column()
		copyAt(m, out, m.Number("start"))
		carried(m, out)
		k := speed(m)
		m.Start(func(b *program.Block) {
			s, v, to := b.Col(square), b.Col(vol), b.Col(level)
			for i := range s {
				s[i] = float64(v[i] * v[i] * to[i])
			}
		})
		m.Step(newSquareRoot(m, out, level, k, square, "").step)
	},
})
