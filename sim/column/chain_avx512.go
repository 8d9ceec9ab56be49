//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic that take several numbers, on AVX-512, as in arithmetic_avx512.go: go generate makes
// chain_avx2.go.

func chain8(d, x *Column, c *Chain) {
	l := &c.Links
	times, plus, by, more, least, most := all8(l[0]), all8(l[1]), all8(l[2]), all8(l[3]), all8(l[4]), all8(l[5])
	for i := first; i < end; i += next8 {
		v := load8(x, i).Mul(times).Add(plus).Mul(by).Add(more)
		v = least.Merge(v, v.LessEqual(least))
		store8(d, i, most.Merge(v, v.GreaterEqual(most)))
	}
	archsimd.ClearAVXUpperBits()
}

func shifts8(d, x *Column, a, b float64) {
	plus, more := all8(a), all8(b)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Add(plus).Add(more))
	}
	archsimd.ClearAVXUpperBits()
}

func ramp8(d, x *Column, a, b, c float64) {
	times, plus, least := all8(a), all8(b), all8(c)
	for i := first; i < end; i += next8 {
		v := load8(x, i).Mul(times).Add(plus)
		store8(d, i, least.Merge(v, v.LessEqual(least)))
	}
	archsimd.ClearAVXUpperBits()
}

func scaledTimes8(d, x, y *Column, a float64) {
	times := all8(a)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Mul(times).Mul(load8(y, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func cappedTimes8(d, x, y *Column, a, b float64) {
	times, most := all8(a), all8(b)
	for i := first; i < end; i += next8 {
		v := load8(x, i).Mul(times)
		store8(d, i, most.Merge(v, v.GreaterEqual(most)).Mul(load8(y, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func sumOfFour8(d, w, x, y, z *Column) {
	for i := first; i < end; i += next8 {
		store8(d, i, load8(w, i).Add(load8(x, i)).Add(load8(y, i)).Add(load8(z, i)))
	}
	archsimd.ClearAVXUpperBits()
}
