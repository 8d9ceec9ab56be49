//go:build !(goexperiment.simd && amd64)

package column

func logOdds8(u *Column, n int) {}

func log8(dst, src *Column, to uintptr) {}

func atOdds8(x *Column, n int, middle, low, high float64) {}
