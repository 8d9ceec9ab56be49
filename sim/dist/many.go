package dist

import (
	"math"

	"dealsim/sim/column"
)

// Room is what quantiles of many need in their midst: memory on the stack would be cleared each time.
type Room = [2]column.Column

// many is a shape with a quick way to the quantiles of many: of the first n of a column.
type many interface {
	all(u *column.Column, n int, room *Room)
}

// Quantiles sets the first n numbers of u to their quantiles under a law, with the bits of Quantile. It does one part of the
// work after the other, each for all of them, so that the processor has several in hand at once. Of up to seven more numbers
// behind them, which are between 0 and 1 too, nothing is known afterwards, nor of room.
//
// Checked: TestQuantilesAreThoseOfEach.
func Quantiles(l Law, u *column.Column, n int, room *Room) {
	if c, ok := l.(*continuous); ok {
		if s, ok := c.shape.(many); ok {
			s.all(u, n, room)
			return
		}
	}
	for i, x := range u[:n] {
		u[i] = l.Quantile(x)
	}
}

// exps does what exp does to each.
func exps(x *column.Column, n int) {
	if n == column.Size {
		column.Exp(x, x)
		return
	}
	for i, v := range x[:n] {
		x[i] = exp(v)
	}
}

func (d *beta) all(u *column.Column, n int, room *Room) {
	d.table.all(u, n, room)
	column.AtOdds(u, n, d.middle, d.min, d.max)
}

func (d *gamma) all(u *column.Column, n int, room *Room) {
	d.table.all(u, n, room)
	exps(u, n)
	for i, y := range u[:n] {
		u[i] = mul(d.mean, y)
	}
}

func (d lognormal) all(u *column.Column, n int, room *Room) {
	phis(u, n, d.sigma, d.mu, room)
	exps(u, n)
}

func (d normal) all(u *column.Column, n int, room *Room) {
	phis(u, n, d.sd, d.mean, room)
}

// phis is phiAt of each, times a factor and on from a mean.
func phis(u *column.Column, n int, factor, mean float64, room *Room) {
	if avx512 && n == column.Size {
		phiColumn(u, room)
		column.Scale(u, u, factor)
		column.Shift(u, u, mean)
		return
	}
	for i, x := range u[:n] {
		u[i] = mean + mul(factor, phiAt(x, 1-x))
	}
}

// phiColumn is phiAt of a column on vectors: its middle of all, its tails of the few that lie there.
func phiColumn(u *column.Column, room *Room) {
	least, tails := &room[0], &room[1] // the smaller of u and 1-u, of all and of those in the tails
	var list [column.Size]uint8
	column.CSub(least, 1, u)
	column.Smaller(least, u, least)
	column.CSub(tails, 0.5, least)
	at := column.WhereAbove(tails, 0.425).List(&list)
	for k, i := range at {
		tails[k] = least[i]
	}
	column.LogSome(tails, tails, len(at))
	phiTails(tails, len(at))
	for k, i := range at {
		tails[k] = math.Copysign(tails[k], u[i]-0.5)
	}
	phiMiddle(u)
	for k, i := range at {
		u[i] = tails[k]
	}
}

// all is at of the first n, by cells of eight at a time where there are such vectors.
func (t *inverse) all(u *column.Column, n int, room *Room) {
	if !t.built.Load() {
		t.build()
	}
	column.LogOdds(u, n)
	cells := t.cells[:t.laid.Load()]
	many := float64(len(cells)) // an instruction of SSE, which must not stand among those on vectors
	for at := 0; at < n; {
		to := n
		if avx512 {
			if at = t.cells8(u, cells, many, at, n, &room[0]); at >= n {
				return
			}
			to = min(at+8, n)
		}
		for i, z := range u[at:to] {
			p := mul(z+far, t.scale)
			if k := int(p); p >= 0 && uint(k) < uint(len(cells)) {
				c, s := &cells[k], p-float64(k)
				y := mul(mul(mul(mul(mul(c[5], s)+c[4], s)+c[3], s)+c[2], s)+c[1], s) + c[0] // cell
				if y == y {
					u[at+i] = y
					continue
				}
			}
			u[at+i] = t.rare(z, p)
		}
		at = to
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
