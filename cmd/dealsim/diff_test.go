package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// lines are those of an output that have a difference.
func lines(out string) []string {
	var found []string
	for line := range strings.Lines(out) {
		if strings.Contains(line, " → ") {
			found = append(found, strings.TrimSuffix(line, "\n"))
		}
	}
	return found
}

const deal = `scenario: A deal
as_of: 2026-04-20
horizon: 5y
inputs:
  promise: {value: $350bn, status: assumed, note: a guess}
companies:
  lab:
    revenue: {process: gbm, start: $30bn, drift: 45%/y, volatility: 35%}
    value: {process: gbm, start: $350bn to $850bn, drift: 15%/y, volatility: 60%}
    compute: {share_of_revenue: 60%}
commitments:
  cloud: {buyer: lab, seller: vendor, floor: promise, term: 5y, share: 40%, margin: 30%}
tranches:
  now: {investor: vendor, into: lab, amount: $5bn, on: 2026-04-20, price: market}
  later: {investor: vendor, into: lab, amount: $5bn, when: lab.arr >= $60bn and t > 1y, price: market}
correlations:
  - [lab.revenue, lab.value, 35%]
expect:
  - {metric: cloud_spend_total, statistic: median, within: [$30bn, $400bn]}
`

// TestDiffShowsAStressOnce: as the file says it, not as the day of the shock that it sets. A day that the shock itself is
// given is shown as that.
func TestDiffShowsAStressOnce(t *testing.T) {
	shock := "shocks: {rival: {rate: 15%/y, effects: {lab.value: {times: 80%}}}}\n"
	here(t, map[string]string{"deal.yaml": deal + shock, "stress.yaml": "extends: deal.yaml\nscenario: A deal\nstress: {rival: 2027-Q2}\n",
		"later.yaml":  "extends: stress.yaml\nscenario: A deal\nstress: {rival: 2028-Q2}\n",
		"forced.yaml": "extends: deal.yaml\nscenario: A deal\nshocks: {rival: {forced: 2027-Q2}}\n"})
	for file, want := range map[string]string{"stress.yaml": "stress.rival: — → 2027-Q2\n\n1 difference to deal.yaml\n",
		"later.yaml": "stress.rival: 2027-Q2 → 2028-Q2\n\n1 difference to stress.yaml\n", "forced.yaml": "shocks.rival.forced: — → 2027-Q2\n\n1 difference to deal.yaml\n"} {
		if out, _ := do(t, fine, "diff", file); out != want {
			t.Errorf("%s: found %q, want %q", file, out, want)
		}
	}
}

// TestDiffHasALineForEachChangedValue is an overlay by hand: all that it changes, in the order of the file below it.
func TestDiffHasALineForEachChangedValue(t *testing.T) {
	here(t, map[string]string{"deal.yaml": deal, "over.yaml": `scenario: A deal
extends: deal.yaml
tranches:
  later: ~
  third: {investor: vendor, into: lab, amount: $2bn, on: 2027-Q1}
commitments: {cloud: {basis: annual, share: 50%}}
inputs: {promise: {value: $0.4tn}}
companies: {lab: {revenue: {process: constant, value: $30bn}, value: {drift: 20%/y}}}
correlations:
  - [lab.value, lab.revenue, 40%]
shocks:
  rival: {rate: 15%/y, effects: {lab.value: {times: 80%}}}
expect:
  - {metric: cloud_spend_total, statistic: median, within: [$30bn, $500bn]}
`})
	want := []string{
		"inputs.promise.value: $350bn → $0.4tn",
		"companies.lab.revenue: {process: gbm, start: $30bn, drift: 45%/y, volatility: 35%} → {process: constant, value: $30bn}",
		"companies.lab.value.drift: 15%/y → 20%/y",
		"commitments.cloud.share: 40% → 50%",
		"commitments.cloud.basis: — → annual",
		"tranches.later: {investor: vendor, into: lab, amount: $5bn, when: lab.arr >= $60bn and …} → —",
		"tranches.third: — → {investor: vendor, into: lab, amount: $2bn, on: 2027-Q1}",
		"correlations[lab.revenue, lab.value]: 35% → 40%",
		"expect[cloud_spend_total, median]: [$30bn, $400bn] → [$30bn, $500bn]",
		"shocks.rival: — → {rate: 15%/y, effects: {lab.value: {times: 80%}}}",
	}
	for _, args := range [][]string{{"diff", "over.yaml"}, {"diff", "deal.yaml", "over.yaml"}} {
		out, _ := do(t, fine, args...)
		if got := lines(out); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%v\nfound\n%s\nwant\n%s", args, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		holds(t, out, "10 differences to deal.yaml")
	}
}

// TestDiffOfTheSameSaidOtherwise: how a value is written is no difference; each of these, changed in meaning, is one.
func TestDiffOfTheSameSaidOtherwise(t *testing.T) {
	for _, c := range []struct{ from, same, other string }{
		{"value: $350bn", "value: $0.35tn", "value: $0.36tn"},
		{"drift: 45%/y", "drift: 0.45/y", "drift: 45%/y effective"},
		{"$350bn to $850bn", "$0.35tn to $0.85tn", "$0.35tn to $0.86tn"},
		{"lab.arr >= $60bn and t > 1y", `"lab.arr >=  $60000m and (t > 12 months)"`, "lab.arr > $60bn and t > 1y"},
		{"share: 40%", "share: 0.4", "share: 0.04"},
		{"term: 5y", "term: 20 quarters", "term: 16 quarters"},
		{"note: a guess", "note: 'a guess'", `note: "a   guess, $5bn"`},
		{"[lab.revenue, lab.value, 35%]", "[lab.value, lab.revenue, 0.35]", "[lab.value, lab.revenue, 0.36]"},
		{"seller: vendor, floor: promise", "floor: promise, seller: vendor", "floor: promise, seller: another"},
	} {
		same, other := strings.Replace(deal, c.from, c.same, 1), strings.Replace(deal, c.from, c.other, 1)
		if same == deal || other == deal {
			t.Fatalf("%q is not in the deal", c.from)
		}
		here(t, map[string]string{"deal.yaml": deal, "same.yaml": same, "other.yaml": other})
		if out, _ := do(t, fine, "diff", "deal.yaml", "same.yaml"); out != "no difference\n" {
			t.Errorf("%s and %s: %s", c.from, c.same, out)
		}
		if out, _ := do(t, fine, "diff", "deal.yaml", "other.yaml"); len(lines(out)) != 1 {
			t.Errorf("%s and %s: %s", c.from, c.other, out)
		}
	}
}

// TestDiffOfWhatTheCommandLineChanges: --set and --without are of the second scenario, or of the one that is named.
func TestDiffOfWhatTheCommandLineChanges(t *testing.T) {
	here(t, map[string]string{"deal.yaml": deal})
	out, _ := do(t, fine, "diff", "deal.yaml", "--set", "inputs.promise=$100bn", "--without", "tranches.later")
	if got := strings.Join(lines(out), "\n"); got != "inputs.promise.value: $350bn → $100bn\ntranches.later.off: — → yes" {
		t.Errorf("found %s", got)
	}
	out, _ = do(t, fine, "diff", "deal.yaml", "deal.yaml", "--set", "inputs.promise=$0.35tn")
	if out != "no difference\n" {
		t.Errorf("found %s", out)
	}
	_, errs := do(t, inCommand, "diff", "deal.yaml")
	holds(t, errs, "deal.yaml extends nothing: name a second scenario, or say what changes with --set or --without")
	_, errs = do(t, inFile, "diff", "deal.yaml", "--set", "inputs.promis=$100bn")
	holds(t, errs, `did you mean "promise"?`)
	do(t, inCommand, "diff")
	do(t, inTheWorld, "diff", "deal.yaml", "nowhere.yaml")
}

// TestDiffAgainstWhatAFileExtends: the file directly below, where it stands, however many there are below that.
func TestDiffAgainstWhatAFileExtends(t *testing.T) {
	here(t, map[string]string{"deals/deal.yaml": deal,
		"deals/over.yaml":  "scenario: A deal\nextends: deal.yaml\ninputs: {promise: {value: $100bn}}\n",
		"deals/twice.yaml": "scenario: A deal\nextends: over.yaml\ncommitments: {cloud: {basis: annual}}\n",
		"on-shipped.yaml":  "scenario: Another\nextends: " + base + "\ncommitments: {aws: {basis: annual}}\n"})
	for file, want := range map[string]string{
		"deals/over.yaml":  "inputs.promise.value: $350bn → $100bn\n\n1 difference to deals/deal.yaml\n",
		"deals/twice.yaml": "commitments.cloud.basis: — → annual\n\n1 difference to deals/over.yaml\n",
		"on-shipped.yaml":  " → Another\ncommitments.aws.basis: cumulative → annual\n\n2 differences to " + base + "\n",
	} {
		if out, _ := do(t, fine, "diff", filepath.FromSlash(file)); !strings.HasSuffix(out, want) {
			t.Errorf("%s: found %s", file, out)
		}
	}
}

func TestDiffForPrograms(t *testing.T) {
	here(t, map[string]string{"deal.yaml": deal, "over.yaml": "scenario: A deal\nextends: deal.yaml\ntranches: {later: ~}\ncommitments: {cloud: {basis: annual, share: 50%}}\n"})
	out, _ := do(t, fine, "diff", "over.yaml", "--json")
	var found struct {
		From, To    string
		Differences []struct {
			Path     string
			Old, New *string
		}
	}
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatal(err)
	}
	d := found.Differences
	if found.From != "deal.yaml" || found.To != "over.yaml" || len(d) != 3 {
		t.Fatalf("found %s", out)
	}
	if d[0].Path != "commitments.cloud.share" || *d[0].Old != "40%" || *d[0].New != "50%" {
		t.Errorf("found %+v", d[0])
	}
	if d[1].Path != "commitments.cloud.basis" || d[1].Old != nil || *d[1].New != "annual" {
		t.Errorf("found %+v", d[1])
	}
	if d[2].Path != "tranches.later" || d[2].New != nil || !strings.HasSuffix(*d[2].Old, "price: market}") {
		t.Errorf("found %+v", d[2]) // all of it
	}
	if out, _ = do(t, fine, "diff", "deal.yaml", "deal.yaml", "--json"); !strings.Contains(out, `"differences": []`) {
		t.Errorf("found %s", out)
	}
}
