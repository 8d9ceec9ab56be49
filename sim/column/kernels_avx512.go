//go:build goexperiment.simd && amd64

package column

import (
	"simd/archsimd"
	"unsafe"
)

// Exp, log and normals on AVX-512, eight paths a vector, with the bits of their scalar twins: the same operations in the
// same order, none fused. What few lanes need (large exponents, far tails) is done by the twin.

func init() {
	for segment := range 16 {
		for power := range 8 {
			normalCentral[power][segment/8][segment%8] = normalPoly[segment][power]
		}
	}
}

func exp8(dst, src *Column) {
	to, from := in8(dst), in8(src)
	magic, perStep, hi, lo := all8(0x1.8p52), all8(expPerStep), all8(expStepHi), all8(expStepLo)
	c2, c3, c4, c5, c6 := all8(expC2), all8(expC3), all8(expC4), all8(expC5), all8(expC6)
	low8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[:8]))
	high8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[8:]))
	limit := archsimd.BroadcastUint64x8(0x4086 << 49)
	for i := range to {
		x := archsimd.LoadFloat64x8(&from[i])
		m := x.Mul(perStep).Add(magic)
		k := m.AsUint64x8()
		m = m.Sub(magic)
		r := x.Sub(m.Mul(hi)).Sub(m.Mul(lo))
		rr := r.Mul(r)
		lower := c2.Add(c3.Mul(r))
		upper := c4.Add(r.Mul(c5.Add(c6.Mul(r))))
		series := r.Add(rr.Mul(lower.Add(rr.Mul(upper))))
		power := low8.ConcatPermute(high8, k).Add(k.ShiftAllLeft(48)).AsFloat64x8()
		y := power.Add(power.Mul(series))
		if far := x.AsUint64x8().ShiftAllLeft(1).GreaterEqual(limit).ToBits(); far != 0 {
			v := from[i]
			y = mend8(y, far, func(j int) float64 { return expAtEnds(v[j]) })
		}
		y.Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func log8(dst, src *Column) {
	to, from := in8(dst), in8(src)
	const rootHalf = 0x3fe6a09e667f3bcd // bits of sqrt(1/2)
	root, exponent := archsimd.BroadcastUint64x8(rootHalf), archsimd.BroadcastUint64x8(^uint64(1<<52-1))
	first, span := archsimd.BroadcastUint64x8(1<<52), archsimd.BroadcastUint64x8(0x7fe<<52)
	one, two, half, ln2hi, ln2lo := all8(1), all8(2), all8(0.5), all8(ln2Hi), all8(ln2Lo)
	c1, c2, c3, c4, c5, c6, c7 := all8(logC1), all8(logC2), all8(logC3), all8(logC4), all8(logC5), all8(logC6), all8(logC7)
	for i := range to {
		b := archsimd.LoadFloat64x8(&from[i]).AsUint64x8()
		e := b.Sub(root).And(exponent)
		k := e.AsInt64x8().ShiftAllRight(52).ConvertToFloat64()
		f := b.Sub(e).AsFloat64x8().Sub(one)
		s := f.Div(two.Add(f))
		z := s.Mul(s)
		w := z.Mul(z)
		even := w.Mul(c2.Add(w.Mul(c4.Add(w.Mul(c6)))))
		odd := z.Mul(c1.Add(w.Mul(c3.Add(w.Mul(c5.Add(w.Mul(c7)))))))
		h := f.Mul(f).Mul(half)
		y := k.Mul(ln2hi).Sub(h.Sub(s.Mul(h.Add(even.Add(odd))).Add(k.Mul(ln2lo))).Sub(f))
		if far := b.Sub(first).GreaterEqual(span).ToBits(); far != 0 {
			v := from[i]
			y = mend8(y, far, func(j int) float64 { return logAtEnds(v[j]) })
		}
		y.Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

// normalCentral holds the first 16 segments of normalPoly, those of |x| < 0.998: coefficient, half, entry.
var normalCentral [8][2][8]float64

func normals8(dst *Column, w *[Size]uint32) {
	to, words := in8(dst), (*[Size / 8][8]uint32)(unsafe.Pointer(w))
	half, cell, one := all8(0.5), all8(0x1p-31), all8(1)
	cut, sixteen, mask := archsimd.BroadcastUint64x8(normalCut), archsimd.BroadcastUint64x8(16), archsimd.BroadcastUint64x8(63)
	shift := archsimd.BroadcastUint64x8(51) // a vector: the compiler would load the constant by an instruction that stalls here
	c := &normalCentral
	l0, h0 := archsimd.LoadFloat64x8(&c[0][0]), archsimd.LoadFloat64x8(&c[0][1])
	l1, h1 := archsimd.LoadFloat64x8(&c[1][0]), archsimd.LoadFloat64x8(&c[1][1])
	l2, h2 := archsimd.LoadFloat64x8(&c[2][0]), archsimd.LoadFloat64x8(&c[2][1])
	l3, h3 := archsimd.LoadFloat64x8(&c[3][0]), archsimd.LoadFloat64x8(&c[3][1])
	l4, h4 := archsimd.LoadFloat64x8(&c[4][0]), archsimd.LoadFloat64x8(&c[4][1])
	l5, h5 := archsimd.LoadFloat64x8(&c[5][0]), archsimd.LoadFloat64x8(&c[5][1])
	l6, h6 := archsimd.LoadFloat64x8(&c[6][0]), archsimd.LoadFloat64x8(&c[6][1])
	l7, h7 := archsimd.LoadFloat64x8(&c[7][0]), archsimd.LoadFloat64x8(&c[7][1])
	for i := range to {
		x := archsimd.LoadUint32x8(&words[i]).AsInt32x8().ConvertToFloat64().Add(half).Mul(cell)
		q := one.Sub(x).Mul(one.Add(x))
		k := cut.Sub(q.AsUint64x8()).ShiftRight(shift).And(mask)
		f := l6.ConcatPermute(h6, k).Add(l7.ConcatPermute(h7, k).Mul(q))
		f = l5.ConcatPermute(h5, k).Add(f.Mul(q))
		f = l4.ConcatPermute(h4, k).Add(f.Mul(q))
		f = l3.ConcatPermute(h3, k).Add(f.Mul(q))
		f = l2.ConcatPermute(h2, k).Add(f.Mul(q))
		f = l1.ConcatPermute(h1, k).Add(f.Mul(q))
		f = l0.ConcatPermute(h0, k).Add(f.Mul(q))
		y := x.Mul(f)
		if far := k.GreaterEqual(sixteen).ToBits(); far != 0 {
			word := &words[i]
			y = mend8(y, far, func(j int) float64 { return Normal1(word[j]) })
		}
		y.Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}
