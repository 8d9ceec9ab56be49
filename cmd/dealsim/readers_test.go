package main

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/engine"
)

// firstTable is the lines of a summary between its head and the first empty line after them.
func firstTable(t *testing.T, out string) []string {
	t.Helper()
	parts := strings.Split(out, "\n\n")
	if len(parts) < 2 {
		t.Fatalf("no table in %s", out)
	}
	return strings.Split(strings.TrimSpace(parts[1]), "\n")
}

// TestEachReaderReadsItsOwnLinesFirst: of one deal the investor sees what it may get and lose, the company what the money
// costs, the analyst the headline against what is to be expected.
func TestEachReaderReadsItsOwnLinesFirst(t *testing.T) {
	here(t, nil)
	for who, want := range map[string][]string{
		"investor": {"Amazon: money paid, of up to $25bn", "chance of each tranche", "stake after 10 years", "multiple on the money", "AWS: spend alone falls short",
			"cloud and shares together", "paid back by", "worst tenth"},
		"company": {"Anthropic: least cash", "equity given to Amazon for a dollar", "paid for nothing", "revenue over the floors", "vendors cannot deliver",
			"share left", "chance of each milestone", "times today's"},
		"analyst": {"of up to $25bn", "reaches the floor of $100bn", "that the floor asks of Anthropic", "circularity", "price of Anthropic before the money",
			"are sourced", "assumed (", "moves with: ", "the rest is chance on the paths, not fact"},
	} {
		out, _ := do(t, fine, "run", base, "--paths", "2048", "--format", "none", "--for", who)
		holds(t, out, want...)
		if n := len(firstTable(t, out)) - 1; n > firstLines || n < 6 { // one is the head
			t.Errorf("%s gets %d lines", who, n)
		}
	}
	whole, _ := do(t, fine, "run", base, "--paths", "512", "--format", "none")
	holds(t, whole, "Amazon: paid on conditions, of up to $20bn", "AWS: spend, against a floor of $100bn")
	if strings.Contains(whole, "worst tenth") {
		t.Error("a run for nobody has the lines of the investor")
	}
}

// TestReadersOfEveryDeal: each shipped deal can be read by each reader, in no more lines than promised, none of them empty.
func TestReadersOfEveryDeal(t *testing.T) {
	a := &app{out: io.Discard, err: io.Discard, common: flags{seed: defaultSeed, paths: 64, threads: 1, quiet: true}}
	read := map[string]int{}
	for _, name := range scenarios.Names() {
		p, err := a.compile(name)
		if err != nil {
			t.Fatal(err)
		}
		outcome, err := p.Run(t.Context(), engine.Options{Paths: 64, Threads: 1, Keep: 8})
		if err != nil {
			t.Fatal(err)
		}
		r := outcome.Result("test")
		for _, who := range readers {
			rows := who.rows(&view{r, p, horizonOf(r)})
			for _, row := range rows {
				if text := strings.Join(row, " "); len(row) != 1 && len(row) != 6 || strings.Contains(text, "NaN") || strings.Contains(text, "%!") {
					t.Errorf("%s for %s: %q", name, who.name, row)
				}
			}
			if len(rows) > firstLines {
				t.Errorf("%s for %s: %d lines", name, who.name, len(rows))
			}
			if len(rows) > 0 {
				read[who.name]++
			}
		}
	}
	if n := len(scenarios.Names()); read["company"] != n || read["analyst"] != n || read["investor"] < n*3/4 {
		t.Errorf("of %d deals there are lines: %v", n, read)
	}
}

// TestReaderWithoutASubject: a model without a deal has nothing for an investor; it says so and is printed as it is.
func TestReaderWithoutASubject(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	out, _ := do(t, fine, "run", "small.yaml", "--paths", "100", "--format", "none", "--for", "investor")
	holds(t, out, "nothing here for an investor: that needs a tranche", "once above $12bn")
	out, _ = do(t, fine, "run", "small.yaml", "--paths", "100", "--format", "none", "--for", "analyst")
	holds(t, out, "inputs: of 1, 0 are sourced, 0 reported and 1 assumed (100%)", "once above $12bn")
	if strings.Contains(out, "nothing here") {
		t.Error("inputs are something for an analyst")
	}
	_, errs := do(t, inCommand, "run", "small.yaml", "--for", "reader")
	holds(t, errs, "--for reader: readers are investor, company, analyst")
}

// TestWorstTenthByHand: of twenty paths the two with the lowest stakes, 0 and 1, have spends of 3 and 5; all have 3, 5
// and eighteen times 10, in the mean 9.4. A path without a stake is not one of them.
func TestWorstTenthByHand(t *testing.T) {
	var stake, spend []float64
	for i := range 20 {
		stake, spend = append(stake, float64((i+7)%20)), append(spend, 10)
	}
	spend[13], spend[14] = 3, 5
	bad, all := worstTenth(stake, spend)
	if bad != 4 || math.Abs(all-9.4) > 1e-12 {
		t.Errorf("worst tenth %g of %g, want 4 of 9.4", bad, all)
	}
	bad, _ = worstTenth(append(stake, math.NaN()), append(spend, 1e9))
	if bad != 4 {
		t.Errorf("with a path that has no stake %g", bad)
	}
	if bad, _ = worstTenth(stake[:9], spend[:9]); !math.IsNaN(bad) {
		t.Errorf("of nine paths the worst tenth has %g", bad)
	}
}

// TestChartsOfAReader: a reader's charts are those that suit it; without a reader there are all.
func TestChartsOfAReader(t *testing.T) {
	here(t, nil)
	drawn := func(args ...string) map[string]bool {
		do(t, fine, append([]string{"run", base, "--paths", "256", "--format", "svg"}, args...)...)
		all := map[string]bool{}
		for n := range tree(t, filepath.Join("out", base, "plots")) {
			all[strings.TrimSuffix(n, ".svg")] = true
		}
		return all
	}
	all, company := drawn(), drawn("--for", "company")
	if !all["payments"] || !all["fan-anthropic-cash"] || !company["fan-anthropic-cash"] || !company["commitment-aws"] || company["payments"] {
		t.Errorf("all: %v\ncompany: %v", all, company)
	}
}

// TestNamesAreSaidAndIdsKept: titles and lines say what people call the parties; tables keep the ids.
func TestNamesAreSaidAndIdsKept(t *testing.T) {
	here(t, map[string]string{"deal.yaml": `scenario: A deal
as_of: 2026-04-20
horizon: 2y
names: {lab: The Lab, vendor: Vendor & Sons, cloud: The Cloud, later: Second tranche}
companies:
  lab:
    revenue: {process: gbm, start: $30bn, drift: 45%/y, volatility: 35%}
    value: {process: gbm, start: $400bn, drift: 15%/y, volatility: 60%}
commitments:
  cloud: {buyer: lab, seller: vendor, floor: $10bn, term: 2y, demand: lab.revenue * 20%, margin: 30%}
tranches:
  later: {investor: vendor, into: lab, amount: $5bn, when: lab.arr >= $40bn, price: market}
`})
	out, _ := do(t, fine, "run", "deal.yaml", "--paths", "256", "--format", "svg")
	holds(t, out, "Vendor & Sons: paid on conditions", "Second tranche: $5bn from Vendor & Sons", "The Cloud: spend")
	for name, title := range map[string]string{"fan-lab-value": "Market value of The Lab", "commitment-cloud": "Spend of The Lab at Vendor &amp; Sons",
		"distribution-vendor_stake_value_2y": "Value of Vendor &amp; Sons’s stake after 2 years", "tranches": "Second tranche"} {
		svg, err := os.ReadFile(filepath.Join("out", "deal", "plots", name+".svg"))
		if err != nil || !strings.Contains(string(svg), title) {
			t.Errorf("%s does not say %q (%v)", name, title, err)
		}
	}
	for name, text := range tables(t, filepath.Join("out", "deal")) {
		if strings.Contains(text, "The Lab") || strings.Contains(text, "Vendor & Sons") {
			t.Errorf("%s has a name where an id belongs", name)
		}
	}
	out, _ = do(t, fine, "replay", "deal.yaml", "--paths", "256")
	holds(t, out, "The Lab", "The Cloud")
}

// TestChartsOfAModelWithoutADeal: what moves has a fan, what is asked a histogram, each in its own unit.
func TestChartsOfAModelWithoutADeal(t *testing.T) {
	here(t, map[string]string{"model.yaml": `scenario: A model
as_of: 2026-04-20
horizon: 4y
names: {orders: Orders waiting}
drivers:
  gw_price: {process: mean-reverting, start: $10bn/GW/y, level: $8bn/GW/y, half_life: 2y, volatility: 15%}
  orders: {process: gbm, start: 100, drift: 20%/y, volatility: 60%}
  market: {process: two-state, off_rate: 20%/y, on_rate: 100%/y}
metrics:
  most: {is: max(orders), label: most orders ever}
  up: prob(market > 0.5)
`})
	do(t, fine, "run", "model.yaml", "--paths", "256", "--format", "svg")
	plots := tree(t, filepath.Join("out", "model", "plots"))
	for name, says := range map[string][]string{
		"fan-gw_price.svg":      {"B/GW/y"},
		"fan-orders.svg":        {"Orders waiting", ">100<", "Median"},
		"fan-market.svg":        {"On which share of 256 paths it is on", "100%"},
		"distribution-most.svg": {"Most orders ever", "Paths at or below"},
	} {
		holds(t, plots[name], says...)
		if name == "fan-orders.svg" && strings.Contains(plots[name], "%<") {
			t.Error("a count is drawn as a share")
		}
	}
	if len(plots) != 5 { // the folder, and no histogram of a yes or no
		t.Errorf("drawn: %v", names(plots))
	}
}

// TestPortfolioReadersSeeTheHedge: of a file with two holdings the investor and the analyst first read what its author asks;
// of a file with one holding they do not.
func TestPortfolioReadersSeeTheHedge(t *testing.T) {
	here(t, nil)
	for _, who := range []string{"investor", "analyst"} {
		out, _ := do(t, fine, "run", "microsoft-portfolio", "--paths", "256", "--format", "none", "--for", who)
		lines := firstTable(t, out)
		if !strings.HasPrefix(lines[1], "what both have cost") {
			t.Errorf("the %s reads first: %s", who, lines[1])
		}
		holds(t, out, "where OpenAI halves: what the rival gains", "half in each has lost half")
		out, _ = do(t, fine, "run", base, "--paths", "256", "--format", "none", "--for", who)
		if !strings.HasPrefix(firstTable(t, out)[1], "Amazon: money paid") {
			t.Errorf("of one holding the %s reads first: %s", who, firstTable(t, out)[1])
		}
	}
}
