//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic on what comes on line, on AVX-512, as in arithmetic_avx512.go: go generate makes ramps_avx2.go.

func unchanged8(x, y *Column) bool {
	var bits i8
	for i := first; i < end; i += next8 {
		bits = bits.Or(load8(x, i).Sub(load8(y, i)).AsInt64x8())
	}
	if bits.Add(bits).NotEqual(i8{}).ToBits() != 0 {
		archsimd.ClearAVXUpperBits()
		return false
	}
	archsimd.ClearAVXUpperBits()
	return true
}

func advance8(clock, late *Column, t float64) {
	is := all8(t)
	for i := first; i < end; i += next8 {
		was, now := load8(clock, i), is.Sub(load8(late, i))
		store8(clock, i, was.Merge(now, now.Less(was)))
	}
	archsimd.ClearAVXUpperBits()
}

func slips8(clock, late *Column, t, dt, instant float64) bool {
	begin := t - dt
	is, began, least, one, zero := all8(t), all8(begin), all8(instant), all8(1), f8{}
	slips := zero
	for i := first; i < end; i += next8 {
		was, l := load8(clock, i), load8(late, i)
		now := is.Sub(l)
		before := now.Less(was)
		sooner := now.Merge(now.Merge(was, before), now.IsNaN())
		slips = one.Merge(one.Merge(slips, sooner.Sub(began.Sub(l)).Greater(least)), before)
	}
	var found [8]float64
	slips.Store(&found)
	archsimd.ClearAVXUpperBits()
	return some8(&found)
}

func slab8(sum, at, a, b, c, d, room, use *Column, f1, f2, width float64) {
	g, h, wide, half := all8(f1), all8(f2), all8(width), all8(0.5)
	for i := first; i < end; i += next8 {
		v, w := load8(a, i), load8(c, i)
		v = v.Add(load8(b, i).Sub(v).Mul(g))
		w = w.Add(load8(d, i).Sub(w).Mul(h))
		area, limit := v.Add(w).Mul(half).Mul(wide), load8(room, i)
		store8(sum, i, limit.Merge(limit.Merge(area, limit.Less(area)), limit.IsNaN()).Mul(load8(use, i)))
		store8(at, i, w)
	}
	archsimd.ClearAVXUpperBits()
}

// lines8 is what areas8 knows before it begins, as vectors in memory: a number that is made a vector between others would
// stall them. So what makes it is a function of its own.
type lines8 struct {
	since, gaps        [maxKnots][8]float64
	begin, last, opens [8]float64
}

func areas8(sum, at, late, room, use, not *Column, k *Knots, from, to float64) {
	var m lines8
	years, n := k.Years, len(k.Years)-1
	for j, y := range years {
		gap := 1.0
		if j < n {
			gap = years[j+1] - y
		}
		for i := range m.since[j] {
			m.since[j][i], m.gaps[j][i] = y, gap
		}
	}
	for i := range m.begin {
		m.begin[i], m.last[i], m.opens[i] = from, to, k.Opens
	}
	areasRun8(sum, at, late, room, use, not, k, &m)
}

func areasRun8(sum, at, late, room, use, not *Column, k *Knots, m *lines8) {
	years, n := k.Years, len(k.Years)-1
	begin, last, opens := archsimd.LoadFloat64x8(&m.begin), archsimd.LoadFloat64x8(&m.last), archsimd.LoadFloat64x8(&m.opens)
	half, zero, one := all8(0.5), f8{}, all8(1)
	for i := first; i < end; i += next8 {
		l := load8(late, i)
		x, y := begin.Sub(l), last.Sub(l)
		x = opens.Merge(x, x.Less(opens))
		v := load8(k.Values[0], i)
		w, area := v, zero
		if n > 0 { // which line each time lies on
			from1, to1, from2, to2 := v, v, v, v
			began1, years1, began2, years2 := zero, one, zero, one
			for j := range n {
				year, gap := archsimd.LoadFloat64x8(&m.since[j]), archsimd.LoadFloat64x8(&m.gaps[j])
				low, high := load8(k.Values[j], i), load8(k.Values[j+1], i)
				after := x.Greater(year)
				from1, to1, began1, years1 = low.Merge(from1, after), high.Merge(to1, after), year.Merge(began1, after), gap.Merge(years1, after)
				after = y.Greater(year)
				from2, to2, began2, years2 = low.Merge(from2, after), high.Merge(to2, after), year.Merge(began2, after), gap.Merge(years2, after)
			}
			v = from1.Add(to1.Sub(from1).Mul(x.Sub(began1).Div(years1)))
			w = from2.Add(to2.Sub(from2).Mul(y.Sub(began2).Div(years2)))
			year, low, high := archsimd.LoadFloat64x8(&m.since[n]), load8(k.Values[0], i), load8(k.Values[n], i)
			v, w = high.Merge(v, x.Greater(year)), high.Merge(w, y.Greater(year))
			year = archsimd.LoadFloat64x8(&m.since[0])
			v, w = low.Merge(v, x.LessEqual(year)), low.Merge(w, y.LessEqual(year))
		}
		t, power := x, v
		for j := range years { // the knots that lie between the two
			year := archsimd.LoadFloat64x8(&m.since[j])
			after, before := year.Greater(x), year.Less(y)
			if after.ToBits()&before.ToBits() == 0 {
				continue
			}
			next := load8(k.Values[j], i)
			more := area.Add(power.Add(next).Mul(half).Mul(year.Sub(t)))
			area = more.Merge(area, after).Merge(area, before)
			t, power = year.Merge(t, after).Merge(t, before), next.Merge(power, after).Merge(power, before)
		}
		area = area.Add(power.Add(w).Mul(half).Mul(y.Sub(t)))
		area, w = area.Masked(y.Greater(opens)), w.Masked(y.GreaterEqual(opens)) // neither where a time is undefined
		limit := load8(room, i)
		area = limit.Merge(limit.Merge(area, limit.Less(area)), limit.IsNaN()).Mul(load8(use, i))
		if not != nil {
			area = area.Masked(load8(not, i).Equal(zero))
		}
		store8(sum, i, area)
		store8(at, i, w)
	}
	archsimd.ClearAVXUpperBits()
}

func climb8(sum, at, late, room, use, not, lines *Column, from, to uintptr, opens, done, begins, ends float64) {
	half, zero := all8(0.5), f8{}
	begin, last, open, over := all8(begins), all8(ends), all8(opens), all8(done)
	for i := first; i < end; i += next8 {
		l := load8(late, i)
		y := last.Sub(l)
		if y.GreaterEqual(open).ToBits() == 0 {
			continue
		}
		x := begin.Sub(l)
		var area f8
		if x.LessEqual(over).ToBits() == 0 { // all are on the flat line at the end
			area = load8(lines, to+bytesInLine).Mul(y.Sub(x))
		} else {
			early := x.Less(open)
			x = open.Merge(x, early)
			v := load8(lines, MostLines*bytesOfRow).Merge(load8(at, i), early)
			year, value, rise, gap := load8(lines, from), load8(lines, from+bytesInLine), load8(lines, from+2*bytesInLine), load8(lines, from+3*bytesInLine)
			flat := y.LessEqual(year)
			for row := from + bytesOfRow; row <= to; row += bytesOfRow {
				since := load8(lines, row)
				after := y.Greater(since)
				year = since.Merge(year, after)
				value = load8(lines, row+bytesInLine).Merge(value, after)
				rise = load8(lines, row+2*bytesInLine).Merge(rise, after)
				gap = load8(lines, row+3*bytesInLine).Merge(gap, after)
			}
			w := value.Merge(value.Add(rise.Mul(y.Sub(year).Div(gap))), flat)
			store8(at, i, w.Masked(y.GreaterEqual(open)))
			before := v.Add(value).Mul(half).Mul(year.Sub(x)).Masked(year.Greater(x)).Masked(year.Less(y))
			t := year.Merge(x, year.Greater(x))
			t = t.Merge(x, year.Less(y))
			v = value.Merge(v, year.Greater(x)).Merge(v, year.Less(y))
			area = before.Add(v.Add(w).Mul(half).Mul(y.Sub(t))).Masked(y.Greater(open))
		}
		limit := load8(room, i)
		area = limit.Merge(limit.Merge(area, limit.Less(area)), limit.IsNaN()).Mul(load8(use, i))
		if not != nil {
			area = area.Masked(load8(not, i).Equal(zero))
		}
		store8(sum, i, area)
	}
	archsimd.ClearAVXUpperBits()
}
