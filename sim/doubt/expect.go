package doubt

import (
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "expectation-cannot-fail",
		Reason:  "An expectation that no outcome could break guards nothing.",
		Remedy:  "write the band that would surprise you: about as wide as what you do not know",
		Looks:   "An expected probability from 0 or less to 1 or more; other bounds more than three times as wide as all paths together.",
		Example: "expect:\n  - {metric: reached, statistic: mean, within: [0%, 100%]}",
		Said:    "expect.reached: 0% to 100% holds whatever happens",
		Look: func(c *Case) {
			for _, x := range c.Scenario.Expect {
				m := c.Result.Metric(x.Metric)
				low, ok := c.middle(x.Low)
				high, ok2 := c.middle(x.High)
				if m == nil || !ok || !ok2 || m.Sample.N == 0 {
					continue
				}
				s := m.Sample
				share := x.Statistic == "undefined" || m.Dim == unit.Bool || calls(c.named(x.Metric), "prob")
				switch width := s.Max - s.Min; {
				case share && low <= 0 && high >= 1:
					c.add(x.Place, "expect."+x.Metric, "", "%s to %s holds whatever happens", x.Low.Text, x.High.Text)
				case x.Statistic != "sd" && x.Statistic != "undefined" && width > 0 && low < s.Min && high > s.Max && high-low > 3*width:
					c.add(x.Place, "expect."+x.Metric, "", "%s to %s is more than three times as wide as all %d paths together, %s to %s", x.Low.Text, x.High.Text,
						c.Result.Paths, unit.Format(s.Min, m.Dim, 3), unit.Format(s.Max, m.Dim, 3))
				}
			}
		},
	})
}
