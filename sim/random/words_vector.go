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

func wordsVector(w *twoWords, s *Stream, path *[column.Size]uint64, quad uint64) {
	if avx512 {
		words512(w, s, path, quad)
	} else {
		words256(w, s, path, quad)
	}
}

func uniformsVector(u *column.Column, w *[column.Size]uint64) {
	if avx512 {
		uniforms512(u, w)
	} else {
		uniforms256(u, w)
	}
}
