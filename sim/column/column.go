// Package column holds columns of paths and the loops ("kernels") over them.
//
// A kernel has the same bits on every processor: each product is written float64(a*b), which forbids the compiler to
// fuse it into a sum, and exp and log are its own. The constants of the kernels are computed by the program in ./gen.
package column

//go:generate go run ./gen

// Size is the number of paths in a block. The columns of a block stay in the cache; Size is a multiple of 8.
const Size = 256

// Column is one quantity of a block of paths.
type Column = [Size]float64

// Vectors names the vectors that kernels work on in this build and on this processor: none or AVX-512.
func Vectors() string {
	if vector {
		return "AVX-512"
	}
	return "none"
}
