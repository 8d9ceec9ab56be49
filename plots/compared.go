package plots

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"dealsim/sim/unit"
)

// Draws are the values of one quantity on every path of a run.
type Draws struct {
	Label  string
	Values []float64
}

const (
	reachPoints = 400 // of a curve
	farthest    = 0.9 // the picture reaches to this quantile of the one that goes farthest
)

// Compared draws how often a quantity reaches an amount, a curve for each of several runs on the same paths, with
// standing lines at their means. It shows what the difference of two means hides: who has more, where, how often.
//
// Model: the share of the defined values ≥ x, over x.
func Compared(title, subtitle string, dim unit.Dim, of []Draws) (Figure, error) {
	label := labeller(dim)
	if label == nil {
		label = func(v float64, digits int) string { return unit.Format(v, dim, digits) }
	}
	f := Figure{Name: "compared", Title: title, Subtitle: subtitle}
	sorted := make([][]float64, len(of))
	low, high := math.Inf(1), math.Inf(-1)
	for i, d := range of {
		for _, v := range d.Values {
			if drawable(v) {
				sorted[i] = append(sorted[i], v)
			}
		}
		n := len(sorted[i])
		if n == 0 {
			return f, fmt.Errorf("%s has no value on any path: there is nothing to draw", d.Label)
		}
		slices.Sort(sorted[i])
		low, high = math.Min(low, sorted[i][n/200]), math.Max(high, sorted[i][int(farthest*float64(n-1))])
	}
	if low >= 0 && low < high/3 {
		low = 0
	}
	if low == high {
		high = low + math.Max(1, math.Abs(low))
	}
	high += (high - low) / 25 // a step down at the end is seen
	f.X, f.Y = within(low, high, 8, label), linear(0, 1, percent)
	f.Y.Caption, f.X.Caption = "Share of paths with at least this much", ""
	for i, d := range of {
		vs, sum := sorted[i], 0.0
		for _, v := range vs {
			sum += v
		}
		mean := sum / float64(len(vs))
		line := Line{Label: d.Label, Mark: Curve, color: palette[i%len(palette)], width: 3}
		for k := range reachPoints + 1 {
			x := low + (high-low)*float64(k)/reachPoints
			below := sort.SearchFloat64s(vs, x-1e-9*(high-low))
			line.X, line.Y = append(line.X, x), append(line.Y, 1-float64(below)/float64(len(vs)))
		}
		f.Series = append(f.Series, line)
		f.Rules = append(f.Rules, Rule{Label: "mean " + label(mean, 3), At: mean, Vertical: true, color: line.color, dash: dashes})
	}
	f.Rules = means(f.Rules, low, high, label)
	return f, nil
}

// means are the standing lines at the means that the picture reaches: one for all where they could not be told apart.
func means(rules []Rule, low, high float64, label labels) []Rule {
	least, most := math.Inf(1), math.Inf(-1)
	for _, r := range rules {
		least, most = math.Min(least, r.At), math.Max(most, r.At)
	}
	rules = slices.DeleteFunc(rules, func(r Rule) bool { return r.At < low || r.At > high })
	if most-least > (high-low)/40 || len(rules) == 0 {
		return rules
	}
	text := "means " + label(least, 3)
	if to := label(most, 3); to != label(least, 3) {
		text += " to " + to
	}
	return []Rule{{Label: text, At: (least + most) / 2, Vertical: true, color: muted, dash: dashes}}
}
