package column_test

import (
	"math"
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

func BenchmarkNormals(b *testing.B) {
	var dst column.Column
	var words [column.Size]uint32
	for i := range words {
		words[i] = uint32(i) * 0x9e3779b9
	}
	perValue(b, func() { column.Normals(&dst, &words) })
}

func BenchmarkQuantile(b *testing.B) {
	var dst column.Column
	perValue(b, func() {
		for i := range dst {
			dst[i] = column.Quantile((float64(i) + 0.5) / column.Size)
		}
	})
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
