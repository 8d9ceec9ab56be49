package column

import "math"

// The logarithm and the exponential of the library: those of package math with separate roundings, with which package dist
// has always drawn. Log and Exp of this package are closer and faster, and have other last bits.

// LibraryLog sets dst to the library's natural logarithm of src.
//
// Source: FreeBSD, e_log.c. Checked: TestExpAndLogAreThoseOfTheLibrary (package dist).
func LibraryLog(dst, src *Column) {
	if vector {
		if low, high := Range(src); low >= 0x1p-1022 && high <= math.MaxFloat64 {
			libraryLogVector(dst, src)
			return
		}
	}
	for i, x := range src {
		dst[i] = LibraryLog1(x)
	}
}

// LibraryLog1 is LibraryLog of one number, with the same bits.
func LibraryLog1(x float64) float64 {
	if !(x >= 0x1p-1022 && x <= math.MaxFloat64) {
		switch {
		case x > 0 && x < 1:
			return LibraryLog1(x*0x1p54) - 54*math.Ln2
		case x == 0:
			return math.Inf(-1)
		case x < 0:
			return math.NaN()
		}
		return x
	}
	bits := math.Float64bits(x)
	e := (bits - libraryRoot) &^ (1<<52 - 1) // of the power of 2 that leaves a number from sqrt(1/2) to sqrt(2)
	k, f := float64(int64(e)>>52), math.Float64frombits(bits-e)-1
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	odd := float64(s4*libraryL7) + libraryL5
	odd = float64(s4*odd) + libraryL3
	odd = float64(s4*odd) + libraryL1
	even := float64(s4*libraryL6) + libraryL4
	even = float64(s4*even) + libraryL2
	rest := float64(s2*odd) + float64(s4*even)
	half := float64(float64(0.5*f) * f)
	return float64(k*libraryLn2Hi) - ((half - (float64(s*(half+rest)) + float64(k*libraryLn2Lo))) - f)
}

// LibraryExp sets dst to the library's e^src.
//
// Source: FreeBSD, e_exp.c. Checked: TestExpAndLogAreThoseOfTheLibrary (package dist).
func LibraryExp(dst, src *Column) {
	if vector {
		if low, high := Range(src); low > -708 && high < 709 {
			libraryExpVector(dst, src)
			return
		}
	}
	for i, x := range src {
		dst[i] = LibraryExp1(x)
	}
}

// LibraryExp1 is LibraryExp of one number, with the same bits.
func LibraryExp1(x float64) float64 {
	if !(x > -708 && x < 709) {
		switch {
		case x > 710:
			return math.Inf(1)
		case x >= 709:
			return float64(LibraryExp1(x-9) * 8103.083927575384) // exp(9)
		case x < -746:
			return 0
		case x <= -708:
			return float64(LibraryExp1(x+700) * 9.85967654375977e-305) // exp(-700)
		}
		return x
	}
	k := int(float64(x*math.Log2E) + math.Copysign(0.5, x)) // by the sign, not by a branch that a draw takes or not
	hi := x - float64(float64(k)*libraryLn2Hi)
	lo := float64(float64(k) * libraryLn2Lo)
	r := hi - lo
	t := float64(r * r)
	c := float64(t*libraryE5) + libraryE4
	c = float64(t*c) + libraryE3
	c = float64(t*c) + libraryE2
	c = float64(t*c) + libraryE1
	c = r - float64(t*c)
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	return math.Float64frombits(math.Float64bits(y) + uint64(k)<<52)
}

const (
	libraryRoot  = 0x3fe6a09e667f3bcd // bits of sqrt(1/2)
	libraryLn2Hi = 6.93147180369123816490e-01
	libraryLn2Lo = 1.90821492927058770002e-10

	libraryL1 = 6.666666666666735130e-01
	libraryL2 = 3.999999999940941908e-01
	libraryL3 = 2.857142874366239149e-01
	libraryL4 = 2.222219843214978396e-01
	libraryL5 = 1.818357216161805012e-01
	libraryL6 = 1.531383769920937332e-01
	libraryL7 = 1.479819860511658591e-01

	libraryE1 = 1.66666666666666019037e-01
	libraryE2 = -2.77777777770155933842e-03
	libraryE3 = 6.61375632143793436117e-05
	libraryE4 = -1.65339022054652515390e-06
	libraryE5 = 4.13813679705723846039e-08
)
