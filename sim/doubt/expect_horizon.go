package doubt

import (
	"regexp"
	"strconv"
	"sync"
)

// after is a metric after so many years: anthropic_arr_10y.
var after = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_[0-9]+y$`) })

func init() {
	register(&Rule{
		Name:    "expectation-after-the-end",
		Reason:  "A metric after ten years is there only in a run of ten years. Of another the expectation says nothing.",
		Remedy:  "leave it out, or write a longer horizon",
		Looks:   "An expectation of a year after the end of the run, or whether a floor is met that is settled after it, or of what was its end before an overlay or --set moved the horizon.",
		Example: "expect:\n  - {metric: lab_arr_10y, statistic: median, within: [$1bn, $90bn]}",
		Said:    "expect.lab_arr_10y: not looked at: the run ends after 5 years",
		Look: func(c *Case) {
			years := strconv.FormatFloat(c.horizon(), 'g', 6, 64)
			for _, x := range c.Scenario.Expect {
				if c.Result.Metric(x.Metric) != nil {
					continue
				}
				remedy := ""
				if at := after().FindStringIndex(x.Metric); at != nil {
					remedy = "leave it out, or expect " + x.Metric[:at[0]] + "_" + years + "y"
				}
				c.add(x.Place, "expect."+x.Metric, remedy, "not looked at: the run ends after %s years", years)
			}
		},
	})
}
