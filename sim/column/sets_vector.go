//go:build goexperiment.simd && amd64

package column

import (
	"math/bits"
	"simd/archsimd"
	"unsafe"
)

// vectorOfBytes says whether the processor can pick bytes out of a vector, which most with AVX-512 can.
var vectorOfBytes = avx512 && archsimd.X86.AVX512VBMI2()

// everyPath is the numbers of all paths.
var everyPath = func() (all [4][64]uint8) {
	for i := range Size {
		all[i/64][i%64] = uint8(i)
	}
	return all
}()

// listVector makes a list of the paths of a set, and counts them. What it writes beyond them stays within the room.
func listVector(to *[Size]uint8, s Set) int {
	b := bits.OnesCount64(s.a)
	c := b + bits.OnesCount64(s.b)
	d := c + bits.OnesCount64(s.c)
	n := d + bits.OnesCount64(s.d)
	pick := func(w, at int, word uint64) {
		archsimd.LoadUint8x64(&everyPath[w]).Compress(archsimd.Mask8x64FromBits(word)).Store((*[64]uint8)(unsafe.Add(unsafe.Pointer(to), at)))
	}
	pick(0, 0, s.a)
	pick(1, b, s.b)
	pick(2, c, s.c)
	pick(3, d, s.d)
	archsimd.ClearAVXUpperBits()
	return n
}

// ofWord is how many bytes of a column a word of a set is about, and ofBit how many a bit of it.
const (
	ofBit  = 8
	ofWord = 64 * ofBit
)

func whereVector(s *Set, x *Column) {
	if avx512 {
		where8(s.words(), x)
	} else {
		where4(s.words(), x)
	}
}

func whereIsVector(s *Set, x *Column, c float64) {
	if avx512 {
		whereIs8(s.words(), x, c)
	} else {
		whereIs4(s.words(), x, c)
	}
}

func whereLessVector(s *Set, x, y *Column) {
	if avx512 {
		whereLess8(s.words(), x, y)
	} else {
		whereLess4(s.words(), x, y)
	}
}

func whereAboveVector(s *Set, x *Column, c float64) {
	if avx512 {
		whereAbove8(s.words(), x, c)
	} else {
		whereAbove4(s.words(), x, c)
	}
}

func whereUnderVector(s *Set, words, limits *Column) {
	if avx512 {
		whereUnder8(s.words(), words, limits)
	} else {
		whereUnder4(s.words(), words, limits)
	}
}

func inARowVector(s *Set, d, holds *Column, least float64) {
	if avx512 {
		inARow8(s.words(), d, holds, least)
	} else {
		inARow4(s.words(), d, holds, least)
	}
}

func clearVector(d *Column) {
	if avx512 {
		clear8(d)
	} else {
		clear4(d)
	}
}

func whereShortVector(s *Set, x, y, z *Column) {
	if avx512 {
		whereShort8(s.words(), x, y, z)
	} else {
		whereShort4(s.words(), x, y, z)
	}
}

func markVector(d *Column, s *Set) {
	if avx512 {
		mark8(d, s.words())
	} else {
		mark4(d, s.words())
	}
}

func productVector(s *Set, d, x, y *Column) {
	if avx512 {
		product8(s.words(), d, x, y)
	} else {
		product4(s.words(), d, x, y)
	}
}

// marks8 are 1 where a bit of the last of a word is.
func marks8(one f8, word uint64) f8 { return one.Masked(archsimd.Mask64x8FromBits(uint8(word))) }

// marks4 are the same on AVX2, which has no masks of bits: it looks them up.
func marks4(_ f4, word uint64) f4 { return archsimd.LoadFloat64x4(&ofFour[word&15]) }

var ofFour = func() (all [16][4]float64) {
	for word := range all {
		for i := range all[word] {
			all[word][i] = float64(word >> i & 1)
		}
	}
	return all
}()
