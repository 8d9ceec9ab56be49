// Package dist holds the distributions that an input may have, one family a file.
//
// A law is sampled by its inverse cdf, so that one uniform makes one draw: inputs stay comparable between two
// variants of a deal, can be stratified, and can be correlated. Everything below is elementary and multiplies and
// adds separately, so that a draw has the same bits on every processor. gonum is used in the tests only, as the
// other opinion.
package dist

import "math"

// Law is a distribution, sampled by its inverse cdf so that one uniform makes one draw. A Law never changes and may
// be used from any number of threads.
type Law interface {
	Quantile(u float64) float64 // 0 < u < 1, nondecreasing
	CDF(x float64) float64
	Mean() float64
	SD() float64
}

// shape is a continuous law as its family writes it. Both tails are asked for together, because 1-u forgets the
// digits of a small u.
type shape interface {
	at(u, v float64) float64                // the quantile of u; v is 1-u
	split(x float64) (below, above float64) // the cdf and its complement
}

// cornered is a shape whose quantile has a kink: quadrature goes by pieces.
type cornered interface{ corner() float64 }

// ended is a shape that says between which values its draws lie.
type ended interface{ ends() (low, high float64) }

// Ends are values that no draw of a law lies beyond, as far as they are known without a table; infinite where they are not.
//
// Checked: TestNoDrawLiesBeyondTheEnds.
func Ends(l Law) (low, high float64) {
	if c, ok := l.(*continuous); ok {
		if s, ok := c.shape.(ended); ok {
			return s.ends()
		}
	}
	return math.Inf(-1), math.Inf(1)
}

// continuous is a shape with its moments: a Law.
type continuous struct {
	shape
	mean, sd float64
}

func (c *continuous) Quantile(u float64) float64 { return c.at(u, 1-u) }
func (c *continuous) Mean() float64              { return c.mean }
func (c *continuous) SD() float64                { return c.sd }
func (c *continuous) CDF(x float64) float64 {
	below, _ := c.split(x)
	return below
}

// foreign makes a shape of a Law from elsewhere.
type foreign struct{ Law }

func (f foreign) at(u, _ float64) float64 { return f.Quantile(u) }
func (f foreign) split(x float64) (below, above float64) {
	below = f.CDF(x)
	return below, 1 - below
}
