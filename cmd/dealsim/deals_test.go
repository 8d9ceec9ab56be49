package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The facts that the shipped deals rest on, as they come out of a run: what the press has published must add up.

// cell is a number of a table of a run, by the text of its row's first columns.
func cell(t *testing.T, dir, file, column string, row ...string) float64 {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		if strings.Join(r[:len(row)], ",") != strings.Join(row, ",") {
			continue
		}
		for i, name := range rows[0] {
			if name == column {
				v, err := strconv.ParseFloat(r[i], 64)
				if err != nil {
					t.Fatalf("%s of %v in %s: %v", column, row, file, err)
				}
				return v
			}
		}
	}
	t.Fatalf("no %s of %v in %s", column, row, file)
	return 0
}

func equals(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Abs(want)) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

// ran is the folder of a run of a shipped deal, with what is changed.
func ran(t *testing.T, name string, args ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	do(t, fine, append([]string{"run", name, "--paths", "2048", "--format", "none", "--quiet", "--out", out}, args...)...)
	return filepath.Join(out, name)
}

func TestTheBaseDealAddsUp(t *testing.T) {
	here(t, nil)
	dir := ran(t, base)
	for _, c := range []struct {
		metric, column string
		want           float64
	}{
		{"amazon_deployed", "p01", 5}, // what is certain of the new money
		{"amazon_deployed", "p99", 5 + 20},
		{"amazon_conditional_paid", "p01", 0},
		{"amazon_conditional_paid", "p99", 20},
		{"all_money", "p01", 4 + 4 + 5}, // and of all
		{"all_money", "p99", 4 + 4 + 5 + 20},
	} {
		equals(t, c.metric+" "+c.column, cell(t, dir, "summary.csv", c.column, c.metric), c.want)
	}
	stake := func(dir string) float64 { return cell(t, dir, "tranches.csv", "stake_mean", "initial") }
	equals(t, "stake for $5bn, pre-money", stake(dir), 5.0/355)
	equals(t, "price", cell(t, dir, "tranches.csv", "price_mean", "initial"), 350)
	equals(t, "the stake left of earlier money", cell(t, dir, "assumptions.csv", "mean", "amazon_stake"), 60.6/380)
	equals(t, "value before the round of February",
		cell(t, dir, "assumptions.csv", "mean", "post_feb")-cell(t, dir, "assumptions.csv", "mean", "round_feb"), 350)
	equals(t, "caps of all generations", cell(t, dir, "assumptions.csv", "mean", "t2_reached")+
		cell(t, dir, "assumptions.csv", "mean", "t3_reached")+2*cell(t, dir, "assumptions.csv", "mean", "t4_cap"), 5)
	floor := 0.0
	for y := 1; y <= 10; y++ {
		floor += cell(t, dir, "commitments.csv", "floor", "aws", fmt.Sprint(y))
	}
	equals(t, "floor of all years", floor, 100)

	after := ran(t, base, "--set", "tranches.initial.price.basis=post-money")
	equals(t, "stake for $5bn, post-money", stake(after), 5.0/350)

	// and the test sees a deal that is another one
	other := ran(t, base, "--set", "inputs.money_now=$6bn")
	if got := stake(other); math.Abs(got-5.0/355) < 1e-9 {
		t.Errorf("stake for $6bn is that for $5bn, %g", got)
	}
	if got := cell(t, other, "summary.csv", "p99", "all_money"); got != 34 {
		t.Errorf("a billion more makes %g of 33", got)
	}
}

func TestTheFinancingHistoryAddsUp(t *testing.T) {
	here(t, nil)
	const history = "anthropic-financing-history"
	dir := ran(t, history)
	for _, c := range []struct {
		metric string
		want   float64
	}{
		{"lent", 4 + 4},
		{"value_e", 61.5},
		{"value_f", 183},
		{"value_g", 350 + 30}, // 380
		{"reported_2025", 60.6 / 350},
		{"reported_2026", 60.6 / 380},
	} {
		equals(t, c.metric, cell(t, dir, "summary.csv", "mean", c.metric), c.want)
	}
	// the base deal begins with the stake that was reported, and what comes of the loans is near it
	start := cell(t, ran(t, base), "assumptions.csv", "mean", "amazon_stake")
	equals(t, "the base deal's stake", start, cell(t, dir, "summary.csv", "mean", "reported_2026"))
	low, high := cell(t, dir, "summary.csv", "p05", "stake_2026"), cell(t, dir, "summary.csv", "p95", "stake_2026")
	if !(low < start && start < high) {
		t.Errorf("the stake that comes out is %g to %g; %g was reported", low, high, start)
	}
	// the last round leaves 350 of 380; the loan that converts with it makes up for some of that
	if kept := cell(t, dir, "summary.csv", "mean", "kept_g"); !(kept > 350.0/380 && kept < 0.95) {
		t.Errorf("the round of February leaves %g of a stake", kept)
	}
	alone := ran(t, history, "--without", "notes.amazon-4", "--without", "notes.amazon-5", "--set", "inputs.employees=0%/y")
	equals(t, "what the round of February leaves", cell(t, alone, "summary.csv", "mean", "kept_g"), 350.0/380)
}
