package stats

import "math"

// The logarithm of 2 in two parts, of which the first has zeros at its end, so that k·ln2Hi is exact.
const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// exp returns e^x, to within one unit in the last place, with the same bits on every processor.
//
// Model: x = k·ln 2 + r; e^r = 1 + r + r·c/(2−c), with c a polynomial in r².
//
// Limits: results below the normal numbers are 0.
//
// Source: FreeBSD e_exp.c (Sun Microsystems 1993).
//
// Checked: TestPortableExp.
func exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.78:
		return math.Inf(1)
	case x < -708.39:
		return 0
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	hi, lo := x-float64(k*ln2Hi), float64(k*ln2Lo)
	r := hi - lo
	t := float64(r * r)
	c := 4.13813679705723846039e-08
	c = float64(t*c) - 1.65339022054652515390e-06
	c = float64(t*c) + 6.61375632143793436117e-05
	c = float64(t*c) - 2.77777777770155933842e-03
	c = float64(t*c) + 1.66666666666666019037e-01
	c = r - float64(t*c)
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	half := int64(k) / 2 // two factors, as 2^1024 is not a number
	return y * power2(half) * power2(int64(k)-half)
}

// power2 returns 2^k for k from −1022 to 1023.
func power2(k int64) float64 { return math.Float64frombits(uint64(1023+k) << 52) }
