//go:build goexperiment.simd && amd64

package column

import (
	"math/bits"
	"simd/archsimd"
)

// lists says whether vectors can be compressed byte by byte, which not all processors with AVX-512 do.
var lists = avx512 && archsimd.X86.AVX512VBMI2()

// places are the numbers of the paths of a block.
var places = func() (all [Size]uint8) {
	for i := range all {
		all[i] = uint8(i)
	}
	return all
}()

// listVector is List without jumps, of which those that end a list are seldom foreseen: it returns how many there are. What is
// written beyond them has room.
func listVector(to *[Size]uint8, s *Set) int {
	n := 0
	for w, word := range s.words() {
		archsimd.LoadUint8x64((*[64]uint8)(places[64*w:])).Compress(archsimd.Mask8x64FromBits(word)).Store((*[64]uint8)(to[n:]))
		n += bits.OnesCount64(word)
	}
	archsimd.ClearAVXUpperBits()
	return n
}
