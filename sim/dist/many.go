package dist

import (
	"math"

	"dealsim/sim/column"
)

// many is a shape with a quick way to the quantiles of many.
type many interface{ all(u []float64) }

// Quantiles sets every number of u to its quantile under a law, with the bits of Quantile. It does one part of the work
// after the other, each for all of them, so that the processor has several in hand at once.
//
// Checked: TestQuantilesAreThoseOfEach.
func Quantiles(l Law, u []float64) {
	if c, ok := l.(*continuous); ok {
		if s, ok := c.shape.(many); ok {
			s.all(u)
			return
		}
	}
	for i, x := range u {
		u[i] = l.Quantile(x)
	}
}

// logs and exps do what log and exp do to each: of a column by its kernels.
func logs(x []float64) {
	if len(x) == column.Size {
		column.Log((*column.Column)(x), (*column.Column)(x))
		return
	}
	for i, v := range x {
		x[i] = log(v)
	}
}

func exps(x []float64) {
	if len(x) == column.Size {
		column.Exp((*column.Column)(x), (*column.Column)(x))
		return
	}
	for i, v := range x {
		x[i] = exp(v)
	}
}

func (d *beta) all(u []float64) {
	d.table.all(u)
	exps(u)
	if vectors && len(u) == column.Size {
		d.places((*column.Column)(u))
		return
	}
	span := d.max - d.min
	for i, y := range u {
		u[i] = d.between(span, mul(d.middle, y))
	}
}

// places is between of a column.
func (d *beta) places(e *column.Column) {
	span := d.max - d.min
	var near, part, low column.Column // near min
	column.Scale(e, e, d.middle)
	column.LessC(&near, e, 1)
	column.Fill(&part, span)
	column.Select(&part, &near, e, &part)
	column.Shift(&low, e, 1)
	column.Div(&part, &part, &low)
	column.Scale(&low, &part, span)
	column.Shift(&low, &low, d.min)
	column.CSub(e, d.max, &part)
	column.Select(e, &near, &low, e)
}

func (d *gamma) all(u []float64) {
	d.table.all(u)
	exps(u)
	for i, y := range u {
		u[i] = mul(d.mean, y)
	}
}

func (d lognormal) all(u []float64) {
	phis(u, d.sigma, d.mu)
	exps(u)
}

func (d normal) all(u []float64) {
	phis(u, d.sd, d.mean)
}

// phis is phiAt of each, times a factor and on from a mean.
func phis(u []float64, factor, mean float64) {
	if avx512 && len(u) == column.Size {
		c := (*column.Column)(u)
		phiColumn(c)
		column.Scale(c, c, factor)
		column.Shift(c, c, mean)
		return
	}
	for i, x := range u {
		u[i] = mean + mul(factor, phiAt(x, 1-x))
	}
}

// phiColumn is phiAt of a column on vectors: its middle of all, its tails of the few that lie there.
func phiColumn(u *column.Column) {
	var least, tails column.Column // the smaller of u and 1-u, of all and of those in the tails
	var at [column.Size]uint8
	column.CSub(&least, 1, u)
	column.Smaller(&least, u, &least)
	n := 0
	for i, x := range least {
		at[n&(column.Size-1)], tails[n&(column.Size-1)] = uint8(i), x
		if 0.5-x > 0.425 {
			n++
		}
	}
	for i := n; i < len(tails); i++ {
		tails[i] = 1
	}
	column.Log(&tails, &tails)
	phiTails(&tails, n)
	for i, k := range at[:n] {
		tails[i] = math.Copysign(tails[i], u[k]-0.5)
	}
	phiMiddle(u)
	for i, k := range at[:n] {
		u[k] = tails[i]
	}
}

// all is at of many.
func (t *inverse) all(u []float64) {
	if !t.built.Load() {
		t.build()
	}
	var place column.Column
	for len(u) > 0 {
		n := min(len(u), column.Size)
		t.some(u[:n], &place)
		u = u[n:]
	}
}

// some is all of at most a column.
func (t *inverse) some(u []float64, place *column.Column) {
	if vectors && len(u) == column.Size {
		z := (*column.Column)(u)
		column.CSub(place, 1, z)
		column.Div(z, z, place)
		column.Log(z, z)
		column.Shift(place, z, far)
		column.Scale(place, place, t.scale)
	} else {
		for i, x := range u {
			u[i] = x / (1 - x)
		}
		logs(u)
		for i, z := range u {
			place[i] = mul(z+far, t.scale)
		}
	}
	cells := t.cells[:t.laid.Load()]
	for i, p := range place[:len(u)] {
		if k := int(p); p >= 0 && uint(k) < uint(len(cells)) {
			c, s := &cells[k], p-float64(k)
			y := mul(mul(mul(mul(mul(c[5], s)+c[4], s)+c[3], s)+c[2], s)+c[1], s) + c[0] // cell
			if y == y {
				u[i] = y
				continue
			}
		}
		u[i] = t.rare(u[i], p)
	}
}

// rare is the coordinate of z where no cell is laid yet, or none can be used.
func (t *inverse) rare(z, place float64) float64 {
	if k := int(place); place >= 0 && k < len(t.cells) {
		if k >= int(t.laid.Load()) {
			t.lay(len(t.cells))
		}
		if y := cell(&t.cells[k], place-float64(k)); y == y {
			return y
		}
	}
	return t.solve(z, t.near(z))
}

// cell is the value of a cell of a table.
func cell(c *[6]float64, s float64) float64 {
	y := mul(c[5], s) + c[4]
	y = mul(y, s) + c[3]
	y = mul(y, s) + c[2]
	y = mul(y, s) + c[1]
	return mul(y, s) + c[0]
}
