package column

// The kernels of arithmetic on whole columns. A destination may be one of the sources; a condition is a column of 0
// and 1. Each begins with a way out to its twins on vectors (kernels_vector.go), which give the same bits: vector is
// false, and known to be so when it is compiled, in a build without GOEXPERIMENT=simd. Loops that do little go four
// values at a time; those that name their columns before they begin ask only once whether one is nil.

import "math"

// Add sets d to x + y.
func Add(d, x, y *Column) {
	if vector {
		addVector(d, x, y)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = x[i] + y[i]
		d[i+1] = x[i+1] + y[i+1]
		d[i+2] = x[i+2] + y[i+2]
		d[i+3] = x[i+3] + y[i+3]
	}
}

// Sub sets d to x - y.
func Sub(d, x, y *Column) {
	if vector {
		subVector(d, x, y)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = x[i] - y[i]
		d[i+1] = x[i+1] - y[i+1]
		d[i+2] = x[i+2] - y[i+2]
		d[i+3] = x[i+3] - y[i+3]
	}
}

// Mul sets d to x*y.
func Mul(d, x, y *Column) {
	if vector {
		mulVector(d, x, y)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = x[i] * y[i]
		d[i+1] = x[i+1] * y[i+1]
		d[i+2] = x[i+2] * y[i+2]
		d[i+3] = x[i+3] * y[i+3]
	}
}

// Div sets d to x/y, undefined (NaN) where y is 0.
func Div(d, x, y *Column) {
	if vector {
		divVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		d[i] = either(y[i] == 0, math.NaN(), x[i]/y[i])
	}
}

// MulAdd sets d to a + x*y, the product rounded first.
func MulAdd(d, a, x, y *Column) {
	if vector {
		mulAddVector(d, a, x, y)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = a[i] + float64(x[i]*y[i])
		d[i+1] = a[i+1] + float64(x[i+1]*y[i+1])
		d[i+2] = a[i+2] + float64(x[i+2]*y[i+2])
		d[i+3] = a[i+3] + float64(x[i+3]*y[i+3])
	}
}

// Scale sets d to x*w, w the same for all paths.
func Scale(d, x *Column, w float64) {
	if vector {
		scaleVector(d, x, w)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = x[i] * w
		d[i+1] = x[i+1] * w
		d[i+2] = x[i+2] * w
		d[i+3] = x[i+3] * w
	}
}

// AddScaled adds x*w to d, the product rounded first.
func AddScaled(d, x *Column, w float64) {
	if vector {
		addScaledVector(d, x, w)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] += float64(x[i] * w)
		d[i+1] += float64(x[i+1] * w)
		d[i+2] += float64(x[i+2] * w)
		d[i+3] += float64(x[i+3] * w)
	}
}

// SumOfTwo sets d to x*u + y*v, u and v the same for all paths, each product rounded first.
func SumOfTwo(d, x *Column, u float64, y *Column, v float64) {
	if vector {
		sumOfTwoVector(d, x, u, y, v)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = float64(x[i]*u) + float64(y[i]*v)
		d[i+1] = float64(x[i+1]*u) + float64(y[i+1]*v)
		d[i+2] = float64(x[i+2]*u) + float64(y[i+2]*v)
		d[i+3] = float64(x[i+3]*u) + float64(y[i+3]*v)
	}
}

// SumOfThree sets d to x*u + y*v + z*w, added from the left, each product rounded first.
func SumOfThree(d, x *Column, u float64, y *Column, v float64, z *Column, w float64) {
	if vector {
		sumOfThreeVector(d, x, u, y, v, z, w)
		return
	}
	for i := 0; i < Size; i += 2 {
		d[i] = float64(x[i]*u) + float64(y[i]*v) + float64(z[i]*w)
		d[i+1] = float64(x[i+1]*u) + float64(y[i+1]*v) + float64(z[i+1]*w)
	}
}

// Shift sets d to x + w.
func Shift(d, x *Column, w float64) {
	if vector {
		shiftVector(d, x, w)
		return
	}
	for i := 0; i < Size; i += 4 {
		d[i] = x[i] + w
		d[i+1] = x[i+1] + w
		d[i+2] = x[i+2] + w
		d[i+3] = x[i+3] + w
	}
}

// truth is 1 for true and 0 for false. An integer is chosen without a jump, a float is not.
func truth(b bool) float64 {
	var bits uint64
	if b {
		bits = 0x3ff << 52
	}
	return math.Float64frombits(bits)
}

// either is x where b, else y, chosen without a jump: what differs among paths no processor can foresee.
func either(b bool, x, y float64) float64 {
	yes, bits := math.Float64bits(x), math.Float64bits(y) // both before the choice, or it is made by a jump
	if b {
		bits = yes
	}
	return math.Float64frombits(bits)
}

// isZero and isUndefined look at integers, of which either chooses without a jump; of floats that may be NaN it does not.
func isZero(v float64) bool { return math.Float64bits(v)<<1 == 0 }

func isUndefined(v float64) bool { return math.Float64bits(v)<<1 > 0x7ff<<53 }

// Less sets d to 1 where x < y, else 0.
func Less(d, x, y *Column) {
	if vector {
		lessVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		d[i] = truth(x[i] < y[i])
	}
}

// AtMost sets d to 1 where x <= y, else 0.
func AtMost(d, x, y *Column) {
	if vector {
		atMostVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		d[i] = truth(x[i] <= y[i])
	}
}

// Equal sets d to 1 where x == y, else 0.
func Equal(d, x, y *Column) {
	if vector {
		equalVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		d[i] = truth(x[i] == y[i])
	}
}

// Unequal sets d to 1 where x and y differ and both are defined, else 0.
func Unequal(d, x, y *Column) {
	if vector {
		unequalVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		d[i] = either(x[i] < y[i], 1, truth(x[i] > y[i]))
	}
}

// And sets d to 1 where neither is 0, else 0.
func And(d, x, y *Column) {
	if vector {
		andVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		d[i] = either(isZero(x[i]), 0, truth(!isZero(y[i])))
	}
}

// Or sets d to 1 where one is not 0, else 0.
func Or(d, x, y *Column) {
	if vector {
		orVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		d[i] = truth((math.Float64bits(x[i])|math.Float64bits(y[i]))<<1 != 0)
	}
}

// Larger sets d to the larger of x and y, undefined where one is.
func Larger(d, x, y *Column) {
	if vector {
		largerVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		u, v := x[i], y[i]
		d[i] = either(isUndefined(v), v, either(v > u, v, u))
	}
}

// Smaller sets d to the smaller of x and y, undefined where one is.
func Smaller(d, x, y *Column) {
	if vector {
		smallerVector(d, x, y)
		return
	}
	_, _, _ = *d, *x, *y
	for i := range d {
		u, v := x[i], y[i]
		d[i] = either(isUndefined(v), v, either(v < u, v, u))
	}
}

// Highest sets d to the larger of d and x, and to the defined one where one is not.
func Highest(d, x *Column) {
	if vector {
		highestVector(d, x)
		return
	}
	_, _ = *d, *x
	for i := range d {
		u, v := d[i], x[i]
		d[i] = either(isUndefined(u), v, either(v > u, v, u))
	}
}

// Lowest sets d to the smaller of d and x, and to the defined one where one is not.
func Lowest(d, x *Column) {
	if vector {
		lowestVector(d, x)
		return
	}
	_, _ = *d, *x
	for i := range d {
		u, v := d[i], x[i]
		d[i] = either(isUndefined(u), v, either(v < u, v, u))
	}
}

// Select sets d to x where c is not 0, else to y.
func Select(d, c, x, y *Column) {
	if vector {
		selectVector(d, c, x, y)
		return
	}
	_, _, _, _ = *d, *c, *x, *y
	for i := range d {
		d[i] = either(isZero(c[i]), y[i], x[i])
	}
}

// Any says whether a value of the column is not 0.
func Any(c *Column) bool {
	if vector {
		return anyVector(c)
	}
	bits := uint64(0) // joined, for no jump of an early end would be foreseen; the sign of a zero is dropped
	for i := 0; i < Size; i += 4 {
		bits |= math.Float64bits(c[i]) | math.Float64bits(c[i+1]) | math.Float64bits(c[i+2]) | math.Float64bits(c[i+3])
	}
	return bits<<1 != 0
}
