package exact

import (
	"math"
	"math/big"
)

// pi to 84 digits.
var pi, _, _ = big.ParseFloat(
	"3.14159265358979323846264338327950288419716939937510582097494459230781640628620899863", 10, Bits, big.ToNearestEven)

// density returns exp(-z^2/2) / sqrt(2 pi).
func density(z *big.Float) *big.Float {
	half := scale(mul(z, z), -1)
	return quo(Exp(half.Neg(half)), Sqrt(scale(pi, 1)))
}

// Tail returns the probability that a normal exceeds z >= 0.
//
// Below 5 it is 1/2 - density * (z + z^3/3 + z^5/15 + ...); beyond, the continued fraction
// density / (z + 1/(z + 2/(z + 3/(z + ...)))). Source: Abramowitz and Stegun 1964, 26.2.11 and 26.2.14.
func Tail(z *big.Float) *big.Float {
	if z.Cmp(Of(5)) < 0 {
		square, sum, term := mul(z, z), number().Set(z), number().Set(z)
		for k := 3; ; k += 2 {
			term = quo(mul(term, square), Of(float64(k)))
			if negligible(term, sum) {
				return sub(Of(0.5), mul(density(z), sum))
			}
			sum = add(sum, term)
		}
	}
	fraction := number().Set(z)
	for k := 400; k > 0; k-- {
		fraction = add(z, quo(Of(float64(k)), fraction))
	}
	return quo(density(z), fraction)
}

// TailQuantile returns the z >= 0 that a normal exceeds with probability u, 0 < u <= 1/2, by Newton's iteration.
//
// The first guess is Abramowitz and Stegun 1964, 26.2.23, right to 4.5e-4; each step doubles the digits.
func TailQuantile(u *big.Float) *big.Float {
	guess, _ := u.Float64()
	t := math.Sqrt(-2 * math.Log(guess))
	z := Of(max(0, t-(2.515517+t*(0.802853+t*0.010328))/(1+t*(1.432788+t*(0.189269+t*0.001308)))))
	for range 5 {
		z = add(z, quo(sub(Tail(z), u), density(z)))
		if z.Sign() < 0 {
			z = number()
		}
	}
	return z
}
