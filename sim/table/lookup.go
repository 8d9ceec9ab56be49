package table

import (
	"fmt"
	"math"
	"time"

	"dealsim/sim/result"
	"dealsim/sim/stats"
)

// lookup finds the samples that a result's tranches and commitments name. Nothing is the answer to no name; a name
// that the result does not have is a bug, and kept.
type lookup struct {
	metrics map[string]*stats.Sample
	series  map[string]*result.Series
	err     error
}

func newLookup(r *result.Result) *lookup {
	l := &lookup{metrics: map[string]*stats.Sample{}, series: map[string]*result.Series{}}
	for _, m := range r.Metrics {
		l.metrics[m.Name] = m.Sample
	}
	for i := range r.Series {
		l.series[r.Series[i].Name] = &r.Series[i]
	}
	return l
}

// sampleOf is a metric's sample, an empty one for no name.
func (l *lookup) sampleOf(metric string) *stats.Sample {
	if s := l.metrics[metric]; s != nil {
		return s
	}
	if metric != "" && l.err == nil {
		l.err = fmt.Errorf("bug: the result has no metric %s", metric)
	}
	return nothing
}

// seriesOf is a series by name; nil for no name.
func (l *lookup) seriesOf(name string) *result.Series {
	s := l.series[name]
	if s == nil && name != "" && l.err == nil {
		l.err = fmt.Errorf("bug: the result has no series %s", name)
	}
	return s
}

// nothing is the sample of what never happened.
var nothing = stats.NewSample(1)

// mean is the mean of the finite draws.
func mean(s *stats.Sample) float64 {
	if s.N == 0 {
		return math.NaN()
	}
	return s.Mean
}

// expected is the mean over all paths: an undefined draw counts as zero. NaN when no draw is defined.
//
// Model: Mean·N/(N+Undefined+Infinite).
func expected(s *stats.Sample) float64 {
	if s.N == 0 {
		return math.NaN()
	}
	return s.Mean * (float64(s.N) / pathsOf(s))
}

// share is a share of the defined draws as one of all paths, a whole number of them over their number; of a sample of
// zeros and ones the mean is such a share. NaN when no draw is defined.
//
// Model: round(x·N)/(N+Undefined+Infinite).
func share(s *stats.Sample, x float64) float64 {
	if s.N == 0 {
		return math.NaN()
	}
	return math.Round(x*float64(s.N)) / pathsOf(s)
}

// pathsOf is how many paths a sample is of.
func pathsOf(s *stats.Sample) float64 { return float64(s.N + s.Undefined + s.Infinite) }

// dateOf is the end of the first step that is not before a time; the zero time when there is none.
func dateOf(r *result.Result, years float64) time.Time {
	for q, y := range r.Years {
		if y >= years-1e-9 {
			return r.Dates[q]
		}
	}
	return time.Time{} // also for NaN
}
