package unit

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Period is a day, or the span of days that a text such as 2026-Q2 names.
type Period struct{ First, Last time.Time }

// ParsePeriod reads 2026-04-20, 2026-Q2 or 2026-04.
func ParsePeriod(text string) (Period, bool) {
	s := strings.TrimSpace(text)
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return Period{t, t}, true
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return Period{t, t.AddDate(0, 1, -1)}, true
	}
	if year, quarter, ok := strings.Cut(s, "-Q"); ok && len(year) == 4 && len(quarter) == 1 {
		y, err := strconv.Atoi(year)
		if err == nil && quarter[0] >= '1' && quarter[0] <= '4' {
			first := time.Date(y, time.Month(3*int(quarter[0]-'1')+1), 1, 0, 0, 0, 0, time.UTC)
			return Period{first, first.AddDate(0, 3, -1)}, true
		}
	}
	return Period{}, false
}

// Calendar is the grid of a run: the day of the deal, and the ends of the steps after it.
//
// The first step ends with the calendar quarter (or month) in which the deal is made and counts as a whole one; a deal
// made on its last day begins with the next, so that no two steps end on one day. Steps of a year end with every
// fourth quarter, so that contract years are the same on every grid.
type Calendar struct {
	AsOf    time.Time
	PerYear int // steps in a year: 12, 4 or 1
	Steps   int
}

// Dt is the length of a step in years.
func (c Calendar) Dt() float64 { return 1 / float64(c.PerYear) }

// Years is the time at the end of step q.
func (c Calendar) Years(q int) float64 { return float64(q) / float64(c.PerYear) }

// Date is the last day of step q; the day of the deal for q = 0.
func (c Calendar) Date(q int) time.Time {
	if q <= 0 {
		return c.AsOf
	}
	y, m, _ := c.AsOf.AddDate(0, 0, 1).Date() // a deal on the last day of a quarter begins with the next
	months := 12 / c.PerYear                  // months in a step
	last := m                                 // the month that the first step ends with
	if c.PerYear != 12 {
		last = (m-1)/3*3 + 3
	}
	if c.PerYear == 1 {
		last += 9
	}
	// the day before the first of the next month
	return time.Date(y, last+time.Month(months*(q-1))+1, 0, 0, 0, 0, 0, time.UTC)
}

// Reach is the first step whose end is not before the day: the step at which something dated happens.
// It is Steps+1 for a day after the horizon.
func (c Calendar) Reach(day time.Time) int {
	for q := 0; q <= c.Steps; q++ {
		if !c.Date(q).Before(day) {
			return q
		}
	}
	return c.Steps + 1
}

// Within is the last step whose end is not after the day: the last that a window up to the day includes. -1 for a
// day before the deal.
func (c Calendar) Within(day time.Time) int {
	last := -1
	for q := 0; q <= c.Steps; q++ {
		if !c.Date(q).After(day) {
			last = q
		}
	}
	return last
}

// StepsIn is how many steps a time is, or an error text when it is no whole number of them.
func (c Calendar) StepsIn(years float64) (int, error) {
	n := years * float64(c.PerYear)
	if r := math.Round(n); math.Abs(n-r) < 1e-6 && r >= 0 {
		return int(r), nil
	}
	return 0, fmt.Errorf("%s is no whole number of steps (%s)", Format(years, Years, 4), c.StepName())
}

// StepName is the word for a step.
func (c Calendar) StepName() string {
	switch c.PerYear {
	case 12:
		return "month"
	case 4:
		return "quarter"
	}
	return "year"
}

// YearsAt is the model's time at the end of a day: exact at the ends of steps, in proportion to the days between
// them; negative before the deal.
func (c Calendar) YearsAt(day time.Time) float64 {
	const year = 365.25 * 24
	if day.Before(c.AsOf) {
		return day.Sub(c.AsOf).Hours() / year
	}
	for q := 1; q <= c.Steps; q++ {
		if to := c.Date(q); !to.Before(day) {
			from := c.Date(q - 1)
			span := to.Sub(from).Hours()
			if span == 0 {
				return c.Years(q)
			}
			return c.Years(q) - c.Dt()*to.Sub(day).Hours()/span
		}
	}
	return c.Years(c.Steps) + day.Sub(c.Date(c.Steps)).Hours()/year
}
