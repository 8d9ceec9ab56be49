package stats

import "math"

// QuantileInterval returns an interval that holds the quantile of the law behind the sample with probability level.
//
// It assumes nothing of the law. It is for the error of a quantile from a finite number of paths.
//
// Model: of N independent values the number below the p-quantile is binomial, so the quantile lies between the order
// statistics of ranks ⌈Np − z·√(Np(1−p))⌉ and ⌈Np + z·√(Np(1−p))⌉, counted from 1, with Φ(z) = (1+level)/2.
//
// Step: the binomial is taken as normal: good for Np and N(1−p) above about 10. The order statistics are off by at most
// a bucket, as quantiles are.
//
// Limits: where there are too few values for the level, an end is −Inf or +Inf. NaN for p or level outside (0, 1) and
// for no values.
//
// Source: Conover 1999, Practical Nonparametric Statistics, §3.2.
//
// Checked: TestQuantileIntervalHoldsAsOftenAsItSays.
func (s *Sample) QuantileInterval(p, level float64) (lo, hi float64) {
	r := s.ranks()
	if r.n == 0 || !(p > 0 && p < 1) || !(level > 0 && level < 1) {
		return math.NaN(), math.NaN()
	}
	n := float64(r.n)
	below := n * p
	reach := normalReach(level) * math.Sqrt(below*(1-p))
	lo, hi = math.Inf(-1), math.Inf(1)
	if rank := math.Ceil(below - reach); rank >= 1 {
		lo = r.order(uint64(rank) - 1)
	}
	if rank := math.Ceil(below + reach); rank <= n {
		hi = r.order(uint64(rank) - 1)
	}
	return lo, hi
}

// ProportionInterval returns Wilson's interval for a probability, of which count of n independent paths are a sample.
//
// It is for the chance of an event: it stays within [0, 1] and has a width even where the event never happened.
//
// Model: (k + z²/2 ± z·√(k(n−k)/n + z²/4)) / (n + z²), with Φ(z) = (1+level)/2.
//
// Limits: NaN for no paths, for more events than paths and for level outside (0, 1).
//
// Source: Wilson 1927, Probable Inference; Newcombe 1998, Two-sided confidence intervals for the single proportion,
// method 3.
//
// Checked: TestWilsonAgainstNewcombe.
func ProportionInterval(count, n uint64, level float64) (lo, hi float64) {
	if n == 0 || count > n || !(level > 0 && level < 1) {
		return math.NaN(), math.NaN()
	}
	k, m, z := float64(count), float64(n), normalReach(level)
	zz := float64(z * z)
	centre := k + zz/2
	reach := z * math.Sqrt(float64(k*((m-k)/m))+zz/4)
	lo, hi = max((centre-reach)/(m+zz), 0), min((centre+reach)/(m+zz), 1)
	if count == 0 {
		lo = 0
	}
	if count == n {
		hi = 1
	}
	return lo, hi
}

// normalReach returns how many standard deviations on both sides of the mean hold a share of a normal law.
func normalReach(level float64) float64 { return math.Sqrt2 * math.Erfinv(level) }
