package unit

import (
	"math"
	"testing"
	"time"
)

func day(text string) time.Time {
	t, err := time.Parse("2006-01-02", text)
	if err != nil {
		panic(err)
	}
	return t
}

// TestDates holds the ends of the steps, from the day of the deal on.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		asOf    string
		perYear int
		want    []string
	}{
		{"2026-04-20", 4, []string{"2026-04-20", "2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31", "2027-06-30"}},
		{"2026-04-20", 12, []string{"2026-04-20", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"}},
		{"2026-04-20", 1, []string{"2026-04-20", "2027-03-31", "2028-03-31", "2029-03-31"}},
		{"2026-12-31", 4, []string{"2026-12-31", "2027-03-31", "2027-06-30"}},
		{"2026-12-31", 12, []string{"2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"}},
		{"2026-01-01", 1, []string{"2026-01-01", "2026-12-31", "2027-12-31"}},
		{"2027-11-30", 12, []string{"2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"}},
	} {
		cal := Calendar{AsOf: day(c.asOf), PerYear: c.perYear, Steps: len(c.want)}
		for q, want := range c.want {
			if got := cal.Date(q).Format("2006-01-02"); got != want {
				t.Errorf("%s, %s %d ends on %s, want %s", c.asOf, cal.StepName(), q, got, want)
			}
		}
	}
}

// TestYearsOfAllGridsEndTogether holds that a contract year is the same on every grid.
func TestYearsOfAllGridsEndTogether(t *testing.T) {
	for _, asOf := range []string{"2026-04-20", "2026-01-01", "2026-12-31", "2026-06-30"} {
		quarters, years := Calendar{day(asOf), 4, 40}, Calendar{day(asOf), 1, 10}
		for y := 1; y <= 10; y++ {
			if a, b := quarters.Date(4*y), years.Date(y); a != b {
				t.Errorf("%s: year %d ends on %v by quarters, on %v by years", asOf, y, a, b)
			}
		}
	}
}

// TestReachAndWithin holds the step at which something dated happens, and the last that a window includes.
func TestReachAndWithin(t *testing.T) {
	quarters := Calendar{day("2026-04-20"), 4, 8}
	months := Calendar{day("2026-04-20"), 12, 24}
	years := Calendar{day("2026-04-20"), 1, 2}
	for _, c := range []struct {
		cal           Calendar
		day           string
		reach, within int
	}{
		{quarters, "2026-04-19", 0, -1}, {quarters, "2026-04-20", 0, 0}, {quarters, "2026-04-21", 1, 0}, {quarters, "2026-06-29", 1, 0},
		{quarters, "2026-06-30", 1, 1}, {quarters, "2026-07-01", 2, 1}, {quarters, "2028-03-31", 8, 8}, {quarters, "2028-04-01", 9, 8}, {quarters, "2099-01-01", 9, 8},
		{months, "2026-04-30", 1, 1}, {months, "2026-05-01", 2, 1}, {months, "2026-05-31", 2, 2}, {months, "2028-03-31", 24, 24},
		{years, "2026-12-31", 1, 0}, {years, "2027-03-31", 1, 1}, {years, "2027-04-01", 2, 1},
	} {
		if got := c.cal.Reach(day(c.day)); got != c.reach {
			t.Errorf("by %ss, %s is reached at step %d, want %d", c.cal.StepName(), c.day, got, c.reach)
		}
		if got := c.cal.Within(day(c.day)); got != c.within {
			t.Errorf("by %ss, the last step within %s is %d, want %d", c.cal.StepName(), c.day, got, c.within)
		}
	}
}

// TestYearsAt holds the model's time of a day: that of its step at a step's end, in proportion between, and never
// going back.
func TestYearsAt(t *testing.T) {
	for _, perYear := range []int{1, 4, 12} {
		cal := Calendar{day("2026-04-20"), perYear, 10 * perYear}
		for q := 0; q <= cal.Steps; q++ {
			if got := cal.YearsAt(cal.Date(q)); math.Abs(got-cal.Years(q)) > 1e-12 {
				t.Errorf("the end of %s %d is at %v, want %v", cal.StepName(), q, got, cal.Years(q))
			}
		}
		before := math.Inf(-1)
		for d := day("2025-01-01"); d.Before(day("2040-01-01")); d = d.AddDate(0, 0, 1) {
			at := cal.YearsAt(d)
			if !(at > before) {
				t.Fatalf("by %ss, %v is at %v, the day before at %v", cal.StepName(), d, at, before)
			}
			before = at
		}
	}
	cal := Calendar{day("2026-04-20"), 4, 40}
	for text, want := range map[string]float64{
		"2026-05-26": 0.25 * 36 / 71, // 36 of the 71 days to the end of June
		"2026-08-15": 0.25 + 0.25*46/92,
		"2025-04-20": -365 / 365.25,
		"2037-03-31": 10 + 366/365.25 - 1/365.25,
	} {
		if got := cal.YearsAt(day(text)); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is at %v, want %v", text, got, want)
		}
	}
}

// TestStepsIn counts steps in a time, or says that they do not fit.
func TestStepsIn(t *testing.T) {
	cal := Calendar{day("2026-04-20"), 4, 40}
	for years, want := range map[float64]int{0: 0, 0.25: 1, 0.5: 2, 10: 40, 1.0 / 4 * 3: 3} {
		if got, err := cal.StepsIn(years); err != nil || got != want {
			t.Errorf("%v years are %d steps, want %d (%v)", years, got, want, err)
		}
	}
	for _, years := range []float64{0.1, 1.0 / 12, -1} {
		if n, err := cal.StepsIn(years); err == nil {
			t.Errorf("%v years are %d steps, want none", years, n)
		}
	}
	months := Calendar{day("2026-04-20"), 12, 120}
	if n, err := months.StepsIn(1.0 / 12 * 7); err != nil || n != 7 {
		t.Errorf("seven months are %d steps (%v)", n, err)
	}
}

// TestPeriods reads days, months and quarters.
func TestPeriods(t *testing.T) {
	for text, want := range map[string][2]string{
		"2026-04-20": {"2026-04-20", "2026-04-20"}, "2026-02": {"2026-02-01", "2026-02-28"}, "2028-02": {"2028-02-01", "2028-02-29"},
		"2026-Q1": {"2026-01-01", "2026-03-31"}, "2026-Q4": {"2026-10-01", "2026-12-31"}, " 2026-Q2 ": {"2026-04-01", "2026-06-30"},
	} {
		p, ok := ParsePeriod(text)
		if got := [2]string{p.First.Format("2006-01-02"), p.Last.Format("2006-01-02")}; !ok || got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"", "2026", "2026-13", "2026-02-30", "2026-Q0", "2026-Q5", "2026-Q12", "26-Q1", "20.04.2026", "2026-4-20", "Q2", "2026Q2"} {
		if p, ok := ParsePeriod(text); ok {
			t.Errorf("%q is %v, want nothing", text, p)
		}
	}
}
