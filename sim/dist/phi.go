package dist

import "math"

// phiAt is the quantile of the standard normal law; v is 1-u. It is right to 1 part in 10^15 in both tails.
//
// Source: Wichura (1988), Algorithm AS 241, PPND16. Checked: TestNormalQuantileMeetsTheLibrary.
func phiAt(u, v float64) float64 {
	q := u - 0.5
	if v < u {
		q = 0.5 - v
	}
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - mul(q, q)
		return mul(q, horner(r, &middleOver)) / horner(r, &middleUnder)
	}
	x := phiTail(math.Sqrt(-log(math.Min(u, v))))
	if q < 0 {
		return -x
	}
	return x
}

// phiTail is the quantile far up, where the root of minus the log of what lies above is r.
func phiTail(r float64) float64 {
	if r <= 5 {
		return horner(r-1.6, &tailOver) / horner(r-1.6, &tailUnder)
	}
	return horner(r-5, &farOver) / horner(r-5, &farUnder)
}

var (
	middleOver = [8]float64{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3}
	middleUnder = [8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
	tailOver = [8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4}
	tailUnder = [8]float64{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
	farOver = [8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	farUnder = [8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
)

// phiSplit is the cdf of the standard normal law and its complement: by the series near the middle, by Laplace's
// continued fraction for the rest.
//
// Source: Abramowitz and Stegun (1964), 26.2.11 and 26.2.14. Checked: TestNormalQuantileMeetsTheLibrary.
func phiSplit(x float64) (below, above float64) {
	const root = 2.5066282746310005024 // √(2π)
	a := math.Abs(x)
	density := exp(-0.5*mul(a, a)) / root
	var tail float64
	if a < 2 {
		term, sum := a, a
		for k := 3.0; term > 1e-17*sum; k += 2 {
			term = mul(term, mul(a, a)/k)
			sum += term
		}
		tail = 0.5 - mul(density, sum)
	} else {
		fraction := a
		for k := 120.0; k >= 1; k-- {
			fraction = a + k/fraction
		}
		tail = density / fraction
	}
	if x < 0 {
		return tail, 1 - tail
	}
	return 1 - tail, tail
}
