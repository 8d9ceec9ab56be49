package column

import "math"

// LogOdds sets the first n of u, numbers above 0 and below 1, to the logs of their odds, log(u/(1-u)). Of up to seven more
// numbers behind them, which are between 0 and 1 too, those may be made as well.
//
// It is the first part of a quantile by a table; AtOdds is the last.
func LogOdds(u *Column, n int) {
	switch {
	case avx512:
		logOdds8(u, n)
	case vector && n == Size:
		var rest Column
		CSub(&rest, 1, u)
		Div(u, u, &rest)
		Log(u, u)
	default:
		for i, x := range u[:n] {
			u[i] = x / (1 - x)
		}
		logOf(u, u, first, uintptr(n)*8)
	}
}

// AtOdds sets the first n of x, logs of odds, to the places between low and high that have middle times these odds: where they
// are e, that is low + (high-low)·e/(1+e), and from high down where e is not below 1. Up to seven more may be made as well.
func AtOdds(x *Column, n int, middle, low, high float64) {
	span := high - low
	switch {
	case avx512:
		atOdds8(x, n, middle, low, high)
	case vector && n == Size:
		var near, part, up Column // near low
		Exp(x, x)
		Scale(x, x, middle)
		LessC(&near, x, 1)
		Fill(&part, span)
		Select(&part, &near, x, &part)
		Shift(&up, x, 1)
		Div(&part, &part, &up)
		Scale(&up, &part, span)
		Shift(&up, &up, low)
		CSub(x, high, &part)
		Select(x, &near, &up, x)
	default:
		expOf(x, x, first, uintptr(n)*8)
		for i, e := range x[:n] {
			x[i] = AtOdds1(float64(middle*e), low, high)
		}
	}
}

// AtOdds1 is AtOdds of one number, given the odds. Bits are chosen without a branch, which half of the numbers would take.
func AtOdds1(e, low, high float64) float64 {
	span := high - low
	over := math.Float64bits(span)
	if e < 1 {
		over = math.Float64bits(e)
	}
	part := math.Float64frombits(over) / (1 + e)
	below, above := math.Float64bits(low+float64(span*part)), math.Float64bits(high-part)
	if e < 1 {
		above = below
	}
	return math.Float64frombits(above)
}
