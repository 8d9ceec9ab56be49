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
	years      []float64      // of them
	speed, mid program.Slot   // of the S-curve
	top        [2]program.Slot
	opens      float64      // nothing before this time
	low, high  program.Slot // of the S-curve: its integral up to both ends of a step
	table      program.Slot // column.Lines of the knots; None where they are not the same on every path, or steep
}

func newRamp(m program.Maker, most, ceiling program.Slot) *ramp {
	r := &ramp{top: [2]program.Slot{most, ceiling}, opens: math.Inf(-1), table: program.None}
	if m.Has("ramp") {
		r.knots = m.Knots("ramp")
		for _, k := range r.knots {
			r.years = append(r.years, k.Years)
		}
		return r
	}
	r.speed, r.mid = m.Number("logistic.speed"), m.Number("logistic.midpoint")
	r.low, r.high = m.Column(), m.Column()
	return r
}

// lines is memory for the columns of a ramp's knots, apart from the knots: what points into itself cannot stay on the stack.
type lines [12]*column.Column

// lines is the knots of the ramp on the columns of a block; none for an S-curve.
func (r *ramp) lines(b *program.Block, memory []*column.Column) column.Knots {
	return r.some(b, memory, 0, len(r.knots))
}

// some is the knots from one to the one before another.
func (r *ramp) some(b *program.Block, memory []*column.Column, from, to int) column.Knots {
	for _, k := range r.knots[from:to] {
		memory = append(memory, b.Col(k.Value))
	}
	return column.Knots{Opens: r.opens, Years: r.years[from:to], Values: memory}
}

// place is the line of the ramp that a time lies on, and where.
func (r *ramp) place(t float64) (from, to program.Slot, f float64) {
	k, j := r.knots, 0
	for j < len(k) && !(t <= k[j].Years) {
		j++
	}
	switch j {
	case 0:
		return k[0].Value, k[0].Value, 0
	case len(k):
		return k[j-1].Value, k[j-1].Value, 0
	}
	return k[j-1].Value, k[j].Value, (t - k[j-1].Years) / (k[j].Years - k[j-1].Years)
}

// at1 is the power at a time on one path.
func (r *ramp) at1(b *program.Block, k *column.Knots, i int, t float64) float64 {
	if t < r.opens {
		return 0
	}
	if r.knots != nil {
		return k.At(i, t)
	}
	speed, mid := b.Columns[r.speed][i], b.Columns[r.mid][i]
	return r.top1(b, i) / (1 + column.Exp1(-speed*(t-mid)))
}

// area1 is the integral of at1, from the first day on.
func (r *ramp) area1(b *program.Block, k *column.Knots, i int, from, to float64) float64 {
	if from < r.opens {
		if from = r.opens; to <= from {
			return 0
		}
	}
	if r.knots != nil {
		return k.Area(i, from, to)
	}
	speed, mid := b.Columns[r.speed][i], b.Columns[r.mid][i]
	return sArea(r.top1(b, i), speed, softplus(speed*(from-mid)), softplus(speed*(to-mid)), from, to)
}

// held1 is the integral over a step of which so much is spent at the power that was there before, and what follows it.
func (r *ramp) held1(b *program.Block, k *column.Knots, i int, held, was, to float64) float64 {
	stays := float64(held * r.at1(b, k, i, was))
	if to > was {
		stays += r.area1(b, k, i, was, to)
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

// areas sets sum to what a site has on offer from one time to another, and power to what is on line then, of a ramp of knots
// that is late by late: all times lie from low to high. Nothing is on offer where not is not 0; nil for nowhere.
func (r *ramp) areas(b *program.Block, sum, power, late, not *column.Column, x *site, from, to, low, high float64) {
	var memory lines
	first, last := between(r.years, max(low, r.opens), high)
	k := r.some(b, memory[:0], first, last)
	column.Areas(sum, power, late, b.Col(x.room), b.Col(x.use), not, &k, from, to)
}

// steep says whether more than one knot may lie in a step, as two that are a step apart do by rounding.
func (r *ramp) steep(dt float64) bool {
	for j := range r.years[1:] {
		if r.years[j+1]-r.years[j] < dt+instant {
			return true
		}
	}
	return false
}

// at sets d to the power of an S-curve at the times t, all of which lie from low to high.
func (r *ramp) at(b *program.Block, d, t *column.Column, low, high float64) {
	if high < r.opens {
		*d = column.Column{}
		return
	}
	if r.knots != nil || !(low <= high) { // an undefined delay
		var memory lines
		lines := r.lines(b, memory[:0])
		for i := range d {
			d[i] = r.at1(b, &lines, i, t[i])
		}
		return
	}
	k, t0 := b.Col(r.speed), b.Col(r.mid)
	for i := range d {
		d[i] = -k[i] * (t[i] - t0[i])
	}
	column.Exp(d, d)
	for i := range d {
		d[i] = r.top1(b, i) / (1 + d[i])
	}
	if low < r.opens {
		for i := range d {
			if t[i] < r.opens {
				d[i] = 0
			}
		}
	}
}

// area sets d to the integrals of an S-curve between the times of two columns, all of which lie from low to high. It cuts
// the times off at the first day.
func (r *ramp) area(b *program.Block, d, from, to *column.Column, low, high float64) {
	if high <= r.opens {
		*d = column.Column{}
		return
	}
	if r.knots != nil || !(low <= high) {
		var memory lines
		lines := r.lines(b, memory[:0])
		for i := range d {
			d[i] = r.area1(b, &lines, i, from[i], to[i])
		}
		return
	}
	if low < r.opens {
		for i := range d {
			from[i], to[i] = max(from[i], r.opens), max(to[i], r.opens)
		}
	}
	r.sAreas(b, d, from, to)
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

// between is the knots that matter to times from low to high: from one to the one before another.
func between(years []float64, low, high float64) (first, last int) {
	for first+1 < len(years) && years[first+1] < low {
		first++
	}
	for last = first; last+1 < len(years) && years[last] < high; {
		last++
	}
	return first, last + 1
}
