//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic that find sets of paths, on AVX-512, as in arithmetic_avx512.go: go generate makes
// sets_avx2.go.

func where8(s *words, x *Column) {
	zero := f8{}
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			low, high := load8(x, i).NotEqual(zero).ToBits(), load8(x, i+next8).NotEqual(zero).ToBits()
			word = word>>(2*8) | (uint64(low)|uint64(high)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereIs8(s *words, x *Column, c float64) {
	is := all8(c)
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			low, high := load8(x, i).Equal(is).ToBits(), load8(x, i+next8).Equal(is).ToBits()
			word = word>>(2*8) | (uint64(low)|uint64(high)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereLess8(s *words, x, y *Column) {
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			low, high := load8(x, i).Less(load8(y, i)).ToBits(), load8(x, i+next8).Less(load8(y, i+next8)).ToBits()
			word = word>>(2*8) | (uint64(low)|uint64(high)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereAbove8(s *words, x *Column, c float64) {
	low := all8(c)
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			below, above := load8(x, i).Greater(low).ToBits(), load8(x, i+next8).Greater(low).ToBits()
			word = word>>(2*8) | (uint64(below)|uint64(above)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereUnder8(s *words, cells, limits *Column) {
	eleven := archsimd.BroadcastUint64x8(11)
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			low := load8(limits, i).AsInt64x8().Greater(load8(cells, i).AsUint64x8().ShiftRight(eleven).AsInt64x8()).ToBits()
			high := load8(limits, i+next8).AsInt64x8().Greater(load8(cells, i+next8).AsUint64x8().ShiftRight(eleven).AsInt64x8()).ToBits()
			word = word>>(2*8) | (uint64(low)|uint64(high)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func inARow8(s *words, d, holds *Column, least float64) {
	one, low := all8(1), all8(least)
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			v, u := load8(d, i).Add(one).Mul(load8(holds, i)), load8(d, i+next8).Add(one).Mul(load8(holds, i+next8))
			store8(d, i, v)
			store8(d, i+next8, u)
			below, above := v.GreaterEqual(low).ToBits(), u.GreaterEqual(low).ToBits()
			word = word>>(2*8) | (uint64(below)|uint64(above)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func mark8(d *Column, s *words) {
	one := all8(1)
	for w, word := range s {
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += next8 {
			store8(d, i, marks8(one, word))
			word >>= next8 / ofBit
		}
	}
	archsimd.ClearAVXUpperBits()
}

func product8(s *words, d, x, y *Column) {
	zero := f8{}
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			v, u := load8(x, i).Mul(load8(y, i)), load8(x, i+next8).Mul(load8(y, i+next8))
			store8(d, i, v)
			store8(d, i+next8, u)
			below, above := v.Greater(zero).ToBits(), u.Greater(zero).ToBits()
			word = word>>(2*8) | (uint64(below)|uint64(above)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func clear8(d *Column) {
	zero := f8{}
	for i := first; i < end; i += 2 * next8 {
		store8(d, i, zero)
		store8(d, i+next8, zero)
	}
	archsimd.ClearAVXUpperBits()
}

func whereShort8(s *words, x, y, z *Column) {
	zero := f8{}
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += 2 * next8 {
			v, u := load8(y, i).Mul(load8(z, i)), load8(y, i+next8).Mul(load8(z, i+next8))
			v, u = zero.Merge(v, v.Less(zero)), zero.Merge(u, u.Less(zero))
			low, high := load8(x, i).Less(v).ToBits(), load8(x, i+next8).Less(u).ToBits()
			word = word>>(2*8) | (uint64(low)|uint64(high)<<8)<<(64-2*8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}
