package random

import (
	"math"
	"testing"

	"dealsim/sim/column"
)

// block returns the path numbers of a block that starts at a path.
func block(start uint64) *[column.Size]uint64 {
	var p [column.Size]uint64
	for i := range p {
		p[i] = start + uint64(i)
	}
	return &p
}

func TestNormalsOfABlockAreThoseOfEachPath(t *testing.T) {
	s := New(7, "gpu_price")
	path := block(1000)
	path[0], path[5], path[255] = 1<<63, 3, 1<<40+1 // not in order, not contiguous
	var z [4]column.Column
	var w Words
	for _, quad := range []uint64{0, 1, 9, 1 << 40} {
		s.Normals(&z, &w, path, quad)
		for j := range z {
			for i, p := range path {
				if want := s.Normal1(p, 4*quad+uint64(j)); z[j][i] != want {
					t.Fatalf("path %d, step %d: block %v, alone %v", p, 4*quad+uint64(j), z[j][i], want)
				}
			}
		}
	}
}

// TestWordsGoToStepsInOrder: low a, high a, low b, high b.
func TestWordsGoToStepsInOrder(t *testing.T) {
	s := New(7, "gpu_price")
	a, b := s.Words(12, 3)
	for j, w := range []uint32{uint32(a), uint32(a >> 32), uint32(b), uint32(b >> 32)} {
		if got, want := s.Normal1(12, 12+uint64(j)), column.Normal1(w); got != want {
			t.Errorf("step %d: %v, want %v", 12+j, got, want)
		}
	}
}

func TestUniformsOfABlockAreThoseOfEachPath(t *testing.T) {
	s := New(7, "discretion")
	path := block(99)
	path[17] = 1 << 50
	var u column.Column
	s.Uniforms(&u, path, 5)
	for i, p := range path {
		if want := s.Uniform1(p, 5); u[i] != want {
			t.Errorf("path %d: block %v, alone %v", p, u[i], want)
		}
	}
}

func TestUniformIsNeverZeroOrOne(t *testing.T) {
	for _, c := range []struct {
		word uint64
		want float64
	}{
		{0, 0x1p-54}, {1<<11 - 1, 0x1p-54}, {1 << 11, 3 * 0x1p-54}, {1 << 63, 0.5},
		{math.MaxUint64, 1 - 0x1p-53}, {math.MaxUint64 - 1<<11, 1 - 0x1p-52},
	} {
		if got := column.Uniform1(c.word); got != c.want {
			t.Errorf("word %#016x gives %v, want %v", c.word, got, c.want)
		}
	}
}

// TestKnownDraws holds the keys, the words and the kernels together: these numbers may never change.
//
// Source: an independent program in Python; the normal is 0.573782637 by its statistics.NormalDist.
func TestKnownDraws(t *testing.T) {
	s := New(42, "anthropic.arr")
	a, b := s.Words(1, 2)
	if a != 0xd5eb52db43692b64 || b != 0xe88bd96937898c06 {
		t.Errorf("words %#016x %#016x", a, b)
	}
	if z := s.Normal1(1, 10); math.Float64bits(z) != 0x3fe25c6d67ba041d || math.Abs(z-0.573782637) > 1e-9 {
		t.Errorf("normal %v, bits %#016x", z, math.Float64bits(z))
	}
	if u := s.Uniform1(1, 2); math.Float64bits(u) != 0x3feabd6a5b686d26 {
		t.Errorf("uniform %v, bits %#016x", u, math.Float64bits(u))
	}
}

func TestDrawsAllocateNothing(t *testing.T) {
	s := New(1, "a")
	path := block(0)
	var z [4]column.Column
	var w Words
	var u column.Column
	var sum float64
	if n := testing.AllocsPerRun(100, func() {
		s.Normals(&z, &w, path, 1)
		s.Uniforms(&u, path, 1)
		sum += s.Normal1(1, 2) + s.Uniform1(1, 2)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkNormals(b *testing.B) {
	s := New(1, "a")
	path := block(0)
	var z [4]column.Column
	var w Words
	quad := uint64(0)
	for b.Loop() {
		s.Normals(&z, &w, path, quad)
		quad++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(4*column.Size), "ns/value")
}

// BenchmarkWords is the generator alone, four words of each path.
func BenchmarkWords(b *testing.B) {
	s, path := New(1, "a"), block(0)
	var w Words
	quad := uint64(0)
	for b.Loop() {
		words(&w[0], &w[1], &s, path, quad, eights[:])
		quad++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(4*column.Size), "ns/value")
}

func BenchmarkUniforms(b *testing.B) {
	s := New(1, "a")
	path := block(0)
	var u column.Column
	counter := uint64(0)
	for b.Loop() {
		s.Uniforms(&u, path, counter)
		counter++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/column.Size, "ns/value")
}

// TestSomeUniformsAreThoseOfAll: a few paths have the uniforms that they have among all.
func TestSomeUniformsAreThoseOfAll(t *testing.T) {
	s, path := New(7, "a shock"), block(1000)
	path[0], path[5] = 1<<63, 3
	var all column.Column
	s.Uniforms(&all, path, 9)
	for _, n := range []int{0, 1, 3, 7, 8, 9, 100, 255, 256} {
		var some column.Column
		s.Some(&some, path, 9, n)
		for i := range n {
			if some[i] != all[i] || some[i] != s.Uniform1(path[i], 9) {
				t.Fatalf("path %d of %d: %v, want %v", i, n, some[i], all[i])
			}
		}
	}
}

// Normal1 returns the normal of one path and step, with the bits Normals gives it.
func (s *Stream) Normal1(path, step uint64) float64 {
	a, b := s.Words(path, step/4)
	if step&2 != 0 {
		a = b
	}
	return column.Normal1(uint32(a >> ((step & 1) * 32)))
}
