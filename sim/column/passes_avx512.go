//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
)

// The kernels of arithmetic in one pass, on AVX-512, as in arithmetic_avx512.go: go generate makes passes_avx2.go.

func range8(c *Column) (low, high float64) {
	a := in8(c)
	least1, least2 := archsimd.LoadFloat64x8(&a[0]), archsimd.LoadFloat64x8(&a[1])
	most1, most2, undefined := least1, least2, least1.IsNaN()
	for i := 0; i < len(a); i += 2 {
		v, w := archsimd.LoadFloat64x8(&a[i]), archsimd.LoadFloat64x8(&a[i+1])
		least1, most1 = v.Min(least1), v.Max(most1)
		least2, most2 = w.Min(least2), w.Max(most2)
		undefined = undefined.Or(v.IsNaN()).Or(w.IsNaN())
	}
	none := undefined.ToBits() == 0
	var lows, highs [8]float64
	least1.Min(least2).Store(&lows)
	most1.Max(most2).Store(&highs)
	archsimd.ClearAVXUpperBits()
	if !none {
		return math.NaN(), math.NaN()
	}
	low, high = lows[0], highs[0]
	for j := range lows {
		if lows[j] < low {
			low = lows[j]
		}
		if highs[j] > high {
			high = highs[j]
		}
	}
	return low, high
}

func anyBut8(x, y *Column) bool {
	a, b, zero := in8(x), in8(y), all8(0)
	found := false
	for i := range a {
		if archsimd.LoadFloat64x8(&a[i]).NotEqual(zero).And(archsimd.LoadFloat64x8(&b[i]).Equal(zero)).ToBits() != 0 {
			found = true
			break
		}
	}
	archsimd.ClearAVXUpperBits()
	return found
}

func toward8(x, to, keep *Column) {
	a, b, k := in8(x), in8(to), in8(keep)
	for i := range a {
		level := archsimd.LoadFloat64x8(&b[i])
		level.Add(archsimd.LoadFloat64x8(&k[i]).Mul(archsimd.LoadFloat64x8(&a[i]).Sub(level))).Store(&a[i])
	}
	archsimd.ClearAVXUpperBits()
}

func revert8(x, to, keep, noise, z *Column) {
	a, b, k, s, w := in8(x), in8(to), in8(keep), in8(noise), in8(z)
	for i := range a {
		level := archsimd.LoadFloat64x8(&b[i])
		level.Add(archsimd.LoadFloat64x8(&k[i]).Mul(archsimd.LoadFloat64x8(&a[i]).Sub(level))).Add(archsimd.LoadFloat64x8(&s[i]).Mul(archsimd.LoadFloat64x8(&w[i]))).Store(&a[i])
	}
	archsimd.ClearAVXUpperBits()
}

func switch8(x, u, off, on *Column) {
	a, v, p, q, half, one := in8(x), in8(u), in8(off), in8(on), all8(0.5), all8(1)
	for i := range a {
		is := archsimd.LoadFloat64x8(&a[i]).Greater(half)
		turns := one.Masked(archsimd.LoadFloat64x8(&v[i]).Less(archsimd.LoadFloat64x8(&p[i]).Merge(archsimd.LoadFloat64x8(&q[i]), is)))
		one.Sub(turns).Merge(turns, is).Store(&a[i])
	}
	archsimd.ClearAVXUpperBits()
}

func excess8(d, x, y *Column) {
	to, a, b, zero := in8(d), in8(x), in8(y), all8(0)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i]).Sub(archsimd.LoadFloat64x8(&b[i]))
		zero.Merge(v, v.LessEqual(zero)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func yield8(d, x, by, off *Column) {
	to, a, b, c, zero, one := in8(d), in8(x), in8(by), in8(off), all8(0), all8(1)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i])
		zero.Merge(v, v.LessEqual(zero)).Mul(archsimd.LoadFloat64x8(&b[i])).Mul(one.Sub(archsimd.LoadFloat64x8(&c[i]))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func trapezoid8(d, x, y, off *Column, half float64) {
	to, a, b, c, one, h := in8(d), in8(x), in8(y), in8(off), all8(1), all8(half)
	for i := range to {
		v := archsimd.LoadFloat64x8(&b[i])
		archsimd.LoadFloat64x8(&a[i]).Add(v).Mul(h).Mul(one.Sub(archsimd.LoadFloat64x8(&c[i]))).Store(&to[i])
		v.Store(&a[i])
	}
	archsimd.ClearAVXUpperBits()
}

func part8(d, e, x, off, share *Column) {
	to, also, a, b, c, zero, one := in8(d), in8(e), in8(x), in8(off), in8(share), all8(0), all8(1)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i])
		v = zero.Merge(v, v.LessEqual(zero)).Mul(one.Sub(archsimd.LoadFloat64x8(&b[i])))
		w := archsimd.LoadFloat64x8(&c[i]).Mul(v)
		v.Store(&to[i])
		w.Store(&also[i])
	}
	archsimd.ClearAVXUpperBits()
}

func take8(d, short, want, free, there, price *Column) {
	to, less, a, b, c, p := in8(d), in8(short), in8(want), in8(free), in8(there), in8(price)
	for i := range to {
		own := archsimd.LoadFloat64x8(&b[i])
		need, has := archsimd.LoadFloat64x8(&a[i]).Sub(own), archsimd.LoadFloat64x8(&c[i]).Mul(archsimd.LoadFloat64x8(&p[i]))
		got := has.Merge(need, has.Less(need).Or(has.IsNaN()))
		own.Add(got).Store(&to[i])
		need.Sub(got).Store(&less[i])
	}
	archsimd.ClearAVXUpperBits()
}

func drain8(d, short, want, free *Column, there, price []*Column) {
	to, less, a, b, zero, one := in8(d), in8(short), in8(want), in8(free), all8(0), all8(1)
	for i := range to {
		own := archsimd.LoadFloat64x8(&b[i])
		ask, got := archsimd.LoadFloat64x8(&a[i]).Sub(own), zero
		for k := range there {
			has := archsimd.LoadFloat64x8(&in8(there[k])[i]).Mul(archsimd.LoadFloat64x8(&in8(price[k])[i]))
			asks := got.Less(one).And(has.Greater(zero))
			if asks.ToBits() == 0 {
				continue
			}
			more := ask.Mul(one.Sub(got)).Greater(has)
			next := one
			if more.ToBits() != 0 {
				next = got.Add(has.Div(ask)).Merge(one, more)
			}
			got = next.Merge(got, asks)
		}
		served := ask.Mul(got)
		ask.Sub(served).Store(&less[i])
		own.Add(served).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func balance8(d, a, b, x, y, z, none *Column) {
	to, p, q, r, s, t, n, zero := in8(d), in8(a), in8(b), in8(x), in8(y), in8(z), in8(none), all8(0)
	for i := range to {
		v := archsimd.LoadFloat64x8(&p[i]).Add(archsimd.LoadFloat64x8(&q[i])).Sub(archsimd.LoadFloat64x8(&r[i])).Sub(archsimd.LoadFloat64x8(&s[i]))
		v.Sub(archsimd.LoadFloat64x8(&t[i])).Merge(v, archsimd.LoadFloat64x8(&n[i]).Equal(zero)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func tax8(x, tax, losses, less, rate *Column) {
	a, to, c, l, r, zero := in8(x), in8(tax), in8(losses), in8(less), in8(rate), all8(0)
	for i := range a {
		v, carried := archsimd.LoadFloat64x8(&a[i]), archsimd.LoadFloat64x8(&c[i])
		taxed := v.Sub(archsimd.LoadFloat64x8(&l[i]))
		below := taxed.Less(zero)
		use := carried.Merge(taxed, carried.Less(taxed).Or(carried.IsNaN()))
		due := zero.Merge(archsimd.LoadFloat64x8(&r[i]).Mul(taxed.Sub(use)), below)
		carried.Sub(taxed.Merge(use, below)).Store(&c[i])
		due.Store(&to[i])
		v.Sub(due).Store(&a[i])
	}
	archsimd.ClearAVXUpperBits()
}

func loss8(d, w, x, y, z *Column, n float64) {
	to, p, q, r, s, zero, by := in8(d), in8(w), in8(x), in8(y), in8(z), all8(0), all8(-n)
	for i := range to {
		v := archsimd.LoadFloat64x8(&p[i]).Add(archsimd.LoadFloat64x8(&q[i])).Add(archsimd.LoadFloat64x8(&r[i])).Add(archsimd.LoadFloat64x8(&s[i])).Div(by)
		zero.Merge(v, v.LessEqual(zero)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func book8(due, sum, open, floor, counted, closed *Column, by float64) {
	a, b, c, f, n, x, zero, over := in8(due), in8(sum), in8(open), in8(floor), in8(counted), in8(closed), all8(0), all8(by)
	for i := range a {
		runs, v := archsimd.LoadFloat64x8(&x[i]).Equal(zero), archsimd.LoadFloat64x8(&n[i])
		p, q, r := archsimd.LoadFloat64x8(&a[i]), archsimd.LoadFloat64x8(&b[i]), archsimd.LoadFloat64x8(&c[i])
		p.Add(archsimd.LoadFloat64x8(&f[i]).Div(over)).Merge(p, runs).Store(&a[i])
		q.Add(v).Merge(q, runs).Store(&b[i])
		r.Add(v).Merge(r, runs).Store(&c[i])
	}
	archsimd.ClearAVXUpperBits()
}

func open8(d, rest, due, settled, owed, spent, kept, closed *Column) {
	to, a, b, c, e, f, k, x, zero := in8(d), in8(rest), in8(due), in8(settled), in8(owed), in8(spent), in8(kept), in8(closed), all8(0)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i]).Add(archsimd.LoadFloat64x8(&b[i]).Sub(archsimd.LoadFloat64x8(&c[i])).Add(archsimd.LoadFloat64x8(&e[i]))).Sub(archsimd.LoadFloat64x8(&f[i])).Sub(archsimd.LoadFloat64x8(&k[i]))
		zero.Merge(v, v.LessEqual(zero).Or(archsimd.LoadFloat64x8(&x[i]).NotEqual(zero))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func clocks8(clock, late *Column, t, dt, instant float64) (held, behind bool) {
	a, b, is, began, least := in8(clock), in8(late), all8(t), all8(t-dt), all8(instant)
	back := is.NotEqual(is)
	stood := back
	for i := range a {
		was, l := archsimd.LoadFloat64x8(&a[i]), archsimd.LoadFloat64x8(&b[i])
		now := is.Sub(l)
		before := now.Less(was)
		was.Merge(now, before).Store(&a[i])
		first := now.Merge(was, before.Or(now.IsNaN()))
		stood = stood.Or(first.Sub(began.Sub(l)).Greater(least))
		back = back.Or(before)
	}
	held, behind = stood.ToBits() != 0, back.ToBits() != 0
	archsimd.ClearAVXUpperBits()
	return held, behind
}

func slab8(sum, end, a, b, c, d, room, use, most *Column, f1, f2, width float64) {
	to, last, p, q, r, s, most1, share, most2 := in8(sum), in8(end), in8(a), in8(b), in8(c), in8(d), in8(room), in8(use), in8(most)
	g, h, wide, half := all8(f1), all8(f2), all8(width), all8(0.5)
	for i := range to {
		v, w := archsimd.LoadFloat64x8(&p[i]), archsimd.LoadFloat64x8(&r[i])
		v = v.Add(archsimd.LoadFloat64x8(&q[i]).Sub(v).Mul(g))
		w = w.Add(archsimd.LoadFloat64x8(&s[i]).Sub(w).Mul(h))
		area, limit := v.Add(w).Mul(half).Mul(wide), archsimd.LoadFloat64x8(&most1[i])
		limit.Merge(area, limit.Less(area).Or(limit.IsNaN())).Mul(archsimd.LoadFloat64x8(&share[i])).Store(&to[i])
		limit = archsimd.LoadFloat64x8(&most2[i])
		limit.Merge(w, limit.Less(w).Or(limit.IsNaN())).Store(&last[i])
	}
	archsimd.ClearAVXUpperBits()
}

func areas8(sum, end, late, room, use, most *Column, k *Knots, from, to float64) {
	// Vectors of the years and of the times between them, in memory and before any other vector: a number that is made a
	// vector between others would stall them.
	var since, gaps [maxKnots][8]float64
	years, n := k.Years, len(k.Years)-1
	for j, y := range years {
		gap := 1.0
		if j < n {
			gap = years[j+1] - y
		}
		for i := range since[j] {
			since[j][i], gaps[j][i] = y, gap
		}
	}
	d, e, by, most1, share, most2 := in8(sum), in8(end), in8(late), in8(room), in8(use), in8(most)
	begin, last, opens, half, zero, one := all8(from), all8(to), all8(k.Opens), all8(0.5), all8(0), all8(1)
	first, final := in8(k.Values[0]), in8(k.Values[n])
	for i := range d {
		l := archsimd.LoadFloat64x8(&by[i])
		x, y := begin.Sub(l), last.Sub(l)
		never, not := y.LessEqual(opens).Or(y.IsNaN()), y.Less(opens).Or(y.IsNaN())
		x = opens.Merge(x, x.Less(opens))
		v := archsimd.LoadFloat64x8(&first[i])
		w, area := v, zero
		if n > 0 { // which line each time lies on
			from1, to1, from2, to2 := v, v, v, v
			began1, years1, began2, years2 := zero, one, zero, one
			for j := range n {
				year, gap := archsimd.LoadFloat64x8(&since[j]), archsimd.LoadFloat64x8(&gaps[j])
				low, high := archsimd.LoadFloat64x8(&in8(k.Values[j])[i]), archsimd.LoadFloat64x8(&in8(k.Values[j+1])[i])
				after := x.Greater(year)
				from1, to1, began1, years1 = low.Merge(from1, after), high.Merge(to1, after), year.Merge(began1, after), gap.Merge(years1, after)
				after = y.Greater(year)
				from2, to2, began2, years2 = low.Merge(from2, after), high.Merge(to2, after), year.Merge(began2, after), gap.Merge(years2, after)
			}
			v = from1.Add(to1.Sub(from1).Mul(x.Sub(began1).Div(years1)))
			w = from2.Add(to2.Sub(from2).Mul(y.Sub(began2).Div(years2)))
			year, low, high := archsimd.LoadFloat64x8(&since[n]), archsimd.LoadFloat64x8(&first[i]), archsimd.LoadFloat64x8(&final[i])
			v, w = high.Merge(v, x.Greater(year)), high.Merge(w, y.Greater(year))
			year = archsimd.LoadFloat64x8(&since[0])
			v, w = low.Merge(v, x.LessEqual(year)), low.Merge(w, y.LessEqual(year))
		}
		t, power := x, v
		for j := range years { // the knots that lie between the two
			year := archsimd.LoadFloat64x8(&since[j])
			within := year.Greater(x).And(year.Less(y))
			if within.ToBits() == 0 {
				continue
			}
			next := archsimd.LoadFloat64x8(&in8(k.Values[j])[i])
			area = area.Add(power.Add(next).Mul(half).Mul(year.Sub(t))).Merge(area, within)
			t, power = year.Merge(t, within), next.Merge(power, within)
		}
		area = area.Add(power.Add(w).Mul(half).Mul(y.Sub(t)))
		area, w = zero.Merge(area, never), zero.Merge(w, not)
		limit := archsimd.LoadFloat64x8(&most1[i])
		limit.Merge(area, limit.Less(area).Or(limit.IsNaN())).Mul(archsimd.LoadFloat64x8(&share[i])).Store(&d[i])
		limit = archsimd.LoadFloat64x8(&most2[i])
		limit.Merge(w, limit.Less(w).Or(limit.IsNaN())).Store(&e[i])
	}
	archsimd.ClearAVXUpperBits()
}

func integrate8(d *Column, p *Path, dt float64) {
	to, growth, level, gain, drag := in8(d), in8(p.Growth), in8(p.Level), in8(p.Gain), in8(p.Drag)
	vol, eta, premium, growthPremium := in8(p.Vol), in8(p.Eta), in8(p.Premium), in8(p.GrowthPremium)
	shared, alone, z, zg := in8(p.Shared), in8(p.Alone), in8(p.Z), in8(p.GrowthZ)
	half, step := all8(0.5), all8(dt)
	for i := range to {
		v, e, rate := archsimd.LoadFloat64x8(&vol[i]), archsimd.LoadFloat64x8(&eta[i]), archsimd.LoadFloat64x8(&level[i])
		less := half.Mul(v).Mul(v).Add(archsimd.LoadFloat64x8(&premium[i]).Mul(v))
		mean := rate.Sub(less).Mul(step).Add(archsimd.LoadFloat64x8(&growth[i]).Sub(rate).Mul(archsimd.LoadFloat64x8(&gain[i]))).Sub(archsimd.LoadFloat64x8(&growthPremium[i]).Mul(e).Mul(archsimd.LoadFloat64x8(&drag[i])))
		own := v.Mul(v).Mul(step).Add(e.Mul(e).Mul(archsimd.LoadFloat64x8(&alone[i]))).Sqrt()
		mean.Add(e.Mul(archsimd.LoadFloat64x8(&shared[i])).Mul(archsimd.LoadFloat64x8(&zg[i]))).Add(own.Mul(archsimd.LoadFloat64x8(&z[i]))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func fade8(p *Path, keep, noise *Column) {
	growth, level, gain, premium, eta := in8(p.Growth), in8(p.Level), in8(p.Gain), in8(p.GrowthPremium), in8(p.Eta)
	k, s, zg := in8(keep), in8(noise), in8(p.GrowthZ)
	for i := range growth {
		rate, e := archsimd.LoadFloat64x8(&level[i]), archsimd.LoadFloat64x8(&eta[i])
		g := rate.Add(archsimd.LoadFloat64x8(&k[i]).Mul(archsimd.LoadFloat64x8(&growth[i]).Sub(rate))).Sub(archsimd.LoadFloat64x8(&gain[i]).Mul(archsimd.LoadFloat64x8(&premium[i])).Mul(e))
		g.Add(e.Mul(archsimd.LoadFloat64x8(&s[i])).Mul(archsimd.LoadFloat64x8(&zg[i]))).Store(&growth[i])
	}
	archsimd.ClearAVXUpperBits()
}

func terms8(d, x *Column, first float64, n, to int) {
	var by [maxTerms][8]float64 // in memory: see areas8
	for k := n; k < to; k++ {
		for i := range by[k] {
			by[k][i] = -float64(k)
		}
	}
	sums, a := in8(d), in8(x)
	for i := range sums {
		v, sum := archsimd.LoadFloat64x8(&a[i]), all8(first)
		term := sum
		for k := n; k < to; k++ {
			term = term.Mul(v).Div(archsimd.LoadFloat64x8(&by[k]))
			sum = sum.Add(term)
		}
		sum.Store(&sums[i])
	}
	archsimd.ClearAVXUpperBits()
}
