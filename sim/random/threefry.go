package random

import "math/bits"

// parity is what the last key word is made with, so that no key is all zero. Source: Salmon et al. 2011, section 4.2.
const parity = 0x1BD11BDAA9FC1A22

// keys are what the rounds of threefry add, made once for all paths of a counter b. The first addition of the key and the
// first round are in them: begin is k0 + k1 + b, and turned is k1 + b rotated.
type keys struct {
	k0, k1, k2, k2p1, k0p2, k1p3, begin, turned uint64
}

// of makes them the keys of a stream and a counter, in their place: a copy would be read before it is there.
func (k *keys) of(s *Stream, b uint64) {
	k.k0, k.k1, k.k2 = s.k0, s.k1, s.k2
	k.k2p1, k.k0p2, k.k1p3 = s.k2+1, s.k0+2, s.k1+3
	k.begin, k.turned = s.k0+s.k1+b, bits.RotateLeft64(s.k1+b, 16)
}

// threefry sets first and second to 128 random bits of each path: the encryption of the counter (path, b) by the key
// (k0, k1), with k2 = k0^k1^parity.
//
// It is why any draw can be had without those before it: a bijection of counters for each key, with no state.
//
// Model: Threefry2x64-13. A round is a += b, b = rotate(b) ^ a; after every fourth the key words come in again, turned
// by one place, with the number of the time.
//
// Limits: not for secrets; 13 rounds are the fewest that pass BigCrush, 20 are the authors' default.
//
// Source: Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3, SC'11; rotations as in
// Random123.
//
// Checked: the authors' known answer, and a reference in a loop on random keys and counters.
func threefry(first, second []uint64, k *keys, path []uint64) {
	first, second = first[:len(path)], second[:len(path)]
	for i, p := range path {
		a := p + k.begin
		b := k.turned ^ a
		a += b
		b = bits.RotateLeft64(b, 42) ^ a
		a += b
		b = bits.RotateLeft64(b, 12) ^ a
		a += b
		b = bits.RotateLeft64(b, 31) ^ a
		a += k.k1
		b += k.k2p1

		a += b
		b = bits.RotateLeft64(b, 16) ^ a
		a += b
		b = bits.RotateLeft64(b, 32) ^ a
		a += b
		b = bits.RotateLeft64(b, 24) ^ a
		a += b
		b = bits.RotateLeft64(b, 21) ^ a
		a += k.k2
		b += k.k0p2

		a += b
		b = bits.RotateLeft64(b, 16) ^ a
		a += b
		b = bits.RotateLeft64(b, 42) ^ a
		a += b
		b = bits.RotateLeft64(b, 12) ^ a
		a += b
		b = bits.RotateLeft64(b, 31) ^ a
		a += k.k0
		b += k.k1p3

		a += b
		b = bits.RotateLeft64(b, 16) ^ a
		second[i] = b // first, for both may be one
		first[i] = a
	}
}
