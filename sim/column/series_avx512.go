//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic in series, on AVX-512, as in arithmetic_avx512.go: go generate makes series_avx2.go.

func terms8(d, x *Column, begin float64, n, to int) {
	var by [maxTerms][8]float64 // in memory, as lines8 is
	for k := n; k < to; k++ {
		for i := range by[k] {
			by[k][i] = -float64(k)
		}
	}
	var start [8]float64
	for i := range start {
		start[i] = begin
	}
	termsRun8(d, x, by[min(n, to):to], &start)
}

func termsRun8(d, x *Column, by [][8]float64, begin *[8]float64) {
	start := archsimd.LoadFloat64x8(begin)
	for i := first; i < end; i += next8 {
		v, sum := load8(x, i), start
		term := start
		for k := range by {
			term = term.Mul(v).Div(archsimd.LoadFloat64x8(&by[k]))
			sum = sum.Add(term)
		}
		store8(d, i, sum)
	}
	archsimd.ClearAVXUpperBits()
}

func series8(d, x *Column, ups, downs []float64) {
	var up, down [maxTerms][8]float64 // in memory, as lines8 is
	for n := range ups {
		for i := range up[n] {
			up[n][i], down[n][i] = ups[n], downs[n]
		}
	}
	seriesRun8(d, x, up[:len(ups)], down[:len(ups)])
}

func seriesRun8(d, x *Column, up, down [][8]float64) {
	zero, one, turned := f8{}, all8(1), all8(-1)
	for i := first; i < end; i += next8 {
		v, sum, power := load8(x, i), zero, one
		for n := range up {
			sum = sum.Add(archsimd.LoadFloat64x8(&up[n]).Mul(power).Div(archsimd.LoadFloat64x8(&down[n])))
			power = power.Mul(v).Mul(turned)
		}
		store8(d, i, sum)
	}
	archsimd.ClearAVXUpperBits()
}
