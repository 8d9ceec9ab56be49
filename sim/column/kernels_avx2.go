//go:build goexperiment.simd && amd64

package column

import (
	"simd/archsimd"
	"unsafe"
)

// Exp, log and normals on AVX2, four paths a vector, with the bits of their scalar twins. AVX2 has no table in registers
// that is large enough, no numbers from 64-bit integers and no unsigned comparisons: these are made of what it has.
// A shift to the right takes its count from a vector: the compiler would load a constant by an instruction that stalls.

func same4(w uint64) archsimd.Uint64x4 { return archsimd.BroadcastUint64x4(w) }

func signed4(w int64) i4 { return archsimd.BroadcastInt64x4(w) }

// expPowers holds each entry of expPower in all lanes of a vector.
var expPowers [16][4]uint64

func init() {
	for i, p := range expPower {
		expPowers[i] = [4]uint64{p, p, p, p}
	}
}

func exp4(dst, src *Column) {
	for i := first; i < end; i += next4 {
		if i = expRun4(dst, src, i); i < end {
			expOf(dst, src, i, next4)
		}
	}
}

// expRun4 is exp4 from a vector on, up to the first that has lanes for the twin; it returns that one's place, or the end.
func expRun4(dst, src *Column, i uintptr) uintptr {
	magic, perStep, hi, lo := all4(0x1.8p52), all4(expPerStep), all4(expStepHi), all4(expStepLo)
	c2, c3, c4, c5, c6 := all4(expC2), all4(expC3), all4(expC4), all4(expC5), all4(expC6)
	magnitude, limit := same4(1<<63-1), signed4(0x4086<<48-1)
	var at [4]uint64
	for ; i < end; i += next4 {
		x := load4(src, i)
		if x.AsUint64x4().And(magnitude).AsInt64x4().Greater(limit).ToBits() != 0 {
			break
		}
		m := x.Mul(perStep).Add(magic)
		k := m.AsUint64x4()
		k.Store(&at)
		m = m.Sub(magic)
		r := x.Sub(m.Mul(hi)).Sub(m.Mul(lo))
		rr := r.Mul(r)
		lower := c2.Add(c3.Mul(r))
		upper := c4.Add(r.Mul(c5.Add(c6.Mul(r))))
		series := r.Add(rr.Mul(lower.Add(rr.Mul(upper))))
		p01 := archsimd.LoadUint64x4(&expPowers[at[0]&15]).InterleaveLoGrouped(archsimd.LoadUint64x4(&expPowers[at[1]&15]))
		p23 := archsimd.LoadUint64x4(&expPowers[at[2]&15]).InterleaveLoGrouped(archsimd.LoadUint64x4(&expPowers[at[3]&15]))
		power := p01.Select128FromPair(0, 3, p23).Add(k.ShiftAllLeft(48)).AsFloat64x4()
		store4(dst, i, power.Add(power.Mul(series)))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

func timesExp4(d, y, x *Column) {
	for i := first; i < end; i += next4 {
		if i = timesExpRun4(d, y, x, i); i < end {
			expOf(x, x, i, next4)
			for j := i / 8; j < (i+next4)/8; j++ {
				d[j] = y[j] * x[j]
			}
		}
	}
}

// timesExpRun4 is timesExp4 from a vector on, as expRun4 is.
func timesExpRun4(d, y, x *Column, i uintptr) uintptr {
	magic, perStep, hi, lo := all4(0x1.8p52), all4(expPerStep), all4(expStepHi), all4(expStepLo)
	c2, c3, c4, c5, c6 := all4(expC2), all4(expC3), all4(expC4), all4(expC5), all4(expC6)
	magnitude, limit := same4(1<<63-1), signed4(0x4086<<48-1)
	var at [4]uint64
	for ; i < end; i += next4 {
		v := load4(x, i)
		if v.AsUint64x4().And(magnitude).AsInt64x4().Greater(limit).ToBits() != 0 {
			break
		}
		m := v.Mul(perStep).Add(magic)
		k := m.AsUint64x4()
		k.Store(&at)
		m = m.Sub(magic)
		r := v.Sub(m.Mul(hi)).Sub(m.Mul(lo))
		rr := r.Mul(r)
		lower := c2.Add(c3.Mul(r))
		upper := c4.Add(r.Mul(c5.Add(c6.Mul(r))))
		series := r.Add(rr.Mul(lower.Add(rr.Mul(upper))))
		p01 := archsimd.LoadUint64x4(&expPowers[at[0]&15]).InterleaveLoGrouped(archsimd.LoadUint64x4(&expPowers[at[1]&15]))
		p23 := archsimd.LoadUint64x4(&expPowers[at[2]&15]).InterleaveLoGrouped(archsimd.LoadUint64x4(&expPowers[at[3]&15]))
		power := p01.Select128FromPair(0, 3, p23).Add(k.ShiftAllLeft(48)).AsFloat64x4()
		store4(d, i, load4(y, i).Mul(power.Add(power.Mul(series))))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

func log4(dst, src *Column) {
	for i := first; i < end; i += next4 {
		if i = logRun4(dst, src, i); i < end {
			logOf(dst, src, i, next4)
		}
	}
}

// logRun4 is log4 from a vector on, as expRun4 is.
func logRun4(dst, src *Column, i uintptr) uintptr {
	const rootHalf = 0x3fe6a09e667f3bcd // bits of sqrt(1/2)
	root, exponent := same4(rootHalf), same4(^uint64(1<<52-1))
	// k is e, a multiple of 2^52, over 2^52. With the sign turned it is k + 2048, which below the bits of 2^52 is a float.
	sign, places, magic, bias := same4(1<<63), same4(52), same4(0x433<<52), all4(0x1p52+2048)
	least, last := signed4(1<<52), signed4(0x7ff<<52-1)
	one, two, half, ln2hi, ln2lo := all4(1), all4(2), all4(0.5), all4(ln2Hi), all4(ln2Lo)
	c1, c2, c3, c4, c5, c6, c7 := all4(logC1), all4(logC2), all4(logC3), all4(logC4), all4(logC5), all4(logC6), all4(logC7)
	for ; i < end; i += next4 {
		b := load4(src, i).AsUint64x4()
		if least.Greater(b.AsInt64x4()).Or(b.AsInt64x4().Greater(last)).ToBits() != 0 {
			break
		}
		e := b.Sub(root).And(exponent)
		k := e.Xor(sign).ShiftRight(places).Or(magic).AsFloat64x4().Sub(bias)
		f := b.Sub(e).AsFloat64x4().Sub(one)
		s := f.Div(two.Add(f))
		z := s.Mul(s)
		w := z.Mul(z)
		even := w.Mul(c2.Add(w.Mul(c4.Add(w.Mul(c6)))))
		odd := z.Mul(c1.Add(w.Mul(c3.Add(w.Mul(c5.Add(w.Mul(c7)))))))
		h := f.Mul(f).Mul(half)
		store4(dst, i, k.Mul(ln2hi).Sub(h.Sub(s.Mul(h.Add(even.Add(odd))).Add(k.Mul(ln2lo))).Sub(f)))
	}
	archsimd.ClearAVXUpperBits()
	return i
}

// normals4 has all segments at hand, the far tails too: each lane loads its own coefficients, a row of eight. It takes the
// two halves of its words side by side, for each is one long chain of sums and products.
func normals4(z *[4]Column, w *[2][Size]uint64) {
	// 2w+1 is put into the last places of 2^52, its sign turned, which makes a float 2^52 + 2^32 above it.
	turn, upper, even, above := same4(0x433<<52|1<<32|1), same4(1<<33-1), same4(1<<33-2), all4(0x1p52+0x1p32)
	one, thirtyOne, cut, places := all4(0x1p32), same4(31), same4(normalCut), same4(51)
	var at, to [4]uint64
	for half := range w {
		words, low, high := (*[Size / 4][4]uint64)(unsafe.Pointer(&w[half])), &z[2*half], &z[2*half+1]
		for i := range words {
			u := archsimd.LoadUint64x4(&words[i])
			x := u.ShiftAllLeft(1).And(upper).Xor(turn).AsFloat64x4().Sub(above)
			y := u.ShiftRight(thirtyOne).And(even).Xor(turn).AsFloat64x4().Sub(above)
			q, r := one.Sub(x).Mul(one.Add(x)), one.Sub(y).Mul(one.Add(y))
			cut.Sub(q.AsUint64x4()).ShiftRight(places).Store(&at)
			cut.Sub(r.AsUint64x4()).ShiftRight(places).Store(&to)
			k0, k1, k2, k3 := normalRow(at[0]), normalRow(at[1]), normalRow(at[2]), normalRow(at[3])
			l0, l1, l2, l3 := normalRow(to[0]), normalRow(to[1]), normalRow(to[2]), normalRow(to[3])
			c4, c5, c6, c7 := normalColumns(&k0[1], &k1[1], &k2[1], &k3[1])
			d4, d5, d6, d7 := normalColumns(&l0[1], &l1[1], &l2[1], &l3[1])
			f, g := c6.Add(c7.Mul(q)), d6.Add(d7.Mul(r))
			f, g = c5.Add(f.Mul(q)), d5.Add(g.Mul(r))
			f, g = c4.Add(f.Mul(q)), d4.Add(g.Mul(r))
			c0, c1, c2, c3 := normalColumns(&k0[0], &k1[0], &k2[0], &k3[0])
			d0, d1, d2, d3 := normalColumns(&l0[0], &l1[0], &l2[0], &l3[0])
			f, g = c3.Add(f.Mul(q)), d3.Add(g.Mul(r))
			f, g = c2.Add(f.Mul(q)), d2.Add(g.Mul(r))
			f, g = c1.Add(f.Mul(q)), d1.Add(g.Mul(r))
			f, g = c0.Add(f.Mul(q)), d0.Add(g.Mul(r))
			store4(low, uintptr(i)*next4, x.Mul(f))
			store4(high, uintptr(i)*next4, y.Mul(g))
		}
	}
	archsimd.ClearAVXUpperBits()
}

// normalRow is a segment's coefficients, four and four.
func normalRow(segment uint64) *[2][4]float64 {
	return (*[2][4]float64)(unsafe.Pointer(&normalPoly[segment&63]))
}

// normalColumns turns four coefficients of each of four lanes into a vector of each coefficient.
func normalColumns(r0, r1, r2, r3 *[4]float64) (a, b, c, d f4) {
	v0, v1, v2, v3 := archsimd.LoadFloat64x4(r0), archsimd.LoadFloat64x4(r1), archsimd.LoadFloat64x4(r2), archsimd.LoadFloat64x4(r3)
	even, odd := v0.Select128FromPair(0, 2, v2), v1.Select128FromPair(0, 2, v3)
	a, b = even.SelectFromPairGrouped(0, 2, odd), even.SelectFromPairGrouped(1, 3, odd)
	even, odd = v0.Select128FromPair(1, 3, v2), v1.Select128FromPair(1, 3, v3)
	return a, b, even.SelectFromPairGrouped(0, 2, odd), even.SelectFromPairGrouped(1, 3, odd)
}
