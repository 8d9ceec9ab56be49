//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
)

// The kernels of arithmetic with a number, on AVX-512, as in arithmetic_avx512.go: go generate makes constants_avx2.go.

func fill8(d *Column, c float64) {
	to, all := in8(d), all8(c)
	for i := range to {
		all.Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func cSub8(d *Column, c float64, x *Column) {
	to, a, all := in8(d), in8(x), all8(c)
	for i := range to {
		all.Sub(archsimd.LoadFloat64x8(&a[i])).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func divC8(d, x *Column, c float64) {
	to, a, all := in8(d), in8(x), all8(c)
	for i := range to {
		archsimd.LoadFloat64x8(&a[i]).Div(all).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func cDiv8(d *Column, c float64, x *Column) {
	to, a, all, zero, undefined := in8(d), in8(x), all8(c), all8(0), all8(math.NaN())
	for i := range to {
		below := archsimd.LoadFloat64x8(&a[i])
		undefined.Merge(all.Div(below), below.Equal(zero)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func lessC8(d, x *Column, c float64) {
	to, a, all, one := in8(d), in8(x), all8(c), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).Less(all)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func atMostC8(d, x *Column, c float64) {
	to, a, all, one := in8(d), in8(x), all8(c), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).LessEqual(all)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func greaterC8(d, x *Column, c float64) {
	to, a, all, one := in8(d), in8(x), all8(c), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).Greater(all)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func atLeastC8(d, x *Column, c float64) {
	to, a, all, one := in8(d), in8(x), all8(c), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).GreaterEqual(all)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func equalC8(d, x *Column, c float64) {
	to, a, all, one := in8(d), in8(x), all8(c), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).Equal(all)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func unequalC8(d, x *Column, c float64) {
	to, a, all, one := in8(d), in8(x), all8(c), all8(1)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i])
		one.Masked(v.Less(all).Or(v.Greater(all))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func largerC8(d, x *Column, c float64) {
	to, a, all := in8(d), in8(x), all8(c)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i])
		all.Merge(v, all.Greater(v)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func smallerC8(d, x *Column, c float64) {
	to, a, all := in8(d), in8(x), all8(c)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i])
		all.Merge(v, all.Less(v)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func cLarger8(d *Column, c float64, x *Column) {
	to, a, all := in8(d), in8(x), all8(c)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i])
		all.Merge(v, v.LessEqual(all)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func cSmaller8(d *Column, c float64, x *Column) {
	to, a, all := in8(d), in8(x), all8(c)
	for i := range to {
		v := archsimd.LoadFloat64x8(&a[i])
		all.Merge(v, v.GreaterEqual(all)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}
