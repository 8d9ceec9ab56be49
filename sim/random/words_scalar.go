//go:build !(goexperiment.simd && amd64)

package random

import "dealsim/sim/column"

const avx512, vectors = false, false // this build has none

func wordsVector(first, second *[column.Size]uint64, k *keys, path *[column.Size]uint64, groups []uint8) {
}

func uniformsVector(u *column.Column, w *[column.Size]uint64, n int) {}

func below512(found *[column.Size / 8]uint8, first *[column.Size]uint64, limits *column.Limits, k *keys, path *[column.Size]uint64, groups []uint8) {
}
