package table

import (
	"fmt"
	"math"
	"slices"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// deciles is into how many parts of equal size paths are cut.
const deciles = 10

// joint has a row for each decile of a metric by which paths are put in order and each other metric: what the others
// were on the paths of that decile. Rows are in the order of the result.
//
// Paths on which the metric that orders is undefined are left out of all of its deciles. Where it is the same on many
// paths, they fall into deciles by their number, so that each decile has a tenth of the paths; where it is the same on
// all, it orders nothing and has no rows.
func joint(r *result.Result, s *Sheet) error {
	j, err := newJoint(r)
	if err != nil {
		return err
	}
	for by, name := range r.Joint.Metrics {
		if !slices.Contains(r.Joint.By, name) {
			continue
		}
		x := j.draws[by]
		order := ordered(x)
		if len(order) == 0 || x[order[0]] == x[order[len(order)-1]] {
			continue
		}
		for d := range deciles {
			from, to := d*len(order)/deciles, (d+1)*len(order)/deciles
			if from == to {
				continue
			}
			for m, other := range j.metrics {
				if m == by {
					continue
				}
				t := tenthOf(j.draws[m], order, from, to)
				s.Text(name)
				s.Integer(uint64(d + 1))
				s.Number(x[order[from]], x[order[to-1]])
				s.Text(other.Name, other.Dim.Symbol())
				s.Number(t.mean, t.mcse)
				s.Number(t.quantiles[:]...)
				s.Integer(uint64(t.undefined))
				s.End()
			}
		}
	}
	return nil
}

// correlations has a row for each pair of the metrics whose draws are kept, in the order of the result.
//
// Paths on which either is undefined are left out.
func correlations(r *result.Result, s *Sheet) error {
	j, err := newJoint(r)
	if err != nil {
		return err
	}
	ranks := make([][]float64, len(j.metrics)) // where every draw is defined
	for m, x := range j.draws {
		if !slices.ContainsFunc(x, func(v float64) bool { return !finite(v) }) {
			ranks[m] = stats.MidRanks(x)
		}
	}
	for a := range j.metrics {
		for b := a + 1; b < len(j.metrics); b++ {
			x, y := ranks[a], ranks[b]
			if x == nil || y == nil {
				both := j.defined(a, b)
				x, y = stats.MidRanks(both[0]), stats.MidRanks(both[1])
			}
			rho := stats.Correlation(x, y)
			s.Text(j.metrics[a].Name, j.metrics[b].Name)
			s.Number(rho, stats.SpearmanError(rho, len(x)))
			s.Integer(uint64(len(x)), uint64(r.Joint.Paths-len(x)))
			s.End()
		}
	}
	return nil
}

// ordered are the paths on which a draw is defined, from the lowest to the highest.
func ordered(x []float64) []int {
	var defined []float64
	var paths []int
	for i, v := range x {
		if finite(v) {
			defined, paths = append(defined, v), append(paths, i)
		}
	}
	order := stats.Order(defined)
	for k, at := range order {
		order[k] = paths[at]
	}
	return order
}

// jointly is the draws of a result with the metrics they are of.
type jointly struct {
	metrics []*result.Metric
	draws   [][]float64
}

func newJoint(r *result.Result) (*jointly, error) {
	j := &jointly{draws: r.Joint.Draws}
	if len(r.Joint.Draws) != len(r.Joint.Metrics) {
		return nil, fmt.Errorf("bug: %d columns of draws for %d metrics", len(r.Joint.Draws), len(r.Joint.Metrics))
	}
	for m, name := range r.Joint.Metrics {
		x := r.Metric(name)
		if x == nil {
			return nil, fmt.Errorf("bug: the result has no metric %s", name)
		}
		if len(j.draws[m]) != r.Joint.Paths {
			return nil, fmt.Errorf("bug: %d draws of %s, want %d", len(j.draws[m]), name, r.Joint.Paths)
		}
		j.metrics = append(j.metrics, x)
	}
	for _, name := range r.Joint.By {
		if x := r.Metric(name); x == nil || x.Dim != unit.Money {
			return nil, fmt.Errorf("bug: paths cannot be put in order by %s", name)
		}
	}
	return j, nil
}

// defined are the draws of two metrics on the paths where both are.
func (j *jointly) defined(a, b int) (both [2][]float64) {
	for i, x := range j.draws[a] {
		if y := j.draws[b][i]; finite(x) && finite(y) {
			both[0], both[1] = append(both[0], x), append(both[1], y)
		}
	}
	return both
}

// tenth is what a metric was on the paths of a decile.
type tenth struct {
	mean, mcse float64
	quantiles  [3]float64 // 5%, 50%, 95%
	undefined  int
}

// tenthOf looks at a metric y on the paths that stand from one place to another in an order.
//
// The borders of a decile are estimates too, and move the mean where y goes with what orders: the error of the mean
// counts them. Were they known, a decile of a tail would seem surer than it is.
//
// Model: mean of y over the decile; its influence is ((y−h₂)·1{rank ≤ to} − (y−h₁)·1{rank ≤ from})/p, with h₁ and h₂
// the mean of y at the borders (over the √N paths on either side), p the share of paths in the decile; the error is
// the standard deviation of that over √N.
//
// Source: Hampel 1974, The influence curve and its role in robust estimation; with y itself as what orders, the lowest
// decile has the error of an expected shortfall.
//
// Checked: TestDecilesOfABivariateNormal.
func tenthOf(y []float64, order []int, from, to int) tenth {
	var in []float64
	for _, i := range order[from:to] {
		if finite(y[i]) {
			in = append(in, y[i])
		}
	}
	t := tenth{mean: math.NaN(), mcse: math.NaN(), undefined: to - from - len(in)}
	m := stats.Of(in)
	if m.N > 0 {
		t.mean = m.Mean
	}
	slices.Sort(in)
	for k, p := range []float64{0.05, 0.50, 0.95} {
		t.quantiles[k] = quantileOf(in, p)
	}
	if m.N < 2 {
		return t
	}
	below, above := 0.0, 0.0 // y less the mean at the borders, where there are paths beyond
	if from > 0 {
		below = atBorder(y, t.mean, order, from)
	}
	if to < len(order) {
		above = atBorder(y, t.mean, order, to)
	}
	// the influence is below−above on the paths before, y−mean−above on those of the decile, where an undefined y
	// counts as the mean, and nothing after
	n, count, before := float64(len(order)), float64(to-from), float64(from)
	step := below - above
	sum := float64(before*step) - float64(count*above)
	squares := float64(before*float64(step*step)) + m.M2 + float64(count*float64(above*above))
	variance := max((squares-float64(sum*(sum/n)))/(n-1), 0)
	t.mcse = math.Sqrt(variance*n) / float64(m.N)
	return t
}

// atBorder is y less its mean in a decile, over the √N paths on either side of a place in an order; an undefined y
// counts as the mean.
func atBorder(y []float64, mean float64, order []int, place int) float64 {
	reach := int(math.Ceil(math.Sqrt(float64(len(order)))))
	near := order[max(0, place-reach):min(len(order), place+reach)]
	sum := 0.0
	for _, i := range near {
		if finite(y[i]) {
			sum += y[i] - mean
		}
	}
	return sum / float64(len(near))
}

// quantileOf is a quantile of sorted values, linear between order statistics as in stats.
func quantileOf(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	whole, part := math.Modf(p * float64(len(sorted)-1))
	k := int(whole)
	a, b := sorted[k], sorted[min(k+1, len(sorted)-1)]
	if a == b {
		return a + 0
	}
	return float64(a*(1-part)) + float64(b*part)
}

func finite(v float64) bool { return v-v == 0 }
