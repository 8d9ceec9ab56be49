//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic on times and discounts, on AVX-512, as in arithmetic_avx512.go: go generate makes times_avx2.go.

func firstTime8(d, holds, now *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		was := load8(d, i)
		then := load8(now, i).Merge(was, was.IsNaN())
		store8(d, i, then.Merge(was, load8(holds, i).Greater(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func discount8(d, factor, x, by *Column) {
	for i := first; i < end; i += next8 {
		f := load8(factor, i).Mul(load8(by, i))
		store8(factor, i, f)
		store8(d, i, load8(d, i).Add(load8(x, i).Mul(f)))
	}
	archsimd.ClearAVXUpperBits()
}
