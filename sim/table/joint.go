package table

import (
	"fmt"
	"math"
	"math/bits"
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
	j, err := s.shared.joint()
	if err != nil {
		return err
	}
	var orders []int // the metrics that put paths in order
	for m, x := range j.draws {
		if order := j.order(m); slices.Contains(r.Joint.By, j.metrics[m].Name) && len(order) > 0 && x[order[0]] != x[order[len(order)-1]] {
			orders = append(orders, m)
		}
	}
	type row struct {
		tenth
		quantiles [3]float64
	}
	rows := make([][]row, len(j.metrics)) // of each metric: deciles of the first that orders, then of the next
	buffer, places := make([]float64, 0, r.Joint.Paths/deciles+1), make([]uint64, r.Joint.Paths/64+1)
	for m := range j.metrics { // first all of one metric, whose draws then stay in the cache
		for _, by := range orders {
			order := j.order(by)
			for d := range deciles {
				from, to := d*len(order)/deciles, (d+1)*len(order)/deciles
				if m == by || from == to {
					rows[m] = append(rows[m], row{})
					continue
				}
				rows[m] = append(rows[m], row{tenthOf(j.draws[m], order, from, to, buffer), j.quantiles(m, order[from:to], places)})
			}
		}
	}
	for k, by := range orders {
		x, order := j.draws[by], j.order(by)
		for d := range deciles {
			from, to := d*len(order)/deciles, (d+1)*len(order)/deciles
			if from == to {
				continue
			}
			var which part
			for m, other := range j.metrics {
				if m == by {
					continue
				}
				if which.text == nil {
					s.Text(j.metrics[by].Name)
					s.Integer(uint64(d + 1))
					s.Number(x[order[from]], x[order[to-1]])
					which = s.part(0)
				} else {
					s.put(which)
				}
				t := &rows[m][k*deciles+d]
				s.Text(other.Name, j.symbols[m])
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
	j, err := s.shared.joint()
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

	placesOf []func() []int32
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
		j.placesOf = append(j.placesOf, sync.OnceValue(func() []int32 { return placeOf(j.order(m), r.Joint.Paths) }))
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

// quantiles are the 5%, 50% and 95% quantiles of a metric on some paths, linear between order statistics as in stats.
//
// Each path sets the bit of its place in the order of the metric, and the bits are counted through: so nothing is sorted
// again. places has a bit for each path and one more; all are 0 before and after.
func (j *jointly) quantiles(m int, paths []int32, places []uint64) (q [3]float64) {
	y, order, place := j.draws[m], j.order(m), j.placesOf[m]()
	for _, i := range paths {
		at := uint32(place[i])
		places[at>>6] |= 1 << (at & 63)
	}
	n := len(paths)
	if len(order) < len(y) { // it is undefined on some, which have set a bit behind the last
		n = 0
		places[len(order)>>6] &^= 1 << (len(order) & 63)
		for _, w := range places {
			n += bits.OnesCount64(w)
		}
	}
	w, before := 0, 0 // a word, and how many bits are set in those before it
	for k, p := range [...]float64{0.05, 0.50, 0.95} {
		if n == 0 {
			q[k] = math.NaN()
			continue
		}
		whole, part := math.Modf(p * float64(n-1))
		at := int(whole)
		for before+bits.OnesCount64(places[w]) <= at {
			before += bits.OnesCount64(places[w])
			w++
		}
		left := places[w]
		for range at - before {
			left &= left - 1
		}
		a := y[order[w<<6+bits.TrailingZeros64(left)]]
		if b := a; at+1 < n {
			v := w
			for left &= left - 1; left == 0; left = places[v] {
				v++
			}
			b = y[order[v<<6+bits.TrailingZeros64(left)]]
			a = between(a, b, part)
		}
		q[k] = a + 0
	}
	clear(places)
	return q
}

// between is a value a share of the way from a to b.
func between(a, b, share float64) float64 {
	if a == b {
		return a
	}
	return float64(a*(1-share)) + float64(b*share)
}

// placeOf are the places of all paths in an order, that of a path that is not in it behind the last.
func placeOf(order []int32, paths int) []int32 {
	place := make([]int32, paths)
	if len(order) < paths {
		for i := range place {
			place[i] = int32(len(order))
		}
	}
	for k, i := range order {
		place[i] = int32(k)
	}
	return place
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

func finite(v float64) bool { return v-v == 0 }
