package stats_test

import (
	"math"
	"testing"

	"dealsim/sim/stats"
)

// perValue counts a chunk of 512 lognormal values and reports the time of one.
func perValue(b *testing.B, count func(v []float64)) {
	v := make([]float64, 512)
	for i := range v {
		v[i] = 10 * math.Exp(math.Sin(float64(i*i)))
	}
	for b.Loop() {
		count(v)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(v)), "ns/value")
}

// BenchmarkCountSeries is a histogram as fine as that of a series.
func BenchmarkCountSeries(b *testing.B) {
	s := stats.NewSample(8)
	perValue(b, func(v []float64) { s.Hist.Add(v) })
}

// BenchmarkCountMetric is a histogram as fine as that of a metric.
func BenchmarkCountMetric(b *testing.B) {
	s := stats.NewSample(11)
	perValue(b, func(v []float64) { s.Hist.Add(v) })
}

func BenchmarkMoments(b *testing.B) {
	var all stats.Moments
	perValue(b, func(v []float64) { all.Merge(stats.Of(v)) })
}
