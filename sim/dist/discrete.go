package dist

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// discrete is a law of single values, found through a guide table.
//
// Model: P(X = value[i]) = chance[i].
// Source: Chen and Asau (1974), On generating random variates from an empirical distribution, AIIE Transactions 6.
type discrete struct {
	value, chance []float64 // values rise
	upTo          []float64 // the sum of chances; the last is 1
	guide         []int32   // guide[j] is the first i with upTo[i] ≥ j/len(guide)
	mean, sd      float64
}

// newDiscrete makes the law of rising values; chances need not sum to 1.
func newDiscrete(value, chance []float64) *discrete {
	d := &discrete{value: value}
	total := 0.0
	for _, p := range chance {
		total += p
	}
	sum := 0.0
	for i, p := range chance {
		d.chance = append(d.chance, p/total)
		sum += d.chance[i]
		d.upTo = append(d.upTo, math.Min(sum, 1))
		d.mean += mul(d.chance[i], value[i])
	}
	d.upTo[len(d.upTo)-1] = 1
	variance := 0.0
	for i, p := range d.chance {
		variance += mul(p, mul(value[i]-d.mean, value[i]-d.mean))
	}
	d.sd = math.Sqrt(variance)
	i := 0
	for j := range value {
		for d.upTo[i] < float64(j)/float64(len(value)) {
			i++
		}
		d.guide = append(d.guide, int32(i))
	}
	return d
}

func (d *discrete) Quantile(u float64) float64 {
	n := len(d.guide)
	i := int(d.guide[min(n-1, int(u*float64(n)))])
	for i > 0 && d.upTo[i-1] >= u {
		i--
	}
	for d.upTo[i] < u {
		i++
	}
	return d.value[i]
}

func (d *discrete) CDF(x float64) float64 {
	i := sort.Search(len(d.value), func(i int) bool { return d.value[i] > x })
	if i == 0 {
		return 0
	}
	return d.upTo[i-1]
}

func (d *discrete) Mean() float64 { return d.mean }
func (d *discrete) SD() float64   { return d.sd }

// within keeps the values from min to max.
func (d *discrete) within(min, max float64) (Law, *unit.Problem) {
	i := sort.SearchFloat64s(d.value, min)
	j := sort.Search(len(d.value), func(j int) bool { return d.value[j] > max })
	switch {
	case i >= j:
		return nil, nothingBetween()
	case i == 0 && j == len(d.value):
		return d, nil
	}
	return newDiscrete(d.value[i:j], d.chance[i:j]), nil
}

func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "discrete",
			Summary: "One of a few values, each with its probability.",
			Value:   "{discrete: [[$5bn, 30%], [$10bn, 70%]]}: pairs of a value and its probability; of the unit of the values.",
			Why:     "For a choice between cases: the plant is built or not, the rate is one of three.",
			Model:   "P(X = value) = probability",
			Step:    "exact",
			Moments: "mean Σ p·x, variance Σ p·(x - mean)²",
			Limits:  "two values or more; probabilities from 0 to 1 that sum to 1 within 1e-9",
			Source:  "Chen and Asau (1974), AIIE Transactions 6 (the guide table)",
			Checked: "TestDiscreteDrawsEachValueInItsShare, TestTruncatedDiscreteSharesOutTheRest",
			Example: "{discrete: [[$5bn, 30%], [$10bn, 70%]]}",
			Fields:  []schema.Field{value("value", "the first of each pair: a value that it may have"), plain("probability", "the second of each pair: its probability")},
		},
		Make: makeDiscrete,
	})
}

func makeDiscrete(a Args) (Law, unit.Dim, *unit.Problem) {
	if a.Named != nil || len(a.List) > 0 {
		return nil, unit.Any, &unit.Problem{Why: "discrete takes pairs of a value and its probability", Remedy: "write {discrete: [[$5bn, 30%], [$10bn, 70%]]}"}
	}
	if len(a.Pairs) == 0 {
		return nil, unit.Any, &unit.Problem{Why: "discrete has no values", Remedy: "write {discrete: [[$5bn, 30%], [$10bn, 70%]]}"}
	}
	chances, sum := map[float64]float64{}, 0.0
	var values []unit.Quantity
	for _, pair := range a.Pairs {
		v, chance := pair[0], pair[1]
		if !chance.Dim.Fits(unit.Number) {
			return nil, v.Dim, &unit.Problem{
				Why:    fmt.Sprintf("%s is %s, and a probability wants a plain number", text(chance.Value, chance.Dim), called(chance.Dim)),
				Remedy: "write the value first, then its probability: [$5bn, 30%]",
			}
		}
		if !(chance.Value >= 0 && chance.Value <= 1) {
			return nil, v.Dim, &unit.Problem{
				Why:    fmt.Sprintf("the probability of %s is %s", text(v.Value, v.Dim), share(chance.Value)),
				Remedy: "write one from 0% to 100%",
			}
		}
		values = append(values, v)
		sum += chance.Value
		if chance.Value > 0 {
			chances[v.Value] += chance.Value
		}
	}
	dim, p := alike(values...)
	switch {
	case p != nil:
		return nil, dim, p
	case math.Abs(sum-1) > 1e-9:
		much, word := 1-sum, "more"
		if sum > 1 {
			much, word = sum-1, "less"
		}
		return nil, dim, &unit.Problem{
			Why:    fmt.Sprintf("the probabilities sum to %s", share(sum)),
			Remedy: fmt.Sprintf("write probabilities that sum to 100%%: %s %s", share(much), word),
		}
	}
	x := make([]float64, 0, len(chances))
	for v := range chances {
		x = append(x, v)
	}
	slices.Sort(x)
	if len(x) == 1 {
		return nil, dim, single("discrete", x[0], dim)
	}
	var chance []float64
	for _, v := range x {
		chance = append(chance, chances[v])
	}
	return madeDiscrete(newDiscrete(x, chance), dim)
}

// madeDiscrete gives a law of single values, unless its moments are out of reach.
func madeDiscrete(d *discrete, dim unit.Dim) (Law, unit.Dim, *unit.Problem) {
	if p := reach(d.mean, d.sd); p != nil {
		return nil, dim, p
	}
	return d, dim, nil
}

func single(family string, v float64, dim unit.Dim) *unit.Problem {
	return &unit.Problem{Why: fmt.Sprintf("%s has one value, %s", family, text(v, dim)), Remedy: fmt.Sprintf("write %s alone", text(v, dim))}
}

func share(p float64) string { return unit.Format(p, unit.Number, 12) }

// ascending is a sorted copy.
func ascending(values []float64) []float64 {
	s := slices.Clone(values)
	slices.Sort(s)
	return s
}
