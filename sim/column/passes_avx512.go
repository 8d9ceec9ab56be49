//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
)

// The kernels of arithmetic in one pass, on AVX-512, as in arithmetic_avx512.go: go generate makes passes_avx2.go.

// some8 says whether one of the numbers is not 0, when vectors are done with: what is asked of a vector itself the compiler
// may put off until its upper bits have been cleared, and so leave them in use.
func some8(v *[8]float64) bool {
	bits := uint64(0)
	for _, x := range v {
		bits |= math.Float64bits(x)
	}
	return bits != 0
}

func range8(c *Column) (low, high float64) {
	least, most := load8(c, 0), load8(c, next8)
	least, most = least.Min(most), least.Max(most)
	undefined := f8{}
	for i := first; i < end; i += 2 * next8 {
		v, w := load8(c, i), load8(c, i+next8)
		undefined = v.Merge(undefined, v.IsNaN())
		undefined = w.Merge(undefined, w.IsNaN())
		least, most = v.Min(w).Min(least), v.Max(w).Max(most)
	}
	var lows, highs, none [8]float64
	least.Store(&lows)
	most.Store(&highs)
	undefined.Store(&none)
	archsimd.ClearAVXUpperBits()
	if some8(&none) {
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
	zero := f8{}
	found := false
	for i := first; i < end; i += next8 {
		if load8(x, i).Masked(load8(y, i).Equal(zero)).NotEqual(zero).ToBits() != 0 {
			found = true
			break
		}
	}
	archsimd.ClearAVXUpperBits()
	return found
}

func toward8(x, to, keep *Column) {
	for i := first; i < end; i += next8 {
		level := load8(to, i)
		store8(x, i, level.Add(load8(keep, i).Mul(load8(x, i).Sub(level))))
	}
	archsimd.ClearAVXUpperBits()
}

func revert8(x, to, keep, noise, z *Column) {
	for i := first; i < end; i += next8 {
		level := load8(to, i)
		store8(x, i, level.Add(load8(keep, i).Mul(load8(x, i).Sub(level))).Add(load8(noise, i).Mul(load8(z, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func switch8(x, words, off, on *Column) {
	half, one, eleven := all8(0.5), all8(1), archsimd.BroadcastUint64x8(11)
	for i := first; i < end; i += next8 {
		is := load8(x, i).Greater(half)
		limit := load8(off, i).Merge(load8(on, i), is).AsInt64x8()
		turns := one.Masked(limit.Greater(load8(words, i).AsUint64x8().ShiftRight(eleven).AsInt64x8()))
		store8(x, i, one.Sub(turns).Merge(turns, is))
	}
	archsimd.ClearAVXUpperBits()
}

func excess8(d, x, y *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		v := load8(x, i).Sub(load8(y, i))
		store8(d, i, zero.Merge(v, v.LessEqual(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func yield8(d, x, by, off *Column) {
	zero, one := f8{}, all8(1)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		store8(d, i, zero.Merge(v, v.LessEqual(zero)).Mul(load8(by, i)).Mul(one.Sub(load8(off, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func trapezoid8(d, x, y, off *Column, half float64) {
	one, h := all8(1), all8(half)
	for i := first; i < end; i += next8 {
		v := load8(y, i)
		store8(d, i, load8(x, i).Add(v).Mul(h).Mul(one.Sub(load8(off, i))))
		store8(x, i, v)
	}
	archsimd.ClearAVXUpperBits()
}

func part8(d, e, x, off, share *Column) {
	zero, one := f8{}, all8(1)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		v = zero.Merge(v, v.LessEqual(zero)).Mul(one.Sub(load8(off, i)))
		w := load8(share, i).Mul(v)
		store8(d, i, v)
		store8(e, i, w)
	}
	archsimd.ClearAVXUpperBits()
}

func take8(d, short, want, free, there, price *Column) {
	for i := first; i < end; i += next8 {
		own := load8(free, i)
		need, has := load8(want, i).Sub(own), load8(there, i).Mul(load8(price, i))
		got := has.Merge(has.Merge(need, has.Less(need)), has.IsNaN())
		store8(d, i, own.Add(got))
		store8(short, i, need.Sub(got))
	}
	archsimd.ClearAVXUpperBits()
}

func drain8(d, short, want, free *Column, there, price []*Column) {
	zero, one := f8{}, all8(1)
	for i := first; i < end; i += next8 {
		own := load8(free, i)
		ask, got := load8(want, i).Sub(own), zero
		for k := range there {
			has := load8(there[k], i).Mul(load8(price[k], i))
			some := has.Greater(zero)
			if some.ToBits() == 0 {
				continue
			}
			more := ask.Mul(one.Sub(got)).Greater(has)
			next := one
			if more.ToBits() != 0 {
				next = got.Add(has.Div(ask)).Merge(one, more)
			}
			got = next.Merge(got, some).Merge(got, got.Less(one))
		}
		served := ask.Mul(got)
		store8(short, i, ask.Sub(served))
		store8(d, i, own.Add(served))
	}
	archsimd.ClearAVXUpperBits()
}

func balance8(d, a, b, x, y, z, none *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		v := load8(a, i).Add(load8(b, i)).Sub(load8(x, i)).Sub(load8(y, i))
		store8(d, i, v.Sub(load8(z, i)).Merge(v, load8(none, i).Equal(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func tax8(x, tax, losses, less, rate *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		v, carried := load8(x, i), load8(losses, i)
		taxed := v.Sub(load8(less, i))
		below := taxed.Less(zero)
		use := carried.Merge(carried.Merge(taxed, carried.Less(taxed)), carried.IsNaN())
		due := zero.Merge(load8(rate, i).Mul(taxed.Sub(use)), below)
		store8(losses, i, carried.Sub(taxed.Merge(use, below)))
		store8(tax, i, due)
		store8(x, i, v.Sub(due))
	}
	archsimd.ClearAVXUpperBits()
}

func loss8(d, w, x, y, z *Column, n float64) {
	zero, by := f8{}, all8(-n)
	for i := first; i < end; i += next8 {
		v := load8(w, i).Add(load8(x, i)).Add(load8(y, i)).Add(load8(z, i)).Div(by)
		store8(d, i, zero.Merge(v, v.LessEqual(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func book8(due, sum, open, floor, counted, closed *Column, by float64) {
	zero, over := f8{}, all8(by)
	for i := first; i < end; i += next8 {
		runs, v := load8(closed, i).Equal(zero), load8(counted, i)
		p, q, r := load8(due, i), load8(sum, i), load8(open, i)
		store8(due, i, p.Add(load8(floor, i).Div(over)).Merge(p, runs))
		store8(sum, i, q.Add(v).Merge(q, runs))
		store8(open, i, r.Add(v).Merge(r, runs))
	}
	archsimd.ClearAVXUpperBits()
}

func open8(d, rest, due, settled, owed, spent, kept, closed *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		v := load8(rest, i).Add(load8(due, i).Sub(load8(settled, i)).Add(load8(owed, i))).Sub(load8(spent, i)).Sub(load8(kept, i))
		store8(d, i, zero.Merge(zero.Merge(v, v.LessEqual(zero)), load8(closed, i).NotEqual(zero)))
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

func slab8(sum, at, a, b, c, d, room, use, most *Column, f1, f2, width float64) {
	g, h, wide, half := all8(f1), all8(f2), all8(width), all8(0.5)
	for i := first; i < end; i += next8 {
		v, w := load8(a, i), load8(c, i)
		v = v.Add(load8(b, i).Sub(v).Mul(g))
		w = w.Add(load8(d, i).Sub(w).Mul(h))
		area, limit := v.Add(w).Mul(half).Mul(wide), load8(room, i)
		store8(sum, i, limit.Merge(limit.Merge(area, limit.Less(area)), limit.IsNaN()).Mul(load8(use, i)))
		limit = load8(most, i)
		store8(at, i, limit.Merge(limit.Merge(w, limit.Less(w)), limit.IsNaN()))
	}
	archsimd.ClearAVXUpperBits()
}

// lines8 is what areas8 knows before it begins, as vectors in memory: a number that is made a vector between others would
// stall them. So what makes it is a function of its own.
type lines8 struct {
	since, gaps        [maxKnots][8]float64
	begin, last, opens [8]float64
}

func areas8(sum, at, late, room, use, most, not *Column, k *Knots, from, to float64) {
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
	areasRun8(sum, at, late, room, use, most, not, k, &m)
}

func areasRun8(sum, at, late, room, use, most, not *Column, k *Knots, m *lines8) {
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
		limit = load8(most, i)
		w = limit.Merge(limit.Merge(w, limit.Less(w)), limit.IsNaN())
		if not != nil {
			there := load8(not, i).Equal(zero)
			area, w = area.Masked(there), w.Masked(there)
		}
		store8(sum, i, area)
		store8(at, i, w)
	}
	archsimd.ClearAVXUpperBits()
}

func integrate8(d *Column, p *Path, dt float64) {
	half, step := all8(0.5), all8(dt)
	for i := first; i < end; i += next8 {
		v, e, rate := load8(p.Vol, i), load8(p.Eta, i), load8(p.Level, i)
		less := half.Mul(v).Mul(v).Add(load8(p.Premium, i).Mul(v))
		mean := rate.Sub(less).Mul(step).Add(load8(p.Growth, i).Sub(rate).Mul(load8(p.Gain, i))).Sub(load8(p.GrowthPremium, i).Mul(e).Mul(load8(p.Drag, i)))
		own := v.Mul(v).Mul(step).Add(e.Mul(e).Mul(load8(p.Alone, i))).Sqrt()
		store8(d, i, mean.Add(e.Mul(load8(p.Shared, i)).Mul(load8(p.GrowthZ, i))).Add(own.Mul(load8(p.Z, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func fade8(p *Path, keep, noise *Column) {
	for i := first; i < end; i += next8 {
		rate, e := load8(p.Level, i), load8(p.Eta, i)
		g := rate.Add(load8(keep, i).Mul(load8(p.Growth, i).Sub(rate))).Sub(load8(p.Gain, i).Mul(load8(p.GrowthPremium, i)).Mul(e))
		store8(p.Growth, i, g.Add(e.Mul(load8(noise, i)).Mul(load8(p.GrowthZ, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func grow8(d, growth, vol, premium, z *Column, dt, root float64) {
	half, step, by := all8(0.5), all8(dt), all8(root)
	for i := first; i < end; i += next8 {
		v := load8(vol, i)
		less := half.Mul(v).Mul(v).Add(load8(premium, i).Mul(v))
		store8(d, i, load8(growth, i).Sub(less).Mul(step).Add(v.Mul(by).Mul(load8(z, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func settle8(short, open, carried, due, settled, closed *Column, keeps float64) {
	zero, kept := f8{}, all8(keeps)
	for i := first; i < end; i += next8 {
		runs := load8(closed, i).Equal(zero)
		is, was, had, all := load8(open, i), load8(settled, i), load8(carried, i), load8(due, i)
		over := is.Add(had).Sub(all.Sub(was))
		enough := over.GreaterEqual(zero)
		store8(short, i, zero.Merge(zero.Sub(over), enough).Masked(runs))
		left := zero.Merge(over, over.LessEqual(zero)).Masked(kept.NotEqual(zero))
		store8(carried, i, left.Merge(had, runs))
		store8(open, i, zero.Merge(is, runs))
		store8(settled, i, all.Merge(was, runs))
	}
	archsimd.ClearAVXUpperBits()
}
