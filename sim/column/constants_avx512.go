//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
)

// The kernels of arithmetic with a number, on AVX-512, as in arithmetic_avx512.go: go generate makes constants_avx2.go.

func fill8(d *Column, c float64) {
	all := all8(c)
	for i := first; i < end; i += next8 {
		store8(d, i, all)
	}
	archsimd.ClearAVXUpperBits()
}

func cSub8(d *Column, c float64, x *Column) {
	all := all8(c)
	for i := first; i < end; i += next8 {
		store8(d, i, all.Sub(load8(x, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func divC8(d, x *Column, c float64) {
	all := all8(c)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Div(all))
	}
	archsimd.ClearAVXUpperBits()
}

func cDiv8(d *Column, c float64, x *Column) {
	all, zero, undefined := all8(c), f8{}, all8(math.NaN())
	for i := first; i < end; i += next8 {
		below := load8(x, i)
		store8(d, i, undefined.Merge(all.Div(below), below.Equal(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func lessC8(d, x *Column, c float64) {
	all, one := all8(c), all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).Less(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func atMostC8(d, x *Column, c float64) {
	all, one := all8(c), all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).LessEqual(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func greaterC8(d, x *Column, c float64) {
	all, one := all8(c), all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).Greater(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func atLeastC8(d, x *Column, c float64) {
	all, one := all8(c), all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).GreaterEqual(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func equalC8(d, x *Column, c float64) {
	all, one := all8(c), all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).Equal(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func unequalC8(d, x *Column, c float64) {
	all, one := all8(c), all8(1)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		store8(d, i, one.Merge(one.Masked(v.Less(all)), v.Greater(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func largerC8(d, x *Column, c float64) {
	all := all8(c)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		store8(d, i, all.Merge(v, all.Greater(v)))
	}
	archsimd.ClearAVXUpperBits()
}

func smallerC8(d, x *Column, c float64) {
	all := all8(c)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		store8(d, i, all.Merge(v, all.Less(v)))
	}
	archsimd.ClearAVXUpperBits()
}

func cLarger8(d *Column, c float64, x *Column) {
	all := all8(c)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		store8(d, i, all.Merge(v, v.LessEqual(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func cSmaller8(d *Column, c float64, x *Column) {
	all := all8(c)
	for i := first; i < end; i += next8 {
		v := load8(x, i)
		store8(d, i, all.Merge(v, v.GreaterEqual(all)))
	}
	archsimd.ClearAVXUpperBits()
}

func affine8(d, x *Column, a, b float64) {
	all, by := all8(a), all8(b)
	for i := first; i < end; i += next8 {
		store8(d, i, all.Add(by.Mul(load8(x, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func revertC8(x, z *Column, to, keep, noise float64) {
	level, kept, by := all8(to), all8(keep), all8(noise)
	for i := first; i < end; i += next8 {
		store8(x, i, level.Add(kept.Mul(load8(x, i).Sub(level))).Add(by.Mul(load8(z, i))))
	}
	archsimd.ClearAVXUpperBits()
}
