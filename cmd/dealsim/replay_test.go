package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestStoryByHand holds the whole text of a deal without chance. By hand: $5bn at $95bn before the money buys 5/100 = 5%, and
// 5/95 new shares for each; cloud's 10% become (0.1 + 0.05263)/1.05263 = 14.5%, worth 14.5% · 105 = $15.2bn. $14bn is spent
// against $10bn, $4bn is carried; 8 + 4 = 12, $2bn is carried; 7 + 2 = 9, $1bn is short and paid. Revenue of $30bn and $33bn
// meets $25bn at two period ends; $2bn at $198bn buy 2/200 = 1%, cloud has (0.15263 + 0.01063)/1.06326 = 15.4%, worth
// 15.355% · 200 = $30.7bn. $30bn are $20bn short of $50bn.
func TestStoryByHand(t *testing.T) {
	want, err := os.ReadFile("testdata/by-hand.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := do(t, fine, "replay", "testdata/by-hand.yaml", "--path", "7", "--paths", "50")
	if got != string(want) {
		t.Errorf("the story is\n%s\nwant\n%s", got, want)
	}
}

// TestReplayIsTheKeptPath holds what replay prints against the folder that a run leaves: every number of paths.csv and every
// event of events.csv of a path.
func TestReplayIsTheKeptPath(t *testing.T) {
	here(t, nil)
	do(t, fine, "run", base, "--paths", "600", "--seed", "9", "--format", "none", "--quiet")
	rows := func(name string) [][]string {
		f, err := os.Open(filepath.Join("out", base, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		all, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return all[1:]
	}
	path := rows("paths.csv")[0][0]
	out, _ := do(t, fine, "replay", base, "--path", path, "--paths", "300", "--seed", "9", "--json", "--threads", "1")
	var told struct {
		Path   uint64
		Dates  []string
		Series []struct {
			Series string
			Values []*float64
		}
		Events []struct {
			Date, Kind, Subject, Text string
			Value, Cash               *float64
		}
	}
	if err := json.Unmarshal([]byte(out), &told); err != nil {
		t.Fatal(err)
	}
	same := func(cell string, v *float64) bool {
		x, err := strconv.ParseFloat(cell, 64)
		return cell == "" && v == nil || err == nil && v != nil && x == *v
	}
	n := 0
	for _, row := range rows("paths.csv") {
		if row[0] != path {
			continue
		}
		x := told.Series[n/len(told.Dates)]
		if k := n % len(told.Dates); row[1] != x.Series || row[3] != told.Dates[k] || !same(row[5], x.Values[k]) {
			t.Fatalf("paths.csv has %v, replay %s of %s", row, x.Series, told.Dates[k])
		}
		n++
	}
	if n != len(told.Series)*len(told.Dates) || n == 0 {
		t.Errorf("%d numbers in paths.csv", n)
	}
	k := 0
	for _, row := range rows("events.csv") {
		if row[0] != path {
			continue
		}
		if e := told.Events[k]; row[1] != e.Date || row[2] != e.Kind || row[3] != e.Subject || row[8] != e.Text || !same(row[5], e.Value) || !same(row[7], e.Cash) {
			t.Fatalf("events.csv has %v, replay %+v", row, e)
		}
		k++
	}
	if k != len(told.Events) || k < 80 {
		t.Errorf("%d events in events.csv, %d told", k, len(told.Events))
	}
}

func TestReplayTellsAPath(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	out, _ := do(t, fine, "replay", base, "--path", "p10", "--paths", "400")
	holds(t, out, "Amazon–Anthropic", "at p10 of 400 paths by amazon_stake_value_10y", "10th percentile", "20 April 2026, the day of the deal",
		"$5bn buys 1.41% of Anthropic at $350bn before the money", "target-4 waits for annualised revenue of Anthropic of at least",
		"Year 10, to 31 March 2036", "AWS is settled", "who paid whom in all")
	if strings.Contains(out, "does not hold") {
		t.Error("looks that change nothing are told")
	}
	out, _ = do(t, fine, "replay", base, "--path", "p90", "--by", "aws_spend_total", "--paths", "400", "--all")
	holds(t, out, "at p90 of 400 paths by aws_spend_total", "does not hold", "from Anthropic to Amazon (spend)")
	far, _ := do(t, fine, "replay", base, "--path", "123456789012", "--paths", "300")
	holds(t, far, "path 123456789012 of seed 0x2a")
	out, _ = do(t, fine, "replay", "small.yaml", "--paths", "300") // no company
	holds(t, out, "at p50 of 300 paths by end", "once above $12bn", "price: $10bn")
	if left := tree(t, "."); len(left) != 2 { // the folder and its file
		t.Errorf("replay leaves %v", names(left))
	}
	out, _ = do(t, fine, "replay", base, "--paths", "300", "--chart", "one.svg")
	holds(t, out, "chart: one.svg")
	if svg, err := os.ReadFile("one.svg"); err != nil || !strings.Contains(string(svg), "<svg") {
		t.Error("no chart", err)
	}
}

func TestReplayRefuses(t *testing.T) {
	here(t, map[string]string{"small.yaml": small, "bare.yaml": "scenario: x\nas_of: 2026-04-20\nhorizon: 1y\ndrivers:\n  a: {process: gbm, start: 1, volatility: 10%}\n",
		"never.yaml": strings.Replace(small, "  end: at(price, 2y)", "  end: at(price, 2y)\n  none_at_all: irr(0 * price)", 1)})
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"replay"}, "replay wants one scenario"},
		{[]string{"replay", "small.yaml", "void.yaml"}, "replay wants one scenario"},
		{[]string{"replay", "small.yaml", "--path", "-1"}, "--path -1: want the number of a path, 0 or above, or a rank such as p10"},
		{[]string{"replay", "small.yaml", "--path", "p101"}, "--path p101: want the number"},
		{[]string{"replay", "small.yaml", "--path", "1.5"}, "--path 1.5: want the number"},
		{[]string{"replay", "small.yaml", "--path", "3", "--by", "end"}, "--by ranks paths"},
		{[]string{"replay", "small.yaml", "--by", "ende"}, `--by: no metric is called "ende", did you mean "end"?`},
		{[]string{"replay", "never.yaml", "--by", "none_at_all", "--paths", "200"}, "--by none_at_all: it has no value on any of the 200 paths"},
		{[]string{"replay", "bare.yaml"}, "the scenario has no metric to rank paths by"},
		{[]string{"replay", "small.yaml", "--chart", "x.gif"}, "--chart x.gif: want a file that ends in .png, .svg, .pdf"},
		{[]string{"replay", "small.yaml", "--paths", "0"}, "--paths 0: want 1"},
	} {
		out, errs := do(t, inCommand, c.args...)
		holds(t, errs, c.says)
		if out != "" {
			t.Errorf("%v prints %s", c.args, out)
		}
	}
	do(t, fine, "replay", "bare.yaml", "--path", "0", "--paths", "100")
}

// TestReplayOfAPortfolio: of 27% of one lab, worth $135bn, and $5bn of its rival the path is chosen by the larger; the story
// says whose stake it is in words.
func TestReplayOfAPortfolio(t *testing.T) {
	out, _ := do(t, fine, "replay", "microsoft-portfolio", "--path", "p50", "--paths", "200")
	holds(t, out, "by microsoft_openai_stake_value_5y", "Microsoft in Anthropic: a stake of 1.41%", "Microsoft in OpenAI: a stake of 27%")
	if strings.Contains(out, "microsoft.anthropic") || strings.Contains(out, "microsoft.openai") {
		t.Error("the story has raw ids")
	}
	out, _ = do(t, fine, "replay", "microsoft-portfolio", "--path", "p50", "--paths", "200", "--by", "microsoft_anthropic_stake_value_5y")
	holds(t, out, "by microsoft_anthropic_stake_value_5y")
}

// TestReplayOfAConditionOfTwo: of an on-off quantity whether it holds, of one that compares an amount with a
// threshold both of them; a round that the listing has ended says nothing, one that the market has closed says so.
func TestReplayOfAConditionOfTwo(t *testing.T) {
	out, _ := do(t, fine, "replay", "amazon-openai-2026", "--path", "p50", "--paths", "200")
	holds(t, out, "later waits for listing to happen or highest annualised revenue of OpenAI of at least $",
		"later is met: listing has ")
	if strings.Contains(out, "> 0.5") || strings.Contains(out, " is yes") || strings.Contains(out, " is no ") {
		t.Errorf("raw conditions in\n%s", out)
	}
	closed := 0
	for n := range 12 {
		out, _ := do(t, fine, "replay", base, "--path", strconv.Itoa(n), "--paths", "100")
		_, after, _ := strings.Cut(out, "is listed")
		if strings.Contains(after, "growth: Anthropic wants") {
			t.Errorf("path %d: the listed company wants money of its old round", n)
		}
		closed += strings.Count(out, "growth: Anthropic wants money and gets none: its market is not open to it: capital market is off")
	}
	if closed == 0 {
		t.Error("no round finds the market closed")
	}
}
