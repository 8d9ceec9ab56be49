//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// logOdds8 is logRun8 of the odds, which are plain numbers.
func logOdds8(u *Column, n int) {
	const rootHalf = 0x3fe6a09e667f3bcd // bits of sqrt(1/2)
	root, exponent := archsimd.BroadcastUint64x8(rootHalf), archsimd.BroadcastUint64x8(^uint64(1<<52-1))
	one, two, half, ln2hi, ln2lo := all8(1), all8(2), all8(0.5), all8(ln2Hi), all8(ln2Lo)
	c1, c2, c3, c4, c5, c6, c7 := all8(logC1), all8(logC2), all8(logC3), all8(logC4), all8(logC5), all8(logC6), all8(logC7)
	for i := first; i < uintptr(n)*8; i += next8 {
		x := load8(u, i)
		b := x.Div(one.Sub(x)).AsUint64x8()
		e := b.Sub(root).And(exponent)
		k := e.AsInt64x8().ShiftAllRight(52).ConvertToFloat64()
		f := b.Sub(e).AsFloat64x8().Sub(one)
		s := f.Div(two.Add(f))
		z := s.Mul(s)
		w := z.Mul(z)
		even := w.Mul(c2.Add(w.Mul(c4.Add(w.Mul(c6)))))
		odd := z.Mul(c1.Add(w.Mul(c3.Add(w.Mul(c5.Add(w.Mul(c7)))))))
		h := f.Mul(f).Mul(half)
		store8(u, i, k.Mul(ln2hi).Sub(h.Sub(s.Mul(h.Add(even.Add(odd))).Add(k.Mul(ln2lo))).Sub(f)))
	}
	archsimd.ClearAVXUpperBits()
}

// atOdds8 has the vectors with exponents out of reach made by the twin.
func atOdds8(x *Column, n int, middle, low, high float64) {
	for i := first; i < uintptr(n)*8; i += next8 {
		if i = atOddsRun8(x, i, uintptr(n)*8, middle, low, high); i < uintptr(n)*8 {
			part := (*[8]float64)(x[i/8:])
			for j, v := range part {
				part[j] = AtOdds1(float64(middle*Exp1(v)), low, high)
			}
		}
	}
}

// atOddsRun8 is atOdds8 from a vector on, as expRun8 is.
func atOddsRun8(x *Column, i, to uintptr, middle, low, high float64) uintptr {
	magic, perStep, hi, lo := all8(0x1.8p52), all8(expPerStep), all8(expStepHi), all8(expStepLo)
	c2, c3, c4, c5, c6 := all8(expC2), all8(expC3), all8(expC4), all8(expC5), all8(expC6)
	low8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[:8]))
	high8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[8:]))
	limit := archsimd.BroadcastUint64x8(0x4086 << 49)
	one, mid, span, least, most := all8(1), all8(middle), all8(high-low), all8(low), all8(high)
	for ; i < to; i += next8 {
		v := load8(x, i)
		if v.AsUint64x8().ShiftAllLeft(1).GreaterEqual(limit).ToBits() != 0 {
			break
		}
		m := v.Mul(perStep).Add(magic)
		k := m.AsUint64x8()
		m = m.Sub(magic)
		r := v.Sub(m.Mul(hi)).Sub(m.Mul(lo))
		rr := r.Mul(r)
		lower := c2.Add(c3.Mul(r))
		upper := c4.Add(r.Mul(c5.Add(c6.Mul(r))))
		series := r.Add(rr.Mul(lower.Add(rr.Mul(upper))))
		power := low8.ConcatPermute(high8, k).Add(k.ShiftAllLeft(48)).AsFloat64x8()
		e := mid.Mul(power.Add(power.Mul(series)))
		near := e.Less(one)
		part := e.Merge(span, near).Div(one.Add(e))
		store8(x, i, least.Add(span.Mul(part)).Merge(most.Sub(part), near))
	}
	archsimd.ClearAVXUpperBits()
	return i
}
