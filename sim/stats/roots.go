package stats

import "math"

const (
	longestGrowth  = 6.90875477931522 // log(1 + 1000): the greatest rate that is looked for
	longestDecline = 9.21034037197618 // −log(1 − 0.9999): the least
	narrowest      = 1e-7             // cells narrower than this are not cut
	touching       = 1e-13            // of all flows together: worth no more than this is worth nothing
	mostLooks      = 2000
)

// side is the value of flows as a function of u ≥ 0, where the rate is e^u−1 (sign +1) or e^−u−1 (sign −1).
//
// Values are as of the anchor, the first or the last flow, so that every factor is within (0, 1] and nothing overflows.
type side struct {
	flows, times []float64
	anchor, sign float64
}

// point is a side at one u: the worth of what comes in and of what goes out, and how fast each declines.
type point struct {
	u             float64
	in, out       float64
	inDecline     float64
	outDecline    float64
	value, change float64 // in − out, and its derivative by u
}

// at evaluates the side.
//
// Model: in = Σ cᵢ·e^(−τᵢu) over cᵢ > 0, inDecline = Σ τᵢ·cᵢ·e^(−τᵢu), τᵢ the distance from the anchor; out likewise.
func (s side) at(u float64) point {
	p := point{u: u}
	for i := 0; i < len(s.flows); {
		t := s.times[i]
		c, next := together(s.flows, s.times, i)
		i = next
		distance := (t - s.anchor) * s.sign
		worth := c
		if u != 0 { // the first look costs no exponential
			worth = float64(c * exp(-float64(distance*u)))
		}
		if c > 0 {
			p.in += worth
			p.inDecline += float64(distance * worth)
		} else {
			p.out -= worth
			p.outDecline -= float64(distance * worth)
		}
	}
	p.value, p.change = p.in-p.out, p.outDecline-p.inDecline
	return p
}

// only finds the root of a side that is known to have one beyond u = 0.
func (s side) only() (float64, Status) {
	a := s.at(0)
	for u := 0.25; u <= 32; u *= 2 {
		b := s.at(u)
		if crosses(a, b) {
			return s.solve(a, b), Unique
		}
		a = b
	}
	return math.NaN(), None
}

// isolated counts the rates of both sides and returns the only one.
func isolated(future, past side, atZero bool) (float64, Status) {
	up, upA, upB := future.isolate(longestGrowth)
	down, downA, downB := 0, point{}, point{}
	if up < 2 {
		down, downA, downB = past.isolate(longestDecline)
	}
	count := up + down
	if atZero {
		count++
	}
	switch {
	case count == 0:
		return math.NaN(), None
	case count > 1:
		return math.NaN(), NotUnique
	case atZero:
		return 0, Unique
	case up == 1:
		return exp(future.solve(upA, upB)) - 1, Unique
	}
	return exp(-past.solve(downA, downB)) - 1, Unique
}

// isolate counts the roots of a side in (0, limit], up to two, and returns the ends of a cell with one.
//
// Model: what comes in and what goes out both decline in u, and so do their derivatives; so their values at the ends of
// a cell bound the sum and its derivative within. A cell whose sum cannot be zero has no root. A cell whose derivative
// cannot be zero has one if the sum changes sign. Any other cell is cut in two; where it is too narrow to cut it has
// one root if the sum changes sign, two (a double one) if the sum is nearly zero, else none.
//
// Source: Moore, Kearfott, Cloud 2009, Introduction to Interval Analysis (roots by exclusion and monotonicity).
func (s side) isolate(limit float64) (count int, a, b point) {
	type cell struct{ a, b point }
	var stack [40]cell
	stack[0] = cell{s.at(0), s.at(limit)}
	looks := 0
	for depth := 1; depth > 0; {
		depth--
		c := stack[depth]
		excluded := c.b.in > c.a.out || c.a.in < c.b.out
		monotone := c.b.outDecline >= c.a.inDecline || c.a.outDecline <= c.b.inDecline
		narrow := c.b.u-c.a.u < narrowest
		switch {
		case excluded:
		case (monotone || narrow) && crosses(c.a, c.b):
			count++
			a, b = c.a, c.b
		case monotone:
		case narrow:
			if math.Abs(c.a.value) <= touching*(c.a.in+c.a.out) {
				count += 2
			}
		case looks == mostLooks:
			return 2, a, b // the sum is zero all over
		default:
			looks++
			middle := s.at((c.a.u + c.b.u) / 2)
			stack[depth] = cell{middle, c.b}
			stack[depth+1] = cell{c.a, middle}
			depth += 2
		}
		if count >= 2 {
			break
		}
	}
	return min(count, 2), a, b
}

// crosses reports whether the value is zero somewhere in (a, b] because it changes sign or ends there.
func crosses(a, b point) bool {
	return a.value > 0 && b.value <= 0 || a.value < 0 && b.value >= 0
}

// solve returns the root between two points where the value crosses zero.
//
// Model: Newton's steps, and a bisection where one would leave the bracket or is not half the one before.
//
// Source: Press, Teukolsky, Vetterling, Flannery 2007, Numerical Recipes, §9.4 (rtsafe).
func (s side) solve(a, b point) float64 {
	rising := b.value > a.value
	low, high := a.u, b.u
	p, before := a, high-low
	for range 100 {
		step := p.value / p.change
		u := p.u - step
		inside := u > low && u < high
		switch {
		case p.value == 0:
			return p.u
		case inside && math.Abs(step) <= 1e-9*min(1, p.u)+1e-18:
			return u
		case !inside || math.Abs(step) > before/2:
			u = low + (high-low)/2
			if u == low || u == high {
				return u
			}
		}
		before = math.Abs(u - p.u)
		p = s.at(u)
		if (p.value > 0) == rising {
			high = u
		} else {
			low = u
		}
	}
	return p.u
}
