package doubt

import (
	"fmt"
	"slices"

	"dealsim/sim/scenario"
	"dealsim/sim/stats"
)

func init() {
	register(&Rule{
		Name: "out-of-range",
		Reason: "Quantiles are counted in buckets from 2^-60 to 2^60, 9e-19 to 1.2e18, and as many below zero. What is beyond is in one bucket, of which " +
			"no quantile is known; what is nearer to zero counts as zero. Means are of the values as they are.",
		Remedy:  "look for a rate or a volatility that is too large; of what is meant so, ask for the logarithm",
		Looks:   "A finite value of a metric or a series that is beyond 2^60, or nearer to zero than 2^-60 without being zero.",
		Example: "value: {process: gbm, start: $350bn, drift: 900%/y, volatility: 50%}",
		Said:    "lab.value and 1 more: beyond 1.2e18 on up to 813 of 2000 paths, where no quantile is known",
		Look: func(c *Case) {
			var large, small outside
			look := func(name string, s *stats.Sample) {
				l, n := s.Outside()
				large.note(name, l)
				small.note(name, n)
			}
			for _, s := range c.Result.Series {
				for _, at := range s.At {
					look(s.Name, at)
				}
			}
			for _, m := range c.Result.Metrics {
				if !m.Hidden {
					look("metrics."+m.Name, m.Sample)
				}
			}
			large.tell(c, "beyond 1.2e18 on up to %d of %d paths, where no quantile is known")
			small.tell(c, "nearer to zero than 9e-19 on up to %d of %d paths, counted as zero")
		},
	})
}

// outside is what has values that no bucket is for.
type outside struct {
	names  []string
	values uint64 // on so many paths at most
}

func (o *outside) note(name string, values uint64) {
	if values > 0 && !slices.Contains(o.names, name) {
		o.names = append(o.names, name)
	}
	o.values = max(o.values, values)
}

func (o *outside) tell(c *Case, format string) {
	switch n := len(o.names); n {
	case 0:
	case 1:
		c.add(scenario.Place{}, o.names[0], "", format, o.values, c.Result.Paths)
	default:
		c.add(scenario.Place{}, fmt.Sprintf("%s and %d more", o.names[0], n-1), "", format, o.values, c.Result.Paths)
	}
}
