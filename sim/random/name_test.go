package random

import (
	"fmt"
	"hash/fnv"
	"math/bits"
	"testing"
)

// TestHashIsFNV has two published answers, and the standard library's for other names.
func TestHashIsFNV(t *testing.T) {
	for name, want := range map[string]uint64{"": 0xcbf29ce484222325, "a": 0xaf63dc4c8601ec8c, "foobar": 0x85944171f73967e8} {
		if got := fnv1a(name); got != want {
			t.Errorf("%q: %#016x, want %#016x", name, got, want)
		}
	}
	for _, name := range []string{"anthropic.arr", "größe", "\x00\xff"} {
		h := fnv.New64a()
		h.Write([]byte(name))
		if got := fnv1a(name); got != h.Sum64() {
			t.Errorf("%q: %#016x, want %#016x", name, got, h.Sum64())
		}
	}
}

func TestNamesDoNotCollide(t *testing.T) {
	seen := map[uint64]string{}
	for i := range 200000 {
		name := fmt.Sprintf("driver_%d", i)
		if other, ok := seen[hash(name)]; ok {
			t.Fatalf("%s and %s have one hash", name, other)
		}
		seen[hash(name)] = name
	}
}

// TestOneBitOfANameTurnsHalfOfTheHash averages over names and bits; FNV alone is the negative control.
func TestOneBitOfANameTurnsHalfOfTheHash(t *testing.T) {
	turned := func(h func(string) uint64) (least float64) {
		least = 64
		for bit := range 8 {
			sum := 0
			for i := range 1000 {
				name := []byte(fmt.Sprintf("driver_%d", i))
				before := h(string(name))
				name[len(name)-1] ^= 1 << bit
				sum += bits.OnesCount64(before ^ h(string(name)))
			}
			least = min(least, float64(sum)/1000)
		}
		return least
	}
	if n := turned(hash); n < 31 {
		t.Errorf("a bit of the name turns %.1f of 64", n)
	}
	if n := turned(fnv1a); n >= 31 {
		t.Errorf("negative control: FNV alone passes with %.1f", n)
	}
}
