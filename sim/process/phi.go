package process

import (
	"math"

	"dealsim/sim/column"
)

// decays sets d to the decay of each x.
func decays(d, x *column.Column) {
	column.Scale(d, x, -1)
	column.Exp(d, d)
}

// roundeds sets d to the speeds k over a step of dt.
func roundeds(d, k *column.Column, dt float64) {
	column.SmallerC(d, k, maxSpeed)
	column.Scale(d, d, dt)
}

// beyond is the paths on which x is farther from 0 than limit.
func beyond(x *column.Column, limit float64) column.Set {
	return column.WhereAbove(x, limit).Or(column.Everywhere.Without(column.WhereAbove(x, -limit)))
}

// phis sets d to what f is of each x: begin + begin·(-x/n) + … up to a half, and beyond one path at a time.
func phis(d, x *column.Column, begin float64, n int, f func(float64) float64) {
	beyond := beyond(x, 0.5)
	if !beyond.All() {
		column.Terms(d, x, begin, n, 18)
	}
	for i := beyond.Next(0); i < column.Size; i = beyond.Next(i + 1) {
		d[i] = f(x[i])
	}
}

// deviations sets d to the deviation for each x; spare is memory.
func deviations(d, x, spare *column.Column, dt float64) {
	column.Scale(spare, x, 2)
	phis(d, spare, 1, 2, phi1)
	for i := range d {
		d[i] = math.Sqrt(float64(dt * d[i]))
	}
}

// ups and downs are the coefficients of phi3: that of (-x)^(n-4) is (2^(n-1)-2)/(n-1)!.
var ups, downs = func() (up, down [28]float64) {
	factorial, two := 6.0, 4.0
	for n := range up {
		up[n], down[n] = two-2, factorial
		two *= 2
		factorial *= float64(n + 4)
	}
	return up, down
}()

// phi3s sets d to phi3 of each x.
func phi3s(d, x *column.Column) {
	beyond := beyond(x, 1)
	if !beyond.All() {
		column.Series(d, x, ups[:], downs[:])
	}
	for i := beyond.Next(0); i < column.Size; i = beyond.Next(i + 1) {
		d[i] = phi3(x[i])
	}
}
