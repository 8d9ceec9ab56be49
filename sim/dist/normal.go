package dist

import (
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// normal is the law of sums of many small things.
//
// Model: F(x) = Φ((x-mean)/sd).
type normal struct{ mean, sd float64 }

func (d normal) at(u, v float64) float64 { return d.mean + mul(d.sd, phiAt(u, v)) }

func (d normal) split(x float64) (below, above float64) { return phiSplit((x - d.mean) / d.sd) }

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "normal",
			Summary: "The bell curve, by mean and standard deviation or by two quantiles.",
			Value:   "{normal: {mean: $10bn, sd: $2bn}} or {normal: {p10: $5bn, p90: $15bn}}; of the unit of its values.",
			Why:     "For a quantity that may be below zero, with errors as likely up as down.",
			Model:   "F(x) = Φ((x - mean)/sd); from quantiles x1 at u1 and x2 at u2, sd = (x2 - x1)/(Φ⁻¹(u2) - Φ⁻¹(u1)), mean = x1 - sd Φ⁻¹(u1)",
			Step:    "exact",
			Moments: "mean, sd²",
			Limits:  "sd above zero; two quantiles between p0 and p100, the higher one greater",
			Source:  "Wichura (1988), Algorithm AS 241, Applied Statistics 37(3)",
			Checked: "TestNormalQuantileMeetsTheLibrary, TestTruncatedNormalHasTheKnownMoments",
			Example: "{normal: {p05: -10%, p95: 30%}}",
			Fields: []schema.Field{value("mean", "the mean"), value("sd", "the standard deviation"),
				value("p10", "or a quantile: any level between p0 and p100"), value("p90", "and another")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			if two, dim, is, p := a.levels("normal"); p != nil {
				return nil, dim, p
			} else if is {
				return normalThrough(two, dim)
			}
			mean, sd, dim, p := a.meanAndSD("normal")
			if p != nil {
				return nil, dim, p
			}
			return made(normal{mean, sd}, mean, sd, dim)
		},
	})
}

// normalThrough is the normal law with two given quantiles.
func normalThrough(two [2]level, dim unit.Dim) (Law, unit.Dim, *unit.Problem) {
	mean, sd := through(two, two[0].value, two[1].value)
	return made(normal{mean, sd}, mean, sd, dim)
}

// through is the mean and sd of a normal law that takes the values x and y at two levels.
func through(two [2]level, x, y float64) (mean, sd float64) {
	a, b := phiAt(two[0].u, 1-two[0].u), phiAt(two[1].u, 1-two[1].u)
	sd = (y - x) / (b - a)
	return x - mul(sd, a), sd
}

// meanAndSD reads these two, by list or by name.
func (a Args) meanAndSD(family string) (mean, sd float64, dim unit.Dim, p *unit.Problem) {
	v, _, p := a.take(family, form{"mean", "sd"}, twoQuantiles)
	if p != nil {
		return 0, 0, unit.Any, p
	}
	mean, sd = v["mean"].Value, v["sd"].Value
	if dim, p = alike(v["mean"], v["sd"]); p == nil {
		p = spread(mean, sd, dim)
	}
	return mean, sd, dim, p
}
