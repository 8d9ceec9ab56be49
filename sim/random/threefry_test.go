package random

import (
	"math/bits"
	"math/rand/v2"
	"testing"
)

// reference is Threefry2x64 in a loop, of any number of rounds.
func reference(rounds int, k0, k1, a, b uint64) (uint64, uint64) {
	rotation := [8]int{16, 42, 12, 31, 16, 32, 24, 21}
	key := [3]uint64{k0, k1, k0 ^ k1 ^ 0x1BD11BDAA9FC1A22}
	a, b = a+key[0], b+key[1]
	for r := range rounds {
		a += b
		b = bits.RotateLeft64(b, rotation[r%8]) ^ a
		if time := (r + 1) / 4; r%4 == 3 {
			a += key[time%3]
			b += key[(time+1)%3] + uint64(time)
		}
	}
	return a, b
}

// TestKnownAnswers has the authors' vectors. Source: Random123, kat_vectors, threefry2x64.
func TestKnownAnswers(t *testing.T) {
	for _, c := range []struct {
		rounds       int
		want0, want1 uint64
	}{
		{13, 0xf167b032c3b480bd, 0xe91f9fee4b7a6fb5},
		{20, 0xc2b6e3a8c2c69865, 0x6f81ed42f350084d},
	} {
		if a, b := reference(c.rounds, 0, 0, 0, 0); a != c.want0 || b != c.want1 {
			t.Errorf("reference, %d rounds: %016x %016x, want %016x %016x", c.rounds, a, b, c.want0, c.want1)
		}
	}
	known := Stream{0, 0, parity}
	if a, b := known.Words(0, 0); a != 0xf167b032c3b480bd || b != 0xe91f9fee4b7a6fb5 {
		t.Errorf("threefry: %016x %016x", a, b)
	}
	if a, b := reference(12, 0, 0, 0, 0); a == 0xf167b032c3b480bd || b == 0xe91f9fee4b7a6fb5 {
		t.Error("twelve rounds pass for thirteen")
	}
}

func TestUnrolledIsTheLoop(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 10000 {
		k0, k1, a, b := r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64()>>(r.Uint32N(64))
		s := Stream{k0, k1, k0 ^ k1 ^ parity}
		x, y := s.Words(a, b)
		if wx, wy := reference(13, k0, k1, a, b); x != wx || y != wy {
			t.Fatalf("key %x %x, counter %x %x: %x %x, want %x %x", k0, k1, a, b, x, y, wx, wy)
		}
	}
}
