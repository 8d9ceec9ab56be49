package column

import "math"

// Normals sets z to the normals of two words of 64 bits a path: of the low and the high half of the first, and of the
// second. The normal of 32 bits is the inverse of the normal cdf at the middle of their cell, one of 2^32.
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
func Normals(z *[4]Column, w *[2][Size]uint64) {
	if vector {
		normalsVector(z, w)
		return
	}
	for i := range Size { // four side by side: each is one long chain of sums and products
		x0, q0 := normalCell(uint32(w[0][i]))
		x1, q1 := normalCell(uint32(w[0][i] >> 32))
		x2, q2 := normalCell(uint32(w[1][i]))
		x3, q3 := normalCell(uint32(w[1][i] >> 32))
		c0, c1, c2, c3 := normalCoefficients(q0), normalCoefficients(q1), normalCoefficients(q2), normalCoefficients(q3)
		f0, f1, f2, f3 := c0[7], c1[7], c2[7], c3[7]
		for k := 6; k >= 0; k-- {
			f0, f1, f2, f3 = c0[k]+float64(f0*q0), c1[k]+float64(f1*q1), c2[k]+float64(f2*q2), c3[k]+float64(f3*q3)
		}
		z[0][i], z[1][i], z[2][i], z[3][i] = float64(x0*f0), float64(x1*f1), float64(x2*f2), float64(x3*f3)
	}
}

// Normal1 is the normal of 32 bits, with the same bits as in a block.
func Normal1(w uint32) float64 {
	x, q := normalCell(w)
	c := normalCoefficients(q)
	f := c[7]
	for k := 6; k >= 0; k-- {
		f = c[k] + float64(f*q)
	}
	return float64(x * f)
}

// normalCell returns x in units of 2^-32, which is a whole number, and q in units of 2^-64.
func normalCell(w uint32) (x, q float64) {
	x = float64(2*int64(int32(w)) + 1)
	return x, float64((0x1p32 - x) * (0x1p32 + x))
}

// normalCoefficients are those of the segment of q.
func normalCoefficients(q float64) *[8]float64 {
	return &normalPoly[(normalCut-math.Float64bits(q))>>51&63]
}
