//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"math/bits"
	"simd/archsimd"
	"unsafe"
)

// Exp, log and normals on AVX-512, eight paths a vector, with the bits of their scalar twins: the same operations in the
// same order, none fused. What few lanes need (large exponents, far tails) is done by the twin, when the vectors are put
// away: an instruction of SSE between those of AVX stalls for some 500 cycles.

func exp8(dst, src *Column) {
	for i := first; i < end; i += next8 {
		if i = expRun8(dst, src, i); i < end {
			expOf(dst, src, i, next8)
		}
	}
}

// expRun8 is exp8 from a vector on, up to the first that has lanes for the twin; it returns that one's place, or the end.
func expRun8(dst, src *Column, i uintptr) uintptr {
	magic, perStep, hi, lo := all8(0x1.8p52), all8(expPerStep), all8(expStepHi), all8(expStepLo)
	c2, c3, c4, c5, c6 := all8(expC2), all8(expC3), all8(expC4), all8(expC5), all8(expC6)
	low8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[:8]))
	high8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[8:]))
	limit := archsimd.BroadcastUint64x8(0x4086 << 49)
	for ; i < end; i += next8 {
		x := load8(src, i)
		if x.AsUint64x8().ShiftAllLeft(1).GreaterEqual(limit).ToBits() != 0 {
			break
		}
		m := x.Mul(perStep).Add(magic)
		k := m.AsUint64x8()
		m = m.Sub(magic)
		r := x.Sub(m.Mul(hi)).Sub(m.Mul(lo))
		rr := r.Mul(r)
		lower := c2.Add(c3.Mul(r))
		upper := c4.Add(r.Mul(c5.Add(c6.Mul(r))))
		series := r.Add(rr.Mul(lower.Add(rr.Mul(upper))))
		power := low8.ConcatPermute(high8, k).Add(k.ShiftAllLeft(48)).AsFloat64x8()
		store8(dst, i, power.Add(power.Mul(series)))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

// logistic8 is expRun8 and a division, which is done while the next vectors are raised.
func logistic8(d, x *Column) {
	for i := first; i < end; i += next8 {
		if i = logisticRun8(d, x, i); i < end {
			for j := i / 8; j < (i+next8)/8; j++ {
				d[j] = 1 / (1 + Exp1(-x[j]))
			}
		}
	}
}

func logisticRun8(d, x *Column, i uintptr) uintptr {
	magic, perStep, hi, lo := all8(0x1.8p52), all8(expPerStep), all8(expStepHi), all8(expStepLo)
	c2, c3, c4, c5, c6 := all8(expC2), all8(expC3), all8(expC4), all8(expC5), all8(expC6)
	low8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[:8]))
	high8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[8:]))
	limit := archsimd.BroadcastUint64x8(0x4086 << 49)
	zero, one := f8{}, all8(1)
	for ; i < end; i += next8 {
		v := zero.Sub(load8(x, i))
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
		store8(d, i, one.Div(one.Add(power.Add(power.Mul(series)))))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

func timesExp8(d, y, x *Column) {
	for i := first; i < end; i += next8 {
		if i = timesExpRun8(d, y, x, i); i < end {
			expOf(x, x, i, next8)
			for j := i / 8; j < (i+next8)/8; j++ {
				d[j] = y[j] * x[j]
			}
		}
	}
}

// timesExpRun8 is timesExp8 from a vector on, as expRun8 is.
func timesExpRun8(d, y, x *Column, i uintptr) uintptr {
	magic, perStep, hi, lo := all8(0x1.8p52), all8(expPerStep), all8(expStepHi), all8(expStepLo)
	c2, c3, c4, c5, c6 := all8(expC2), all8(expC3), all8(expC4), all8(expC5), all8(expC6)
	low8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[:8]))
	high8 := archsimd.LoadUint64x8((*[8]uint64)(expPower[8:]))
	limit := archsimd.BroadcastUint64x8(0x4086 << 49)
	for ; i < end; i += next8 {
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
		store8(d, i, load8(y, i).Mul(power.Add(power.Mul(series))))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

func log8(dst, src *Column, to uintptr) {
	for i := first; i < to; i += next8 {
		if i = logRun8(dst, src, i, to); i < to {
			logOf(dst, src, i, next8)
		}
	}
}

// logRun8 is log8 from a vector on, as expRun8 is.
func logRun8(dst, src *Column, i, to uintptr) uintptr {
	const rootHalf = 0x3fe6a09e667f3bcd // bits of sqrt(1/2)
	root, exponent := archsimd.BroadcastUint64x8(rootHalf), archsimd.BroadcastUint64x8(^uint64(1<<52-1))
	least, span := archsimd.BroadcastUint64x8(1<<52), archsimd.BroadcastUint64x8(0x7fe<<52)
	one, two, half, ln2hi, ln2lo := all8(1), all8(2), all8(0.5), all8(ln2Hi), all8(ln2Lo)
	c1, c2, c3, c4, c5, c6, c7 := all8(logC1), all8(logC2), all8(logC3), all8(logC4), all8(logC5), all8(logC6), all8(logC7)
	for ; i < to; i += next8 {
		b := load8(src, i).AsUint64x8()
		if b.Sub(least).GreaterEqual(span).ToBits() != 0 {
			break
		}
		e := b.Sub(root).And(exponent)
		k := e.AsInt64x8().ShiftAllRight(52).ConvertToFloat64()
		f := b.Sub(e).AsFloat64x8().Sub(one)
		s := f.Div(two.Add(f))
		z := s.Mul(s)
		w := z.Mul(z)
		even := w.Mul(c2.Add(w.Mul(c4.Add(w.Mul(c6)))))
		odd := z.Mul(c1.Add(w.Mul(c3.Add(w.Mul(c5.Add(w.Mul(c7)))))))
		h := f.Mul(f).Mul(half)
		store8(dst, i, k.Mul(ln2hi).Sub(h.Sub(s.Mul(h.Add(even.Add(odd))).Add(k.Mul(ln2lo))).Sub(f)))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

// lanes8 is a vector in memory. Fifteen registers do not hold the constants of normals; as operands in memory they cost
// nothing, where their place is a multiple of 64, which new gives to a table of this size.
type lanes8 [8]float64

func (l *lanes8) f() f8 { return archsimd.LoadFloat64x8((*[8]float64)(l)) }

func (l *lanes8) u() archsimd.Uint64x8 { return archsimd.LoadUint64x8((*[8]uint64)(unsafe.Pointer(l))) }

// normalTable is what normals8 needs: constants, and the first 16 segments of normalPoly, those of |x| < 0.998, by
// coefficient and half. Here x is in units of 2^-63.
type normalTable struct {
	middle, upper, one, least, cut, places lanes8
	c                                      [8][2]lanes8
}

var normalLanes = newNormalTable()

func newNormalTable() *normalTable {
	t := new(normalTable)
	for segment := range 16 {
		for power := range 8 {
			t.c[power][segment/8][segment%8] = math.Ldexp(normalPoly[segment][power], -62*power-31)
		}
	}
	const cut = normalCut + 62<<52
	for j := range 8 {
		t.middle[j] = math.Float64frombits(1 << 31)
		t.upper[j] = math.Float64frombits(0xffffffff << 32)
		t.one[j] = 0x1p63
		t.least[j] = math.Float64frombits(cut - 16<<51)
		t.cut[j] = math.Float64frombits(cut)
		t.places[j] = math.Float64frombits(51)
	}
	return t
}

// normals8 has the lanes beyond the central segments, 4 in 1000, told in bits, and mends them.
func normals8(z *[4]Column, w *[2][Size]uint64) {
	var far [Size / 16]uint64 // two vectors of four columns
	normalsRun8(z, w, (*[Size / 8][4]uint8)(unsafe.Pointer(&far)))
	some := uint64(0) // words that have any: most have none, and a jump that is not foreseen costs as much as a normal
	for i, lanes := range far {
		some |= bit(lanes != 0) << i
	}
	for ; some != 0; some &= some - 1 {
		i := bits.TrailingZeros64(some)
		for lanes := far[i&(len(far)-1)]; lanes != 0; lanes &= lanes - 1 {
			bit := bits.TrailingZeros64(lanes)
			j, k := 16*i+bit/32*8+bit%8, bit/8%4
			z[k&3][j&(Size-1)] = Normal1(uint32(w[k/2&1][j&(Size-1)] >> (k % 2 * 32)))
		}
	}
}

// normalsRun8 takes four vectors side by side, for each coefficient is loaded once for all of them.
func normalsRun8(z *[4]Column, w *[2][Size]uint64, far *[Size / 8][4]uint8) {
	t := normalLanes
	first, second := (*[Size / 8][8]uint64)(unsafe.Pointer(&w[0])), (*[Size / 8][8]uint64)(unsafe.Pointer(&w[1]))
	z0, z1, z2, z3 := &z[0], &z[1], &z[2], &z[3]
	for i := range first {
		u, v := archsimd.LoadUint64x8(&first[i]), archsimd.LoadUint64x8(&second[i])
		x0 := u.ShiftAllLeft(32).Or(t.middle.u()).AsInt64x8().ConvertToFloat64()
		x1 := u.And(t.upper.u()).Or(t.middle.u()).AsInt64x8().ConvertToFloat64()
		x2 := v.ShiftAllLeft(32).Or(t.middle.u()).AsInt64x8().ConvertToFloat64()
		x3 := v.And(t.upper.u()).Or(t.middle.u()).AsInt64x8().ConvertToFloat64()
		at := uintptr(i) * next8
		store8(z0, at, x0)
		store8(z1, at, x1)
		store8(z2, at, x2)
		store8(z3, at, x3)
		q0, q1 := t.one.f().Sub(x0).Mul(t.one.f().Add(x0)), t.one.f().Sub(x1).Mul(t.one.f().Add(x1))
		q2, q3 := t.one.f().Sub(x2).Mul(t.one.f().Add(x2)), t.one.f().Sub(x3).Mul(t.one.f().Add(x3))
		far[i] = [4]uint8{
			q0.LessEqual(t.least.f()).ToBits(), q1.LessEqual(t.least.f()).ToBits(),
			q2.LessEqual(t.least.f()).ToBits(), q3.LessEqual(t.least.f()).ToBits(),
		}
		k0, k1 := t.cut.u().Sub(q0.AsUint64x8()).ShiftRight(t.places.u()), t.cut.u().Sub(q1.AsUint64x8()).ShiftRight(t.places.u())
		k2, k3 := t.cut.u().Sub(q2.AsUint64x8()).ShiftRight(t.places.u()), t.cut.u().Sub(q3.AsUint64x8()).ShiftRight(t.places.u())
		c, d := t.c[7][0].f(), t.c[7][1].f()
		f0, f1, f2, f3 := c.ConcatPermute(d, k0), c.ConcatPermute(d, k1), c.ConcatPermute(d, k2), c.ConcatPermute(d, k3)
		c, d = t.c[6][0].f(), t.c[6][1].f()
		f0, f1 = c.ConcatPermute(d, k0).Add(f0.Mul(q0)), c.ConcatPermute(d, k1).Add(f1.Mul(q1))
		f2, f3 = c.ConcatPermute(d, k2).Add(f2.Mul(q2)), c.ConcatPermute(d, k3).Add(f3.Mul(q3))
		c, d = t.c[5][0].f(), t.c[5][1].f()
		f0, f1 = c.ConcatPermute(d, k0).Add(f0.Mul(q0)), c.ConcatPermute(d, k1).Add(f1.Mul(q1))
		f2, f3 = c.ConcatPermute(d, k2).Add(f2.Mul(q2)), c.ConcatPermute(d, k3).Add(f3.Mul(q3))
		c, d = t.c[4][0].f(), t.c[4][1].f()
		f0, f1 = c.ConcatPermute(d, k0).Add(f0.Mul(q0)), c.ConcatPermute(d, k1).Add(f1.Mul(q1))
		f2, f3 = c.ConcatPermute(d, k2).Add(f2.Mul(q2)), c.ConcatPermute(d, k3).Add(f3.Mul(q3))
		c, d = t.c[3][0].f(), t.c[3][1].f()
		f0, f1 = c.ConcatPermute(d, k0).Add(f0.Mul(q0)), c.ConcatPermute(d, k1).Add(f1.Mul(q1))
		f2, f3 = c.ConcatPermute(d, k2).Add(f2.Mul(q2)), c.ConcatPermute(d, k3).Add(f3.Mul(q3))
		c, d = t.c[2][0].f(), t.c[2][1].f()
		f0, f1 = c.ConcatPermute(d, k0).Add(f0.Mul(q0)), c.ConcatPermute(d, k1).Add(f1.Mul(q1))
		f2, f3 = c.ConcatPermute(d, k2).Add(f2.Mul(q2)), c.ConcatPermute(d, k3).Add(f3.Mul(q3))
		c, d = t.c[1][0].f(), t.c[1][1].f()
		f0, f1 = c.ConcatPermute(d, k0).Add(f0.Mul(q0)), c.ConcatPermute(d, k1).Add(f1.Mul(q1))
		f2, f3 = c.ConcatPermute(d, k2).Add(f2.Mul(q2)), c.ConcatPermute(d, k3).Add(f3.Mul(q3))
		c, d = t.c[0][0].f(), t.c[0][1].f()
		f0, f1 = c.ConcatPermute(d, k0).Add(f0.Mul(q0)), c.ConcatPermute(d, k1).Add(f1.Mul(q1))
		f2, f3 = c.ConcatPermute(d, k2).Add(f2.Mul(q2)), c.ConcatPermute(d, k3).Add(f3.Mul(q3))
		store8(z0, at, load8(z0, at).Mul(f0))
		store8(z1, at, load8(z1, at).Mul(f1))
		store8(z2, at, load8(z2, at).Mul(f2))
		store8(z3, at, load8(z3, at).Mul(f3))
	}
	archsimd.ClearAVXUpperBits()
}
