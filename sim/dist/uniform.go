package dist

import (
	"fmt"
	"math"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// uniform is a law with no preference between its ends.
//
// Model: F(x) = (x-min)/(max-min).
type uniform struct{ min, max float64 }

func (d uniform) at(u, v float64) float64 { return mul(v, d.min) + mul(u, d.max) }

func (d uniform) split(x float64) (below, above float64) {
	w := d.max - d.min
	return clamp((x - d.min) / w), clamp((d.max - x) / w)
}

func clamp(p float64) float64 { return math.Max(0, math.Min(1, p)) }

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "uniform",
			Summary: "Every value from min to max is equally likely.",
			Value:   "{uniform: [20%, 60%]} or {uniform: {min: 20%, max: 60%}}; of the unit of min and max.",
			Why:     "For a quantity of which only the two ends are known, and for a first look at what an input does.",
			Model:   "F(x) = (x - min)/(max - min) from min to max",
			Step:    "exact",
			Moments: "mean (min + max)/2, variance (max - min)²/12",
			Limits:  "min below max",
			Source:  "Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 26",
			Checked: "TestFamiliesMeetGonum, TestQuadratureOfQuantilesIsTheMean",
			Example: "{uniform: [20%, 60%]}",
			Fields:  []schema.Field{value("min", "the least value"), value("max", "the greatest value")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			v, _, p := a.take("uniform", form{"min", "max"})
			if p != nil {
				return nil, unit.Any, p
			}
			lo, hi := v["min"], v["max"]
			dim, p := alike(lo, hi)
			if p == nil {
				p = ordered("uniform", dim, form{"min", "max"}, lo.Value, hi.Value)
			}
			if p != nil {
				return nil, dim, p
			}
			w := hi.Value - lo.Value
			return made(uniform{lo.Value, hi.Value}, lo.Value+0.5*w, w/math.Sqrt(12), dim)
		},
	})
}

// ordered checks that values do not fall, and that the first is below the last.
func ordered(family string, dim unit.Dim, names form, values ...float64) *unit.Problem {
	var said, sorted []string
	rising := true
	for i, v := range values {
		said = append(said, names[i]+" "+text(v, dim))
		rising = rising && (i == 0 || values[i-1] <= v)
	}
	if lo, hi := values[0], values[len(values)-1]; rising && lo < hi {
		return nil
	} else if rising {
		return &unit.Problem{
			Why:    fmt.Sprintf("min and max are both %s", text(lo, dim)),
			Remedy: fmt.Sprintf("write %s alone", text(lo, dim)),
		}
	}
	for _, v := range ascending(values) {
		sorted = append(sorted, text(v, dim))
	}
	return &unit.Problem{
		Why:    fmt.Sprintf("%s do not rise", and(said)),
		Remedy: listRemedy(family, sorted),
	}
}
