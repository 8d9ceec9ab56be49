// Package stats makes samples: what is kept of one quantity over many paths, and what can be said of it.
//
// A Sample is two things beside each other. Moments are sums, merged in a fixed order. A Histogram is integer counts,
// merged in any order. Both are small and of a size that does not grow with the number of paths. From them come
// means and their Monte Carlo errors, quantiles, tail means, shares and bins to draw.
//
// NaN is an undefined outcome and ±Inf an infinite one: both are counted, and everything else that is said of a sample
// is said of its finite values.
//
// The rate of return of dated flows (IRR) is here too: it is an estimate of one path.
//
// Products and sums are written apart (float64(a*b) + c), and exp is the package's own, so that no
// processor may join or replace them and change the bits.
package stats
