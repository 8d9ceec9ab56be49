package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestCompareIsPathByPath: a floor of $60bn instead of $50bn, on 100 paths without chance in revenue, asks $10bn more of
// each; and what the change cannot reach differs on no path.
func TestCompareIsPathByPath(t *testing.T) {
	const flat = `scenario: A promise too large
as_of: 2026-04-20
horizon: 5y
companies:
  lab: {revenue: {process: constant, value: $10bn}, value: {process: gbm, start: $100bn, drift: 10%/y, volatility: 40%}, compute: {share_of_revenue: 50%}}
commitments:
  cloud: {buyer: lab, seller: vendor, floor: $50bn, term: 5y, margin: 30%}
tranches:
  now: {investor: vendor, into: lab, amount: $5bn, on: 2026-04-20, price: market}
metrics:
  above: {is: "prob(at(lab.value, 5y) > $120bn)", label: above $120bn}
  below: {is: "prob(at(lab.value, 5y) <= $120bn)", label: not above}
`
	here(t, map[string]string{"flat.yaml": flat, "more.yaml": "scenario: More\nextends: flat.yaml\ncommitments: {cloud: {floor: $60bn}}\n"})
	out, _ := do(t, fine, "compare", "more.yaml", "--by", "cloud_true_up_total,vendor_stake_value_5y", "--paths", "100")
	if !regexp.MustCompile(`true-up under cloud in all +\$25bn +\$35bn +\+\$10bn ± \$0 +100% of paths\n`).MatchString(out) {
		t.Errorf("ten billion more of promise is\n%s", out)
	}
	if !regexp.MustCompile(`value of the stake.* none\n`).MatchString(out) || !strings.HasPrefix(out, "more against flat\n100 paths of the same random world, seed 0x2a\n") {
		t.Errorf("a stake that the promise cannot reach is\n%s", out)
	}
	same, _ := do(t, fine, "compare", "flat.yaml", "--set", "commitments.cloud.floor=$60bn", "--by", "cloud_true_up_total", "--paths", "100")
	if !strings.Contains(same, "+$10bn ± $0") || !strings.HasPrefix(same, "commitments.cloud.floor=$60bn against flat") {
		t.Errorf("with --set it is\n%s", same)
	}
	two, _ := do(t, fine, "compare", "flat.yaml", "more.yaml", "--paths", "100")
	for _, word := range []string{"shortfall under cloud", "net cash", "+$10bn"} {
		if !strings.Contains(two, word) {
			t.Errorf("the headlines of two files lack %q:\n%s", word, two)
		}
	}
	// metrics of one file, against the first of them
	within, _ := do(t, fine, "compare", "flat.yaml", "--by", "above,below,above", "--paths", "100", "--chart", "within.svg")
	if !strings.Contains(within, "less the first") || !strings.Contains(within, "points ±") || !strings.Contains(within, "chart: within.svg") {
		t.Errorf("within one file:\n%s", within)
	}
	if b, err := os.ReadFile("within.svg"); err != nil || !strings.Contains(string(b), "<svg") {
		t.Errorf("the chart: %v", err)
	}
}

func TestCompareSaysWhatItWants(t *testing.T) {
	here(t, map[string]string{"my-deal.yaml": small})
	for want, args := range map[string][]string{
		"compare wants two scenarios, or one that extends another":                  {"compare"},
		"my-deal.yaml extends nothing: name a second scenario":                      {"compare", "my-deal.yaml"},
		`--by: of my-deal no metric is called "ned", did you mean "end"?`:           {"compare", "my-deal.yaml", "--set", "inputs.now=$11bn", "--by", "ned"},
		"--by: end is in USD bn, high in 1: only what has one unit can be compared": {"compare", "my-deal.yaml", "--by", "end,high", "--paths", "10"},
		"--chart x.gif: want a file that ends in .png, .svg, .pdf":                  {"compare", "my-deal.yaml", "--set", "inputs.now=$11bn", "--chart", "x.gif"},
	} {
		if _, errs := do(t, inCommand, args...); !strings.Contains(errs, want) {
			t.Errorf("%s: %s\nwant %s", strings.Join(args, " "), errs, want)
		}
	}
}
