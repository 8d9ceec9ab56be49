package column

import "math"

// Log sets dst to the natural logarithm of src.
//
// It turns levels that are given (a first revenue, a bound of a distribution) into the logarithms that move.
//
// Model: x = 2^k * m with m from sqrt(1/2) to sqrt(2), f = m-1, s = f/(2+f). Then
// log m = log((1+s)/(1-s)) = s*(2 + R) with R = s^2*P(s^2), P of degree 6; and since 2s = f - s*f,
// log m = f - (f^2/2 - s*(f^2/2 + R)), whose first term is exact and which has no cancellation near 1.
//
// Limits: -Inf of 0, NaN below 0, NaN stays NaN; subnormals are right. dst may be src. Nothing is fused, so that the
// bits are the same on every processor.
//
// Source: the reduction of fdlibm's e_log.c (Sun Microsystems 1993); the polynomial is fitted in ./gen.
//
// Checked: against 256-bit arithmetic, at worst 1 unit in the last place, near 1 too; known bits.
func Log(dst, src *Column) {
	if vector {
		logVector(dst, src)
		return
	}
	logOf(dst, src, 0, end)
}

// LogSome is Log of the first n, and perhaps of some more.
func LogSome(dst, src *Column, n int) {
	if avx512 {
		log8(dst, src, uintptr(n)*8)
		return
	}
	logOf(dst, src, 0, uintptr(n)*8)
}

// logOf is Log of a part of a column: of n bytes from i on.
func logOf(dst, src *Column, i, n uintptr) {
	from := src[i/8 : (i+n)/8]
	to := dst[i/8:][:len(from)]
	for j, x := range from {
		if b := math.Float64bits(x); logIsPlain(b) {
			k, f := logReduced(b)
			s := f / (2 + f)
			to[j] = logSum(k, f, s, logSeries(s))
		} else {
			to[j] = logAtEnds(x)
		}
	}
}

// Log1 is Log of one number, with the same bits.
func Log1(x float64) float64 {
	b := math.Float64bits(x)
	if !logIsPlain(b) {
		return logAtEnds(x)
	}
	k, f := logReduced(b)
	s := f / (2 + f)
	return logSum(k, f, s, logSeries(s))
}

// logIsPlain says whether the bits are those of a positive, finite, normal float.
func logIsPlain(b uint64) bool { return b-1<<52 < 0x7fe<<52 }

// logReduced returns k and f of the float with bits b.
func logReduced(b uint64) (k, f float64) {
	const rootHalf = 0x3fe6a09e667f3bcd // bits of sqrt(1/2)
	e := (b - rootHalf) &^ (1<<52 - 1)
	return float64(int64(e) >> 52), math.Float64frombits(b-e) - 1
}

// logSeries returns R.
func logSeries(s float64) float64 {
	z := float64(s * s)
	w := float64(z * z)
	even := float64(w * (logC2 + float64(w*(logC4+float64(w*logC6)))))
	odd := float64(z * (logC1 + float64(w*(logC3+float64(w*(logC5+float64(w*logC7)))))))
	return even + odd
}

// logSum adds the parts, the small ones first.
func logSum(k, f, s, rest float64) float64 {
	half := float64(float64(f*f) * 0.5)
	return float64(k*ln2Hi) - ((half - (float64(s*(half+rest)) + float64(k*ln2Lo))) - f)
}

// logAtEnds is Log1 of what is not plain: zero, subnormals, negative numbers, infinity and NaN.
func logAtEnds(x float64) float64 {
	switch {
	case x != x || x > math.MaxFloat64:
		return x
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	}
	k, f := logReduced(math.Float64bits(float64(x * 0x1p54)))
	s := f / (2 + f)
	return logSum(k-54, f, s, logSeries(s))
}
