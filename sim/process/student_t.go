package process

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "student-t",
		Summary: "Growth by independent percentages with heavy tails: the steps of the logarithm follow Student's t law.",
		Why:     "For a value that is quiet most of the time and now and then moves by five standard deviations, up or down, as market prices do over short steps; jump-diffusion says the same with a rate and a size.",
		Model: "log S += drift·dt + volatility·√dt·e, e = the value of a standardised t variable, cut at ±limit, with the probability that z has under the normal law: z is the factor ID, so that correlations work as for gbm. e has mean 0 and variance 1.\n" +
			"Units: S in those of start; drift per year, continuous, of the median and not of the mean as with gbm; volatility a year's; df and limit whole numbers, limit in standard deviations of a step.",
		Step: "Exact: the law is made of steps. With the step its form changes: the sum of many steps comes close to a normal.",
		Moments: "Median start·e^(drift·t); log S has mean log start + drift·t and variance volatility²·t. Mean start·(e^(drift·dt)·M)^n after n steps, M = E[e^(volatility·√dt·e)], finite by the cut alone and above e^(volatility²·dt/2). " +
			"Without the cut e would have kurtosis 3 + 6/(df - 4), for df above 4.",
		Limits: "df below 3, where there is no variance, or above 200, where there is no difference. A t law has no mean of its exponential: without a cut the mean of S is infinite, and an average of paths shows only the largest. " +
			"So moves beyond limit standard deviations of a step are cut to it, and the rest is widened until the volatility is as stated; the mean of S still leans on limit: read medians and quantiles.",
		Source:  "Praetz (1972), The Distribution of Share Price Changes, Journal of Business 45(1), 49–55; Blattberg and Gonedes (1974), Journal of Business 47(2), 244–280.",
		Checked: "TestStudentT (median, mean and variance of the log, mean, negative controls), TestStudentTStep (form of a step, kurtosis), TestStudentQuantile (tables of the t law), TestStudentTStandardised, TestStudentTComesToGBM.",
		Example: "drivers:\n  lab_value: {process: student-t, start: $380bn, drift: 15%/y,\n              volatility: 60%, df: 4}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			driftField("growth of the median, continuous per year"),
			required(volatilityField("a year's standard deviation of the logarithm")),
			{Name: "df", Form: schema.Count, Default: "4", Min: schema.Limit(3), Max: schema.Limit(200), Help: "degrees of freedom: the fewer, the heavier the tails"},
			{Name: "limit", Form: schema.Count, Default: "10", Min: schema.Limit(3), Max: schema.Limit(100), Help: "the largest move of a step, in standard deviations"},
		},
		Outputs: itself("value"),
	},
	Build: func(m program.Maker) {
		enter(m)
		dt := m.Grid().Dt()
		root, limit := math.Sqrt(dt), float64(m.Count("limit"))
		start, drift, vol := m.Number("start"), m.Number("drift"), m.Number("volatility")
		out, factor, by := m.Output(""), m.Normal(""), m.Column()
		table := newStudent(float64(m.Count("df")), limit)
		copyAt(m, out, start)
		carried(m, out)
		m.Step(func(b *program.Block) {
			s, x, drift, vol, z := b.Col(out), b.Col(by), b.Col(drift), b.Col(vol), b.Z(factor)
			for i := range x {
				e := math.Copysign(min(limit, table.at(math.Abs(z[i]))), z[i])
				x[i] = float64(drift[i]*dt) + float64(vol[i]*root*e)
			}
			column.Exp(x, x)
			for i := range s {
				s[i] = float64(s[i] * x[i])
			}
		})
	},
})

// newStudent is the map from a normal z, not below zero, to the t variable of the same probability, such that cut at
// the limit it has variance 1. Relative error below 1e-8 up to z = 9.
func newStudent(df, limit float64) *hermite {
	scale := studentScale(df, limit)
	const reach, perUnit = 9.0, 128.0
	h := &hermite{perUnit: perUnit}
	t := 0.0
	for i := 0.0; i <= reach*perUnit; i++ {
		z := i / perUnit
		if i > 0 {
			t = studentQuantile(df, z, t+h.slope[len(h.slope)-1]/scale)
		}
		h.value = append(h.value, float64(scale*t))
		h.slope = append(h.slope, float64(scale*column.Exp1(float64(-0.5*z*z)-logTwoPi-studentDensity(df, t)))/perUnit)
	}
	return h
}

// studentScale widens or narrows a t variable so that cut at ±limit it has variance 1.
func studentScale(df, limit float64) float64 {
	scale := math.Sqrt((df - 2) / df)
	for range 200 {
		next := 1 / math.Sqrt(studentSquare(df, limit/scale))
		if math.Abs(next-scale) <= 1e-15*scale {
			break
		}
		scale = next
	}
	return scale
}

// studentSquare is the mean of the square of a t variable cut at ±t: t²·density is the density of df - 2 degrees of
// freedom, rescaled, less that of df.
func studentSquare(df, t float64) float64 {
	beyond, _ := studentTail(df, t)
	narrow := 0.5
	if df > 2 {
		narrow, _ = studentTail(df-2, float64(t*math.Sqrt((df-2)/df)))
	}
	return df/(df-2) - float64(2*df*(df-1)/(df-2)*narrow) + float64(2*(df+float64(t*t))*beyond)
}

// studentQuantile is the t variable that is exceeded as often as z by a normal, by Newton's steps on the logarithm.
func studentQuantile(df, z, guess float64) float64 {
	_, want := above(z)
	t := guess
	for range 50 {
		_, log := studentTail(df, t)
		move := float64((log - want) * column.Exp1(log-studentDensity(df, t)))
		t = max(float64(0.1*t), t+move)
		if math.Abs(move) <= 1e-14*t {
			break
		}
	}
	return t
}

// studentDensity is the logarithm of the density of the t law.
func studentDensity(df, t float64) float64 {
	return column.Log1(studentGamma(df)/math.Sqrt(float64(math.Pi*df))) - float64(0.5*(df+1)*column.Log1(1+float64(t*t)/df))
}

// studentGamma is Γ((df+1)/2)/Γ(df/2).
func studentGamma(df float64) float64 {
	n, c := 1.0, 1/math.Sqrt(math.Pi)
	if math.Mod(df, 2) == 0 {
		n, c = 2, 0.5*math.Sqrt(math.Pi)
	}
	for ; n < df; n += 2 {
		c = float64(c*(n+1)) / n
	}
	return c
}

// studentTail is the probability of more than t >= 0 under the t law, and its logarithm: half the incomplete beta
// function of df/2 and 1/2 at df/(df+t²), or what its complement leaves.
func studentTail(df, t float64) (p, log float64) {
	beta := column.Log1(studentGamma(df) / math.Sqrt(math.Pi))
	ratio := float64(t*t) / df
	x, y, down := 1/(1+ratio), ratio/(1+ratio), column.Log1(1+ratio)
	half := float64(0.5 * df)
	if x < (half+1)/(half+2.5) {
		log = beta - float64(0.5*df*down) + float64(0.5*column.Log1(y)) - column.Log1(df) + column.Log1(betaFraction(half, 0.5, x))
		return column.Exp1(log), log
	}
	middle := float64(math.Sqrt(y) * column.Exp1(beta-float64(0.5*df*down)) * betaFraction(0.5, half, y))
	p = 0.5 - middle
	return p, column.Log1(p)
}

// betaFraction is the continued fraction of the incomplete beta function, by Lentz's rule.
//
// Source: Press et al. (2007), Numerical Recipes, 6.4.
func betaFraction(a, b, x float64) float64 {
	const least = 1e-300
	clip := func(v float64) float64 {
		if math.Abs(v) < least {
			return least
		}
		return v
	}
	c, d := 1.0, 1/clip(1-float64((a+b)*x)/(a+1))
	h := d
	for m := 1.0; m < 2000; m++ {
		e := float64(m*(b-m)*x) / float64((a-1+float64(2*m))*(a+float64(2*m)))
		d = 1 / clip(1+float64(e*d))
		c = clip(1 + e/c)
		h = float64(h * float64(d*c))
		e = -float64((a+m)*(a+b+m)*x) / float64((a+float64(2*m))*(a+1+float64(2*m)))
		d = 1 / clip(1+float64(e*d))
		c = clip(1 + e/c)
		step := float64(d * c)
		h = float64(h * step)
		if math.Abs(step-1) < 1e-16 {
			break
		}
	}
	return h
}
