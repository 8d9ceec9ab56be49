//go:build !(goexperiment.simd && amd64)

package random

import "dealsim/sim/column"

const vectors = false // this build has none

func wordsVector(w *twoWords, k *keys, path *[column.Size]uint64) {}

func uniformsVector(u *column.Column, w *[column.Size]uint64) {}
