package column

import "math"

// Exp sets dst to e^src.
//
// Every level that grows (a revenue, a price, a count of chips) is kept as its logarithm, so exp is what a run
// computes most often after its normals.
//
// Model: with k the integer nearest to 16x/log 2 and r = x - k*log(2)/16, e^x = 2^(k/16) * e^r. 2^(k/16) is a table of
// 16 and a shift of the exponent; e^r is 1 + r + r^2*P(r), P of degree 4, |r| <= log(2)/32.
//
// Limits: +Inf above 709.7827, subnormal below -708.3964, 0 below -745.1332; NaN stays NaN. dst may be src. Nothing is
// fused, so that the bits are the same on every processor.
//
// Source: table-driven reduction, Tang 1989, ACM Trans. Math. Software 15(2); the polynomial is fitted in ./gen.
//
// Checked: against 256-bit arithmetic, at worst 1.2 units in the last place; both ends of the range; known bits.
func Exp(dst, src *Column) {
	if vector {
		expVector(dst, src)
		return
	}
	expOf(dst, src, 0, end)
}

// expOf is Exp of a part of a column: of n bytes from i on.
func expOf(dst, src *Column, i, n uintptr) {
	from := src[i/8 : (i+n)/8]
	to := dst[i/8:][:len(from)]
	for j, x := range from {
		if expIsPlain(x) {
			k, r := expReduced(x)
			power := math.Float64frombits(expPower[k&15] + k<<48)
			to[j] = power + float64(power*expSeries(r))
		} else {
			to[j] = expAtEnds(x)
		}
	}
}

// TimesExp sets d to y times e^x. x is memory: nobody may ask for it any more.
func TimesExp(d, y, x *Column) {
	if vector {
		timesExpVector(d, y, x)
		return
	}
	expOf(x, x, 0, end)
	Mul(d, y, x)
}

// Logistic sets d to 1/(1 + e^-x).
func Logistic(d, x *Column) {
	if avx512 {
		logisticVector(d, x)
		return
	}
	Scale(d, x, -1)
	Exp(d, d)
	for i := range d {
		d[i] = 1 / (1 + d[i])
	}
}

// Exp1 is Exp of one number, with the same bits.
func Exp1(x float64) float64 {
	if !expIsPlain(x) {
		return expAtEnds(x)
	}
	k, r := expReduced(x)
	power := math.Float64frombits(expPower[k&15] + k<<48)
	return power + float64(power*expSeries(r))
}

// expIsPlain says whether e^x and its power of two are normal floats: |x| < 704.
func expIsPlain(x float64) bool {
	return math.Float64bits(x)<<1 < 0x4086<<49
}

// expReduced returns k, in the low 16 bits of a word, and r.
func expReduced(x float64) (k uint64, r float64) {
	const magic = 0x1.8p52 // its last place is 1: adding it rounds to an integer, which is in the low bits
	m := float64(x*expPerStep) + magic
	k = math.Float64bits(m)
	m -= magic
	return k, (x - float64(m*expStepHi)) - float64(m*expStepLo)
}

// expSeries returns e^r - 1.
func expSeries(r float64) float64 {
	rr := float64(r * r)
	low := expC2 + float64(expC3*r)
	high := expC4 + float64(r*(expC5+float64(expC6*r)))
	return r + float64(rr*(low+float64(rr*high)))
}

// expAtEnds is Exp1 of what is not plain: large numbers, infinities and NaN.
func expAtEnds(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	}
	k, r := expReduced(x)
	power := math.Float64frombits(expPower[k&15] + (k&15)<<48)
	y := power + float64(power*expSeries(r)) // from 0.97 to 2
	e := int64(k<<48) >> 52
	if e > 0 {
		return float64(float64(y*math.Float64frombits(uint64(1023+e-1)<<52)) * 2)
	}
	y = float64(y * math.Float64frombits(uint64(1023+e+54)<<52)) // still exact
	return float64(y * 0x1p-54)
}
