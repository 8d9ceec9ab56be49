package doubt

import (
	"math"
	"regexp"
	"strconv"
	"sync"

	"dealsim/sim/unit"
)

// shorter is a rate of a quarter or a month in a note: "3% a quarter".
var shorter = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`([0-9.]*[0-9]) ?%(?: a | per |/| each | every )(quarter|month)`)
})

func init() {
	register(&Rule{
		Name:    "quarter-as-year",
		Reason:  "Rates are a year's unless they say otherwise: 3% a quarter is 12%/y. A note that has the number of the value, of a quarter or of a month, says that the unit has been lost.",
		Remedy:  "write the rate as the note has it, such as 3%/quarter, or change the note",
		Looks:   "An input that is a rate, and whose note has the same number with \"a quarter\" or \"a month\".",
		Example: "pace: {value: 7.5%/y, … note: \"the last year ran near 7.5% a quarter\"}",
		Said:    "inputs.pace: it is 7.5%/y, and its note says 7.5% a quarter",
		Look: func(c *Case) {
			for _, in := range c.Scenario.Inputs {
				v, ok := c.middle(in.Value)
				if !ok || in.Value.Dim != unit.Rate {
					continue
				}
				said := shorter().FindStringSubmatch(in.Note)
				if said == nil {
					continue
				}
				if n, err := strconv.ParseFloat(said[1], 64); err == nil && v != 0 && math.Abs(n-100*math.Abs(v)) < 1e-9*n {
					c.add(in.Value.Place, "inputs."+in.ID, "", "it is %s, and its note says %s%% a %s", unit.Format(v, unit.Rate, 4), said[1], said[2])
				}
			}
		},
	})
}
