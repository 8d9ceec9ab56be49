package doubt

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealsim/sim/engine"
	"dealsim/sim/scenario"
	"dealsim/sim/stats"
)

// TestWhatAHeadlineMovesWith: revenue that is the product of two lognormal inputs, and does not move, has of each the
// square of its rank correlation, 6/π·asin(1/(2√2)). An input that has no part in it, and one that is sourced, are not named.
func TestWhatAHeadlineMovesWith(t *testing.T) {
	const text = `scenario: Test
as_of: 2026-03-31
horizon: 1y
sources: {paper: {title: A paper}}
inputs:
  size: {value: {lognormal: {p10: $1bn, p90: $4bn}}, status: assumed}
  factor: {value: {lognormal: {p10: 1, p90: 4}}, status: STATUS, source: paper}
  apart: {value: {lognormal: {p10: 1, p90: 4}}, status: assumed}
companies:
  lab: {revenue: {process: gbm, start: size * factor, volatility: 0%}}
quantities:
  nothing: apart * lab.arr
`
	lines := func(status string) []string {
		file := filepath.Join(t.TempDir(), "deal.yaml")
		if err := os.WriteFile(file, []byte(strings.Replace(text, "STATUS", status, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		s, m, err := scenario.Read(file, engine.Language(), scenario.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := engine.Compile(s, m, 7)
		if p == nil {
			t.Fatal(m)
		}
		x, err := p.Run(t.Context(), engine.Options{Paths: 10_000, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		r := x.Result("test")
		names, draws := p.InputDraws(r.Joint.Paths)
		return MovesWith(s, r, names, draws)
	}
	rho := 6 / math.Pi * math.Asin(1/(2*math.Sqrt2))
	tolerance := 100*5*2*rho*stats.SpearmanError(rho, 10_000) + 0.5 // of the square, and the rounding
	var all, size, factor float64
	got := lines("assumed")
	if len(got) != 1 {
		t.Fatalf("found %q", got)
	}
	first := strings.Index(got[0], "factor") < strings.Index(got[0], "size")
	form, x, y := "moves with: lab_arr_1y: size %f%%, factor %f%% (assumed inputs, %f%% of its ranks)", &size, &factor
	if first {
		form, x, y = "moves with: lab_arr_1y: factor %f%%, size %f%% (assumed inputs, %f%% of its ranks)", &factor, &size
	}
	if n, err := fmt.Sscanf(got[0], form, x, y, &all); n != 3 || err != nil {
		t.Fatalf("found %q: %v", got[0], err)
	}
	for _, v := range []float64{size, factor, all / 2} {
		if math.Abs(v-100*rho*rho) > tolerance {
			t.Errorf("a share of %.0f%%, want %.1f%% within %.1f", v, 100*rho*rho, tolerance)
		}
	}
	if got := lines("sourced"); len(got) != 1 || strings.Contains(got[0], "factor") || strings.Contains(got[0], "apart") || !strings.Contains(got[0], ": size ") {
		t.Errorf("with a sourced factor: %q", got)
	}
}

// TestALineOfManyInputsStaysShort: names are left out at its end, never the sum, and one always stands.
func TestALineOfManyInputsStaysShort(t *testing.T) {
	long := strings.Repeat("x", 30) + " 5%"
	for want, parts := range map[string][]string{
		"moves with: a_spend_total: b 9%, c 8%, d 7%, e 6% (assumed inputs, 35% of its ranks)": {"b 9%", "c 8%", "d 7%", "e 6%", "f 5%"},
		"moves with: a_spend_total: " + long + " (assumed inputs, 35% of its ranks)":           {long, long, "c 5%"},
	} {
		if got := moves("a_spend_total", parts, 0.35); got != want || len(got) > 100 {
			t.Errorf("found %q, want %q", got, want)
		}
	}
}
