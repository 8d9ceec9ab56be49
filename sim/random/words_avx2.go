//go:build goexperiment.simd && amd64

package random

import (
	"simd/archsimd"
	"unsafe"

	"dealsim/sim/column"
)

// turned returns the places that the bytes of a 64-bit word come from when it is rotated to the left by whole bytes.
func turned(bytes int) (from [32]int8) {
	for i := range from {
		from[i] = int8(i&8 + (i-bytes)&7)
	}
	return from
}

var turned16, turned24 = turned(2), turned(3)

// words256 is words for four paths at a time. AVX2 does not rotate: bytes are moved, or bits shifted to both sides. A
// shift to the right takes its count from a vector: the compiler would load a constant by an instruction that stalls.
func words256(first, second *[column.Size]uint64, k *keys, path *[column.Size]uint64, groups []uint8) {
	from := (*[column.Size / 4][4]uint64)(unsafe.Pointer(path))
	to, too := (*[column.Size / 4][4]uint64)(unsafe.Pointer(first)), (*[column.Size / 4][4]uint64)(unsafe.Pointer(second))
	k0, k1, k2 := archsimd.BroadcastUint64x4(k.k0), archsimd.BroadcastUint64x4(k.k1), archsimd.BroadcastUint64x4(k.k2)
	k2p1, k0p2, k1p3 := archsimd.BroadcastUint64x4(k.k2p1), archsimd.BroadcastUint64x4(k.k0p2), archsimd.BroadcastUint64x4(k.k1p3)
	begin, turned := archsimd.BroadcastUint64x4(k.begin), archsimd.BroadcastUint64x4(k.turned)
	by16, by24 := archsimd.LoadInt8x32(&turned16), archsimd.LoadInt8x32(&turned24)
	right42, right12 := archsimd.BroadcastUint64x4(64-42), archsimd.BroadcastUint64x4(64-12)
	right31, right21 := archsimd.BroadcastUint64x4(64-31), archsimd.BroadcastUint64x4(64-21)
	for j := range 2 * len(groups) {
		i := 2*groups[j/2]&(column.Size/4-1) + uint8(j&1)
		a := archsimd.LoadUint64x4(&from[i]).Add(begin)
		b := turned.Xor(a)
		a = a.Add(b)
		b = b.ShiftAllLeft(42).Or(b.ShiftRight(right42)).Xor(a)
		a = a.Add(b)
		b = b.ShiftAllLeft(12).Or(b.ShiftRight(right12)).Xor(a)
		a = a.Add(b)
		b = b.ShiftAllLeft(31).Or(b.ShiftRight(right31)).Xor(a)
		a, b = a.Add(k1), b.Add(k2p1)

		a = a.Add(b)
		b = b.AsUint8x32().PermuteOrZeroGrouped(by16).AsUint64x4().Xor(a)
		a = a.Add(b)
		b = b.AsUint32x8().PermuteScalarsGrouped(1, 0, 3, 2).AsUint64x4().Xor(a)
		a = a.Add(b)
		b = b.AsUint8x32().PermuteOrZeroGrouped(by24).AsUint64x4().Xor(a)
		a = a.Add(b)
		b = b.ShiftAllLeft(21).Or(b.ShiftRight(right21)).Xor(a)
		a, b = a.Add(k2), b.Add(k0p2)

		a = a.Add(b)
		b = b.AsUint8x32().PermuteOrZeroGrouped(by16).AsUint64x4().Xor(a)
		a = a.Add(b)
		b = b.ShiftAllLeft(42).Or(b.ShiftRight(right42)).Xor(a)
		a = a.Add(b)
		b = b.ShiftAllLeft(12).Or(b.ShiftRight(right12)).Xor(a)
		a = a.Add(b)
		b = b.ShiftAllLeft(31).Or(b.ShiftRight(right31)).Xor(a)
		a, b = a.Add(k0), b.Add(k1p3)

		a = a.Add(b)
		b = b.AsUint8x32().PermuteOrZeroGrouped(by16).AsUint64x4().Xor(a)
		b.Store(&too[i])
		a.Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

// uniforms256 is uniforms512 for four paths at a time. AVX2 makes no numbers of 64-bit words: each half, of at most 32 bits,
// is put into the last places of 2^52, and both are added, which loses nothing. The lower is of 21 bits.
func uniforms256(u *column.Column, w *[column.Size]uint64, n int) {
	from := (*[column.Size / 4][4]uint64)(unsafe.Pointer(w))
	to := (*[column.Size / 4][4]float64)(unsafe.Pointer(u))
	half, cell, last := archsimd.BroadcastFloat64x4(0.5), archsimd.BroadcastFloat64x4(0x1p-53), archsimd.BroadcastFloat64x4(1-0x1p-53)
	magic, upper, eleven, thirtyTwo, lower := archsimd.BroadcastFloat64x4(0x1p52), archsimd.BroadcastFloat64x4(0x1p21), archsimd.BroadcastUint64x4(11), archsimd.BroadcastUint64x4(32), archsimd.BroadcastUint64x4(1<<21-1)
	places := magic.AsUint64x4()
	for i := range to[:(n+3)/4] {
		word := archsimd.LoadUint64x4(&from[i])
		low := word.ShiftRight(eleven).And(lower).Or(places).AsFloat64x4().Sub(magic)
		high := word.ShiftRight(thirtyTwo).Or(places).AsFloat64x4().Sub(magic)
		high.Mul(upper).Add(low).Add(half).Mul(cell).Min(last).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}
