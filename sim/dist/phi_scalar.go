//go:build !(goexperiment.simd && amd64)

package dist

import "dealsim/sim/column"

const avx512, vectors = false, false // this build has none

func phiMiddle(u *column.Column) {}

func phiTails(logs *column.Column, n int) {}
