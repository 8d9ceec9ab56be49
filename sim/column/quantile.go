package column

import "math"

// Quantile returns the normal quantile of p, the z that a normal stays below with probability p.
//
// It is for inputs and inverse distributions, where both tails count to the last digit; draws use Normals.
//
// Model: Wichura's three rational approximations, of (1/2-p)^2 near the middle and of sqrt(-log(min(p, 1-p))) in the
// tails.
//
// Limits: -Inf at 0, +Inf at 1, NaN outside and for NaN. The lower tail is right to the smallest float; the upper as
// far as p itself can say it.
//
// Source: Wichura 1988, Algorithm AS 241 (PPND16), Applied Statistics 37(3), relative error about 1e-16.
//
// Checked: against 256-bit arithmetic from p = 1e-300 to 1-1e-16, at worst 1e-15 (relative).
func Quantile(p float64) float64 {
	d := p - 0.5
	if d >= -0.425 && d <= 0.425 {
		return float64(d * ratio(&quantileMiddle, 0.180625-float64(d*d)))
	}
	tail := p
	if d > 0 {
		tail = 1 - p
	}
	if !(tail > 0) {
		switch p {
		case 0:
			return math.Inf(-1)
		case 1:
			return math.Inf(1)
		}
		return math.NaN()
	}
	r := math.Sqrt(-Log1(tail))
	var z float64
	if r <= 5 {
		z = ratio(&quantileTail, r-1.6)
	} else {
		z = ratio(&quantileFar, r-5)
	}
	if d < 0 {
		return -z
	}
	return z
}

// ratio returns the quotient of two polynomials of degree 7, coefficients lowest first.
func ratio(c *[2][8]float64, r float64) float64 {
	above, below := c[0][7], c[1][7]
	for i := 6; i >= 0; i-- {
		above = c[0][i] + float64(above*r)
		below = c[1][i] + float64(below*r)
	}
	return above / below
}

var quantileMiddle = [2][8]float64{
	{
		3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
	},
	{
		1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
	},
}

var quantileTail = [2][8]float64{
	{
		1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
	},
	{
		1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
	},
}

var quantileFar = [2][8]float64{
	{
		6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
	},
	{
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	},
}
