package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/engine"
	"dealsim/sim/scenario"
)

// TestTheReadmeHasEveryDeal: a row for each shipped file and none besides, with the idea that the file tells.
func TestTheReadmeHasEveryDeal(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), begins)
	tables, _, ok := strings.Cut(rest, ends)
	if !ok {
		t.Fatal("the README has no tables of deals")
	}
	var named []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.*)\\|$").FindAllStringSubmatch(tables, -1) {
		named = append(named, row[1])
		s, _, err := scenario.Read(row[1], engine.Language(), scenario.Options{Library: scenarios.Find})
		if err != nil {
			t.Errorf("%s: %v", row[1], err)
			continue
		}
		if !strings.HasSuffix(strings.TrimSpace(row[2]), "| "+cell(s.Summary)) {
			t.Errorf("the row of %s does not tell its idea: make deals writes it anew", row[1])
		}
		if !strings.Contains(row[2], " ± ") && !strings.Contains(row[2], " none |") {
			t.Errorf("the row of %s has no numbers", row[1])
		}
	}
	slices.Sort(named)
	if !slices.Equal(named, scenarios.Names()) {
		t.Errorf("the README has %q\nshipped are  %q\nmake deals writes it anew", named, scenarios.Names())
	}
}

// TestTablesOfDeals runs two deals and an overlay on a few paths: the tables have their numbers, and nothing outside the
// marks is touched.
func TestTablesOfDeals(t *testing.T) {
	tables, err := tabulate([]string{"amazon-anthropic-2026", "fixed-price-tranches", "microsoft-anthropic"}, 500)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\\| `amazon-anthropic-2026` \\| \\d+\\.\\d \\| \\$\\d+bn ± \\$[\\d.]+[bm]n? spend under AWS in all<br>",
		"\\| `microsoft-anthropic` \\| .*<br>16.7% headline: Microsoft's money over the promise \\|",
		"\\| `fixed-price-tranches` \\| none \\| \\+[\\d.]+ ± [\\d.]+ \\| none \\| none \\| the later",
	} {
		if !regexp.MustCompile(want).MatchString(tables) {
			t.Errorf("no %s in\n%s", want, tables)
		}
	}
	file := filepath.Join(t.TempDir(), "README.md")
	got, err := between("above\n"+begins+"old"+ends+"\nbelow\n", tables)
	if err != nil || got != "above\n"+begins+"\n"+tables+ends+"\nbelow\n" {
		t.Errorf("%v, %s", err, got)
	}
	if err := os.WriteFile(file, []byte("no marks"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := between("no marks", tables); err == nil {
		t.Error("tables find a place where there is none")
	}
}

func TestChangedInBillions(t *testing.T) {
	for _, c := range []struct {
		before, after []float64
		want          string
	}{
		{[]float64{1, 2}, []float64{1, 2}, "none"},
		{[]float64{1, 2}, []float64{0, 1}, "−1.00 ± 0.00"},
		{[]float64{0, 0, 0, 0}, []float64{100, 140, 100, 140}, "+120 ± 12"}, // sd 23.1, over √4
		{[]float64{1, 2, 3}, []float64{1, 2, 3.001}, "about 0"},
		{nil, []float64{1}, ""},
	} {
		if got := changed(c.before, c.after); got != c.want {
			t.Errorf("%v to %v is %q, want %q", c.before, c.after, got, c.want)
		}
	}
}
