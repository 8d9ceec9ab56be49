package engine

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"dealsim/sim/result"
)

const followed = head + `
drivers:
  price: {process: gbm, start: 1, volatility: 20%}
quantities:
  twice: 2 * price
tranches:
  up:   {investor: fund, into: lab, amount: $1bn, when: price >= 1.1, instrument: grant}
  down: {investor: fund, into: lab, amount: $1bn, when: price <= 0.9, instrument: grant}
metrics:
  end: price
`

// TestFewerSeriesAreTheSameSeries: what a file follows has the values that it has when all is followed, and so have
// the metrics; of the tranches those whose trigger is followed have a table of triggers.
func TestFewerSeriesAreTheSameSeries(t *testing.T) {
	run := func(more string) *result.Result {
		x, err := deal(t, followed+more).Run(context.Background(), Options{Paths: 1500, Threads: 1, Keep: 4})
		if err != nil {
			t.Fatal(err)
		}
		return x.Result("")
	}
	all, some, none := run(""), run("series: [twice, up.triggered]\n"), run("series: []\n")
	if len(all.Series) < 6 || len(some.Series) != 2 || len(none.Series) != 0 {
		t.Fatalf("%d, %d and %d series, want all, 2 and 0", len(all.Series), len(some.Series), len(none.Series))
	}
	for _, s := range some.Series {
		if !reflect.DeepEqual(s, *all.SeriesOf(s.Name)) {
			t.Errorf("%s is not what it is among all", s.Name)
		}
	}
	for _, r := range []*result.Result{some, none} {
		if got, want := r.Metric("end"), all.Metric("end"); len(r.Metrics) != len(all.Metrics) || !reflect.DeepEqual(got, want) {
			t.Error("a metric depends on what is followed")
		}
	}
	if n, m := operations(deal(t, followed)), operations(deal(t, followed+"series: []\n")); m >= n {
		t.Errorf("%d operations where nothing is followed, %d where all is: what nobody reads need not be done", m, n)
	}
	triggers := func(r *result.Result) (names []string) {
		for _, x := range r.Tranches {
			names = append(names, x.Triggered)
		}
		return names
	}
	if got := triggers(all); !reflect.DeepEqual(got, []string{"up.triggered", "down.triggered"}) {
		t.Errorf("all triggers are %q", got)
	}
	if got := triggers(some); !reflect.DeepEqual(got, []string{"up.triggered", ""}) {
		t.Errorf("the triggers followed are %q", got)
	}
	if len(some.Kept) != 4 || len(none.Kept) != 0 {
		t.Errorf("%d and %d paths kept, want 4, and none where nothing is followed", len(some.Kept), len(none.Kept))
	}
}

// TestOnlySomeMetrics: a program of some metrics alone makes them as the whole one does, on every path.
func TestOnlySomeMetrics(t *testing.T) {
	for _, name := range []string{"amazon-anthropic-2026", "amazon-portfolio", "price-of-risk", "anthropic-financing-history"} {
		p := shipped(t, name, 7)
		wanted := p.Headlines()
		run := func(p *Program) *Outcome {
			x, err := p.Run(context.Background(), Options{Paths: 1200, Threads: 2, Note: wanted})
			if err != nil {
				t.Fatal(err)
			}
			return x
		}
		all, some := run(p), run(p.Only(wanted...))
		if r := some.Result(""); len(r.Metrics) != len(wanted) || len(r.Series)+len(r.Ledger)+len(r.Readings) > 0 {
			t.Errorf("%s: %d metrics, %d series, want the %d metrics that are wanted and nothing else", name, len(r.Metrics), len(r.Series), len(wanted))
		}
		for _, m := range wanted {
			if !sameValues(all.Noted(m), some.Noted(m)) {
				t.Errorf("%s: %s has other values alone", name, m)
			}
		}
		if a, b := operations(p), operations(p.Only(wanted[0])); 10*b > 9*a {
			t.Errorf("%s: %d operations for one metric, %d for all there is", name, b, a)
		}
	}
}

// sameValues says whether two columns have the same bits, where an undefined value equals another.
func sameValues(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || x != x && y != y })
}

// operations is how many operations a step may have.
func operations(p *Program) (n int) {
	for _, ph := range p.phases {
		n += len(ph.ops)
	}
	return n
}
