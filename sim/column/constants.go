package column

// The kernels of a column and a number that is the same on every path, with the bits of the kernel of two columns of which
// one is full of it (arithmetic.go): C stands where the number does. x + c is Shift, x - c is Shift by -c and x*c is Scale.

import "math"

// Fill sets d to c.
func Fill(d *Column, c float64) {
	if vector {
		fillVector(d, c)
		return
	}
	for i := range d {
		d[i] = c
	}
}

// CSub sets d to c - x.
func CSub(d *Column, c float64, x *Column) {
	if vector {
		cSubVector(d, c, x)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = c - x[i]
		d[i+1] = c - x[i+1]
		d[i+2] = c - x[i+2]
		d[i+3] = c - x[i+3]
	}
}

// DivC sets d to x/c, undefined (NaN) where c is 0.
func DivC(d, x *Column, c float64) {
	if c == 0 {
		Fill(d, math.NaN())
		return
	}
	if by := 1 / c; isPower(c) && isPower(by) {
		Scale(d, x, by)
		return
	}
	if vector {
		divCVector(d, x, c)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = x[i] / c
		d[i+1] = x[i+1] / c
		d[i+2] = x[i+2] / c
		d[i+3] = x[i+3] / c
	}
}

// isPower says whether c is a power of two and no subnormal: then 1/c is exact, and x/c is x*(1/c) to the bit.
func isPower(c float64) bool {
	bits := math.Float64bits(c)
	return bits<<12 == 0 && bits<<1 != 0 && bits<<1 < 0x7ff<<53
}

// CDiv sets d to c/x, undefined (NaN) where x is 0.
func CDiv(d *Column, c float64, x *Column) {
	if vector {
		cDivVector(d, c, x)
		return
	}
	for i, v := range x {
		d[i] = either(isZero(v), math.NaN(), c/v)
	}
}

// LessC sets d to 1 where x < c, else 0.
func LessC(d, x *Column, c float64) {
	if vector {
		lessCVector(d, x, c)
		return
	}
	for i := range d {
		d[i] = truth(x[i] < c)
	}
}

// AtMostC sets d to 1 where x <= c, else 0.
func AtMostC(d, x *Column, c float64) {
	if vector {
		atMostCVector(d, x, c)
		return
	}
	for i := range d {
		d[i] = truth(x[i] <= c)
	}
}

// GreaterC sets d to 1 where x > c, else 0.
func GreaterC(d, x *Column, c float64) {
	if vector {
		greaterCVector(d, x, c)
		return
	}
	for i := range d {
		d[i] = truth(x[i] > c)
	}
}

// AtLeastC sets d to 1 where x >= c, else 0.
func AtLeastC(d, x *Column, c float64) {
	if vector {
		atLeastCVector(d, x, c)
		return
	}
	for i := range d {
		d[i] = truth(x[i] >= c)
	}
}

// EqualC sets d to 1 where x == c, else 0.
func EqualC(d, x *Column, c float64) {
	if vector {
		equalCVector(d, x, c)
		return
	}
	for i := range d {
		d[i] = truth(x[i] == c)
	}
}

// UnequalC sets d to 1 where x and c differ and both are defined, else 0.
func UnequalC(d, x *Column, c float64) {
	if vector {
		unequalCVector(d, x, c)
		return
	}
	for i := range d {
		d[i] = either(x[i] < c, 1, truth(x[i] > c))
	}
}

// LargerC sets d to the larger of x and c, undefined where one is; of two zeros to x.
func LargerC(d, x *Column, c float64) {
	if c != c {
		Fill(d, c)
		return
	}
	if vector {
		largerCVector(d, x, c)
		return
	}
	for i, v := range x {
		d[i] = either(c > v, c, v)
	}
}

// SmallerC sets d to the smaller of x and c, undefined where one is; of two zeros to x.
func SmallerC(d, x *Column, c float64) {
	if c != c {
		Fill(d, c)
		return
	}
	if vector {
		smallerCVector(d, x, c)
		return
	}
	for i, v := range x {
		d[i] = either(c < v, c, v)
	}
}

// CLarger sets d to the larger of c and x, undefined where one is; of two zeros to c.
func CLarger(d *Column, c float64, x *Column) {
	if c != c {
		Fill(d, c)
		return
	}
	if vector {
		cLargerVector(d, c, x)
		return
	}
	for i, v := range x {
		d[i] = either(v <= c, c, v)
	}
}

// CSmaller sets d to the smaller of c and x, undefined where one is; of two zeros to c.
func CSmaller(d *Column, c float64, x *Column) {
	if c != c {
		Fill(d, c)
		return
	}
	if vector {
		cSmallerVector(d, c, x)
		return
	}
	for i, v := range x {
		d[i] = either(v >= c, c, v)
	}
}

// Affine sets d to a + b*x.
func Affine(d, x *Column, a, b float64) {
	if vector {
		affineVector(d, x, a, b)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = a + float64(b*x[i])
		d[i+1] = a + float64(b*x[i+1])
		d[i+2] = a + float64(b*x[i+2])
		d[i+3] = a + float64(b*x[i+3])
	}
}

// RevertC is Revert to a level, with a share kept and a noise that are the same on every path.
func RevertC(x, z *Column, to, keep, noise float64) {
	if vector {
		revertCVector(x, z, to, keep, noise)
		return
	}
	for i := 0; i < Size; i += 2 {
		x[i] = to + float64(keep*(x[i]-to)) + float64(noise*z[i])
		x[i+1] = to + float64(keep*(x[i+1]-to)) + float64(noise*z[i+1])
	}
}
