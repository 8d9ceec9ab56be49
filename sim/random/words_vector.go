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

func wordsVector(w *twoWords, k *keys, path *[column.Size]uint64) {
	if avx512 {
		words512(w, k, path)
	} else {
		words256(w, k, path)
	}
}

func uniformsVector(u *column.Column, w *[column.Size]uint64) {
	if avx512 {
		uniforms512(u, w)
	} else {
		uniforms256(u, w)
	}
}
