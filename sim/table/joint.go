package table

import (
	"fmt"
	"math"
	"slices"
	"sync"

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
	j, err := s.jointly(r)
	if err != nil {
		return err
	}
	tenths, buffer := make([]uint8, r.Joint.Paths), make([]float64, 0, r.Joint.Paths/deciles+1)
	for by, name := range r.Joint.Metrics {
		if !slices.Contains(r.Joint.By, name) {
			continue
		}
		x, order := j.draws[by], j.order(by)
		if len(order) == 0 || x[order[0]] == x[order[len(order)-1]] {
			continue
		}
		for i := range tenths {
			tenths[i] = deciles // in none
		}
		var ends [deciles + 1]int
		for d := range deciles {
			ends[d+1] = (d + 1) * len(order) / deciles
			for _, i := range order[ends[d]:ends[d+1]] {
				tenths[i] = uint8(d)
			}
		}
		quantiles := make([]tenthly, len(j.metrics))
		for m := range j.metrics {
			if m != by {
				quantiles[m] = j.quantiles(m, tenths, ends)
			}
		}
		for d := range deciles {
			from, to := ends[d], ends[d+1]
			if from == to {
				continue
			}
			var which part
			for m, other := range j.metrics {
				if m == by {
					continue
				}
				if which.text == nil {
					s.Text(name)
					s.Integer(uint64(d + 1))
					s.Number(x[order[from]], x[order[to-1]])
					which = s.part(0)
				} else {
					s.put(which)
				}
				t := tenthOf(j.draws[m], order, from, to, buffer)
				s.Text(other.Name, j.symbols[m])
				s.Number(t.mean, t.mcse)
				s.Number(quantiles[m][d][:]...)
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
	j, err := s.jointly(r)
	if err != nil {
		return err
	}
	ranks := make([][]float64, len(j.metrics)) // where every draw is defined
	for m, x := range j.draws {
		if order := j.order(m); len(order) == len(x) {
			ranks[m] = stats.MidRanksBy(x, order)
		}
	}
	known := stats.Correlations(ranks)
	for a := range j.metrics {
		var one part
		for b := a + 1; b < len(j.metrics); b++ {
			rho, n := known[a][b], r.Joint.Paths
			if ranks[a] == nil || ranks[b] == nil {
				both := j.defined(a, b)
				rho, n = stats.Correlation(stats.MidRanks(both[0]), stats.MidRanks(both[1])), len(both[0])
			}
			if one.text == nil {
				s.Text(j.metrics[a].Name)
				one = s.part(0)
			} else {
				s.put(one)
			}
			s.Text(j.metrics[b].Name)
			s.Number(rho, stats.SpearmanError(rho, n))
			s.Integer(uint64(n), uint64(r.Joint.Paths-n))
			s.End()
		}
	}
	return nil
}

// ordered are the paths on which a draw is defined, from the lowest to the highest.
func ordered(x []float64) []int32 {
	if !slices.ContainsFunc(x, func(v float64) bool { return !finite(v) }) {
		return stats.Order(x)
	}
	var defined []float64
	var paths []int32
	for i, v := range x {
		if finite(v) {
			defined, paths = append(defined, v), append(paths, int32(i))
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
	symbols []string // of their units
	draws   [][]float64
	orders  []func() []int32
}

// jointly is shared by the tables of a result that are made of it.
func (s *Sheet) jointly(r *result.Result) (*jointly, error) {
	if s.joint != nil {
		return s.joint()
	}
	return newJoint(r)
}

// order are the paths on which a metric is defined, from its lowest draw to the highest.
func (j *jointly) order(m int) []int32 { return j.orders[m]() }

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
		j.metrics, j.symbols = append(j.metrics, x), append(j.symbols, x.Dim.Symbol())
		j.orders = append(j.orders, sync.OnceValue(func() []int32 { return ordered(j.draws[m]) }))
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

// tenthly are the 5%, 50% and 95% quantiles of a metric in each decile of another.
type tenthly [deciles][3]float64

// quantiles puts the paths of each decile in the order of a metric: one walk in that order does it for all of them.
func (j *jointly) quantiles(m int, tenths []uint8, ends [deciles + 1]int) (all tenthly) {
	y, sorted, at := j.draws[m], make([]int32, len(tenths)), ends
	for _, i := range j.order(m) {
		to := &at[tenths[i]]
		sorted[*to] = i
		*to++
	}
	for d := range all {
		for k, p := range []float64{0.05, 0.50, 0.95} {
			all[d][k] = quantileOf(y, sorted[ends[d]:at[d]], p)
		}
	}
	return all
}

// tenth is what a metric was on the paths of a decile.
type tenth struct {
	mean, mcse float64
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
func tenthOf(y []float64, order []int32, from, to int, buffer []float64) tenth {
	in := slices.Grow(buffer, to-from)[:to-from]
	for k, i := range order[from:to] {
		in[k] = y[i]
	}
	m := stats.Of(in)
	if m.N < uint64(len(in)) {
		in = slices.DeleteFunc(in, func(v float64) bool { return !finite(v) })
		m = stats.Of(in)
	}
	t := tenth{mean: math.NaN(), mcse: math.NaN(), undefined: to - from - len(in)}
	if m.N > 0 {
		t.mean = m.Mean
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
func atBorder(y []float64, mean float64, order []int32, place int) float64 {
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

// quantileOf is a quantile of the draws of some paths, which are in their order, linear between order statistics as in stats.
func quantileOf(y []float64, paths []int32, p float64) float64 {
	if len(paths) == 0 {
		return math.NaN()
	}
	whole, part := math.Modf(p * float64(len(paths)-1))
	k := int(whole)
	a, b := y[paths[k]], y[paths[min(k+1, len(paths)-1)]]
	if a == b {
		return a + 0
	}
	return float64(a*(1-part)) + float64(b*part)
}

func finite(v float64) bool { return v-v == 0 }
