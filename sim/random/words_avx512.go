//go:build goexperiment.simd && amd64

package random

import (
	"simd/archsimd"
	"unsafe"

	"dealsim/sim/column"
)

// words512 is words for eight paths at a time. See package column on archsimd.
func words512(first, second *[column.Size]uint64, k *keys, path *[column.Size]uint64, groups []uint8) {
	from := (*[column.Size / 8][8]uint64)(unsafe.Pointer(path))
	to, too := (*[column.Size / 8][8]uint64)(unsafe.Pointer(first)), (*[column.Size / 8][8]uint64)(unsafe.Pointer(second))
	k0, k1, k2 := archsimd.BroadcastUint64x8(k.k0), archsimd.BroadcastUint64x8(k.k1), archsimd.BroadcastUint64x8(k.k2)
	k2p1, k0p2, k1p3 := archsimd.BroadcastUint64x8(k.k2p1), archsimd.BroadcastUint64x8(k.k0p2), archsimd.BroadcastUint64x8(k.k1p3)
	begin, turned := archsimd.BroadcastUint64x8(k.begin), archsimd.BroadcastUint64x8(k.turned)
	for _, g := range groups {
		i := g & (column.Size/8 - 1)
		a := archsimd.LoadUint64x8(&from[i]).Add(begin)
		b := turned.Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(42).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(12).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(31).Xor(a)
		a, b = a.Add(k1), b.Add(k2p1)

		a = a.Add(b)
		b = b.RotateAllLeft(16).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(32).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(24).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(21).Xor(a)
		a, b = a.Add(k2), b.Add(k0p2)

		a = a.Add(b)
		b = b.RotateAllLeft(16).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(42).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(12).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(31).Xor(a)
		a, b = a.Add(k0), b.Add(k1p3)

		a = a.Add(b)
		b = b.RotateAllLeft(16).Xor(a)
		b.Store(&too[i])
		a.Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

// below512 is words512 and column.WhereUnder in one, of the first words alone: it puts the paths of each group of eight whose
// words are under their limits into a byte of found.
func below512(found *[column.Size / 8]uint8, first *[column.Size]uint64, limits *column.Limits, k *keys, path *[column.Size]uint64, groups []uint8) {
	from, to := (*[column.Size / 8][8]uint64)(unsafe.Pointer(path)), (*[column.Size / 8][8]uint64)(unsafe.Pointer(first))
	under := (*[column.Size / 8][8]uint64)(unsafe.Pointer(limits))
	k1, k2 := archsimd.BroadcastUint64x8(k.k1), archsimd.BroadcastUint64x8(k.k2)
	k2p1, k0p2, last := archsimd.BroadcastUint64x8(k.k2p1), archsimd.BroadcastUint64x8(k.k0p2), archsimd.BroadcastUint64x8(k.k0+k.k1p3)
	begin, turned, eleven := archsimd.BroadcastUint64x8(k.begin), archsimd.BroadcastUint64x8(k.turned), archsimd.BroadcastUint64x8(11)
	for _, g := range groups {
		i := g & (column.Size/8 - 1)
		a := archsimd.LoadUint64x8(&from[i]).Add(begin)
		b := turned.Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(42).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(12).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(31).Xor(a)
		a, b = a.Add(k1), b.Add(k2p1)

		a = a.Add(b)
		b = b.RotateAllLeft(16).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(32).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(24).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(21).Xor(a)
		a, b = a.Add(k2), b.Add(k0p2)

		a = a.Add(b)
		b = b.RotateAllLeft(16).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(42).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(12).Xor(a)
		a = a.Add(b)
		b = b.RotateAllLeft(31).Xor(a)
		a = a.Add(last).Add(b) // the second words are not asked for
		a.Store(&to[i])
		found[i] = archsimd.LoadUint64x8(&under[i]).Greater(a.ShiftRight(eleven)).ToBits()
	}
	archsimd.ClearAVXUpperBits()
}

// uniforms512 is uniform of each word.
func uniforms512(u *column.Column, w *[column.Size]uint64, n int) {
	from := (*[column.Size / 8][8]uint64)(unsafe.Pointer(w))
	to := (*[column.Size / 8][8]float64)(unsafe.Pointer(u))
	half, cell, last := archsimd.BroadcastFloat64x8(0.5), archsimd.BroadcastFloat64x8(0x1p-53), archsimd.BroadcastFloat64x8(1-0x1p-53)
	eleven := archsimd.BroadcastUint64x8(11)
	for i := range to[:(n+7)/8] {
		archsimd.LoadUint64x8(&from[i]).ShiftRight(eleven).AsInt64x8().ConvertToFloat64().Add(half).Mul(cell).Min(last).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}
