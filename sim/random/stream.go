// Package random gives every driver its own stream of normals and uniforms, addressed by path and step.
//
// A draw is a function of (seed, name, path, step) and of nothing else. Adding, removing or reordering drivers moves no
// other driver's draws; any path can be run again alone; any number of threads gives the same bits.
package random

import (
	"unsafe"

	"dealsim/sim/column"
)

// Stream is the source of one driver's randomness. It has no state that a draw changes, so that threads may share it.
type Stream struct {
	k0, k1, k2 uint64
}

// New returns the stream of a name under a seed.
//
// Model: the key of Threefry2x64-13 is (seed, hash of the name).
//
// Limits: two of n names share their stream with probability n^2/2^65.
//
// Checked: streams of other names, of adjacent seeds and of exchanged roles are uncorrelated.
func New(seed uint64, name string) Stream {
	k1 := hash(name)
	return Stream{seed, k1, seed ^ k1 ^ parity}
}

// Words returns the 128 random bits of a path and counter.
func (s *Stream) Words(path, counter uint64) (a, b uint64) {
	var k keys
	k.of(s, counter)
	var words [2]uint64
	threefry(words[:1], words[1:], &k, []uint64{path})
	return words[0], words[1]
}

// Normals sets z to the normals of four consecutive steps, 4*quad to 4*quad+3, of the block's paths.
//
// Four steps come from one call of the generator: the 32-bit words of step 4*quad + 0, 1, 2, 3 are the low and high half
// of the first output and the low and high half of the second.
//
// Model: z[j][i] is the standard normal of path[i] in step 4*quad+j, column.Normal1 of its word. The paths may be any,
// in any order.
//
// Moments: mean 0, variance 1 - 3e-10, fourth moment 3 - 3e-8: those of a normal cut at 6.34 into 2^32 cells.
//
// Limits: a normal has the resolution of its 32-bit word: |z| <= 6.34. A true normal lies beyond with probability
// 2.3e-10, once in 4.3e9 draws; a probability below about 1e-8 must not be read off a tail of single draws. The same
// counters serve Uniforms: a stream is for normals or for uniforms, never for both.
//
// Source: Salmon et al. 2011 for the words; see column.Normals for the inverse.
//
// Checked: moments to the fourth, tails beyond 3, 4 and 5, serial and cross correlation, at 5 standard errors, each with
// a sample that must fail; the bits of Normal1.
func (s *Stream) Normals(z *[4]column.Column, w *Words, path *[column.Size]uint64, quad uint64) {
	words(&w[0], &w[1], s, path, quad, eights[:])
	column.Normals(z, w)
}

// Words are both outputs of the generator for a block: room for Normals to work in, which need not be cleared each time.
type Words = [2][column.Size]uint64

// words sets first and second to the words of a block and a counter, for some groups of eight paths by their numbers: by the
// loop here, or on vectors with the same bits. Both may be the same, which then has the first.
func words(first, second *[column.Size]uint64, s *Stream, path *[column.Size]uint64, counter uint64, groups []uint8) {
	var k keys
	k.of(s, counter)
	switch {
	case vectors:
		wordsVector(first, second, &k, path, groups)
	case len(groups) == len(eights):
		threefry(first[:], second[:], &k, path[:])
	default:
		for _, g := range groups {
			at := 8 * int(g&31)
			threefry(first[at:at+8], second[at:at+8], &k, path[at:at+8])
		}
	}
}

// eights are the numbers of the groups of eight paths of a block.
var eights = func() (all [column.Size / 8]uint8) {
	for i := range all {
		all[i] = uint8(i)
	}
	return all
}()

// Uniforms sets u to the uniforms of the block's paths and a counter.
//
// They are for what is drawn once a path, and for whatever is not normal: an inverse cdf, a coin.
//
// Model: column.Uniform1 of the first output.
//
// Limits: strictly between 0 and 1: from 2^-54 to 1 - 2^-53; the mean is 1/2 to 2^-100.
//
// Checked: Kolmogorov and Smirnov's test, serial and cross correlation, the ends, the bits of Uniform1.
func (s *Stream) Uniforms(u *column.Column, path *[column.Size]uint64, counter uint64) {
	s.Some(u, path, counter, column.Size)
}

// Some is Uniforms of the first n paths; what u has after them is undefined.
func (s *Stream) Some(u *column.Column, path *[column.Size]uint64, counter uint64, n int) {
	w := (*[column.Size]uint64)(unsafe.Pointer(u)) // words lie where their uniforms will
	words(w, w, s, path, counter, eights[:(n+7)/8])
	if vectors {
		uniformsVector(u, w, n)
		return
	}
	for i, word := range w[:n] {
		u[i] = column.Uniform1(word)
	}
}

// Firsts sets w to the words that uniforms are made of, for the paths of a set and perhaps for some more; what the others have
// is undefined. Who only asks which of them are below a chance needs no more: see column.Limits.
//
// Checked: TestFirstsAreTheWordsOfUniforms.
func (s *Stream) Firsts(w *[column.Size]uint64, path *[column.Size]uint64, counter uint64, of *column.Set) {
	if of.All() {
		words(w, w, s, path, counter, eights[:])
		return
	}
	var groups [len(eights)]uint8
	words(w, w, s, path, counter, of.Eights(&groups))
}

// Below is the paths of a set whose uniforms are below their chances, as limits have these; w is then as Firsts leaves it.
//
// Checked: TestFirstsAreTheWordsOfUniforms.
func (s *Stream) Below(w *[column.Size]uint64, limits *column.Limits, path *[column.Size]uint64, counter uint64, of *column.Set) column.Set {
	if !avx512 {
		s.Firsts(w, path, counter, of)
		return column.WhereUnder(w, limits).And(*of)
	}
	var found column.Set
	var some [len(eights)]uint8
	groups := eights[:]
	if !of.All() {
		groups = of.Eights(&some)
	}
	var k keys
	k.of(s, counter)
	below512((*[len(eights)]uint8)(unsafe.Pointer(&found)), w, limits, &k, path, groups)
	return found.And(*of)
}

// Uniform1 returns the uniform of one path and counter, with the bits Uniforms gives it.
func (s *Stream) Uniform1(path, counter uint64) float64 {
	a, _ := s.Words(path, counter)
	return column.Uniform1(a)
}
