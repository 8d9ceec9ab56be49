//go:build !(goexperiment.simd && amd64)

package dist

import "dealsim/sim/column"

const avx512 = false // this build has none

func (t *inverse) cells8(u *column.Column, cells [][6]float64, many float64, at, n int, room *column.Column) int {
	return at
}

func phiMiddle(u *column.Column) {}

func phiTails(logs *column.Column, n int) {}
