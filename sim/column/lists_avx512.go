//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// lists says whether vectors can be compressed byte by byte, which not all processors with AVX-512 do.
var lists = avx512 && archsimd.X86.AVX512VBMI2()

// places are the numbers of the paths of a block.
var places = func() (all [Size]uint8) {
	for i := range all {
		all[i] = uint8(i)
	}
	return all
}()

// listVector is List without jumps, of which those that end a list are seldom foreseen. It is told how many are before the second
// word, before the third, before the fourth: to count them takes a function, where the processor is an old one. What is written
// beyond the list has room.
func listVector(to *[Size]uint8, s *Set, b, c, d int) {
	v := archsimd.LoadUint8x64((*[64]uint8)(places[:64]))
	v.Compress(archsimd.Mask8x64FromBits(s.a)).Store((*[64]uint8)(to[:64]))
	v = archsimd.LoadUint8x64((*[64]uint8)(places[64:128]))
	v.Compress(archsimd.Mask8x64FromBits(s.b)).Store((*[64]uint8)(to[b:]))
	v = archsimd.LoadUint8x64((*[64]uint8)(places[128:192]))
	v.Compress(archsimd.Mask8x64FromBits(s.c)).Store((*[64]uint8)(to[c:]))
	v = archsimd.LoadUint8x64((*[64]uint8)(places[192:]))
	v.Compress(archsimd.Mask8x64FromBits(s.d)).Store((*[64]uint8)(to[d:]))
	archsimd.ClearAVXUpperBits()
}
