package column

import (
	"math"
	"unsafe"
)

// The kernels of several operations in one pass: what a process or a clause does to every path of a block in a step. A
// column is read once and written once, where the kernels of one operation would go over it again and again, and what
// differs from path to path is chosen by a mask and not by a jump. As in arithmetic.go each begins with a way out to its
// twins on vectors, and what it says of one path is what they do.

// Range returns the least and the largest value of a column, both undefined where one is.
func Range(c *Column) (low, high float64) {
	if vector {
		return rangeVector(c)
	}
	low, high = c[0], c[0]
	for _, v := range c {
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
		if v != v {
			return v, v
		}
	}
	return low, high
}

// AnyBut says whether a value of x is not 0 where y is.
func AnyBut(x, y *Column) bool {
	if vector {
		return anyButVector(x, y)
	}
	for i := range x {
		if x[i] != 0 && y[i] == 0 {
			return true
		}
	}
	return false
}

// Toward brings x nearer to a level: of the gap it keeps so much.
func Toward(x, to, keep *Column) {
	if vector {
		towardVector(x, to, keep)
		return
	}
	for i := range x {
		x[i] = to[i] + float64(keep[i]*(x[i]-to[i]))
	}
}

// Revert is Toward with so much noise for each standard deviation z.
func Revert(x, to, keep, noise, z *Column) {
	if vector {
		revertVector(x, to, keep, noise, z)
		return
	}
	for i := range x {
		x[i] = to[i] + float64(keep[i]*(x[i]-to[i])) + float64(noise[i]*z[i])
	}
}

// Switch turns x, 1 above a half and else 0, over: off where a random word is under the limit off, on where it is under on.
func Switch(x *Column, words *[Size]uint64, off, on *Limits) {
	if vector {
		switchVector(x, (*Column)(unsafe.Pointer(words)), (*Column)(unsafe.Pointer(off)), (*Column)(unsafe.Pointer(on)))
		return
	}
	for i := range x {
		is, p := x[i] > 0.5, on[i]
		if is {
			p = off[i]
		}
		x[i] = truth(is != (words[i]>>11 < p))
	}
}

// Excess sets d to what x is above y, at the least 0.
func Excess(d, x, y *Column) {
	if vector {
		excessVector(d, x, y)
		return
	}
	for i := range d {
		d[i] = max(0, x[i]-y[i])
	}
}

// SumOfFour sets d to w + x + y + z.
func SumOfFour(d, w, x, y, z *Column) {
	if vector {
		sumOfFourVector(d, w, x, y, z)
		return
	}
	for i := range d {
		d[i] = w[i] + x[i] + y[i] + z[i]
	}
}

// Yield sets d to by of what of x is above 0, less the share off of that.
func Yield(d, x, by, off *Column) {
	if vector {
		yieldVector(d, x, by, off)
		return
	}
	for i := range d {
		d[i] = float64(max(0, x[i]) * by[i] * (1 - off[i]))
	}
}

// Trapezoid sets d to the integral of what goes from x to y in a time of twice half, less the share off of it, and x to y.
func Trapezoid(d, x, y, off *Column, half float64) {
	if vector {
		trapezoidVector(d, x, y, off, half)
		return
	}
	for i := range d {
		d[i] = float64((x[i] + y[i]) * half * (1 - off[i]))
		x[i] = y[i]
	}
}

// Part sets d to what of x is above 0, less the share off, and e to the share of that.
func Part(d, e, x, off, share *Column) {
	if vector {
		partVector(d, e, x, off, share)
		return
	}
	for i := range d {
		d[i] = float64(max(0, x[i]) * (1 - off[i]))
		e[i] = float64(share[i] * d[i])
	}
}

// Take sets d to free and so much of the rest of want as there is for the price, and short to what there is not.
func Take(d, short, want, free, there, price *Column) {
	if vector {
		takeVector(d, short, want, free, there, price)
		return
	}
	for i := range d {
		need := want[i] - free[i]
		got := smaller(need, float64(there[i]*price[i]))
		d[i], short[i] = free[i]+got, need-got
	}
}

// Drain is Take of several supplies, which are emptied one after the other.
func Drain(d, short, want, free *Column, there, price []*Column) {
	if vector {
		drainVector(d, short, want, free, there, price)
		return
	}
	for i := range d {
		ask, got := want[i]-free[i], 0.0 // got is the time that has gone by: at 1 all is there
		for k := range there {
			has := float64(there[k][i] * price[k][i])
			next := either(float64(ask*(1-got)) > has, got+has/ask, 1)
			got = either(got < 1, either(has > 0, next, got), got)
		}
		served := float64(ask * got)
		short[i] = ask - served
		d[i] = free[i] + served
	}
}

// Balance sets d to a + b - x - y, less z where none is 0.
func Balance(d, a, b, x, y, z, none *Column) {
	if vector {
		balanceVector(d, a, b, x, y, z, none)
		return
	}
	for i := range d {
		v := a[i] + b[i] - x[i] - y[i]
		if none[i] == 0 {
			v -= z[i]
		}
		d[i] = v
	}
}

// Tax sets tax to the rate of what is left of x - less after losses carried, adds to these where there is nothing left, and
// takes the tax off x.
func Tax(x, tax, losses, less, rate *Column) {
	if vector {
		taxVector(x, tax, losses, less, rate)
		return
	}
	for i := range x {
		taxed := x[i] - less[i]
		due := 0.0
		if taxed < 0 {
			losses[i] -= taxed
		} else {
			use := smaller(taxed, losses[i])
			losses[i] -= use
			due = float64(rate[i] * (taxed - use))
		}
		tax[i] = due
		x[i] -= due
	}
}

// Loss sets d to the mean loss of four steps, of which n are over.
func Loss(d, w, x, y, z *Column, n float64) {
	if vector {
		lossVector(d, w, x, y, z, n)
		return
	}
	for i := range d {
		d[i] = max(0, -(w[i]+x[i]+y[i]+z[i])/n)
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

// Slab sets at to the smaller of most and the value at f2 between c and d, and sum to the share use of the smaller of
// room and the area below the line from the value at f1 between a and b to it, width wide.
func Slab(sum, at, a, b, c, d, room, use, most *Column, f1, f2, width float64) {
	if vector {
		slabVector(sum, at, a, b, c, d, room, use, most, f1, f2, width)
		return
	}
	for i := range sum {
		v, w := a[i]+float64((b[i]-a[i])*f1), c[i]+float64((d[i]-c[i])*f2)
		area := float64((v + w) / 2 * width)
		sum[i] = smaller(area, room[i]) * use[i]
		at[i] = smaller(w, most[i])
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

// Areas sets at to the smaller of most and the knots' value at the time to - late, and sum to the share use of the smaller
// of room and their integral to it from the time from - late; both to 0 where not is not 0, unless that is nil.
func Areas(sum, at, late, room, use, most, not *Column, k *Knots, from, to float64) {
	if vector && len(k.Years) <= maxKnots {
		areasVector(sum, at, late, room, use, most, not, k, from, to)
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
		at[i] = smaller(power, most[i])
		if not != nil && not[i] != 0 {
			sum[i], at[i] = 0, 0
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

// smaller is the smaller of two numbers, undefined where one is.
func smaller(x, y float64) float64 {
	if y < x || y != y {
		return y
	}
	return x
}

// Path is what the logarithm of a revenue that grows at a rate which is itself uncertain moves by in a step (package
// process, Schwartz and Moon).
type Path struct {
	Growth, Level, Gain, Drag        *Column // of growth, and how it acts in a step
	Vol, Eta, Premium, GrowthPremium *Column
	Shared, Alone, Z, GrowthZ        *Column
}

// Integrate sets d to the move of a path's logarithm in a step of dt.
func Integrate(d *Column, p *Path, dt float64) {
	if vector {
		integrateVector(d, p, dt)
		return
	}
	growth, level, gain, drag, shared, alone := p.Growth, p.Level, p.Gain, p.Drag, p.Shared, p.Alone
	vol, eta, premium, growthPremium, z, zg := p.Vol, p.Eta, p.Premium, p.GrowthPremium, p.Z, p.GrowthZ
	for i := range d {
		v, e := vol[i], eta[i]
		less := float64(0.5*v*v) + float64(premium[i]*v)
		mean := float64((level[i]-less)*dt) + float64((growth[i]-level[i])*gain[i]) - float64(growthPremium[i]*e*drag[i])
		own := math.Sqrt(float64(v*v*dt) + float64(e*e*alone[i]))
		d[i] = mean + float64(e*shared[i]*zg[i]) + float64(own*z[i])
	}
}

// Fade moves the growth of a path on by a step: it keeps so much of its gap and gets noise.
func Fade(p *Path, keep, noise *Column) {
	if vector {
		fadeVector(p, keep, noise)
		return
	}
	growth, level, gain, premium, eta, z := p.Growth, p.Level, p.Gain, p.GrowthPremium, p.Eta, p.GrowthZ
	for i, g := range growth {
		e := eta[i]
		growth[i] = level[i] + float64(keep[i]*(g-level[i])) - float64(gain[i]*premium[i]*e) + float64(e*noise[i]*z[i])
	}
}

// Grow sets d to what the logarithm of a revenue moves by in a step of dt with the growth at its begin, of a volatility and
// a price of risk; root is that of dt.
func Grow(d, growth, vol, premium, z *Column, dt, root float64) {
	if vector {
		growVector(d, growth, vol, premium, z, dt, root)
		return
	}
	for i, v := range vol {
		less := float64(0.5*v*v) + float64(premium[i]*v)
		d[i] = float64((growth[i]-less)*dt) + float64(v*root*z[i])
	}
}
