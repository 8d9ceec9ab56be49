package engine

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealsim/sim/scenario"
)

const milestone = `scenario: A digital milestone
as_of: 2026-01-01
horizon: 2y
step: year
companies:
  lab:
    revenue: {process: gbm, start: $30bn, drift: 45%/y, volatility: 35%}
investors:
  fund: {rate: 4%/y}
tranches:
  milestone: {investor: fund, into: lab, amount: $5bn, when: lab.arr >= $60bn, from: 2y, until: 2y, instrument: grant}
readings: {risk_free: 4%/y, credit_spread: 1%/y, premiums: {lab.revenue: PREMIUM}}
`

// TestThreeReadingsOfAMilestone holds the three readings of $5bn, due in two years if revenue then exceeds $60bn,
// against their closed forms: the chance Φ(d) at the real drift; the scenario method, 5·P·e^(-0.04·2); and the option
// method, 5·Q·e^(-0.05·2) with the drift less a premium of 12% a year, 0.12/0.35 for each unit of volatility.
func TestThreeReadingsOfAMilestone(t *testing.T) {
	const paths = 200_000
	means := func(premium string) []float64 {
		file := filepath.Join(t.TempDir(), "milestone.yaml")
		if err := os.WriteFile(file, []byte(strings.ReplaceAll(milestone, "PREMIUM", premium)), 0o666); err != nil {
			t.Fatal(err)
		}
		s, m, err := scenario.Read(file, Language(), scenario.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := Compile(s, m, 7)
		if p == nil {
			t.Fatal(m)
		}
		x, err := p.Run(context.Background(), Options{Paths: paths, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		r := x.Result("test")
		if len(r.Readings) != 3 {
			t.Fatalf("%d readings, want 3", len(r.Readings))
		}
		return []float64{r.Readings[0].Probability, r.Readings[1].Sample.Mean, r.Readings[2].Sample.Mean}
	}
	const p, q = 0.567659460606, 0.376587823873
	scale := []float64{1, 5 * math.Exp(-0.08), 5 * math.Exp(-0.10)}
	want := []float64{p, 2.6200786363, 1.7037537711}
	chance := []float64{p, p, q}
	got := means("34.2857142857142857%")
	for i, name := range []string{"frequency", "cash at the holder's rate", "risk-adjusted value"} {
		error := scale[i] * math.Sqrt(chance[i]*(1-chance[i])/paths)
		if off := math.Abs(got[i]-want[i]) / error; off > 5 {
			t.Errorf("%s: %.6f, want %.6f: %.1f standard errors off", name, got[i], want[i], off)
		}
	}
	// negative control: another price of risk moves the third reading alone
	other := means("10%")
	if other[0] != got[0] || other[1] != got[1] {
		t.Errorf("the price of risk moved a real-world reading: %v, %v", other, got)
	}
	if off := math.Abs(other[2]-want[2]) / (scale[2] * math.Sqrt(q*(1-q)/paths)); off < 5 {
		t.Errorf("a wrong price of risk passes: %.1f standard errors off", off)
	}
}

// TestReadingsByInputs: rates and premiums that are named are those that are written, and something uses them.
func TestReadingsByInputs(t *testing.T) {
	text := strings.NewReplacer("PREMIUM", "reward", "risk_free: 4%/y", "risk_free: free", "credit_spread: 1%/y", "credit_spread: free / 4").Replace(milestone) +
		"inputs:\n  free: {value: 4%/y, status: assumed}\n  reward: {value: 30%, status: assumed}\n"
	read := func(text string) *Outcome {
		x, err := deal(t, text).Run(context.Background(), Options{Paths: 2048, Threads: 1})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	named, written := read(text).Result("test"), read(strings.Replace(milestone, "PREMIUM", "30%", 1)).Result("test")
	if len(named.Warnings) > 0 {
		t.Errorf("doubts %q", named.Warnings)
	}
	for i, want := range written.Readings {
		got := named.Readings[i]
		if got.Sample.Mean != want.Sample.Mean || !(got.Rate == want.Rate || got.Rate != got.Rate && want.Rate != want.Rate) {
			t.Errorf("%s: mean %v at %v, want %v at %v", got.Reading, got.Sample.Mean, got.Rate, want.Sample.Mean, want.Rate)
		}
	}
	if r := named.Readings[2].Rate; math.Abs(r-0.05) > 1e-15 {
		t.Errorf("the third is discounted at %v, want 5%%", r)
	}
}
