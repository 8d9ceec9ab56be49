package dist

import (
	"fmt"
	"math"

	"dealsim/sim/column"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// beta is a law between two ends, of any lean and width.
//
// Model: density x^(alpha-1) (1-x)^(beta-1)/B(alpha, beta) from 0 to 1, stretched to [min, max]; drawn along the log
// of the odds x/(1-x).
type beta struct {
	min, max float64
	middle   float64 // the odds at which the table has its zero
	table    *inverse
}

func newBeta(a, b, min, max float64) *beta {
	return &beta{min, max, a / b, invert(odds{a, b})}
}

func (d *beta) at(u, v float64) float64 {
	return column.AtOdds1(mul(d.middle, exp(d.table.at(u, v))), d.min, d.max)
}

func (d *beta) ends() (low, high float64) { return d.min, d.max }

func (d *beta) split(x float64) (below, above float64) {
	switch {
	case x <= d.min:
		return 0, 1
	case x >= d.max:
		return 1, 0
	}
	return d.table.cdf(log((x - d.min) / (d.max - x) / d.middle))
}

// odds is the density of the log odds of a beta law: x^alpha (1-x)^beta, about its mode at x = alpha/(alpha+beta).
type odds struct{ alpha, beta float64 }

func (o odds) log(d float64) float64 {
	end, _, back := o.from(d)
	n := o.alpha + o.beta
	return mul(end, back) - mul(n, log1p(mul(end/n, expm1(back))))
}

// logs is log of each, step by step for all: the processor works on several at a time.
func (o odds) logs(d *[8]float64) {
	n := o.alpha + o.beta
	if n < 1 {
		for i, x := range d {
			d[i] = o.log(x)
		}
		return
	}
	end, _, sign := o.from(1) // the same for all
	share := end / n
	var back, e, l [8]float64
	close := false // to the mode: some that need the log of their exponential
	for i, x := range d {
		back[i] = mul(sign, x)
		e[i] = exp(back[i])
		close = close || back[i] >= -1 && back[i] <= 1
	}
	if close {
		for i, u := range &e {
			l[i] = log(u)
		}
	}
	for i, u := range &e { // expm1
		switch x := back[i]; {
		case u == 1:
			e[i] = mul(share, x)
		case x < -1 || x > 1:
			e[i] = mul(share, u-1)
		default:
			e[i] = mul(share, mul(u-1, x)/l[i])
		}
	}
	for i, x := range &e {
		l[i] = log(1 + x)
	}
	for i, x := range &e { // log1p
		switch u := 1 + x; {
		case u == 1:
			l[i] = x
		case x < -0.5 || x > 1:
		default:
			l[i] = mul(l[i], x) / (u - 1)
		}
		d[i] = mul(end, back[i]) - mul(n, l[i])
	}
}

func (o odds) bend(d float64) (slope, curve float64) {
	end, other, back := o.from(d)
	n := o.alpha + o.beta
	e := expm1(back)
	under := 1 + mul(end/n, e)
	slope = -mul(mul(end/n, other), e) / under
	curve = -mul(mul(end/n, other), 1+e) / mul(under, under)
	if back != d {
		slope = -slope
	}
	return slope, curve
}

// from is which end to reckon from, as the law may be read from either: the one with the smaller shape, where less
// is lost by subtraction; but when both are small, the near one, so that the exponential stays within reach.
func (o odds) from(d float64) (end, other, back float64) {
	small := o.alpha+o.beta < 1
	if small && d > 0 || !small && o.beta < o.alpha {
		return o.beta, o.alpha, -d
	}
	return o.alpha, o.beta, d
}

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "beta",
			Summary: "A share between 0 and 1, or a quantity between min and max, by shape or by mean and standard deviation.",
			Value:   "{beta: {mean: 30%, sd: 10%}} or {beta: {alpha: 2, beta: 5}}; a plain number from 0 to 1, or of the unit of min and max where these are given.",
			Why:     "For shares and probabilities: how much of a promise is kept, how much of revenue goes to compute.",
			Model:   "density x^(alpha-1) (1-x)^(beta-1)/B(alpha, beta) from 0 to 1, stretched to min and max; from mean m and sd s of it, alpha + beta = m(1 - m)/s² - 1, alpha = m (alpha + beta)",
			Step:    "inverse cdf, within 1e-10",
			Moments: "mean alpha/(alpha + beta), variance mean (1 - mean)/(alpha + beta + 1), both stretched",
			Limits:  "alpha and beta from 0.001 to 1e9; min below max; mean between them; sd² below (mean - min)(max - mean)",
			Source:  "Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 25",
			Checked: "TestTableIsTheInverse, TestFamiliesMeetGonum, TestBetaFromMeanAndSDHasThem",
			Example: "{beta: {mean: 30%, sd: 10%}}",
			Fields: []schema.Field{plain("alpha", "how strongly it keeps away from min"), plain("beta", "how strongly it keeps away from max"),
				value("mean", "or the mean"), value("sd", "and the standard deviation"),
				value("min", "the least value, 0 unless given"), value("max", "the greatest value, 1 unless given")},
		},
		Make: makeBeta,
	})
}

func makeBeta(a Args) (Law, unit.Dim, *unit.Problem) {
	v, i, p := a.take("beta", form{"alpha", "beta"}, form{"mean", "sd"},
		form{"alpha", "beta", "min", "max"}, form{"mean", "sd", "min", "max"})
	if p != nil {
		return nil, unit.Any, p
	}
	lo, hi := unit.Quantity{Value: 0}, unit.Quantity{Value: 1}
	if i >= 2 {
		lo, hi = v["min"], v["max"]
	}
	dim, p := alike(lo, hi)
	if q := v["mean"]; i == 1 && !q.Dim.Fits(unit.Number) {
		p = &unit.Problem{
			Why:    fmt.Sprintf("mean is %s, %s, and a beta without min and max is a share", text(q.Value, q.Dim), called(q.Dim)),
			Remedy: "write min and max too, such as min: " + text(0, q.Dim),
		}
	}
	if p == nil && i%2 == 1 {
		dim, p = alike(lo, hi, v["mean"], v["sd"])
	}
	if p == nil {
		p = ends(lo.Value, hi.Value, dim)
	}
	if p != nil {
		return nil, dim, p
	}
	w := hi.Value - lo.Value
	alpha, beta := v["alpha"], v["beta"]
	if i%2 == 1 {
		mean, sd := v["mean"].Value, v["sd"].Value
		if p := betaSpread(mean, sd, lo.Value, hi.Value, dim); p != nil {
			return nil, dim, p
		}
		up, down := (mean-lo.Value)/w, (hi.Value-mean)/w
		n := mul(up, down)/mul(sd/w, sd/w) - 1
		alpha.Value, beta.Value = mul(up, n), mul(down, n)
	}
	if p := pure("alpha", alpha); p != nil {
		return nil, dim, p
	}
	if p := pure("beta", beta); p != nil {
		return nil, dim, p
	}
	n := alpha.Value + beta.Value
	sd := mul(w/n, math.Sqrt(mul(alpha.Value, beta.Value)/(n+1)))
	return made(newBeta(alpha.Value, beta.Value, lo.Value, hi.Value), lo.Value+mul(w, alpha.Value/n), sd, dim)
}

// ends checks the bounds of a stretched law.
func ends(lo, hi float64, dim unit.Dim) *unit.Problem {
	switch {
	case lo == hi:
		return &unit.Problem{Why: fmt.Sprintf("min and max are both %s", text(lo, dim)), Remedy: fmt.Sprintf("write %s alone", text(lo, dim))}
	case lo > hi:
		return &unit.Problem{
			Why:    fmt.Sprintf("min %s and max %s do not rise", text(lo, dim), text(hi, dim)),
			Remedy: fmt.Sprintf("write {min: %s, max: %s}", text(hi, dim), text(lo, dim)),
		}
	}
	return nil
}

// betaSpread checks that a law between lo and hi can have the mean and sd.
func betaSpread(mean, sd, lo, hi float64, dim unit.Dim) *unit.Problem {
	if !(mean > lo && mean < hi) {
		return &unit.Problem{
			Why:    fmt.Sprintf("mean is %s, not between %s and %s", text(mean, dim), text(lo, dim), text(hi, dim)),
			Remedy: fmt.Sprintf("write a mean between them, such as %s", text(0.5*(lo+hi), dim)),
		}
	}
	if p := spread(mean, sd, dim); p != nil {
		return p
	}
	if most := math.Sqrt(mul(mean-lo, hi-mean)); sd >= most {
		return &unit.Problem{
			Why:    fmt.Sprintf("sd is %s, and between %s and %s a mean of %s allows less than %s", text(sd, dim), text(lo, dim), text(hi, dim), text(mean, dim), text(most, dim)),
			Remedy: fmt.Sprintf("write an sd such as %s", text(0.5*most, dim)),
		}
	}
	return nil
}
