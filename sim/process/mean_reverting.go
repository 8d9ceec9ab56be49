package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "mean-reverting",
		Summary: "An Ornstein–Uhlenbeck process: it is pulled back to a level, the harder the farther it is.",
		Why:     "For prices, shares and margins that wander but have a place to return to. On the log it stays above zero, on the logit between 0 and 1, on the level it may have either sign.",
		Model:   "X = value, log value or log(value/(1-value)), as on says; dX = k·(X(level) - X)·dt + s·dW, with k = speed = ln 2/half_life and s = volatility (log, logit) or deviation (level).\nUnits: value in those of start, k per year, s a year's. On the log, level is the median of the long run, not its mean, and with a risk_premium λ, a plain number, dX has -λ·s·dt more.",
		Step:    "Exact: X ← X(level) + e^(-k·dt)·(X - X(level)) + s·√((1-e^(-2k·dt))/2k)·z; at k = 0 a random walk. A premium takes λ·s·(1-e^(-k·dt))/k off X.",
		Moments: "X is normal with mean X(level) + (X(start) - X(level))·e^(-kt) and variance s²·(1-e^(-2kt))/2k; quantiles carry over to the value; on the log the value has mean exp(mean + variance/2), and a risk_premium λ takes λ·s·(1-e^(-kt))/k off the mean of X.",
		Limits:  "Both or neither of speed and half_life; volatility with on: level, deviation otherwise; risk_premium but on the log; a start or level that is not above zero on the log, or not between 0 and 1 on the logit.",
		Source:  "Uhlenbeck and Ornstein (1930), On the Theory of the Brownian Motion, Physical Review 36, 823–841; on the log, Schwartz (1997), The Stochastic Behavior of Commodity Prices, Journal of Finance 52(3), model 1.",
		Checked: "TestMeanRevertingOnLevel, TestMeanRevertingOnLog, TestMeanRevertingOnLogit (mean, variance, quantiles, negative controls), TestMeanReversionWithoutSpeedIsARandomWalk, TestShockOnALogDecays, TestRiskPremium, TestCrossFieldRules.",
		Example: "drivers:\n  gpu_price: {process: mean-reverting, start: $12bn/GW/y, level: $9bn/GW/y,\n              half_life: 18 months, volatility: 45%}\n",
		Fields: append(append([]schema.Field{
			startField("the value on the day of the deal"),
			{Name: "level", Form: schema.Number, Own: true, Required: true, Help: "where it returns to"}},
			speedFields()...),
			volatilityField("with on: log or logit, and needed there: a year's standard deviation of the transformed value"),
			schema.Field{Name: "deviation", Form: schema.Number, Own: true, Min: schema.Limit(0),
				Help: "with on: level, and needed there: a year's standard deviation, in the unit of the value"},
			premiumField("on log: price of risk (λ), what is taken off the drift of the logarithm per unit of volatility, for a risk-adjusted value; none unless given"),
			schema.Field{Name: "on", Form: schema.Choice, Choices: []string{"level", "log", "logit"}, Default: "log",
				Help: "what moves: the value itself, its logarithm, or log(value/(1-value)) for a share"}),
		Outputs: itself("value"),
	},
	Check: func(q program.Query) []program.Rule {
		rules := speedRules(q)
		on := q.Text("on")
		if q.Has("risk_premium") && on != "log" {
			rules = append(rules, rule("risk_premium", "risk_premium belongs to on: log", "leave it out and shift level instead, or write on: log"))
		}
		if on == "level" {
			if q.Has("volatility") {
				rules = append(rules, rule("volatility", "on the level a percentage has nothing to be a percentage of",
					"write deviation, in the unit of start, or on: log"))
			} else if !q.Has("deviation") {
				rules = append(rules, rule("deviation", "a process on the level has no deviation", "write deviation, in the unit of start"))
			}
			return rules
		}
		if q.Has("deviation") {
			rules = append(rules, rule("deviation", "deviation belongs to on: level", "write volatility: 45%, or on: level"))
		} else if !q.Has("volatility") {
			rules = append(rules, rule("volatility", "a process on the "+on+" has no volatility", "write volatility: 45%"))
		}
		if on == "log" {
			return append(rules, positive(q, "the process is on the log", "start", "level")...)
		}
		for _, f := range []string{"start", "level"} {
			if v, ok := q.Constant(f); ok && !(v > 0 && v < 1) {
				rules = append(rules, rule(f, f+" is not between 0 and 1, and the process is on the logit", "write a share such as 40%"))
			}
		}
		return rules
	},
	Build: buildMeanReverting,
})

func buildMeanReverting(m program.Maker) {
	enter(m)
	start, level, out := m.Number("start"), m.Number("level"), m.Output("")
	copyAt(m, out, start)
	k := speed(m)
	if m.Text("on") == "level" {
		carried(m, out)
		m.Step(newRevert(m, out, level, k, m.Number("deviation"), "").step)
		return
	}
	there, back, transform := column.Log, column.Exp, program.Log
	if m.Text("on") == "logit" {
		there, back, transform = logit, column.Logistic, program.Logit
	}
	x := m.Column()
	m.State(program.State{Value: out, Carried: x, Transform: transform})
	m.Start(func(b *program.Block) { there(b.Col(x), b.Col(start)) })
	to := m.Derived(1, []program.Slot{level}, func(b *program.Block, to []program.Slot) { there(b.Col(to[0]), b.Col(level)) })[0]
	vol := m.Number("volatility")
	m.Step(newRevert(m, x, to, k, vol, "").step)
	pricedReversion(m, x, k, vol)
	m.Step(func(b *program.Block) { back(b.Col(out), b.Col(x)) })
}

// logit is log(x/(1-x)).
func logit(dst, src *column.Column) {
	for i := range dst {
		dst[i] = src[i] / (1 - src[i])
	}
	column.Log(dst, dst)
}
