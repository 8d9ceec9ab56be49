package dist

import (
	"math"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// triangular is a law whose density rises in a straight line to its mode and falls in one.
//
// Model: F(x) = (x-min)²/((max-min)(mode-min)) up to the mode, its mirror image above.
type triangular struct{ min, mode, max float64 }

func (d triangular) at(u, v float64) float64 {
	w := d.max - d.min
	if mul(u, w) < d.mode-d.min {
		return d.min + math.Sqrt(mul(mul(u, w), d.mode-d.min))
	}
	return d.max - math.Sqrt(mul(mul(v, w), d.max-d.mode))
}

func (d triangular) split(x float64) (below, above float64) {
	w := d.max - d.min
	switch {
	case x <= d.min:
		return 0, 1
	case x >= d.max:
		return 1, 0
	case x < d.mode:
		below = mul((x-d.min)/w, (x-d.min)/(d.mode-d.min))
		return below, 1 - below
	}
	above = mul((d.max-x)/w, (d.max-x)/(d.max-d.mode))
	return 1 - above, above
}

func (d triangular) corner() float64 { return d.mode }

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "triangular",
			Summary: "From min over the likeliest value to max, in straight lines.",
			Value:   "{triangular: [6 GW, 10 GW, 18 GW]} or {triangular: {min: 6 GW, mode: 10 GW, max: 18 GW}}; of the unit of its values.",
			Why:     "For three guesses of which the ends are meant seriously: it gives them more weight than pert does.",
			Model:   "F(x) = (x - min)²/((max - min)(mode - min)) up to the mode, 1 - F(x) = (max - x)²/((max - min)(max - mode)) above",
			Step:    "exact",
			Moments: "mean (min + mode + max)/3, variance (min² + mode² + max² - min·mode - min·max - mode·max)/18",
			Limits:  "min ≤ mode ≤ max, min below max",
			Source:  "Johnson (1997), The triangular distribution as a proxy for the beta distribution, The Statistician 46",
			Checked: "TestTriangularHasTheKnownValues, TestFamiliesMeetGonum",
			Example: "{triangular: [6 GW, 10 GW, 18 GW]}",
			Fields: []schema.Field{value("min", "the least value"), value("mode", "the likeliest value"),
				value("max", "the greatest value")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			lo, mode, hi, dim, p := a.three("triangular")
			if p != nil {
				return nil, dim, p
			}
			p1, p2, p3 := mode-lo, hi-mode, hi-lo
			sd := math.Sqrt((mul(p1, p1) + mul(p2, p2) + mul(p3, p3)) / 36)
			return made(triangular{lo, mode, hi}, lo+(p1+p3)/3, sd, dim)
		},
	})
}

// three reads min, mode and max.
func (a Args) three(family string) (lo, mode, hi float64, dim unit.Dim, p *unit.Problem) {
	names := form{"min", "mode", "max"}
	v, _, p := a.take(family, names)
	if p != nil {
		return 0, 0, 0, unit.Any, p
	}
	lo, mode, hi = v["min"].Value, v["mode"].Value, v["max"].Value
	if dim, p = alike(v["min"], v["mode"], v["max"]); p == nil {
		p = ordered(family, dim, names, lo, mode, hi)
	}
	return lo, mode, hi, dim, p
}
