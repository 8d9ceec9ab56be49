package engine

import (
	"strings"
	"testing"
)

// TestACorrelationFollowsFromInputs: half of an input of 60% is 30%, to the last bit.
func TestACorrelationFollowsFromInputs(t *testing.T) {
	text := head + `
inputs:
  rho: {value: 60%, status: assumed}
  weak: {value: HALF, status: assumed}
drivers:
  a: {process: gbm, start: $1bn, volatility: 20%}
  b: {process: gbm, start: $1bn, volatility: 20%}
  c: {process: gbm, start: $1bn, volatility: 20%}
correlations:
  - [a, b, rho]
  - [b, c, weak]
quantities:
  sum: a + b + c
`
	with := func(half string) seen { return watch(deal(t, strings.Replace(text, "HALF", half, 1)), 0, chunkSize) }
	want := with("30%")
	for _, half := range []string{"rho / 2", "rho - 30%", "-(-rho) * 50%"} {
		bitsEqual(t, half, want, with(half), 0)
	}
	last := len(want.series["sum"]) - 1
	if a, b := want.series["sum"][last], with("rho / 3").series["sum"][last]; a[0] == b[0] && a[1] == b[1] {
		t.Error("negative control: a third of it does as well")
	}
	for half, what := range map[string]string{
		"rho * 2":              "120% of weak is no correlation",
		"{uniform: [0%, 30%]}": "a correlation is the same on every path, and weak is not",
	} {
		p, m := compiledDeal(t, strings.Replace(text, "HALF", half, 1), 1)
		if p != nil || m.Count() != 1 || !strings.Contains(told(m), what) {
			t.Errorf("%s: want one mistake, %q, and not\n%s", half, what, told(m))
		}
	}
	// half of what is uncertain is uncertain
	p, m := compiledDeal(t, strings.NewReplacer("value: 60%", "value: {uniform: [0%, 60%]}", "- [a, b, rho]", "- [a, b, 10%]", "HALF", "rho / 2").Replace(text), 1)
	if p != nil || m.Count() != 1 || !strings.Contains(told(m), "a correlation is the same on every path, and weak is not") {
		t.Errorf("half of an uncertain input: %s", told(m))
	}
}
