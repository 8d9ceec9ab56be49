//go:build goexperiment.simd && amd64

package random

import (
	"simd/archsimd"
	"unsafe"

	"dealsim/sim/column"
)

// words512 is words for eight paths at a time. See package column on archsimd.
func words512(w *fourWords, s *Stream, path *[column.Size]uint64, quad uint64) {
	from := (*[column.Size / 8][8]uint64)(unsafe.Pointer(path))
	to := (*[4][column.Size / 8][8]uint32)(unsafe.Pointer(w))
	k0, k1, k2 := archsimd.BroadcastUint64x8(s.k0), archsimd.BroadcastUint64x8(s.k1), archsimd.BroadcastUint64x8(s.k2)
	k2p1, k0p2, k1p3 := archsimd.BroadcastUint64x8(s.k2+1), archsimd.BroadcastUint64x8(s.k0+2), archsimd.BroadcastUint64x8(s.k1+3)
	begin, half := archsimd.BroadcastUint64x8(quad+s.k1), archsimd.BroadcastUint64x8(32)
	for i := range from {
		a := archsimd.LoadUint64x8(&from[i]).Add(k0)
		b := begin
		a = a.Add(b)
		b = b.RotateAllLeft(16).Xor(a)
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
		a.TruncateToUint32().Store(&to[0][i])
		a.ShiftRight(half).TruncateToUint32().Store(&to[1][i])
		b.TruncateToUint32().Store(&to[2][i])
		b.ShiftRight(half).TruncateToUint32().Store(&to[3][i])
	}
	archsimd.ClearAVXUpperBits()
}

// uniforms512 is uniform of the 64 bits that the first two words of each path are halves of.
func uniforms512(u *column.Column, w *fourWords) {
	from := (*[4][column.Size / 8][8]uint32)(unsafe.Pointer(w))
	to := (*[column.Size / 8][8]float64)(unsafe.Pointer(u))
	half, cell, last := archsimd.BroadcastFloat64x8(0.5), archsimd.BroadcastFloat64x8(0x1p-53), archsimd.BroadcastFloat64x8(1-0x1p-53)
	eleven := archsimd.BroadcastUint64x8(11)
	for i := range to {
		low, high := archsimd.LoadUint32x8(&from[0][i]).ExtendToUint64(), archsimd.LoadUint32x8(&from[1][i]).ExtendToUint64()
		word := high.ShiftAllLeft(32).Or(low).ShiftRight(eleven)
		word.AsInt64x8().ConvertToFloat64().Add(half).Mul(cell).Min(last).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}
