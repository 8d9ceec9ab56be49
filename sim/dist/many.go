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
	span := d.max - d.min
	for i, y := range u {
		u[i] = d.between(span, mul(d.middle, y))
	}
}

func (d *gamma) all(u []float64) {
	d.table.all(u)
	exps(u)
	for i, y := range u {
		u[i] = mul(d.mean, y)
	}
}

func (d lognormal) all(u []float64) {
	for i, x := range u {
		u[i] = d.mu + mul(d.sigma, phiAt(x, 1-x))
	}
	exps(u)
}

// all is at of many.
func (t *inverse) all(u []float64) {
	if !t.built.Load() {
		t.build()
	}
	for i, x := range u {
		u[i] = x / (1 - x)
	}
	logs(u)
	laid := int(t.laid.Load())
	for i, z := range u {
		place := mul(z+far, t.scale)
		y := math.NaN()
		if k := int(place); place >= 0 && k < len(t.cells) {
			if k >= laid {
				t.lay(len(t.cells))
				laid = int(t.laid.Load())
			}
			y = cell(&t.cells[k], place-float64(k))
		}
		if y != y {
			y = t.solve(z, t.near(z))
		}
		u[i] = y
	}
}

// cell is the value of a cell of a table.
func cell(c *[6]float64, s float64) float64 {
	y := mul(c[5], s) + c[4]
	y = mul(y, s) + c[3]
	y = mul(y, s) + c[2]
	y = mul(y, s) + c[1]
	return mul(y, s) + c[0]
}
