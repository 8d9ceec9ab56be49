//go:build goexperiment.simd && amd64

package dist

import (
	"math"
	"simd/archsimd"

	"dealsim/sim/column"
)

// avx512 says whether there are vectors of eight. See package column on archsimd, and on how to have fewer.
var avx512 = archsimd.X86.AVX512()

// phiMiddle is phiAt of each as if it lay in the middle.
func phiMiddle(u *column.Column) {
	one, half, reach := archsimd.BroadcastFloat64x8(1), archsimd.BroadcastFloat64x8(0.5), archsimd.BroadcastFloat64x8(0.180625)
	for i := 0; i < len(u); i += 8 {
		at := (*[8]float64)(u[i:])
		x := archsimd.LoadFloat64x8(at)
		v := one.Sub(x)
		q := half.Sub(v).Merge(x.Sub(half), v.Less(x))
		r := reach.Sub(q.Mul(q))
		over, under := archsimd.LoadFloat64x8(&middle8[7][0]), archsimd.LoadFloat64x8(&middle8[7][1])
		for k := 6; k >= 0; k-- { // horner of both
			over = over.Mul(r).Add(archsimd.LoadFloat64x8(&middle8[k][0]))
			under = under.Mul(r).Add(archsimd.LoadFloat64x8(&middle8[k][1]))
		}
		q.Mul(over).Div(under).Store(at)
	}
	archsimd.ClearAVXUpperBits()
}

// phiTails is phiTail of the first n, each given as the log of what lies above. Those behind them are lost.
func phiTails(logs *column.Column, n int) {
	zero, five, from := archsimd.Float64x8{}, archsimd.BroadcastFloat64x8(5), archsimd.BroadcastFloat64x8(1.6)
	for i := 0; i < n; i += 8 {
		at := (*[8]float64)(logs[i:])
		r := zero.Sub(archsimd.LoadFloat64x8(at)).Sqrt()
		if five.Less(r).ToBits() != 0 { // hardly ever
			archsimd.ClearAVXUpperBits()
			for k, l := range at {
				at[k] = phiTail(math.Sqrt(-l))
			}
			continue
		}
		r = r.Sub(from)
		over, under := archsimd.LoadFloat64x8(&tail8[7][0]), archsimd.LoadFloat64x8(&tail8[7][1])
		for k := 6; k >= 0; k-- { // horner of both
			over = over.Mul(r).Add(archsimd.LoadFloat64x8(&tail8[k][0]))
			under = under.Mul(r).Add(archsimd.LoadFloat64x8(&tail8[k][1]))
		}
		over.Div(under).Store(at)
	}
	archsimd.ClearAVXUpperBits()
}

// The coefficients of both polynomials of a ratio, each as often as a vector holds it: a number that is loaded by itself would
// stall what works on vectors.
var middle8, tail8 = ratioOf(&middleOver, &middleUnder), ratioOf(&tailOver, &tailUnder)

type ratio8 [8][2][8]float64

func ratioOf(over, under *[8]float64) (r ratio8) {
	for k := range r {
		for i := range r[k][0] {
			r[k][0][i], r[k][1][i] = over[k], under[k]
		}
	}
	return r
}
