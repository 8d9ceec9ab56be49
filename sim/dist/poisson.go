package dist

import (
	"fmt"
	"math"
	"slices"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// newPoisson is the law of how often something happens: counts with their probabilities, from the likeliest
// outward until a count has 10^-40 of its chance.
//
// Model: P(X = k) = exp(-mean) mean^k/k!.
func newPoisson(mean float64) *discrete {
	const least = 1e-40
	mode := math.Floor(mean)
	var value, chance []float64
	for k, p := mode, 1.0; k >= 0 && p > least; k-- {
		value, chance = append(value, k), append(chance, p)
		p *= k / mean
	}
	slices.Reverse(value)
	slices.Reverse(chance)
	for k, p := mode+1, mean/(mode+1); p > least; k++ {
		value, chance = append(value, k), append(chance, p)
		p *= mean / (k + 1)
	}
	d := newDiscrete(value, chance)
	d.mean, d.sd = mean, math.Sqrt(mean)
	return d
}

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "poisson",
			Summary: "How often something happens that happens at a steady rate.",
			Value:   "{poisson: [3]} or {poisson: {mean: 3}}; a plain whole number.",
			Why:     "For counts: of outages, of rounds, of customers lost.",
			Model:   "P(X = k) = exp(-mean) mean^k/k!, k = 0, 1, 2, …",
			Step:    "exact",
			Moments: "mean, variance mean",
			Limits:  "a plain number from 1e-12 to 1e6",
			Source:  "Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, chapter 4",
			Checked: "TestFamiliesMeetGonum, TestQuadratureOfQuantilesIsTheMean",
			Example: "{poisson: [3]}",
			Fields:  []schema.Field{plain("mean", "the mean count")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			v, _, p := a.take("poisson", form{"mean"})
			if p != nil {
				return nil, unit.Any, p
			}
			mean := v["mean"]
			switch {
			case !mean.Dim.Fits(unit.Number):
				p = &unit.Problem{
					Why:    fmt.Sprintf("mean is %s, %s, and a count is a plain number", text(mean.Value, mean.Dim), called(mean.Dim)),
					Remedy: "write " + text(mean.Value, unit.Number),
				}
			case mean.Value == 0:
				p = &unit.Problem{Why: "mean is zero", Remedy: "write 0 alone"}
			case mean.Value < 0:
				p = &unit.Problem{Why: fmt.Sprintf("mean is %s, below zero", text(mean.Value, unit.Number)), Remedy: "write " + text(-mean.Value, unit.Number)}
			case !(mean.Value >= 1e-12 && mean.Value <= 1e6):
				p = &unit.Problem{
					Why:    fmt.Sprintf("mean is %s, not from 1e-12 to 1e+06", text(mean.Value, unit.Number)),
					Remedy: "write a mean such as 3, or normal for a large one",
				}
			}
			if p != nil {
				return nil, unit.Number, p
			}
			return newPoisson(mean.Value), unit.Number, nil
		},
	})
}
