//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"math/bits"
	"simd/archsimd"
	"unsafe"
)

// The kernels of arithmetic on AVX-512, eight paths a vector, with the bits of their scalar twins. From this file go
// generate makes arithmetic_avx2.go, the same for four paths a vector: what stands here is in both instruction sets.

type (
	f8    = archsimd.Float64x8
	rows8 = [Size / 8][8]float64
)

// in8 is a column as vectors.
func in8(c *Column) *rows8 { return (*rows8)(unsafe.Pointer(c)) }

func all8(w float64) f8 { return archsimd.BroadcastFloat64x8(w) }

func add8(d, x, y *Column) {
	to, a, b := in8(d), in8(x), in8(y)
	for i := range to {
		archsimd.LoadFloat64x8(&a[i]).Add(archsimd.LoadFloat64x8(&b[i])).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func sub8(d, x, y *Column) {
	to, a, b := in8(d), in8(x), in8(y)
	for i := range to {
		archsimd.LoadFloat64x8(&a[i]).Sub(archsimd.LoadFloat64x8(&b[i])).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func mul8(d, x, y *Column) {
	to, a, b := in8(d), in8(x), in8(y)
	for i := range to {
		archsimd.LoadFloat64x8(&a[i]).Mul(archsimd.LoadFloat64x8(&b[i])).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func div8(d, x, y *Column) {
	to, a, b := in8(d), in8(x), in8(y)
	zero, undefined := all8(0), all8(math.NaN())
	for i := range to {
		below := archsimd.LoadFloat64x8(&b[i])
		undefined.Merge(archsimd.LoadFloat64x8(&a[i]).Div(below), below.Equal(zero)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func mulAdd8(d, a, x, y *Column) {
	to, plus, u, v := in8(d), in8(a), in8(x), in8(y)
	for i := range to {
		archsimd.LoadFloat64x8(&plus[i]).Add(archsimd.LoadFloat64x8(&u[i]).Mul(archsimd.LoadFloat64x8(&v[i]))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func scale8(d, x *Column, w float64) {
	to, a, by := in8(d), in8(x), all8(w)
	for i := range to {
		archsimd.LoadFloat64x8(&a[i]).Mul(by).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func addScaled8(d, x *Column, w float64) {
	to, a, by := in8(d), in8(x), all8(w)
	for i := range to {
		archsimd.LoadFloat64x8(&to[i]).Add(archsimd.LoadFloat64x8(&a[i]).Mul(by)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func shift8(d, x *Column, w float64) {
	to, a, by := in8(d), in8(x), all8(w)
	for i := range to {
		archsimd.LoadFloat64x8(&a[i]).Add(by).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func less8(d, x, y *Column) {
	to, a, b, one := in8(d), in8(x), in8(y), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).Less(archsimd.LoadFloat64x8(&b[i]))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func atMost8(d, x, y *Column) {
	to, a, b, one := in8(d), in8(x), in8(y), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).LessEqual(archsimd.LoadFloat64x8(&b[i]))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func equal8(d, x, y *Column) {
	to, a, b, one := in8(d), in8(x), in8(y), all8(1)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).Equal(archsimd.LoadFloat64x8(&b[i]))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func unequal8(d, x, y *Column) {
	to, a, b, one := in8(d), in8(x), in8(y), all8(1)
	for i := range to {
		u, v := archsimd.LoadFloat64x8(&a[i]), archsimd.LoadFloat64x8(&b[i])
		one.Masked(u.Less(v).Or(u.Greater(v))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func and8(d, x, y *Column) {
	to, a, b, one, zero := in8(d), in8(x), in8(y), all8(1), all8(0)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).NotEqual(zero).And(archsimd.LoadFloat64x8(&b[i]).NotEqual(zero))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func or8(d, x, y *Column) {
	to, a, b, one, zero := in8(d), in8(x), in8(y), all8(1), all8(0)
	for i := range to {
		one.Masked(archsimd.LoadFloat64x8(&a[i]).NotEqual(zero).Or(archsimd.LoadFloat64x8(&b[i]).NotEqual(zero))).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func larger8(d, x, y *Column) {
	to, a, b := in8(d), in8(x), in8(y)
	for i := range to {
		u, v := archsimd.LoadFloat64x8(&a[i]), archsimd.LoadFloat64x8(&b[i])
		v.Merge(u, v.Greater(u).Or(v.IsNaN())).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func smaller8(d, x, y *Column) {
	to, a, b := in8(d), in8(x), in8(y)
	for i := range to {
		u, v := archsimd.LoadFloat64x8(&a[i]), archsimd.LoadFloat64x8(&b[i])
		v.Merge(u, v.Less(u).Or(v.IsNaN())).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func highest8(d, x *Column) {
	to, a := in8(d), in8(x)
	for i := range to {
		u, v := archsimd.LoadFloat64x8(&to[i]), archsimd.LoadFloat64x8(&a[i])
		v.Merge(u, v.Greater(u).Or(u.IsNaN())).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func lowest8(d, x *Column) {
	to, a := in8(d), in8(x)
	for i := range to {
		u, v := archsimd.LoadFloat64x8(&to[i]), archsimd.LoadFloat64x8(&a[i])
		v.Merge(u, v.Less(u).Or(u.IsNaN())).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func select8(d, c, x, y *Column) {
	to, by, a, b, zero := in8(d), in8(c), in8(x), in8(y), all8(0)
	for i := range to {
		archsimd.LoadFloat64x8(&a[i]).Merge(archsimd.LoadFloat64x8(&b[i]), archsimd.LoadFloat64x8(&by[i]).NotEqual(zero)).Store(&to[i])
	}
	archsimd.ClearAVXUpperBits()
}

func any8(c *Column) bool {
	a, zero := in8(c), all8(0)
	found := false
	for i := range a {
		if archsimd.LoadFloat64x8(&a[i]).NotEqual(zero).ToBits() != 0 {
			found = true
			break
		}
	}
	archsimd.ClearAVXUpperBits()
	return found
}

// mend gives the lanes of a vector that the plain way does not serve what the scalar twin makes of them.
func mend8(v f8, lanes uint8, twin func(lane int) float64) f8 {
	var out [8]float64
	v.Store(&out)
	for ; lanes != 0; lanes &= lanes - 1 {
		j := bits.TrailingZeros8(lanes)
		out[j] = twin(j)
	}
	return archsimd.LoadFloat64x8(&out)
}
