package table

import (
	"sync"

	"dealsim/sim/result"
	"dealsim/sim/stats"
)

// shared is what more than one table is made of. Whoever comes first makes it.
type shared struct {
	joint   func() (*jointly, error) // of joint.csv and correlations.csv
	answers []func() *answer         // of summary.csv and distributions.csv: of each metric
}

// answer is what a metric's sample is asked. It is laid out for it once, as that takes longer than all the rest.
type answer struct {
	quantiles []float64
	tail      float64
	bins      []stats.Bin
}

// shown are the quantiles of summary.csv.
var shown = []float64{0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99}

// worst is the share of the draws of which summary.csv has the mean; binsWanted is about how many bins a metric has.
const (
	worst      = 0.05
	binsWanted = 60
)

func newShared(r *result.Result) *shared {
	s := &shared{joint: sync.OnceValues(func() (*jointly, error) { return newJoint(r) }), answers: make([]func() *answer, len(r.Metrics))}
	for k := range r.Metrics {
		s.answers[k] = sync.OnceValue(func() *answer {
			laid := r.Metrics[k].Sample.Lay()
			defer laid.Forget()
			return &answer{laid.Quantiles(shown...), laid.TailMean(worst), laid.Bins(binsWanted)}
		})
	}
	return s
}
