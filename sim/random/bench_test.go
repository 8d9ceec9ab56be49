package random_test

import (
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/random"
)

// perDraw runs a kernel that makes so many draws and reports the time of one.
func perDraw(b *testing.B, draws int, kernel func(step uint64)) {
	step := uint64(0)
	for b.Loop() {
		kernel(step)
		step++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(draws), "ns/draw")
}

func paths() *[column.Size]uint64 {
	var path [column.Size]uint64
	for i := range path {
		path[i] = uint64(i)
	}
	return &path
}

// BenchmarkStreamNormals is four steps of 256 paths, from the generator to the normals.
func BenchmarkStreamNormals(b *testing.B) {
	s, path := random.New(1, "a driver"), paths()
	var z [4]column.Column
	var w random.Words
	perDraw(b, 4*column.Size, func(step uint64) { s.Normals(&z, &w, path, step) })
}

func BenchmarkStreamUniforms(b *testing.B) {
	s, path := random.New(1, "a driver"), paths()
	var u column.Column
	perDraw(b, column.Size, func(step uint64) { s.Uniforms(&u, path, step) })
}
