package table

import (
	"math"
	"strings"
	"testing"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// byHand is a deal on four paths of which the outcome is plain: two pay 5 after 0.25 and 0.5 years, at 100 and 200,
// one expires, one is declined.
func byHand() *result.Result {
	nan := math.NaN()
	r := &result.Result{Paths: 4, Years: []float64{0, 0.25, 0.5}}
	for _, d := range []string{"2026-04-20", "2026-06-30", "2026-09-30"} {
		r.Dates = append(r.Dates, day(d))
	}
	for name, draws := range map[string][]float64{
		"paid": {5, 5, 0, 0}, "funded": {1, 1, 0, 0}, "expired": {0, 0, 1, 0}, "declined": {0, 0, 0, 1},
		"time": {0.25, 0.5, nan, nan}, "price": {100, 200, nan, nan}, "stake": {0.05, 0.03, nan, nan},
		"gain": {1, 3, nan, nan}, "floor": {10, 10, 10, 10}, "spend": {4, 10, 12, 14}, "short": {6, 0, 0, nan},
		"coverage": {0.4, 1, 1.2, 1.4},
	} {
		r.Metrics = append(r.Metrics, result.Metric{Name: name, Hidden: true, Sample: sampleOf(draws...)})
	}
	s := result.Series{Name: "t.triggered", Dim: unit.Bool}
	for _, draws := range [][]float64{{0, 0, 0, 0}, {1, 0, 0, 0}, {1, 1, 0, 1}} {
		s.At = append(s.At, sampleOf(draws...))
	}
	r.Series = []result.Series{s}
	r.Tranches = []result.Tranche{{ID: "t", Paid: "paid", Funded: "funded", Expired: "expired", Declined: "declined",
		FundedTime: "time", Price: "price", Stake: "stake", Gain: "gain", Triggered: "t.triggered"}}
	r.Commitments = []result.Commitment{{ID: "c", Years: []result.CommitmentYear{
		{Floor: "floor", Spend: "spend", Shortfall: "short", Coverage: "coverage"}}}}
	return r
}

// written is the table of a result as text.
func written(t *testing.T, name string, r *result.Result) (string, error) {
	t.Helper()
	for _, table := range Tables() {
		if table.Name == name {
			var b strings.Builder
			_, err := table.Write(&b, r)
			return b.String(), err
		}
	}
	t.Fatalf("no table %s", name)
	return "", nil
}

func TestTablesByHand(t *testing.T) {
	for name, want := range map[string][]string{
		// 2·5/4; 2/4 ± √(1/3)/√4; the median of 0.25 and 0.5 is past June; (100+200)/2; 0.04; (1+3)/4
		"tranches.csv": {"t,2.5,0.5,0.2886751345948129,0.25,0.25,2026-09-30,150,0.04,1"},
		"triggers.csv": {"t,2026-04-20,0,0,0", "t,2026-06-30,0.25,0.25,0.25", "t,2026-09-30,0.5,0.75,0.25"},
		// short on one path of four, though undefined on one; 6/4
		"commitments.csv": {"c,1,10,10,4.9,11,13.7,0.25,1.5,1.1"},
	} {
		got, err := written(t, name, byHand())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		wanted := contract[name] + "\n" + strings.Join(want, "\n") + "\n"
		compare(t, name, rowsOf(t, got), rowsOf(t, wanted))
	}
}

func TestNamesThatTheResultDoesNotHaveAreBugs(t *testing.T) {
	r := byHand()
	r.Tranches[0].Gain, r.Tranches[0].Triggered, r.Commitments[0].Years[0].Floor = "gian", "t.trigered", "flor"
	for name, want := range map[string]string{
		"tranches.csv":    "bug: the result has no metric gian",
		"triggers.csv":    "bug: the result has no series t.trigered",
		"commitments.csv": "bug: the result has no metric flor",
	} {
		if _, err := written(t, name, r); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
}

func TestWhatIsNotNamedIsEmpty(t *testing.T) {
	r := byHand()
	r.Tranches = []result.Tranche{{ID: "t"}}
	if got, err := written(t, "tranches.csv", r); err != nil || !strings.HasSuffix(got, "\nt,,,,,,,,,\n") {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := written(t, "triggers.csv", r); err != nil || got != contract["triggers.csv"]+"\n" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestDateOfIsTheFirstStepNotBefore(t *testing.T) {
	r := byHand()
	for years, want := range map[float64]string{0: "2026-04-20", 0.1: "2026-06-30", 0.25: "2026-06-30", 0.3: "2026-09-30", 0.5: "2026-09-30"} {
		if got := dateOf(r, years); !got.Equal(day(want)) {
			t.Errorf("%g years are %s, want %s", years, got, want)
		}
	}
	if !dateOf(r, math.NaN()).IsZero() || !dateOf(r, 2).IsZero() {
		t.Error("a time that is undefined or past the horizon has a date")
	}
}

func TestRaggedResultsAreBugs(t *testing.T) {
	r := example()
	r.Series[0].At = r.Series[0].At[:3]
	r.Kept[0].Values = r.Kept[0].Values[:1]
	for _, name := range []string{"series.csv", "triggers.csv", "paths.csv"} {
		if _, err := written(t, name, r); err == nil || !strings.HasPrefix(err.Error(), "bug: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
