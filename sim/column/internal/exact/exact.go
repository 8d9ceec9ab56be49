// Package exact computes exp, log and the normal distribution to more than two hundred bits.
//
// The tables of package column are fitted to it, and the tests of package column measure their errors against it.
// It is slow, and no simulation calls it.
package exact

import (
	"math"
	"math/big"
)

// Bits is the precision of every number made here.
const Bits = 256

// Of returns x with all its bits.
func Of(x float64) *big.Float { return number().SetFloat64(x) }

func number() *big.Float { return new(big.Float).SetPrec(Bits) }

func add(a, b *big.Float) *big.Float { return number().Add(a, b) }
func sub(a, b *big.Float) *big.Float { return number().Sub(a, b) }
func mul(a, b *big.Float) *big.Float { return number().Mul(a, b) }
func quo(a, b *big.Float) *big.Float { return number().Quo(a, b) }

// scale returns x*2^n.
func scale(x *big.Float, n int) *big.Float { return number().SetMantExp(x, n) }

// negligible says whether a term no longer changes the sum.
func negligible(term, sum *big.Float) bool {
	return term.Sign() == 0 || sum.Sign() != 0 && term.MantExp(nil) < sum.MantExp(nil)-Bits
}

// Exp returns e^x, by Taylor's series of x/2^n and n squarings.
func Exp(x *big.Float) *big.Float {
	n := max(0, x.MantExp(nil)+8)
	r := scale(x, -n)
	sum, term := Of(1), Of(1)
	for k := 1; ; k++ {
		term = quo(mul(term, r), Of(float64(k)))
		if negligible(term, sum) {
			break
		}
		sum = add(sum, term)
	}
	for range n {
		sum = mul(sum, sum)
	}
	return sum
}

// ln2 is log(2).
var ln2 = sub(Of(0), logHalf(Of(0.5)))

// Ln2 returns log(2).
func Ln2() *big.Float { return number().Set(ln2) }

// Log returns log(x) of a positive x.
func Log(x *big.Float) *big.Float {
	m := number()
	e := x.MantExp(m)
	return add(logHalf(m), mul(Of(float64(e)), ln2))
}

// logHalf returns log(m), m from 1/2 to 1, by Halley's iteration on exp.
func logHalf(m *big.Float) *big.Float {
	guess, _ := m.Float64()
	y := Of(math.Log(guess))
	for range 3 {
		e := Exp(y)
		y = add(y, scale(quo(sub(m, e), add(m, e)), 1))
	}
	return y
}

// Sqrt returns the square root of x.
func Sqrt(x *big.Float) *big.Float { return number().Sqrt(x) }

// Ulps returns (got - want) in units of the last place of want, for a want in the range of normal floats.
func Ulps(got float64, want *big.Float) float64 {
	u := scale(Of(1), want.MantExp(nil)-53)
	d, _ := quo(sub(Of(got), want), u).Float64()
	return d
}
