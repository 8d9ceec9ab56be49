//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic that find sets of paths, on AVX-512, as in arithmetic_avx512.go: go generate makes
// sets_avx2.go.

func where8(s *Set, x *Column) {
	a, zero := in8(x), all8(0)
	for w := range s {
		word := uint64(0)
		for k := range 64 / 8 {
			word = word>>8 | uint64(archsimd.LoadFloat64x8(&a[64/8*w+k]).NotEqual(zero).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereIs8(s *Set, x *Column, c float64) {
	a, is := in8(x), all8(c)
	for w := range s {
		word := uint64(0)
		for k := range 64 / 8 {
			word = word>>8 | uint64(archsimd.LoadFloat64x8(&a[64/8*w+k]).Equal(is).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereLess8(s *Set, x, y *Column) {
	a, b := in8(x), in8(y)
	for w := range s {
		word := uint64(0)
		for k := range 64 / 8 {
			word = word>>8 | uint64(archsimd.LoadFloat64x8(&a[64/8*w+k]).Less(archsimd.LoadFloat64x8(&b[64/8*w+k])).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereAbove8(s *Set, x *Column, c float64) {
	a, low := in8(x), all8(c)
	for w := range s {
		word := uint64(0)
		for k := range 64 / 8 {
			word = word>>8 | uint64(archsimd.LoadFloat64x8(&a[64/8*w+k]).Greater(low).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func inARow8(s *Set, d, holds *Column, least float64, state *Column, c float64) {
	run, by, st := in8(d), in8(holds), in8(state)
	one, low, is := all8(1), all8(least), all8(c)
	for w := range s {
		word := uint64(0)
		for k := range 64 / 8 {
			i := 64/8*w + k
			v := archsimd.LoadFloat64x8(&run[i]).Add(one).Mul(archsimd.LoadFloat64x8(&by[i]))
			v.Store(&run[i])
			both := v.GreaterEqual(low).ToBits() & archsimd.LoadFloat64x8(&st[i]).Equal(is).ToBits()
			word = word>>8 | uint64(both)<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}
