// Package stats makes samples: what is kept of one quantity over many paths, and what can be said of it.
//
// A Sample is two things beside each other. Moments are sums, merged in a fixed order. A Histogram is integer counts,
// merged in any order. Both are small and of a size that does not grow with the number of paths. From them come
// means and their Monte Carlo errors, quantiles and their intervals, tail means, shares and bins to draw.
//
// NaN is an undefined outcome and ±Inf an infinite one: both are counted, and everything else that is said of a sample
// is said of its finite values.
//
// IRR and NPV of dated flows are here too: they are estimates of one path.
//
// Products and sums are written apart (float64(a*b) + c), and exp and log are the package's own, so that no
// processor may join or replace them and change the bits.
package stats
