package random

import "math/bits"

// parity is what the last key word is made with, so that no key is all zero. Source: Salmon et al. 2011, section 4.2.
const parity = 0x1BD11BDAA9FC1A22

// threefry returns 128 random bits: the encryption of the counter (a, b) by the key (k0, k1), k2 = k0^k1^parity.
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
func threefry(k0, k1, k2, a, b uint64) (uint64, uint64) {
	a += k0
	b += k1

	a += b
	b = bits.RotateLeft64(b, 16) ^ a
	a += b
	b = bits.RotateLeft64(b, 42) ^ a
	a += b
	b = bits.RotateLeft64(b, 12) ^ a
	a += b
	b = bits.RotateLeft64(b, 31) ^ a
	a += k1
	b += k2 + 1

	a += b
	b = bits.RotateLeft64(b, 16) ^ a
	a += b
	b = bits.RotateLeft64(b, 32) ^ a
	a += b
	b = bits.RotateLeft64(b, 24) ^ a
	a += b
	b = bits.RotateLeft64(b, 21) ^ a
	a += k2
	b += k0 + 2

	a += b
	b = bits.RotateLeft64(b, 16) ^ a
	a += b
	b = bits.RotateLeft64(b, 42) ^ a
	a += b
	b = bits.RotateLeft64(b, 12) ^ a
	a += b
	b = bits.RotateLeft64(b, 31) ^ a
	a += k0
	b += k1 + 3

	a += b
	b = bits.RotateLeft64(b, 16) ^ a
	return a, b
}
