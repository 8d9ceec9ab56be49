package column_test

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dealsim/sim/column"
)

// perValue runs a kernel on a column and reports the time of one value.
func perValue(b *testing.B, kernel func()) {
	for b.Loop() {
		kernel()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/column.Size, "ns/value")
}

func BenchmarkExp(b *testing.B) {
	var dst, src column.Column
	for i := range src {
		src[i] = math.Sin(float64(i)) * 20
	}
	perValue(b, func() { column.Exp(&dst, &src) })
}

func BenchmarkLog(b *testing.B) {
	var dst, src column.Column
	for i := range src {
		src[i] = math.Exp(math.Sin(float64(i)) * 20)
	}
	perValue(b, func() { column.Log(&dst, &src) })
}

// BenchmarkNormals reports the time of one normal.
func BenchmarkNormals(b *testing.B) {
	var z [4]column.Column
	var words [2][column.Size]uint64
	for i := range words[0] {
		words[0][i], words[1][i] = rand.Uint64(), rand.Uint64()
	}
	for b.Loop() {
		column.Normals(&z, &words)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(4*column.Size), "ns/value")
}

func BenchmarkQuantile(b *testing.B) {
	var dst column.Column
	perValue(b, func() {
		for i := range dst {
			dst[i] = column.Quantile((float64(i) + 0.5) / column.Size)
		}
	})
}

// BenchmarkArithmetic is each kernel of two columns, and those of one, of three and of a number.
func BenchmarkArithmetic(b *testing.B) {
	var d, x, y column.Column
	for i := range x {
		x[i], y[i] = rand.Float64()-0.5, rand.Float64()-0.5
	}
	per := func(name string, kernel func()) { b.Run(name, func(b *testing.B) { perValue(b, kernel) }) }
	for _, name := range slices.Sorted(maps.Keys(twins)) {
		if name != "highest" && name != "lowest" { // below, in place
			kernel := twins[name].kernel
			per(name, func() { kernel(&d, &x, &y) })
		}
	}
	per("highest", func() { column.Highest(&d, &x) })
	per("lowest", func() { column.Lowest(&d, &x) })
	per("multiply and add", func() { column.MulAdd(&d, &x, &x, &y) })
	per("select", func() { column.Select(&d, &x, &x, &y) })
	per("scale", func() { column.Scale(&d, &x, 1.5) })
	per("add scaled", func() { column.AddScaled(&d, &x, 1e-9) })
	per("sum of two", func() { column.SumOfTwo(&d, &x, 1.5, &y, 0.5) })
	per("sum of three", func() { column.SumOfThree(&d, &x, 1.5, &y, 0.5, &x, 0.25) })
	per("shift", func() { column.Shift(&d, &x, 1.5) })
	clear(d[:])
	per("any", func() { column.Any(&d) })
}

func BenchmarkMathExp(b *testing.B) {
	var dst column.Column
	perValue(b, func() {
		for i := range dst {
			dst[i] = math.Exp(float64(i) * 0.1)
		}
	})
}

func BenchmarkMathLog(b *testing.B) {
	var dst column.Column
	perValue(b, func() {
		for i := range dst {
			dst[i] = math.Log(float64(i) + 0.5)
		}
	})
}
