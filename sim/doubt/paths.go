package doubt

import "dealsim/sim/scenario"

func init() {
	register(&Rule{
		Name:    "few-paths",
		Reason:  "A quantile far out rests on the few paths beyond it: with twenty of them another seed gives another answer.",
		Remedy:  "use --paths 10000 or more",
		Looks:   "A run of fewer than 2000 paths.",
		Example: "--paths 500",
		Said:    "500 paths: the 1% and 99% quantiles rest on 5 paths each",
		Look: func(c *Case) {
			if n := c.Result.Paths; n < 2000 {
				c.add(scenario.Place{}, "", "", "%d paths: the 1%% and 99%% quantiles rest on %.0f paths each", n, float64(n)/100)
			}
		},
	})
}
