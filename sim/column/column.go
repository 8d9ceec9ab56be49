// Package column holds columns of paths and the loops ("kernels") over them.
package column

// Size is the number of paths in a block. The columns of a block stay in the cache; Size is a multiple of 8.
const Size = 256

// Column is one quantity of a block of paths.
type Column = [Size]float64
