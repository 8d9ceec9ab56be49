package dist

import "math"

// mul is a product rounded by itself: Go may otherwise fuse a*b+c into one rounding, on some processors.
func mul(a, b float64) float64 { return float64(a * b) }

// horner is c[0] + c[1]x + c[2]x² + …
func horner(x float64, c *[8]float64) float64 {
	y := c[7]
	y = mul(y, x) + c[6]
	y = mul(y, x) + c[5]
	y = mul(y, x) + c[4]
	y = mul(y, x) + c[3]
	y = mul(y, x) + c[2]
	y = mul(y, x) + c[1]
	return mul(y, x) + c[0]
}

const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// log is the natural logarithm: math.Log with separate roundings, so that the bits are everywhere the same.
//
// Source: FreeBSD, e_log.c. Checked: TestExpAndLogAreThoseOfTheLibrary.
func log(x float64) float64 {
	if !(x >= 0x1p-1022 && x <= math.MaxFloat64) {
		switch {
		case x > 0 && x < 1:
			return log(x*0x1p54) - 54*math.Ln2
		case x == 0:
			return math.Inf(-1)
		case x < 0:
			return math.NaN()
		}
		return x
	}
	const rootHalf = 0x3fe6a09e667f3bcd // bits of sqrt(1/2)
	bits := math.Float64bits(x)
	e := (bits - rootHalf) &^ (1<<52 - 1) // of the power of 2 that leaves a number from sqrt(1/2) to sqrt(2)
	k, f := float64(int64(e)>>52), math.Float64frombits(bits-e)-1
	s := f / (2 + f)
	s2 := s * s
	s4 := s2 * s2
	odd := mul(s4, 1.479819860511658591e-01) + 1.818357216161805012e-01
	odd = mul(s4, odd) + 2.857142874366239149e-01
	odd = mul(s4, odd) + 6.666666666666735130e-01
	even := mul(s4, 1.531383769920937332e-01) + 2.222219843214978396e-01
	even = mul(s4, even) + 3.999999999940941908e-01
	rest := mul(s2, odd) + mul(s4, even)
	half := mul(0.5*f, f)
	return mul(k, ln2Hi) - ((half - (mul(s, half+rest) + mul(k, ln2Lo))) - f)
}

// exp is the exponential: math.Exp with separate roundings.
//
// Source: FreeBSD, e_exp.c. Checked: TestExpAndLogAreThoseOfTheLibrary.
func exp(x float64) float64 {
	if !(x > -708 && x < 709) {
		switch {
		case x > 710:
			return math.Inf(1)
		case x >= 709:
			return mul(exp(x-9), 8103.083927575384) // exp(9)
		case x < -746:
			return 0
		case x <= -708:
			return mul(exp(x+700), 9.85967654375977e-305) // exp(-700)
		}
		return x
	}
	k := int(mul(x, math.Log2E) + math.Copysign(0.5, x)) // by the sign, not by a branch that a draw takes or not
	hi := x - mul(float64(k), ln2Hi)
	lo := mul(float64(k), ln2Lo)
	r := hi - lo
	t := r * r
	c := mul(t, 4.13813679705723846039e-08) - 1.65339022054652515390e-06
	c = mul(t, c) + 6.61375632143793436117e-05
	c = mul(t, c) - 2.77777777770155933842e-03
	c = mul(t, c) + 1.66666666666666019037e-01
	c = r - mul(t, c)
	y := 1 - ((lo - mul(r, c)/(2-c)) - hi)
	return math.Float64frombits(math.Float64bits(y) + uint64(k)<<52)
}

// expm1 is exp(x)-1 and log1p is log(1+x), without losing the digits of a small x.
//
// Source: Higham (2002), Accuracy and Stability of Numerical Algorithms, 1.14.1 and problem 1.5.
func expm1(x float64) float64 {
	u := exp(x)
	switch {
	case u == 1:
		return x
	case x < -1 || x > 1:
		return u - 1
	}
	return mul(u-1, x) / log(u)
}

func log1p(x float64) float64 {
	u := 1 + x
	switch {
	case u == 1:
		return x
	case x < -0.5 || x > 1:
		return log(u)
	}
	return mul(log(u), x) / (u - 1)
}
