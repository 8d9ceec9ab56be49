package dist

import (
	"math"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// The pert law is the beta law from min to max whose mode has the weight of four ends. It is the ordinary way to
// write down an expert's three guesses.
//
// Model: beta with alpha = 1 + 4 (mode-min)/(max-min), beta = 1 + 4 (max-mode)/(max-min).
func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "pert",
			Summary: "A smooth hump from min over the likeliest value to max.",
			Value:   "{pert: [50%, 100%, 200%]} or {pert: {min: 50%, mode: 100%, max: 200%}}; of the unit of its values.",
			Why:     "For an expert's three guesses: low, likeliest, high. The ends are hardly ever drawn.",
			Model:   "beta from min to max with alpha = 1 + 4 (mode - min)/(max - min), beta = 1 + 4 (max - mode)/(max - min)",
			Step:    "inverse cdf, within 1e-10",
			Moments: "mean (min + 4 mode + max)/6, variance (mean - min)(max - mean)/7",
			Limits:  "min ≤ mode ≤ max, min below max",
			Source:  "Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7(5); Vose (2008), Risk Analysis, 7.2",
			Checked: "TestPertHasTheKnownValues, TestFamiliesMeetGonum",
			Example: "{pert: [50%, 100%, 200%]}",
			Fields: []schema.Field{value("min", "the least value"), value("mode", "the likeliest value"),
				value("max", "the greatest value")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			lo, mode, hi, dim, p := a.three("pert")
			if p != nil {
				return nil, dim, p
			}
			w := hi - lo
			mean := lo + (4*(mode-lo)+w)/6
			sd := math.Sqrt(mul(mean-lo, hi-mean) / 7)
			return made(newBeta(1+4*(mode-lo)/w, 1+4*(hi-mode)/w, lo, hi), mean, sd, dim)
		},
	})
}
