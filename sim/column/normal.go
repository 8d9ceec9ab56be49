package column

import "math"

// Normals sets low and high to the normals of the low and the high halves of 64-bit words. That of a word of 32 bits is the
// inverse of the normal cdf at the middle of its cell, one of 2^32.
//
// Every draw of every driver passes here. The inverse cdf is used, and no rejection, so that a word gives a normal
// whatever its neighbours are and a normal moves with its word: the same draw at any volatility and correlation.
//
// Model: x = (int32(w) + 1/2)/2^31 and z = Quantile((1+x)/2). With q = 1-x^2, z = x*F(q), F smooth: a polynomial of
// degree 7 on each half octave of q from 2^-31 to 1. q is (1-x)*(1+x), both exact, so that the tails lose nothing.
//
// Moments: those of a normal cut into 2^32 cells of equal probability and represented by their middle. The mean is 0 by
// symmetry: the normals of w and ^w are each other's negatives, bit for bit.
//
// Limits: |z| <= 6.34, z = Quantile(2^-33). Of the true normal 2.3e-10 lies beyond; the variance is short of 1
// by 3e-10 and the fourth moment of 3 by 3e-8. Beyond 6 there are 8 of the 2^32 words.
//
// Source: the form x*F(1-x^2) is that of Giles 2011, Approximating the erfinv function, GPU Computing Gems 2; segments
// by the leading bits, Cheung, Lee, Luk and Villasenor 2007, IEEE Trans. VLSI 15(8); the fit is made in ./gen.
//
// Checked: against 256-bit arithmetic, at worst 3e-10 (absolute), over all segments and both extremes.
func Normals(low, high *Column, w *[Size]uint64) {
	if vector {
		normalsVector(low, high, w)
		return
	}
	for i, word := range w {
		x, q := normalCell(uint32(word))
		c := &normalPoly[(normalCut-math.Float64bits(q))>>51&63]
		low[i] = float64(x * normalLow(c, q, normalHigh(c, q)))
		x, q = normalCell(uint32(word >> 32))
		c = &normalPoly[(normalCut-math.Float64bits(q))>>51&63]
		high[i] = float64(x * normalLow(c, q, normalHigh(c, q)))
	}
}

// Normal1 is the normal of one word, with the same bits.
func Normal1(w uint32) float64 {
	x, q := normalCell(w)
	c := &normalPoly[(normalCut-math.Float64bits(q))>>51&63]
	return float64(x * normalLow(c, q, normalHigh(c, q)))
}

// normalCell returns x and q of a word.
func normalCell(w uint32) (x, q float64) {
	x = float64((float64(int32(w)) + 0.5) * 0x1p-31)
	return x, float64((1 - x) * (1 + x))
}

// normalHigh and normalLow are Horner's rule in two parts, each small enough to be inlined.
func normalHigh(c *[8]float64, q float64) float64 {
	f := c[6] + float64(c[7]*q)
	f = c[5] + float64(f*q)
	return c[4] + float64(f*q)
}

func normalLow(c *[8]float64, q, f float64) float64 {
	f = c[3] + float64(f*q)
	f = c[2] + float64(f*q)
	f = c[1] + float64(f*q)
	return c[0] + float64(f*q)
}
