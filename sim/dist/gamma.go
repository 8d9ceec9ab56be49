package dist

import (
	"math"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// gamma is the law of a wait for several events, or of any positive quantity with a lean.
//
// Model: density (x/scale)^(shape-1) exp(-x/scale)/(scale Γ(shape)); drawn along ln x.
type gamma struct {
	mean  float64 // where the table has its zero
	table *inverse
}

func newGamma(shape, scale float64) *gamma {
	return &gamma{mul(shape, scale), invert(power(shape))}
}

func (d *gamma) at(u, v float64) float64 { return mul(d.mean, exp(d.table.at(u, v))) }

func (d *gamma) ends() (low, high float64) { return 0, math.Inf(1) }

func (d *gamma) split(x float64) (below, above float64) {
	if x <= 0 {
		return 0, 1
	}
	if math.IsInf(x, 1) {
		return 1, 0
	}
	return d.table.cdf(log(x / d.mean))
}

// power is the density of ln x of a gamma law of that shape, about its mode at x = shape.
type power float64

func (a power) log(d float64) float64 { return mul(float64(a), d-expm1(d)) }

func (a power) logs(d *[8]float64) {
	for i, x := range d {
		d[i] = a.log(x)
	}
}

func (a power) bend(d float64) (slope, curve float64) {
	return -mul(float64(a), expm1(d)), -mul(float64(a), exp(d))
}

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "gamma",
			Summary: "A positive quantity with a lighter upper tail than lognormal, by shape and scale or by mean and standard deviation.",
			Value:   "{gamma: {mean: 18 months, sd: 6 months}} or {gamma: {shape: 2, scale: 1y}}; of the unit of mean or scale.",
			Why:     "For times until something is done, and for costs that add up.",
			Model:   "density (x/scale)^(shape-1) exp(-x/scale)/(scale Γ(shape)); from mean and sd, shape = mean²/sd², scale = sd²/mean",
			Step:    "inverse cdf, within 1e-10",
			Moments: "mean shape·scale, variance shape·scale²",
			Limits:  "shape from 0.001 to 1e9; scale, mean and sd above zero",
			Source:  "Johnson, Kotz and Balakrishnan (1994), Continuous Univariate Distributions 1, chapter 17",
			Checked: "TestTableIsTheInverse, TestFamiliesMeetGonum",
			Example: "{gamma: {mean: 18 months, sd: 6 months}}",
			Fields: []schema.Field{plain("shape", "how many waits it is the sum of"), value("scale", "the mean of one wait"),
				value("mean", "or the mean"), value("sd", "and the standard deviation")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			v, i, p := a.take("gamma", form{"shape", "scale"}, form{"mean", "sd"})
			if p != nil {
				return nil, unit.Any, p
			}
			shape, scale := v["shape"], v["scale"]
			dim := scale.Dim
			if i == 0 {
				p = positive("gamma", "scale", scale.Value, dim)
			} else {
				mean, sd := v["mean"], v["sd"]
				if dim, p = alike(mean, sd); p == nil {
					p = positive("gamma", "mean", mean.Value, dim)
				}
				if p == nil {
					p = spread(mean.Value, sd.Value, dim)
				}
				ratio := mean.Value / sd.Value
				shape.Value, scale.Value = mul(ratio, ratio), sd.Value/ratio
			}
			if p == nil {
				p = pure("shape", shape)
			}
			if p != nil {
				return nil, dim, p
			}
			mean := mul(shape.Value, scale.Value)
			return made(newGamma(shape.Value, scale.Value), mean, mean/math.Sqrt(shape.Value), dim)
		},
	})
}
