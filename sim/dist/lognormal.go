package dist

import (
	"fmt"
	"math"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// lognormal is the law of products of many small things.
//
// Model: F(x) = Φ((ln x - mu)/sigma).
type lognormal struct{ mu, sigma float64 }

func (d lognormal) at(u, v float64) float64 { return exp(d.mu + mul(d.sigma, phiAt(u, v))) }

func (d lognormal) split(x float64) (below, above float64) {
	if x <= 0 {
		return 0, 1
	}
	return phiSplit((log(x) - d.mu) / d.sigma)
}

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "lognormal",
			Summary: "A positive quantity that is as likely doubled as halved, by two quantiles or by mean and standard deviation.",
			Value:   "{lognormal: {p10: $350bn, p90: $850bn}} or {lognormal: {mean: $500bn, sd: $200bn}}; of the unit of its values.",
			Why:     "For values, revenues and prices, of which one knows a low and a high: $350bn to $850bn.",
			Model:   "F(x) = Φ((ln x - mu)/sigma); from quantiles x1 at u1 and x2 at u2, sigma = ln(x2/x1)/(Φ⁻¹(u2) - Φ⁻¹(u1)), mu = ln x1 - sigma Φ⁻¹(u1); from mean and sd, sigma² = ln(1 + sd²/mean²), mu = ln mean - sigma²/2",
			Step:    "exact",
			Moments: "median exp(mu), mean exp(mu + sigma²/2), variance mean² (exp(sigma²) - 1)",
			Limits:  "values above zero; sd above zero; two quantiles between p0 and p100, the higher one greater",
			Source:  "Crow and Shimizu (1988), Lognormal Distributions, chapter 1",
			Checked: "TestLognormalHasTheKnownValues, TestFamiliesMeetGonum",
			Example: "{lognormal: {p10: $350bn, p90: $850bn}}",
			Fields: []schema.Field{value("mean", "the mean"), value("sd", "the standard deviation"),
				value("p10", "or a quantile: any level between p0 and p100"), value("p90", "and another")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			if two, dim, is, p := a.levels("lognormal"); p != nil {
				return nil, dim, p
			} else if is {
				return lognormalThrough(two, dim)
			}
			mean, sd, dim, p := a.meanAndSD("lognormal")
			if p == nil {
				p = positive("lognormal", "mean", mean, dim)
			}
			if p != nil {
				return nil, dim, p
			}
			v := log1p(mul(sd/mean, sd/mean))
			if p := reach(mean, v); p != nil {
				return nil, dim, p
			}
			return made(lognormal{log(mean) - 0.5*v, math.Sqrt(v)}, mean, sd, dim)
		},
	})
}

// lognormalThrough is the lognormal law with two given quantiles.
func lognormalThrough(two [2]level, dim unit.Dim) (Law, unit.Dim, *unit.Problem) {
	if p := positive("lognormal", two[0].name, two[0].value, dim); p != nil {
		return nil, dim, p
	}
	mu, sigma := through(two, log(two[0].value), log(two[1].value))
	v := mul(sigma, sigma)
	mean := exp(mu + 0.5*v)
	return made(lognormal{mu, sigma}, mean, mul(mean, math.Sqrt(expm1(v))), dim)
}

// positive checks a parameter of a law above zero.
func positive(family, name string, v float64, dim unit.Dim) *unit.Problem {
	if v > 0 {
		return nil
	}
	return &unit.Problem{
		Why:    fmt.Sprintf("%s is %s, and a %s draw is above zero", name, text(v, dim), family),
		Remedy: fmt.Sprintf("write a %s above zero, or normal in place of %s", name, family),
	}
}
