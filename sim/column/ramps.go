package column

import "math"

// The kernels of what comes on line over time, and may be late.

// Unchanged says whether two columns are the same, which they are not where one is infinite or undefined.
func Unchanged(x, y *Column) bool {
	if vector {
		return unchangedVector(x, y)
	}
	different := uint64(0)
	for i := range x {
		different |= math.Float64bits(x[i]-y[i]) << 1
	}
	return different == 0
}

// Advance moves clocks to the time t - late, but for those that are ahead of it.
func Advance(clock, late *Column, t float64) {
	if vector {
		advanceVector(clock, late, t)
		return
	}
	for i, was := range clock {
		if now := t - late[i]; !(now < was) {
			clock[i] = now
		}
	}
}

// Slips says whether one of some clocks is ahead of the time t - late, or has to stand still for a part of a step of dt
// that is longer than an instant.
func Slips(clock, late *Column, t, dt, instant float64) bool {
	if vector {
		return slipsVector(clock, late, t, dt, instant)
	}
	for i, was := range clock {
		if now := t - late[i]; now < was || smaller(was, now)-(t-dt-late[i]) > instant {
			return true
		}
	}
	return false
}

// Slab sets at to the value at f2 between c and d, and sum to the share use of the smaller of room and the area below the line
// from the value at f1 between a and b to it, width wide.
func Slab(sum, at, a, b, c, d, room, use *Column, f1, f2, width float64) {
	if vector {
		slabVector(sum, at, a, b, c, d, room, use, f1, f2, width)
		return
	}
	for i := range sum {
		v, w := a[i]+float64((b[i]-a[i])*f1), c[i]+float64((d[i]-c[i])*f2)
		area := float64((v + w) / 2 * width)
		sum[i] = smaller(area, room[i]) * use[i]
		at[i] = w
	}
}

// Knots is straight lines through values, a column for each of the years, flat outside them and nothing before opens.
type Knots struct {
	Years  []float64
	Values []*Column
	Opens  float64
}

// maxKnots is how many vectors have room for.
const maxKnots = 12

// Areas sets at to the knots' value at the time to - late, and sum to the share use of the smaller of room and their integral
// to it from the time from - late, or to 0 where not is not 0, unless that is nil.
func Areas(sum, at, late, room, use, not *Column, k *Knots, from, to float64) {
	if vector && len(k.Years) <= maxKnots {
		areasVector(sum, at, late, room, use, not, k, from, to)
		return
	}
	for i := range sum {
		begins, ends := from-late[i], to-late[i]
		area, power := 0.0, 0.0
		if ends == k.Opens {
			power = k.At(i, ends)
		}
		if ends > k.Opens {
			area, power = k.area(i, max(begins, k.Opens), ends)
		}
		sum[i] = smaller(area, room[i]) * use[i]
		at[i] = power
		if not != nil && not[i] != 0 {
			sum[i] = 0
		}
	}
}

// At is the value of the lines on one path.
func (k *Knots) At(i int, t float64) float64 {
	j := 0
	for j < len(k.Years) && !(t <= k.Years[j]) {
		j++
	}
	return k.upTo(i, j, t)
}

// Area is the integral of At to a time not before from: trapezoids between the knots that lie inside.
func (k *Knots) Area(i int, from, to float64) float64 {
	area, _ := k.area(i, from, to)
	return area
}

// area is Area, and At its end.
func (k *Knots) area(i int, from, to float64) (area, end float64) {
	j := 0
	for j < len(k.Years) && !(from <= k.Years[j]) {
		j++
	}
	sum, t, v := 0.0, from, k.upTo(i, j, from)
	for ; j < len(k.Years) && k.Years[j] < to; j++ {
		if y := k.Years[j]; y > from {
			w := k.Values[j][i]
			sum += float64((v + w) / 2 * (y - t))
			t, v = y, w
		}
	}
	w := k.upTo(i, j, to)
	return sum + float64((v+w)/2*(to-t)), w
}

// upTo is At at a time of which knot j is the first that is not before it.
func (k *Knots) upTo(i, j int, t float64) float64 {
	switch j {
	case 0:
		return k.Values[0][i]
	case len(k.Years):
		return k.Values[j-1][i]
	}
	a, c := k.Values[j-1][i], k.Values[j][i]
	return a + float64((c-a)*((t-k.Years[j-1])/(k.Years[j]-k.Years[j-1])))
}

// MostLines is how many knots Lines has room for.
const MostLines = Size/rowOfLines - 1

// Lines has a row for each knot: when it is, its value, by how much the line after it rises and in what time. The last row has
// the value when the first power is allowed.
const (
	rowOfLines  = 4 * inLines
	inLines     = 8 // as often as this each number stands there: a vector of it
	bytesOfRow  = 8 * rowOfLines
	bytesInLine = 8 * inLines
)

// Lines sets d to what Climb has to know of knots that are the same on every path, which are no more than MostLines.
func Lines(d *Column, k *Knots) {
	put := func(row, of int, v float64) {
		for j := range inLines {
			d[row*rowOfLines+of*inLines+j] = v
		}
	}
	for j, year := range k.Years {
		v, rise, gap := k.Values[j][0], 0.0, 1.0
		if j+1 < len(k.Years) {
			rise, gap = k.Values[j+1][0]-v, k.Years[j+1]-year
		}
		put(j, 0, year)
		put(j, 1, v)
		put(j, 2, rise)
		put(j, 3, gap)
	}
	put(MostLines, 0, k.At(0, k.Opens))
}

// Climb is Areas of the step after one for which Areas or Climb has set sum and at, with all but the times as it is here, and which
// ended where this one begins: the value there is known, and where nothing is on line yet all stays as it is. Of the rows of lines
// those from one to another, the last of them included, matter to the times, which are defined; between two knots there is
// more than a step.
func Climb(sum, at, late, room, use, not, lines *Column, first, last int, opens, from, to float64) {
	if vector {
		climbVector(sum, at, late, room, use, not, lines, first, last, opens, from, to)
		return
	}
	for i := range sum {
		x, y, v := from-late[i], to-late[i], at[i]
		if y < opens {
			continue
		}
		if x < opens {
			x, v = opens, lines[MostLines*rowOfLines]
		}
		row := first
		for row < last && y > lines[(row+1)*rowOfLines] {
			row++
		}
		r := lines[row*rowOfLines:][:rowOfLines]
		year, value := r[0], r[inLines]
		w := value
		if y > year {
			w += float64(r[2*inLines] * ((y - year) / r[3*inLines]))
		}
		at[i] = w
		area := 0.0
		if year > x && year < y {
			area = float64((v + value) / 2 * (year - x))
			x, v = year, value
		}
		area += float64((v + w) / 2 * (y - x))
		sum[i] = smaller(area, room[i]) * use[i]
		if not != nil && not[i] != 0 {
			sum[i] = 0
		}
	}
}
