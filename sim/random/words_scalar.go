//go:build !(goexperiment.simd && amd64)

package random

import "dealsim/sim/column"

const vectors = false // this build has none

func wordsVector(*fourWords, *Stream, *[column.Size]uint64, uint64) {}

func uniformsVector(*column.Column, *fourWords) {}
