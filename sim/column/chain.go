package column

import "math"

// Chain is what numbers do to a column one after the other, in one pass: v is multiplied by the first, the second is added,
// it is multiplied by the third, the fourth is added; then it is no less than the fifth and no more than the sixth.
//
// Each link has the bits of the kernel that does it alone: Scale, Shift, CLarger, CSmaller. Alike has those that do nothing.
//
// Does says which of them do something, a bit for each. The others are those of Alike; a few chains have kernels of their own.
type Chain struct {
	Links [6]float64
	Does  uint8
}

// Alike is the numbers that leave every value as it is, to the sign of a zero.
var Alike = [6]float64{1, math.Copysign(0, -1), 1, math.Copysign(0, -1), math.Inf(-1), math.Inf(1)}

// Of sets d to what becomes of x.
func (c *Chain) Of(d, x *Column) {
	if vector {
		chainVector(d, x, c)
		return
	}
	c.links(d, x)
}

// OfTimes sets d to what becomes of x, times y, which is another column than d.
func (c *Chain) OfTimes(d, x, y *Column) {
	if vector {
		chainTimesVector(d, x, y, c)
		return
	}
	c.links(d, x)
	Mul(d, d, y)
}

// OfPlus sets d to what becomes of x, and sign, 1 or -1, times y, which is another column than d.
func (c *Chain) OfPlus(d, x, y *Column, sign float64) {
	if vector {
		chainPlusVector(d, x, y, c, sign)
		return
	}
	c.links(d, x)
	if sign < 0 {
		Sub(d, d, y)
		return
	}
	Add(d, d, y)
}

// links does one link after the other.
func (c *Chain) links(d, x *Column) {
	for k, by := range c.Links {
		if c.Does>>k&1 == 0 {
			continue
		}
		switch k {
		case 0, 2:
			Scale(d, x, by)
		case 1, 3:
			Shift(d, x, by)
		case 4:
			CLarger(d, by, x)
		default:
			CSmaller(d, by, x)
		}
		x = d
	}
	if x != d {
		*d = *x
	}
}
