//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
	"unsafe"
)

// The kernels of arithmetic on AVX-512, eight paths a vector, with the bits of their scalar twins. From this file go
// generate makes arithmetic_avx2.go, the same for four paths a vector: what stands here is in both instruction sets.

type (
	f8 = archsimd.Float64x8
	i8 = archsimd.Int64x8
)

// A kernel counts bytes, from first to end, and next8 bytes are a vector: so the address is one addition, and there are no
// checks of an index or of nil in its loop. A zero is f8{}: all8(0) would be made by an instruction of SSE, which stalls
// for some 500 cycles where vectors are in use.
const next8 = unsafe.Sizeof(f8{})

func load8(c *Column, i uintptr) f8 {
	return archsimd.LoadFloat64x8((*[8]float64)(unsafe.Add(unsafe.Pointer(c), i)))
}

func store8(c *Column, i uintptr, v f8) {
	v.Store((*[8]float64)(unsafe.Add(unsafe.Pointer(c), i)))
}

func all8(w float64) f8 { return archsimd.BroadcastFloat64x8(w) }

func add8(d, x, y *Column) {
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Add(load8(y, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func sub8(d, x, y *Column) {
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Sub(load8(y, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func mul8(d, x, y *Column) {
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Mul(load8(y, i)))
	}
	archsimd.ClearAVXUpperBits()
}

func div8(d, x, y *Column) {
	zero, undefined := f8{}, all8(math.NaN())
	for i := first; i < end; i += next8 {
		below := load8(y, i)
		store8(d, i, undefined.Merge(load8(x, i).Div(below), below.Equal(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func mulAdd8(d, a, x, y *Column) {
	for i := first; i < end; i += next8 {
		store8(d, i, load8(a, i).Add(load8(x, i).Mul(load8(y, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func scale8(d, x *Column, w float64) {
	by := all8(w)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Mul(by))
	}
	archsimd.ClearAVXUpperBits()
}

func addScaled8(d, x *Column, w float64) {
	by := all8(w)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(d, i).Add(load8(x, i).Mul(by)))
	}
	archsimd.ClearAVXUpperBits()
}

func sumOfTwo8(d, x *Column, u float64, y *Column, v float64) {
	byU, byV := all8(u), all8(v)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Mul(byU).Add(load8(y, i).Mul(byV)))
	}
	archsimd.ClearAVXUpperBits()
}

func sumOfThree8(d, x *Column, u float64, y *Column, v float64, z *Column, w float64) {
	byU, byV, byW := all8(u), all8(v), all8(w)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Mul(byU).Add(load8(y, i).Mul(byV)).Add(load8(z, i).Mul(byW)))
	}
	archsimd.ClearAVXUpperBits()
}

func shift8(d, x *Column, w float64) {
	by := all8(w)
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Add(by))
	}
	archsimd.ClearAVXUpperBits()
}

func less8(d, x, y *Column) {
	one := all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).Less(load8(y, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func atMost8(d, x, y *Column) {
	one := all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).LessEqual(load8(y, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func equal8(d, x, y *Column) {
	one := all8(1)
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).Equal(load8(y, i))))
	}
	archsimd.ClearAVXUpperBits()
}

func unequal8(d, x, y *Column) {
	one := all8(1)
	for i := first; i < end; i += next8 {
		u, v := load8(x, i), load8(y, i)
		store8(d, i, one.Merge(one.Masked(u.Less(v)), u.Greater(v)))
	}
	archsimd.ClearAVXUpperBits()
}

func and8(d, x, y *Column) {
	one, zero := all8(1), f8{}
	for i := first; i < end; i += next8 {
		store8(d, i, one.Masked(load8(x, i).NotEqual(zero)).Masked(load8(y, i).NotEqual(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func or8(d, x, y *Column) {
	one, zero := all8(1), f8{}
	for i := first; i < end; i += next8 {
		store8(d, i, one.Merge(one.Masked(load8(x, i).NotEqual(zero)), load8(y, i).NotEqual(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func larger8(d, x, y *Column) {
	for i := first; i < end; i += next8 {
		u, v := load8(x, i), load8(y, i)
		store8(d, i, v.Merge(v.Merge(u, v.Greater(u)), v.IsNaN()))
	}
	archsimd.ClearAVXUpperBits()
}

func smaller8(d, x, y *Column) {
	for i := first; i < end; i += next8 {
		u, v := load8(x, i), load8(y, i)
		store8(d, i, v.Merge(v.Merge(u, v.Less(u)), v.IsNaN()))
	}
	archsimd.ClearAVXUpperBits()
}

func highest8(d, x *Column) {
	for i := first; i < end; i += next8 {
		u, v := load8(d, i), load8(x, i)
		store8(d, i, v.Merge(v.Merge(u, v.Greater(u)), u.IsNaN()))
	}
	archsimd.ClearAVXUpperBits()
}

func lowest8(d, x *Column) {
	for i := first; i < end; i += next8 {
		u, v := load8(d, i), load8(x, i)
		store8(d, i, v.Merge(v.Merge(u, v.Less(u)), u.IsNaN()))
	}
	archsimd.ClearAVXUpperBits()
}

func select8(d, c, x, y *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		store8(d, i, load8(x, i).Merge(load8(y, i), load8(c, i).NotEqual(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

// any8 joins the bits of all values, for no jump of an early end would be foreseen; the sign of a zero is dropped. It asks
// in a branch, before it ends: a bare value the compiler would take from the vector after the upper bits are cleared.
func any8(c *Column) bool {
	var bits i8
	for i := first; i < end; i += next8 {
		bits = bits.Or(load8(c, i).AsInt64x8())
	}
	if bits.Add(bits).NotEqual(i8{}).ToBits() != 0 {
		archsimd.ClearAVXUpperBits()
		return true
	}
	archsimd.ClearAVXUpperBits()
	return false
}
