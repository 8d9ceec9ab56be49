package engine

import (
	"fmt"
	"strings"
	"testing"
)

// roundsTold are the events of the rounds of one path.
func roundsTold(t *testing.T, market string) string {
	t.Helper()
	p := deal(t, `scenario: x
as_of: 2026-04-20
horizon: 6y
step: year
companies:
  lab:
    revenue: {process: knots, knots: {0y: $10bn, 6y: $10bn}}
    value: {process: knots, knots: {0y: $100bn, 6y: $100bn}}
drivers:
  open: {process: knots, between: previous, knots: {0y: 1, 1y: 1, 2y: 0, 3y: 1, 5y: 0}}
  other: {process: knots, between: previous, knots: {0y: 0, 6y: 0}}
rounds:
  growth: {kind: opportunistic, company: lab, rate: 4000%/y, size: 5%, market: `+market+`}
exits:
  float: {kind: ipo, company: lab, hazard: 4000%/y, from: 4y}
`)
	var got []string
	for _, e := range p.Replay([]uint64{0})[0].Events {
		if e.Kind == "round" {
			got = append(got, fmt.Sprint(e.Step, " ", strings.TrimPrefix(e.Text, "lab ")))
		}
	}
	return strings.Join(got, "\n")
}

// TestARoundTellsWhatReallyFailed: the market is off at the end of year 2, and the lab lists in year 4. With a market that
// also asks that the lab is not listed, nothing is told after that; where the listing is no part of the market, every
// failure is told, with its own reason. A condition with or is closed by what does not hold of it, where none does.
func TestARoundTellsWhatReallyFailed(t *testing.T) {
	const raised = "raises $5bn for 4.76% of its shares"
	const none = "wants money and gets none: its market is not open to it: "
	for market, want := range map[string][]string{
		"open > 0.5 and prev(float.happened) < 0.5": {"1 " + raised, "2 " + none + "open is off", "3 " + raised, "4 " + raised},
		"open > 0.5":                  {"1 " + raised, "2 " + none + "open is off", "3 " + raised, "4 " + raised, "5 " + none + "open is off", "6 " + none + "open is off"},
		"prev(float.happened) > 0.5":  {"1 " + none + "float has not happened", "2 " + none + "float has not happened", "3 " + none + "float has not happened", "4 " + none + "float has not happened", "5 " + raised, "6 " + raised},
		"open > 0.5 or other > 0.5":   {"1 " + raised, "2 " + none + "open is off and other is off", "3 " + raised, "4 " + raised, "5 " + none + "open is off and other is off", "6 " + none + "open is off and other is off"},
		"lab.value >= $200bn":         {"1 " + none + "lab.value is $100bn and not >= $200bn", "2 " + none + "lab.value is $100bn and not >= $200bn", "3 " + none + "lab.value is $100bn and not >= $200bn", "4 " + none + "lab.value is $100bn and not >= $200bn", "5 " + none + "lab.value is $100bn and not >= $200bn", "6 " + none + "lab.value is $100bn and not >= $200bn"},
		"not (open > 0.5)":            {"1 " + none + "its condition does not hold", "2 " + raised, "3 " + none + "its condition does not hold", "4 " + none + "its condition does not hold", "5 " + raised, "6 " + raised},
		"other > 0.5 and open > -0.5": {"1 " + none + "other is off", "2 " + none + "other is off", "3 " + none + "other is off", "4 " + none + "other is off", "5 " + none + "other is off", "6 " + none + "other is off"},
	} {
		if got := roundsTold(t, market); got != strings.Join(want, "\n") {
			t.Errorf("with %s is told\n%s\nwant\n%s", market, got, strings.Join(want, "\n"))
		}
	}
}
