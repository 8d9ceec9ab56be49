package engine

import (
	"regexp"
	"slices"
	"strconv"
	"sync"

	"dealsim/sim/scenario"
)

// yearly is a metric of a year, or after so many years: aws_spend_y7, anthropic_arr_10y.
var yearly = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(.+_)(?:y([0-9]+)|([0-9]+)y)$`) })

// elsewhen says whether an expected metric that is not there would be, were the horizon another: it asks whether a floor is
// met that is not settled by the end of the run, for a year after it, or, where an overlay or the command line has moved the horizon, for what was its end. Such an
// expectation is not looked at, and doubted; the rest of the file is right.
func (c *compiler) elsewhen(x scenario.Expectation, names []string) bool {
	if slices.Contains(c.unsettled, x.Metric) {
		return true
	}
	m := yearly().FindStringSubmatch(x.Metric)
	if m == nil {
		return false
	}
	horizon := c.s.Calendar.Years(c.s.Calendar.Steps)
	there, number := m[1]+"y1", m[2]
	if number == "" {
		there, number = m[1]+plainYears(horizon)+"y", m[3]
	}
	if !slices.Contains(names, there) {
		return false
	}
	years, err := strconv.ParseFloat(number, 64)
	return err == nil && (years > horizon || m[3] != "" && years > 0 && c.s.HorizonAt.File != x.Place.File)
}
