//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
)

// The kernels of arithmetic that the library's logarithm and exponential are, on AVX-512, as in arithmetic_avx512.go: go
// generate makes library_avx2.go. No number of theirs is at the ends: package column sees to that.

func libraryLog8(dst, src *Column) {
	root, exponent := archsimd.BroadcastUint64x8(libraryRoot), archsimd.BroadcastUint64x8(^uint64(1<<52-1))
	// k is e, a multiple of 2^52, over 2^52. With the sign turned it is k + 2048, which below the bits of 2^52 is a float.
	sign, places := archsimd.BroadcastUint64x8(1<<63), archsimd.BroadcastUint64x8(52)
	magic, bias := archsimd.BroadcastUint64x8(0x433<<52), all8(0x1p52+2048)
	one, two, half, ln2hi, ln2lo := all8(1), all8(2), all8(0.5), all8(libraryLn2Hi), all8(libraryLn2Lo)
	l1, l2, l3, l4 := all8(libraryL1), all8(libraryL2), all8(libraryL3), all8(libraryL4)
	l5, l6, l7 := all8(libraryL5), all8(libraryL6), all8(libraryL7)
	for i := first; i < end; i += next8 {
		b := load8(src, i).AsUint64x8()
		e := b.Sub(root).And(exponent)
		k := e.Xor(sign).ShiftRight(places).Or(magic).AsFloat64x8().Sub(bias)
		f := b.Sub(e).AsFloat64x8().Sub(one)
		s := f.Div(two.Add(f))
		s2 := s.Mul(s)
		s4 := s2.Mul(s2)
		odd := s4.Mul(s4.Mul(s4.Mul(l7).Add(l5)).Add(l3)).Add(l1)
		even := s4.Mul(s4.Mul(l6).Add(l4)).Add(l2)
		rest := s2.Mul(odd).Add(s4.Mul(even))
		h := half.Mul(f).Mul(f)
		store8(dst, i, k.Mul(ln2hi).Sub(h.Sub(s.Mul(h.Add(rest)).Add(k.Mul(ln2lo))).Sub(f)))
	}
	archsimd.ClearAVXUpperBits()
}

func libraryExp8(dst, src *Column) {
	const half1 = 0x3fe << 52 // bits of 1/2
	sign, rest, half, places := archsimd.BroadcastUint64x8(1<<63), archsimd.BroadcastUint64x8(1<<63-1), archsimd.BroadcastUint64x8(half1), archsimd.BroadcastUint64x8(52)
	magic, per, one, two, ln2hi, ln2lo := all8(0x1.8p52), all8(math.Log2E), all8(1), all8(2), all8(libraryLn2Hi), all8(libraryLn2Lo)
	e1, e2, e3, e4, e5 := all8(libraryE1), all8(libraryE2), all8(libraryE3), all8(libraryE4), all8(libraryE5)
	for i := first; i < end; i += next8 {
		x := load8(src, i)
		signs := x.AsUint64x8().And(sign)
		away := signs.Or(half).AsFloat64x8() // 1/2 with the sign of x
		y := x.Mul(per).Add(away)
		k := y.Add(magic).Sub(magic) // the nearest, of which one too far from 0 is brought back
		k = k.Sub(away.Add(away)).Merge(k, k.AsUint64x8().And(rest).AsFloat64x8().Greater(y.AsUint64x8().And(rest).AsFloat64x8()))
		hi, lo := x.Sub(k.Mul(ln2hi)), k.Mul(ln2lo)
		r := hi.Sub(lo)
		t := r.Mul(r)
		c := t.Mul(t.Mul(t.Mul(t.Mul(e5).Add(e4)).Add(e3)).Add(e2)).Add(e1)
		c = r.Sub(t.Mul(c))
		v := one.Sub(lo.Sub(r.Mul(c).Div(two.Sub(c))).Sub(hi))
		store8(dst, i, v.AsUint64x8().Add(k.Add(magic).AsUint64x8().ShiftLeft(places)).AsFloat64x8())
	}
	archsimd.ClearAVXUpperBits()
}
