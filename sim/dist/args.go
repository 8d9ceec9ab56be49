package dist

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// form is one way to give a family's parameters: the names that stand there. The first form of a family is also
// the order of its list.
type form []string

// twoQuantiles is a form only in what messages say: levels reads it.
var twoQuantiles = form{"two quantiles such as p10 and p90"}

// take gives the parameters by name, and which form they have.
func (a Args) take(family string, forms ...form) (map[string]unit.Quantity, int, *unit.Problem) {
	if len(a.Pairs) > 0 {
		return nil, 0, &unit.Problem{Why: family + " takes no pairs", Remedy: listRemedy(family, forms[0])}
	}
	if a.Named == nil {
		if len(a.List) != len(forms[0]) {
			return nil, 0, &unit.Problem{
				Why:    fmt.Sprintf("%s takes %s, found %d", family, count(len(forms[0]), "value"), len(a.List)),
				Remedy: listRemedy(family, forms[0]),
			}
		}
		named := map[string]unit.Quantity{}
		for i, name := range forms[0] {
			named[name] = a.List[i]
		}
		return named, 0, nil
	}
	names := schema.Sorted(a.Named)
	for i, f := range forms {
		if slices.Equal(names, slices.Sorted(slices.Values(f))) {
			return a.Named, i, nil
		}
	}
	var ways []string
	for _, f := range forms {
		ways = append(ways, and(f))
	}
	remedy := "write " + strings.Join(ways, ", or ")
	for _, name := range names {
		if !slices.ContainsFunc(forms, func(f form) bool { return slices.Contains(f, name) }) {
			return nil, 0, &unit.Problem{Why: fmt.Sprintf("%s has no %q", family, name), Remedy: remedy}
		}
	}
	if len(names) == 0 {
		return nil, 0, &unit.Problem{Why: family + " has no parameters", Remedy: remedy}
	}
	return nil, 0, &unit.Problem{Why: fmt.Sprintf("%s is not made from %s", family, and(names)), Remedy: remedy}
}

func listRemedy(family string, f form) string {
	return fmt.Sprintf("write {%s: [%s]}", family, strings.Join(f, ", "))
}

// level is a quantile that the file gives: its name, its probability, its value.
type level struct {
	name  string
	u     float64
	value float64
}

// levels reads two quantiles, lower first. It reports false when no name looks like one.
func (a Args) levels(family string) (two [2]level, dim unit.Dim, is bool, p *unit.Problem) {
	var found []level
	var values []unit.Quantity
	for _, name := range slices.Sorted(maps.Keys(a.Named)) {
		percent, err := strconv.ParseFloat(strings.TrimPrefix(name, "p"), 64)
		if !strings.HasPrefix(name, "p") || err != nil {
			continue
		}
		if !(percent > 0 && percent < 100) {
			return two, dim, true, &unit.Problem{Why: name + " is not between p0 and p100", Remedy: "write a quantile such as p5, p10, p90 or p97.5"}
		}
		found = append(found, level{name, percent / 100, a.Named[name].Value})
		values = append(values, a.Named[name])
	}
	if len(found) == 0 {
		return two, dim, false, nil
	}
	remedy := "write " + and(twoQuantiles)
	if len(found) < len(a.Named) {
		return two, dim, true, &unit.Problem{
			Why:    fmt.Sprintf("%s is not made from %s", family, and(schema.Sorted(a.Named))),
			Remedy: remedy + ", or mean and sd",
		}
	}
	if len(found) != 2 {
		return two, dim, true, &unit.Problem{Why: fmt.Sprintf("%s takes 2 quantiles, found %d", family, len(found)), Remedy: remedy}
	}
	if dim, p = alike(values...); p != nil {
		return two, dim, true, p
	}
	two = [2]level{found[0], found[1]}
	if two[0].u > two[1].u {
		two[0], two[1] = two[1], two[0]
	}
	low, high := two[0], two[1]
	if low.u == high.u {
		return two, dim, true, &unit.Problem{Why: fmt.Sprintf("%s and %s are the same quantile", low.name, high.name), Remedy: remedy}
	}
	if !(low.value < high.value) {
		p = &unit.Problem{
			Why:    fmt.Sprintf("%s (%s) is not below %s (%s)", low.name, text(low.value, dim), high.name, text(high.value, dim)),
			Remedy: fmt.Sprintf("write {%s: %s, %s: %s}", low.name, text(high.value, dim), high.name, text(low.value, dim)),
		}
		if low.value == high.value {
			p.Remedy = fmt.Sprintf("write %s alone, or two values", text(low.value, dim))
		}
		return two, dim, true, p
	}
	return two, dim, true, nil
}

// alike is the dimension that values share, or which two disagree.
func alike(values ...unit.Quantity) (unit.Dim, *unit.Problem) {
	first := values[0]
	for _, q := range values[1:] {
		if first.Dim.Kind == unit.Unknown {
			first = q
		}
		if q.Dim.Fits(first.Dim) {
			continue
		}
		remedy := text(q.Value, first.Dim) // the second, as the first is
		if first.Dim == unit.Number {
			remedy = text(first.Value, q.Dim)
		}
		return first.Dim, &unit.Problem{
			Why: fmt.Sprintf("%s is %s, %s %s", text(first.Value, first.Dim), called(first.Dim),
				text(q.Value, q.Dim), called(q.Dim)),
			Remedy: "write " + remedy,
		}
	}
	return first.Dim, nil
}

// pure checks a parameter that is always a plain number above zero and within what can be drawn.
func pure(name string, q unit.Quantity) *unit.Problem {
	if !q.Dim.Fits(unit.Number) {
		return &unit.Problem{
			Why:    fmt.Sprintf("%s is %s, %s, and wants a plain number", name, text(q.Value, q.Dim), called(q.Dim)),
			Remedy: fmt.Sprintf("write %s", text(q.Value, unit.Number)),
		}
	}
	if !(q.Value >= 1e-3 && q.Value <= 1e9) {
		return &unit.Problem{
			Why:    fmt.Sprintf("%s is %s, not from 0.001 to 1e+09", name, text(q.Value, unit.Number)),
			Remedy: "write a value such as 2",
		}
	}
	return nil
}

// spread checks a standard deviation beside its mean.
func spread(mean, sd float64, dim unit.Dim) *unit.Problem {
	switch {
	case sd < 0:
		return &unit.Problem{Why: fmt.Sprintf("sd is %s, below zero", text(sd, dim)), Remedy: "write " + text(-sd, dim)}
	case !(sd > 0):
		return &unit.Problem{Why: "sd is zero", Remedy: fmt.Sprintf("write %s alone", text(mean, dim))}
	}
	return nil
}

// made gives a law with its moments, unless they are out of reach.
func made(s shape, mean, sd float64, dim unit.Dim) (Law, unit.Dim, *unit.Problem) {
	if p := reach(mean, sd); p != nil {
		return nil, dim, p
	}
	return &continuous{s, mean, sd}, dim, nil
}

func reach(mean, sd float64) *unit.Problem {
	if math.Abs(mean) <= math.MaxFloat64 && sd > 0 && sd <= math.MaxFloat64 {
		return nil
	}
	return &unit.Problem{Why: "the standard deviation is out of reach", Remedy: "write values of one order of magnitude"}
}

// text is a value as one writes it; plain numbers are not turned into percentages.
func text(v float64, dim unit.Dim) string {
	if dim == unit.Number || dim.Kind == unit.Unknown {
		return strconv.FormatFloat(v, 'g', 9, 64)
	}
	return unit.Format(v, dim, 9)
}

func called(dim unit.Dim) string {
	if dim == unit.Number {
		return "a plain number"
	}
	return dim.String()
}

func and(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
