//go:build !(goexperiment.simd && amd64)

package dist

import "dealsim/sim/column"

// phiMiddle is phiAt of each as if it lay in the middle, by the loop or on vectors with the same bits.
func phiMiddle(u *column.Column) { middles(u) }

// phiTails is phiTail of the first n, each given as the log of what lies above.
func phiTails(logs *column.Column, n int) { rests(logs[:n]) }
