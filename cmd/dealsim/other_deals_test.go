package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"dealsim/scenarios"
)

// The deals beside the base deal.
var otherDeals = []string{"amazon-openai-2026", "amazon-portfolio", "anthropic-all-clouds", "google-anthropic", "microsoft-anthropic",
	"microsoft-openai", "microsoft-portfolio"}

// TestOtherDealsHold: no doubts, and what the author expects holds whatever the seed.
func TestOtherDealsHold(t *testing.T) {
	here(t, nil)
	for _, name := range otherDeals {
		for _, seed := range []string{"0x2a", "7", "12345"} {
			out, _ := do(t, fine, "check", name, "--expect", "--seed", seed, "--paths", "4000")
			if strings.Contains(out, "doubt") {
				t.Errorf("%s, seed %s: %s", name, seed, out)
			}
			if n := strings.Count(out, "holds:"); n < 3 {
				t.Errorf("%s expects %d things", name, n)
			}
		}
	}
	do(t, inFile, "check", "amazon-openai-2026", "--expect", "--paths", "4000", "--set", "inputs.money_later=$40bn")
}

// TestOtherDealsAreShortAndSayTheirIdea: one idea each, told first, and a reason for every number.
func TestOtherDealsAreShortAndSayTheirIdea(t *testing.T) {
	for _, name := range otherDeals {
		text, ok := scenarios.Find(name)
		if !ok {
			t.Fatalf("%s is not shipped", name)
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		if len(lines) >= 150 {
			t.Errorf("%s has %d lines", name, len(lines))
		}
		if lines[0] != "# yaml-language-server: $schema=dealsim.schema.json" || !strings.HasPrefix(lines[1], "# ") {
			t.Errorf("%s begins with %q, %q", name, lines[0], lines[1])
		}
		for i, l := range lines {
			if strings.Contains(l, "status: ") && !strings.Contains(l, "note: ") {
				t.Errorf("%s:%d gives no reason: %s", name, i+1, l)
			}
		}
	}
}

// floors is the floor of all contract years of a commitment.
func floors(t *testing.T, dir, commitment string, years int) float64 {
	t.Helper()
	sum := 0.0
	for y := 1; y <= years; y++ {
		sum += cell(t, dir, "commitments.csv", "floor", commitment, fmt.Sprint(y))
	}
	return sum
}

func mean(t *testing.T, dir, metric string) float64 {
	t.Helper()
	return cell(t, dir, "summary.csv", "mean", metric)
}

// TestOpenAIDealAddsUp: 15 + 35 = 50 where one of the two has come, 38 + 100 = 138, and 15 + 35 + 60 = 110 in the round.
func TestOpenAIDealAddsUp(t *testing.T) {
	here(t, nil)
	dir := ran(t, "amazon-openai-2026")
	equals(t, "headline", mean(t, dir, "headline"), 50)
	equals(t, "least", cell(t, dir, "summary.csv", "p01", "amazon_deployed"), 15)
	equals(t, "most", cell(t, dir, "summary.csv", "p99", "amazon_deployed"), 50)
	either := cell(t, dir, "tranches.csv", "probability", "later")
	equals(t, "expected", mean(t, dir, "amazon_deployed"), 15+35*either)
	// an or is not the sum: who has both is counted once
	listed, reached, both := mean(t, dir, "by_listing"), mean(t, dir, "by_milestone"), mean(t, dir, "by_both")
	equals(t, "one or the other", either, listed+reached-both)
	if !(either > max(listed, reached)+0.02 && both < min(listed, reached)-0.02) {
		t.Errorf("either %.3f and both %.3f do not stand apart from %.3f and %.3f", either, both, listed, reached)
	}
	equals(t, "promise", floors(t, dir, "aws", 8), 38+100)
	others := cell(t, dir, "series.csv", "mean", "others.raised", "USD bn", "2026-02-27")
	equals(t, "the others in the round", others, 110-15-35)
	equals(t, "stake for $15bn, with the others in the round", cell(t, dir, "series.csv", "mean", "amazon.stake", "1", "2026-02-27"), 15.0/(730+15+60))

	and := ran(t, "amazon-openai-2026", "--set", "tranches.later.when=listed > 0.5 and reached > 0.5")
	equals(t, "with an and", cell(t, and, "tranches.csv", "probability", "later"), both)
}

// TestMicrosoftDealsAddUp: 27% of 500 is 135; 5 of 30 is a sixth, 15 a half; who pays nothing new has no return on it.
func TestMicrosoftDealsAddUp(t *testing.T) {
	here(t, nil)
	dir := ran(t, "microsoft-openai")
	equals(t, "worth of 27%", mean(t, dir, "worth_now"), 135)
	equals(t, "value of OpenAI", cell(t, dir, "series.csv", "mean", "openai.value", "USD bn", "2025-10-28"), 500)
	equals(t, "promise", floors(t, dir, "azure", 7), 250)
	equals(t, "money paid in the deal", mean(t, dir, "microsoft_deployed"), 0)
	equals(t, "earlier money over promise", mean(t, dir, "history_share"), 13.0/250)
	summary := tables(t, dir)["summary.csv"]
	for _, m := range []string{"moic", "irr", "npv", "payback", "circularity", "self_funded"} {
		if strings.Contains(summary, "\nmicrosoft_"+m+",") {
			t.Errorf("there is a %s of money that is not paid", m)
		}
	}
	if both, stake := mean(t, dir, "both_fail"), mean(t, dir, "stake_fails"); both > stake || both < 1.2*stake*mean(t, dir, "spend_fails") {
		t.Errorf("both fail in %.3f, the stake in %.3f: they do not fail together", both, stake)
	}

	dir = ran(t, "microsoft-anthropic")
	equals(t, "Microsoft over promise", mean(t, dir, "headline"), 1.0/6)
	equals(t, "with NVIDIA", mean(t, dir, "headline_both"), 0.5)
	equals(t, "promise", floors(t, dir, "azure", 6), 30)
	for who, most := range map[string]float64{"microsoft": 5, "nvidia": 10} {
		if got := cell(t, dir, "summary.csv", "p99", who+"_deployed"); got > most || got < 0.9*most {
			t.Errorf("%s pays up to %g, want up to %g", who, got, most)
		}
	}
	if summary := tables(t, dir)["summary.csv"]; !strings.Contains(summary, "\nmicrosoft_moic,") {
		t.Error("money that is paid has no multiple")
	}
}

// TestPromisesOfTheLabAddUp: 10 + 30 = 40 and 200 over five years; 100 + 200 + 30 = 330, year by year.
func TestPromisesOfTheLabAddUp(t *testing.T) {
	here(t, nil)
	dir := ran(t, "google-anthropic")
	equals(t, "headline", mean(t, dir, "headline"), 40)
	equals(t, "least", cell(t, dir, "summary.csv", "p01", "google_deployed"), 10)
	equals(t, "most", cell(t, dir, "summary.csv", "p99", "google_deployed"), 40)
	for y := 1; y <= 5; y++ {
		equals(t, fmt.Sprint("floor of year ", y), cell(t, dir, "commitments.csv", "floor", "google-cloud", fmt.Sprint(y)), 40)
	}
	equals(t, "stake for $10bn", cell(t, dir, "tranches.csv", "stake_mean", "initial"), 10.0/360)

	dir = ran(t, "anthropic-all-clouds")
	equals(t, "all promises", mean(t, dir, "all_promised"), 330)
	equals(t, "their floors", floors(t, dir, "aws", 10)+floors(t, dir, "google-cloud", 5)+floors(t, dir, "azure", 6), 330)
	// 2029: a quarter of 10 a year to AWS, of 40 to Google, and one of 22 quarters of 30 to Azure
	equals(t, "due in a quarter of 2029", cell(t, dir, "series.csv", "mean", "due", "USD bn", "2029-12-31"), 2.5+10+30.0/22)
	if h := cell(t, dir, "summary.csv", "p05", "hhi_2029"); h < 1.0/3 {
		t.Errorf("three clouds are spread wider than evenly: %g", h)
	}
	met := cell(t, dir, "summary.csv", "mean", "carried_2029")
	half := ran(t, "anthropic-all-clouds", "--set", "inputs.to_google=$100bn")
	if got := cell(t, half, "summary.csv", "mean", "carried_2029"); got < met+0.1 {
		t.Errorf("half of Google's promise is carried on %.3f, all of it on %.3f", got, met)
	}
}

// TestHoldingBothLabs: what was paid adds up; shares of two labs are less likely to fall together than one alone, and
// likelier than if they had nothing in common.
func TestHoldingBothLabs(t *testing.T) {
	here(t, nil)
	dir := ran(t, "amazon-portfolio", "--paths", "20000")
	equals(t, "cost of both", mean(t, dir, "cost"), 4+4+5+15)
	equals(t, "stake in OpenAI", cell(t, dir, "series.csv", "mean", "amazon.openai.stake", "1", "2026-04-20"), 15.0/(730+15+60))
	equals(t, "stake in Anthropic", cell(t, dir, "series.csv", "mean", "amazon.anthropic.stake", "1", "2026-04-20"), 60.6/380*350/355+5.0/355)
	equals(t, "the mean of half in each", mean(t, dir, "half_each"), (mean(t, dir, "all_anthropic")+mean(t, dir, "all_openai"))/2)
	a, o, both, half := mean(t, dir, "a_loses"), mean(t, dir, "o_loses"), mean(t, dir, "both_lose"), mean(t, dir, "half_halved")
	apart := a * o
	if se := 5 * math.Sqrt(both*(1-both)/20000); both < apart+se || both > min(a, o)-se {
		t.Errorf("both lose on %.4f, want between %.4f and %.4f by more than %.4f", both, apart, min(a, o), se)
	}
	if one := min(mean(t, dir, "a_halved"), mean(t, dir, "o_halved")); half > one-0.03 {
		t.Errorf("half in each is halved on %.4f, one of them on %.4f", half, one)
	}
	// rivals, and one sector
	rivals := mean(t, ran(t, "amazon-portfolio", "--paths", "20000", "--set", "inputs.growth_together=-20%"), "both_lose")
	sector := mean(t, ran(t, "amazon-portfolio", "--paths", "20000", "--set", "inputs.growth_together=50%"), "both_lose")
	if !(rivals < both && both < sector) {
		t.Errorf("both lose on %.4f as rivals, %.4f, and %.4f as one sector", rivals, both, sector)
	}
	// nothing in common but the rounds' market: the product, within its error
	alone := ran(t, "amazon-portfolio", "--paths", "20000", "--set", "inputs.growth_together=0%", "--set", "inputs.multiple_together=0%",
		"--without", "shocks.cheap-competitor", "--set", "inputs.multiple_late=7", "--set", "inputs.multiple_load=0.8", "--set", "inputs.growth_mature=7%/y",
		"--set", "inputs.market_closes=0%/y")
	a, o, both = mean(t, alone, "a_loses"), mean(t, alone, "o_loses"), mean(t, alone, "both_lose")
	if se := math.Sqrt(a * o * (1 - a) * (1 - o) / 20000); !(math.Abs(both-a*o) <= 5*se) {
		t.Errorf("with nothing in common both lose on %.4f, want %.4f ± %.4f", both, a*o, se)
	}

	dir = ran(t, "microsoft-portfolio")
	equals(t, "cost of both", mean(t, dir, "cost"), 13+5)
	equals(t, "worth of 27%", mean(t, dir, "worth_now"), 135)
	equals(t, "stake in Anthropic", cell(t, dir, "series.csv", "mean", "microsoft.anthropic.stake", "1", "2025-11-18"), 5.0/355)
}

// TestDealsOfALabAgreeOnIt: what is assumed of a lab in one file is assumed of it in the others of its time.
func TestDealsOfALabAgreeOnIt(t *testing.T) {
	value := func(name, input string) string {
		text, _ := scenarios.Find(name)
		for _, l := range strings.Split(string(text), "\n") {
			id, says, _ := strings.Cut(strings.TrimSpace(l), ":")
			if v, ok := strings.CutPrefix(strings.TrimSpace(says), "{value: "); ok && id == input {
				v, _, _ = strings.Cut(v, ", status:")
				return v
			}
		}
		t.Fatalf("%s has no input %s", name, input)
		return ""
	}
	world := []string{"growth_mature", "arr_vol", "arr_vol_later", "growth_vol", "vol_fade", "collapse"}
	market := []string{"multiple_late", "multiple_load", "multiple_back", "multiple_vol"}
	for _, c := range []struct {
		name, as string
		inputs   []string
	}{
		{"google-anthropic", base, slices.Concat(world, market, []string{"growth_start", "growth_fade", "value_start", "compute_now", "compute_later", "compute_fade", "other_part", "discretion"})},
		{"anthropic-all-clouds", base, slices.Concat(world, []string{"growth_start", "growth_fade", "compute_now", "compute_later", "compute_fade", "other_now", "other_later", "aws_later", "other_part", "chip_price", "chip_drift"})},
		{"anthropic-all-clouds", "google-anthropic", []string{"arr_start", "google_later"}},
		{"microsoft-anthropic", base, slices.Concat(world, market, []string{"growth_fade", "compute_later", "compute_fade", "other_part"})},
		{"amazon-openai-2026", base, slices.Concat(world, market, []string{"compute_fade", "other_part", "chip_price", "chip_drift"})},
		{"microsoft-openai", "amazon-openai-2026", slices.Concat(world, market, []string{"growth_start", "growth_fade", "compute_later", "compute_fade"})},
		{"amazon-portfolio", base, slices.Concat(world, market, []string{"market_closes", "market_opens", "round_rate", "round_size"})},
		{"microsoft-portfolio", "amazon-portfolio", slices.Concat(world, market, []string{"growth_together", "multiple_together", "o_growth", "o_fade", "a_fade"})},
	} {
		for _, in := range c.inputs {
			if got, want := value(c.name, in), value(c.as, in); got != want {
				t.Errorf("%s assumes %s of %s, %s has %s", c.name, got, in, c.as, want)
			}
		}
	}
	for own, as := range map[string]string{"a_arr": "arr_start", "a_growth": "growth_start", "a_fade": "growth_fade", "a_value": "value_start"} {
		if got, want := value("amazon-portfolio", own), value(base, as); got != want {
			t.Errorf("amazon-portfolio assumes %s of %s, the base deal %s", got, as, want)
		}
	}
	if value("amazon-openai-2026", "growth_start") == value(base, "growth_start") {
		t.Error("two labs are not told apart")
	}
}
