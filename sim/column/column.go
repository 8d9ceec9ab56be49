// Package column holds columns of paths and the loops ("kernels") over them.
//
// A kernel has the same bits on every processor: each product is written float64(a*b), which forbids the compiler to
// fuse it into a sum, and exp and log are its own. The constants of the kernels are computed by the program in ./gen,
// which also makes the kernels of arithmetic on AVX2 from those on AVX-512.
package column

//go:generate go run ./gen

// Size is the number of paths in a block. The columns of a block stay in the cache; Size is a multiple of 8.
const Size = 256

// Column is one quantity of a block of paths.
type Column = [Size]float64

// first and end are where the bytes of a column begin and end.
const first, end uintptr = 0, Size * 8

// Vectors names the vectors that kernels work on in this build and on this processor: AVX-512, AVX2 or none.
func Vectors() string {
	switch {
	case avx512:
		return "AVX-512"
	case vector:
		return "AVX2"
	}
	return "none"
}
