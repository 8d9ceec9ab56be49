package plots

import (
	"slices"
	"strings"
	"testing"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// TestOnlyConditionsAreAQuestion: a chart of tranches that all come on a day would be a line at 100%.
func TestOnlyConditionsAreAQuestion(t *testing.T) {
	drawn := func(r *result.Result) bool {
		return slices.ContainsFunc(All(r), func(f Figure) bool { return f.Name == "tranches" })
	}
	r := usual.simulate()
	if !drawn(r) {
		t.Fatal("tranches with conditions are not drawn")
	}
	for i := range r.Tranches {
		r.Tranches[i].Conditional = false
	}
	if drawn(r) {
		t.Error("tranches that all come on a day are drawn")
	}
}

// TestCashHasAFan, below zero too.
func TestCashHasAFan(t *testing.T) {
	r := usual.simulate()
	cash := *r.SeriesOf("anthropic.arr")
	cash.Name = "anthropic.cash"
	cash.At = slices.Clone(cash.At)
	for i := range cash.At {
		cash.At[i] = stats.NewSample(8)
		cash.At[i].Add([]float64{-20, -10, 0, 10, 200})
	}
	r.Series = append(r.Series, cash)
	f := figure(All(r), "fan-anthropic-cash")
	if f.Title != "Cash of anthropic" || f.Y.Log || f.Y.Min > -20 {
		t.Errorf("%q from %g, log %v", f.Title, f.Y.Min, f.Y.Log)
	}
}

// TestAStakeOfSeveralSaysOfWhom: the stake of one who holds two labs names the lab, the stake of another does not.
func TestAStakeOfSeveralSaysOfWhom(t *testing.T) {
	r := usual.simulate()
	m := *r.Metric("amazon_stake_value_5y")
	m.Name = "microsoft_openai_stake_value_5y"
	r.Metrics = append(r.Metrics, m)
	r.Series = append(r.Series, result.Series{Name: "microsoft.openai.stake", Dim: unit.Number}, result.Series{Name: "microsoft.anthropic.stake", Dim: unit.Number})
	figures := All(r)
	for name, want := range map[string]string{"microsoft_openai": "Value of microsoft’s stake in openai after 5 years", "amazon": "Value of amazon’s stake after 5 years"} {
		if got := figure(figures, "distribution-"+name+"_stake_value_5y").Title; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestALongTailLeavesRoom: of a lognormal with most of its middle 99% in the tail, half of the paths stand in several bars.
func TestALongTailLeavesRoom(t *testing.T) {
	s := stats.NewSample(8)
	var values []float64
	for i := range 10000 { // quantiles of 1/u, a tail without a mean
		values = append(values, 10000/(float64(i)+0.5))
	}
	s.Add(values)
	bins, _, outside := middle(s)
	below := 0
	for _, b := range bins {
		if b.High <= s.Quantile(0.5) {
			below++
		}
	}
	if below == 0 && bins[0].CDF > 0.5 || outside < 0.01 || outside > 0.05 {
		t.Errorf("%d bars below the median, the first holds %.3f, %.3f are left out", below, bins[0].CDF, outside)
	}
	if first := s.Bins(binsWanted)[0]; first.CDF < 0.8 {
		t.Errorf("without it the first would hold %.3f: the case is no case", first.CDF)
	}
}

// TestNamesInALegendHaveRoom: no name is cut.
func TestNamesInALegendHaveRoom(t *testing.T) {
	for want, names := range map[string][]string{
		"amazon": {"amazon"}, "a and b": {"a", "b"}, "2 investors": {"microsoft", "nvidia"}, "3 investors": {"amazon", "google", "nvidia"},
		strings.Repeat("x", 30): {strings.Repeat("x", 30)},
	} {
		if got := list(&result.Result{}, names, "investors"); got != want {
			t.Errorf("%q becomes %q, want %q", names, got, want)
		}
	}
}
