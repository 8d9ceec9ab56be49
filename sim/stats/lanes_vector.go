//go:build goexperiment.simd && amd64

package stats

import (
	"simd/archsimd"
	"unsafe"
)

// Which vectors there are. See package column on archsimd, and on how to have fewer.
var (
	avx512 = archsimd.X86.AVX512()
	vector = avx512 || archsimd.X86.AVX2()
)

// vectorsOf are the first n vectors of a slice. Where there is none the slice may be shorter than one, which checks of pointers
// would not let be looked at.
func vectorsOf[Vector, T any](s []T, n int) []Vector {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*Vector)(unsafe.Pointer(unsafe.SliceData(s))), n)
}

func leaveVectors() { archsimd.ClearAVXUpperBits() }

func distancesVector(values []float64, pivot float64) (sum, least, most float64) {
	if avx512 {
		return distances8(values, pivot)
	}
	return distances4(values, pivot)
}

func spreadVector(values []float64, mean float64) (rest, squares float64) {
	if avx512 {
		return spread8(values, mean)
	}
	return spread4(values, mean)
}

func keysVector(dst Keys, values, atoms []float64, bucketBits uint) {
	if avx512 {
		keys8(dst, values, atoms, bucketBits)
	} else {
		keys4(dst, values, atoms, bucketBits)
	}
}

func keysAboveVector(dst Keys, values []float64, bucketBits uint) {
	n := len(values) &^ 7
	if avx512 {
		keysAbove8(dst, values, bucketBits)
	} else {
		keysAbove4(dst, values, bucketBits)
	}
	if dst.narrow != nil {
		keysAboveEach(dst.narrow[n:], values[n:], bucketBits)
	} else {
		keysAboveEach(dst.wide[n:], values[n:], bucketBits)
	}
}

func finiteVector(dst, values []float64) (n, undefined int) {
	if avx512 {
		return finite8(dst, values)
	}
	return finiteEach(dst, values)
}

func bothVector(values []float64, a, b float64) (ofA, ofB int) {
	if avx512 {
		return both8(values, a, b)
	}
	return both4(values, a, b)
}

// names are what is added to the special keys of eight values in turn.
var names = [8]uint64{0, specials, 2 * specials, 3 * specials, 0, specials, 2 * specials, 3 * specials}

// keysLeft sets the keys of the values after the whole vectors.
func keysLeft(dst Keys, from int, left, atoms []float64, bucketBits uint) {
	if dst.narrow != nil {
		keysEach(dst.narrow[from:], left, atoms, bucketBits)
	} else {
		keysEach(dst.wide[from:], left, atoms, bucketBits)
	}
}

// distancesEnd adds the values after the last whole vector, and the lanes.
func distancesEnd(s *lanes, values []float64, pivot, low, high float64) (sum, least, most float64) {
	for j, v := range values {
		s[j] += v - pivot
		low, high = min(low, v), max(high, v)
	}
	return s.sum(), low, high
}
