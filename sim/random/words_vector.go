//go:build goexperiment.simd && amd64

package random

import (
	"simd/archsimd"

	"dealsim/sim/column"
)

// Which vectors there are. See package column on archsimd, and on how to have fewer.
var (
	avx512  = archsimd.X86.AVX512()
	vectors = avx512 || archsimd.X86.AVX2()
)

func wordsVector(first, second *[column.Size]uint64, k *keys, path *[column.Size]uint64, groups []uint8) {
	if avx512 {
		words512(first, second, k, path, groups)
	} else {
		words256(first, second, k, path, groups)
	}
}

func uniformsVector(u *column.Column, w *[column.Size]uint64, n int) {
	if avx512 {
		uniforms512(u, w, n)
	} else {
		uniforms256(u, w, n)
	}
}
