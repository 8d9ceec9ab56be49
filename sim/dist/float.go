package dist

import "dealsim/sim/column"

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

// log and exp are those of columns: a draw by itself has the bits of one among many, on every processor.
//
// Checked: TestExpAndLogAreThoseOfTheLibrary.
func log(x float64) float64 { return column.Log1(x) }

func exp(x float64) float64 { return column.Exp1(x) }

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
