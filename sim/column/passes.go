package column

import "unsafe"

// The kernels of several operations in one pass: what a process or a clause does to every path of a block in a step. A
// column is read once and written once, where the kernels of one operation would go over it again and again, and what
// differs from path to path is chosen by a mask and not by a jump. As in arithmetic.go each begins with a way out to its
// twins on vectors, and what it says of one path is what they do.

// Range returns the least and the largest value of a column, both undefined where one is.
func Range(c *Column) (low, high float64) {
	if vector {
		return rangeVector(c)
	}
	low, high = c[0], c[0]
	for _, v := range c {
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
		if v != v {
			return v, v
		}
	}
	return low, high
}

// AnyBut says whether a value of x is not 0 where y is.
func AnyBut(x, y *Column) bool {
	if vector {
		return anyButVector(x, y)
	}
	for i := range x {
		if x[i] != 0 && y[i] == 0 {
			return true
		}
	}
	return false
}

// Toward brings x nearer to a level: of the gap it keeps so much.
func Toward(x, to, keep *Column) {
	if vector {
		towardVector(x, to, keep)
		return
	}
	for i := range x {
		x[i] = to[i] + float64(keep[i]*(x[i]-to[i]))
	}
}

// Revert is Toward with so much noise for each standard deviation z.
func Revert(x, to, keep, noise, z *Column) {
	if vector {
		revertVector(x, to, keep, noise, z)
		return
	}
	for i := range x {
		x[i] = to[i] + float64(keep[i]*(x[i]-to[i])) + float64(noise[i]*z[i])
	}
}

// Switch turns x, 1 above a half and else 0, over: off where a random word is under the limit off, on where it is under on.
func Switch(x *Column, words *[Size]uint64, off, on *Limits) {
	if vector {
		switchVector(x, (*Column)(unsafe.Pointer(words)), (*Column)(unsafe.Pointer(off)), (*Column)(unsafe.Pointer(on)))
		return
	}
	for i := range x {
		is, p := x[i] > 0.5, on[i]
		if is {
			p = off[i]
		}
		x[i] = truth(is != (words[i]>>11 < p))
	}
}

// Excess sets d to what x is above y, at the least 0.
func Excess(d, x, y *Column) {
	if vector {
		excessVector(d, x, y)
		return
	}
	for i := range d {
		d[i] = max(0, x[i]-y[i])
	}
}

// SumOfFour sets d to w + x + y + z.
func SumOfFour(d, w, x, y, z *Column) {
	if vector {
		sumOfFourVector(d, w, x, y, z)
		return
	}
	for i := range d {
		d[i] = w[i] + x[i] + y[i] + z[i]
	}
}

// Yield sets d to by of what of x is above 0, less the share off of that.
func Yield(d, x, by, off *Column) {
	if vector {
		yieldVector(d, x, by, off)
		return
	}
	for i := range d {
		d[i] = float64(max(0, x[i]) * by[i] * (1 - off[i]))
	}
}

// Trapezoid sets d to the integral of what goes from x to y in a time of twice half, less the share off of it, and x to y.
func Trapezoid(d, x, y, off *Column, half float64) {
	if vector {
		trapezoidVector(d, x, y, off, half)
		return
	}
	for i := range d {
		d[i] = float64((x[i] + y[i]) * half * (1 - off[i]))
		x[i] = y[i]
	}
}

// Part sets d to what of x, or of x times y where that is not nil, is above 0, less the share off, nil for none, and e to the
// share of that.
func Part(d, e, x, y, off, share *Column) {
	if vector {
		partVector(d, e, x, y, off, share)
		return
	}
	for i := range d {
		v := x[i]
		if y != nil {
			v = float64(v * y[i])
		}
		v = max(0, v)
		if off != nil {
			v = float64(v * (1 - off[i]))
		}
		d[i], e[i] = v, float64(share[i]*v)
	}
}

// Take sets d to free and so much of the rest of want as there is for the price, and short to what there is not.
func Take(d, short, want, free, there, price *Column) {
	if vector {
		takeVector(d, short, want, free, there, price)
		return
	}
	for i := range d {
		need := want[i] - free[i]
		got := smaller(need, float64(there[i]*price[i]))
		d[i], short[i] = free[i]+got, need-got
	}
}

// Drain is Take of several supplies, which are emptied one after the other.
func Drain(d, short, want, free *Column, there, price []*Column) {
	if vector {
		drainVector(d, short, want, free, there, price)
		return
	}
	for i := range d {
		ask, got := want[i]-free[i], 0.0 // got is the time that has gone by: at 1 all is there
		for k := range there {
			has := float64(there[k][i] * price[k][i])
			next := either(float64(ask*(1-got)) > has, got+has/ask, 1)
			got = either(got < 1, either(has > 0, next, got), got)
		}
		served := float64(ask * got)
		short[i] = ask - served
		d[i] = free[i] + served
	}
}

// smaller is the smaller of two numbers, undefined where one is.
func smaller(x, y float64) float64 {
	if y < x || y != y {
		return y
	}
	return x
}
