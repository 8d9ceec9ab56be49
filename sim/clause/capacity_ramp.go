package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// ramp is how power comes on line when nothing is late: straight lines between knots, or an S-curve. It is asked for
// the power at a time, and for its integral between two, on one path or on all of a block with the same bits.
type ramp struct {
	knots      []program.Knot // in time order; none for an S-curve
	speed, mid program.Slot   // of the S-curve
	top        [2]program.Slot
	opens      float64      // nothing before this time
	low, high  program.Slot // of the S-curve: its integral up to both ends of a step
}

func newRamp(m program.Maker, most, ceiling program.Slot) *ramp {
	r := &ramp{top: [2]program.Slot{most, ceiling}, opens: math.Inf(-1)}
	if m.Has("ramp") {
		r.knots = m.Knots("ramp")
		return r
	}
	r.speed, r.mid = m.Number("logistic.speed"), m.Number("logistic.midpoint")
	r.low, r.high = m.Column(), m.Column()
	return r
}

// at1 is the power at a time on one path.
func (r *ramp) at1(b *program.Block, i int, t float64) float64 {
	if t < r.opens {
		return 0
	}
	if r.knots != nil {
		return knotsAt(b, r.knots, i, t)
	}
	k, t0 := b.Columns[r.speed][i], b.Columns[r.mid][i]
	return r.top1(b, i) / (1 + column.Exp1(-k*(t-t0)))
}

// area1 is the integral of at1, from the first day on.
func (r *ramp) area1(b *program.Block, i int, from, to float64) float64 {
	if from < r.opens {
		if from = r.opens; to <= from {
			return 0
		}
	}
	if r.knots != nil {
		return knotsArea(b, r.knots, i, from, to)
	}
	k, t0 := b.Columns[r.speed][i], b.Columns[r.mid][i]
	return sArea(r.top1(b, i), k, softplus(k*(from-t0)), softplus(k*(to-t0)), from, to)
}

// held1 is the integral over a step of which so much is spent at the power that was there before, and what follows it.
func (r *ramp) held1(b *program.Block, i int, held, was, to float64) float64 {
	stays := float64(held * r.at1(b, i, was))
	if to > was {
		stays += r.area1(b, i, was, to)
	}
	return stays
}

func (r *ramp) top1(b *program.Block, i int) float64 {
	return min(b.Columns[r.top[0]][i], b.Columns[r.top[1]][i])
}

// sArea is the integral of an S-curve from its values at both ends.
func sArea(top, k, low, high, from, to float64) float64 {
	if k == 0 {
		return float64(top / 2 * (to - from))
	}
	return float64(top / k * (high - low))
}

// at sets d to the power at the times t, all of which lie from low to high.
func (r *ramp) at(b *program.Block, d, t *column.Column, low, high float64) {
	if high < r.opens {
		*d = column.Column{}
		return
	}
	if !(low <= high) { // an undefined delay
		for i := range d {
			d[i] = r.at1(b, i, t[i])
		}
		return
	}
	if r.knots == nil {
		k, t0 := b.Col(r.speed), b.Col(r.mid)
		for i := range d {
			d[i] = -k[i] * (t[i] - t0[i])
		}
		column.Exp(d, d)
		for i := range d {
			d[i] = r.top1(b, i) / (1 + d[i])
		}
	} else if knots, one := between(r.knots, max(low, r.opens), high); len(knots) == 1 {
		*d = *b.Col(knots[0].Value)
	} else if one {
		line := newSpan(b, knots)
		for i := range d {
			d[i] = line.at(i, t[i])
		}
	} else {
		for i := range d {
			d[i] = knotsAt(b, knots, i, t[i])
		}
	}
	if low < r.opens {
		for i := range d {
			if t[i] < r.opens {
				d[i] = 0
			}
		}
	}
}

// area sets d to the integrals between the times of two columns, all of which lie from low to high. It cuts the times
// off at the first day.
func (r *ramp) area(b *program.Block, d, from, to *column.Column, low, high float64) {
	if high <= r.opens {
		*d = column.Column{}
		return
	}
	if !(low <= high) {
		for i := range d {
			d[i] = r.area1(b, i, from[i], to[i])
		}
		return
	}
	if low < r.opens {
		for i := range d {
			from[i], to[i] = max(from[i], r.opens), max(to[i], r.opens)
		}
	}
	if r.knots == nil {
		r.sAreas(b, d, from, to)
	} else if knots, one := between(r.knots, max(low, r.opens), high); len(knots) == 1 && !(knots[0].Years > low && knots[0].Years < high) {
		v := b.Col(knots[0].Value)
		for i := range d {
			d[i] = v[i] * (to[i] - from[i])
		}
	} else if one {
		line := newSpan(b, knots)
		for i := range d {
			d[i] = (line.at(i, from[i]) + line.at(i, to[i])) / 2 * (to[i] - from[i])
		}
	} else {
		for i := range d {
			d[i] = knotsArea(b, knots, i, from[i], to[i])
		}
	}
	if low < r.opens {
		for i := range d {
			if to[i] <= r.opens {
				d[i] = 0
			}
		}
	}
}

// sAreas is area of an S-curve.
func (r *ramp) sAreas(b *program.Block, d, from, to *column.Column) {
	k, t0, low, high := b.Col(r.speed), b.Col(r.mid), b.Col(r.low), b.Col(r.high)
	for i := range d {
		low[i], high[i] = k[i]*(from[i]-t0[i]), k[i]*(to[i]-t0[i])
	}
	softpluses(low, d)
	softpluses(high, d)
	for i := range d {
		d[i] = sArea(r.top1(b, i), k[i], low[i], high[i], from[i], to[i])
	}
}

// softplus is ln(1+e^x), safe for large x.
func softplus(x float64) float64 {
	if x > 0 {
		return x + column.Log1(1+column.Exp1(-x))
	}
	return column.Log1(1 + column.Exp1(x))
}

// softpluses sets x to the softplus of each; spare is memory.
func softpluses(x, spare *column.Column) {
	for i := range x {
		spare[i] = -math.Abs(x[i])
	}
	column.Exp(spare, spare)
	column.Shift(spare, spare, 1)
	column.Log(spare, spare)
	for i := range x {
		x[i] = max(x[i], 0) + spare[i]
	}
}

// between is the knots that matter to times from low to high, and whether all of these lie on the one line between two.
func between(k []program.Knot, low, high float64) (some []program.Knot, one bool) {
	a, z := 0, 0
	for a+1 < len(k) && k[a+1].Years < low {
		a++
	}
	for z = a; z+1 < len(k) && k[z].Years < high; {
		z++
	}
	return k[a : z+1], z == a+1 && k[a].Years < low && k[z].Years >= high
}

// span is the line between two knots.
type span struct {
	from, to      *column.Column
	begins, years float64
}

func newSpan(b *program.Block, k []program.Knot) span {
	return span{b.Col(k[0].Value), b.Col(k[1].Value), k[0].Years, k[1].Years - k[0].Years}
}

func (s *span) at(i int, t float64) float64 { return lerp(s.from[i], s.to[i], (t-s.begins)/s.years) }

// knotsAt is the value of straight lines between knots, flat outside them.
func knotsAt(b *program.Block, k []program.Knot, i int, t float64) float64 {
	j := 0
	for j < len(k) && !(t <= k[j].Years) {
		j++
	}
	return knotsUpTo(b, k, i, j, t)
}

// knotsArea is the integral of knotsAt to a time not before from: trapezoids between the knots that lie inside.
func knotsArea(b *program.Block, k []program.Knot, i int, from, to float64) float64 {
	j := 0
	for j < len(k) && !(from <= k[j].Years) {
		j++
	}
	sum, t, v := 0.0, from, knotsUpTo(b, k, i, j, from)
	for ; j < len(k) && k[j].Years < to; j++ {
		if y := k[j].Years; y > from {
			w := b.Columns[k[j].Value][i]
			sum += float64((v + w) / 2 * (y - t))
			t, v = y, w
		}
	}
	w := knotsUpTo(b, k, i, j, to)
	return sum + float64((v+w)/2*(to-t))
}

// knotsUpTo is knotsAt at a time of which knot j is the first that is not before it.
func knotsUpTo(b *program.Block, k []program.Knot, i, j int, t float64) float64 {
	switch j {
	case 0:
		return b.Columns[k[0].Value][i]
	case len(k):
		return b.Columns[k[j-1].Value][i]
	}
	a, c := &k[j-1], &k[j]
	return lerp(b.Columns[a.Value][i], b.Columns[c.Value][i], (t-a.Years)/(c.Years-a.Years))
}
