package main

import (
	"math"
	"math/big"

	"dealsim/sim/column/internal/exact"
)

// fit returns the coefficients, lowest first, of the polynomial that meets f at the Chebyshev points of a to b.
//
// The points are rounded to 2^-20 and everything after is done in 256 bits, so that the coefficients are the same
// wherever they are computed.
func fit(f func(x *big.Float) *big.Float, a, b float64, degree int) []float64 {
	n := degree + 1
	x, d := make([]*big.Float, n), make([]*big.Float, n)
	for k := range n {
		c := math.Round(math.Cos((float64(k)+0.5)*math.Pi/float64(n))*0x1p20) * 0x1p-20
		x[k] = number().Add(exact.Of((a+b)/2), number().Mul(exact.Of((b-a)/2), exact.Of(c)))
		d[k] = f(x[k])
	}
	// Newton's divided differences: d[k] becomes the difference of points 0 to k.
	for j := 1; j < n; j++ {
		for k := n - 1; k >= j; k-- {
			d[k] = number().Quo(number().Sub(d[k], d[k-1]), number().Sub(x[k], x[k-j]))
		}
	}
	// Horner's rule on polynomials: p becomes p*(X - x[k]) + d[k].
	p := []*big.Float{d[n-1]}
	for k := n - 2; k >= 0; k-- {
		next := make([]*big.Float, len(p)+1)
		for i := range next {
			next[i] = number()
			if i > 0 {
				next[i].Add(next[i], p[i-1])
			}
			if i < len(p) {
				next[i].Sub(next[i], number().Mul(x[k], p[i]))
			}
		}
		next[0].Add(next[0], d[k])
		p = next
	}
	out := make([]float64, n)
	for i := range p {
		out[i], _ = p[i].Float64()
	}
	return out
}

func number() *big.Float { return new(big.Float).SetPrec(exact.Bits) }
