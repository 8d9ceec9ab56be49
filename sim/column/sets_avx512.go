//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic that find sets of paths, on AVX-512, as in arithmetic_avx512.go: go generate makes
// sets_avx2.go.

func where8(s *Set, x *Column) {
	zero := f8{}
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += next8 {
			word = word>>8 | uint64(load8(x, i).NotEqual(zero).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereIs8(s *Set, x *Column, c float64) {
	is := all8(c)
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += next8 {
			word = word>>8 | uint64(load8(x, i).Equal(is).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereLess8(s *Set, x, y *Column) {
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += next8 {
			word = word>>8 | uint64(load8(x, i).Less(load8(y, i)).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func whereAbove8(s *Set, x *Column, c float64) {
	low := all8(c)
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += next8 {
			word = word>>8 | uint64(load8(x, i).Greater(low).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}

func inARow8(s *Set, d, holds *Column, least float64) {
	one, low := all8(1), all8(least)
	for w := range s {
		word := uint64(0)
		for i := ofWord * uintptr(w); i < ofWord*uintptr(w+1); i += next8 {
			v := load8(d, i).Add(one).Mul(load8(holds, i))
			store8(d, i, v)
			word = word>>8 | uint64(v.GreaterEqual(low).ToBits())<<(64-8)
		}
		s[w] = word
	}
	archsimd.ClearAVXUpperBits()
}
