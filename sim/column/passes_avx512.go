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

func part8(d, e, x, y, off, share *Column) {
	zero, one := f8{}, all8(1)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		if y != nil {
			v = v.Mul(load8(y, i))
		}
		v = zero.Merge(v, v.LessEqual(zero))
		if off != nil {
			v = v.Mul(one.Sub(load8(off, i)))
		}
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
			next := got.Add(has.Div(ask)).Merge(one, more) // a jump around the division would cost more than it saves
			got = next.Merge(got, some).Merge(got, got.Less(one))
		}
		served := ask.Mul(got)
		store8(short, i, ask.Sub(served))
		store8(d, i, own.Add(served))
	}
	archsimd.ClearAVXUpperBits()
}

// earn8 loads all before it stores: columns are 2 KB long, and a load waits for a store 4 KB apart.
func earn8(x *Earnings, now int, n float64, times bool) {
	zero, by := f8{}, all8(-n)
	for i := first; i < end; i += next8 {
		v := load8(x.In, i).Add(load8(x.Interest, i)).Sub(load8(x.Out, i)).Sub(load8(x.Outside, i))
		if x.Gone == nil {
			v = v.Sub(load8(x.Paid, i))
		} else {
			v = v.Sub(load8(x.Paid, i)).Merge(v, load8(x.Gone, i).Equal(zero))
		}
		carried, taxed := load8(x.Losses, i), v
		if x.Less != nil {
			taxed = v.Sub(load8(x.Less, i))
		}
		below := taxed.Less(zero)
		use := carried.Merge(carried.Merge(taxed, carried.Less(taxed)), carried.IsNaN())
		due := zero.Merge(load8(x.Rate, i).Mul(taxed.Sub(use)), below)
		v = v.Sub(due)
		var sum f8
		switch now {
		case 0:
			sum = v.Add(load8(x.Last[1], i)).Add(load8(x.Last[2], i)).Add(load8(x.Last[3], i))
		case 1:
			sum = load8(x.Last[0], i).Add(v).Add(load8(x.Last[2], i)).Add(load8(x.Last[3], i))
		case 2:
			sum = load8(x.Last[0], i).Add(load8(x.Last[1], i)).Add(v).Add(load8(x.Last[3], i))
		default:
			sum = load8(x.Last[0], i).Add(load8(x.Last[1], i)).Add(load8(x.Last[2], i)).Add(v)
		}
		if times {
			sum = sum.Mul(by)
		} else {
			sum = sum.Div(by)
		}
		store8(x.Losses, i, carried.Sub(taxed.Merge(use, below)))
		store8(x.Tax, i, due)
		store8(x.Result, i, v)
		store8(x.Last[now&3], i, v)
		store8(x.Loss, i, zero.Merge(sum, sum.LessEqual(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func left8(d, due, spent, closed, share *Column, rest float64) {
	zero, all := f8{}, all8(rest)
	for i := first; i < end; i += next8 {
		v := all.Add(load8(due, i)).Sub(load8(spent, i))
		store8(d, i, zero.Merge(zero.Merge(v, v.LessEqual(zero)), load8(closed, i).NotEqual(zero)).Mul(load8(share, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func book8(due, sum, open, floor, counted, closed *Column, by float64, times bool) {
	zero, over := f8{}, all8(by)
	for i := first; i < end; i += next8 {
		runs, v, more := load8(closed, i).Equal(zero), load8(counted, i), load8(floor, i)
		if times {
			more = more.Mul(over)
		} else {
			more = more.Div(over)
		}
		p, q := load8(due, i), load8(sum, i)
		store8(due, i, p.Add(more).Merge(p, runs))
		store8(sum, i, q.Add(v).Merge(q, runs))
		if open != nil {
			q = load8(open, i)
			store8(open, i, q.Add(v).Merge(q, runs))
		}
	}
	archsimd.ClearAVXUpperBits()
}

func bookC8(due, sum, open, counted, closed *Column, more float64) {
	zero, add := f8{}, all8(more)
	for i := first; i < end; i += next8 {
		runs, v, p, q := load8(closed, i).Equal(zero), load8(counted, i), load8(due, i), load8(sum, i)
		store8(due, i, p.Add(add).Merge(p, runs))
		store8(sum, i, q.Add(v).Merge(q, runs))
		if open != nil {
			q = load8(open, i)
			store8(open, i, q.Add(v).Merge(q, runs))
		}
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

func integrate8(d *Column, p *Path, dt float64, of uintptr) {
	half, step := all8(0.5), all8(dt)
	for i := first; i < end; i += next8 {
		v, e, rate := load8(p.Vol, i&of), load8(p.Eta, i&of), load8(p.Level, i)
		less := half.Mul(v).Mul(v).Add(load8(p.Premium, i&of).Mul(v))
		mean := rate.Sub(less).Mul(step).Add(load8(p.Growth, i).Sub(rate).Mul(load8(p.Gain, i))).Sub(load8(p.GrowthPremium, i&of).Mul(e).Mul(load8(p.Drag, i)))
		own := v.Mul(v).Mul(step).Add(e.Mul(e).Mul(load8(p.Alone, i))).Sqrt()
		store8(d, i, mean.Add(e.Mul(load8(p.Shared, i)).Mul(load8(p.GrowthZ, i))).Add(own.Mul(load8(p.Z, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func fade8(p *Path, keep, noise *Column, of uintptr) {
	for i := first; i < end; i += next8 {
		rate, e := load8(p.Level, i), load8(p.Eta, i&of)
		g := rate.Add(load8(keep, i).Mul(load8(p.Growth, i).Sub(rate))).Sub(load8(p.Gain, i).Mul(load8(p.GrowthPremium, i&of)).Mul(e))
		store8(p.Growth, i, g.Add(e.Mul(load8(noise, i)).Mul(load8(p.GrowthZ, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func loads8(d, a, k, x, y, z *Column) {
	for i := first; i < end; i += next8 {
		store8(d, i, load8(a, i).Add(load8(k, i).Mul(load8(x, i).Sub(load8(y, i)))).Add(load8(z, i)))
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
