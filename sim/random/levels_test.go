package random

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/column/levels"
)

// TestWithFewerVectors runs the tests of this package again with the vectors of lesser processors, as package column does.
func TestWithFewerVectors(t *testing.T) {
	levels.Again(t, "-test.short", "-test.run=WithFewerVectors|Words|Known|ThoseOfEachPath|OfUniforms|ThoseOfAll|AllocateNothing")
}

// TestWordsHaveOneAnswerEverywhere: words of a block are those of each path, for keys, paths and counters of any length.
func TestWordsHaveOneAnswerEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 500 {
		s := Stream{r.Uint64(), r.Uint64() >> r.UintN(64), r.Uint64()}
		quad := r.Uint64() >> r.UintN(64)
		var path [column.Size]uint64
		for i := range path {
			path[i] = r.Uint64() >> r.UintN(64)
		}
		path[0], path[255] = 0, math.MaxUint64
		var w Words
		words(&w[0], &w[1], &s, &path, quad, eights[:])
		for i, p := range path {
			a, b := s.Words(p, quad)
			if w[0][i] != a || w[1][i] != b {
				t.Fatalf("path %#x, counter %#x: %#016x and %#016x, want %#016x and %#016x", p, quad, w[0][i], w[1][i], a, b)
			}
		}
	}
}

// TestUniformsOfWordsHaveOneAnswerEverywhere: on vectors a word has the uniform that it has alone, to the last cells.
func TestUniformsOfWordsHaveOneAnswerEverywhere(t *testing.T) {
	if !vectors {
		t.Skip("this build has no vectors")
	}
	r := rand.New(rand.NewPCG(13, 14))
	var word [column.Size]uint64
	for range 200 {
		for i := range word {
			if word[i] = r.Uint64() >> r.UintN(64); i%2 == 0 {
				word[i] = ^word[i]
			}
		}
		word[3], word[4], word[5], word[250] = 0, math.MaxUint64, 1<<11-1, math.MaxUint64-1<<11
		var u column.Column
		uniformsVector(&u, &word, column.Size)
		for i, v := range word {
			if want := column.Uniform1(v); u[i] != want {
				t.Fatalf("word %#x: %v, want %v", v, u[i], want)
			}
		}
	}
}

// TestFirstsAreTheWordsOfUniforms: the paths of a set have the words whose uniforms Uniform1 returns, whatever set it is.
func TestFirstsAreTheWordsOfUniforms(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	s := New(5, "a driver")
	var path [column.Size]uint64
	for i := range path {
		path[i] = r.Uint64() >> 40
	}
	for k := range uint64(200) {
		of := column.Everywhere
		for range k % 20 {
			for i := of.Next(0); i < column.Size; i = of.Next(i + 1) {
				if r.IntN(2) == 0 {
					of.Drop(i)
				}
			}
		}
		var w [column.Size]uint64
		var chances column.Column
		var limits column.Limits
		for i := range chances {
			chances[i] = r.Float64()
			if i%3 == 0 {
				chances[i] = s.Uniform1(path[i], k)
				if r.IntN(2) == 0 {
					chances[i] = math.Nextafter(chances[i], 1)
				}
			}
		}
		limits.Set(&chances)
		found := s.Below(&w, &limits, &path, k, &of)
		for i, chance := range chances {
			if want := of.Has(i) && s.Uniform1(path[i], k) < chance; found.Has(i) != want {
				t.Fatalf("counter %d, path %d of %d: below %v: %v", k, i, of.Count(), chance, found.Has(i))
			}
			if got, want := column.Uniform1(w[i]), s.Uniform1(path[i], k); of.Has(i) && got != want {
				t.Fatalf("counter %d, path %d of %d: %v, want %v", k, i, of.Count(), got, want)
			}
		}
		w = [column.Size]uint64{}
		s.Firsts(&w, &path, k, &of)
		for i := of.Next(0); i < column.Size; i = of.Next(i + 1) {
			if got, want := column.Uniform1(w[i]), s.Uniform1(path[i], k); got != want {
				t.Fatalf("counter %d, path %d of %d: %v, want %v", k, i, of.Count(), got, want)
			}
		}
	}
}
