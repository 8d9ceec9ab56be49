package engine

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"dealsim/sim/column"
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

// TestAValueAtATimeIsNotAllThatIsRead: of 20%, a round of $25bn at $100bn leaves 16% after the first quarter. That a metric
// reads the stake at one time spares nobody the other steps while another metric follows it, whichever comes first.
func TestAValueAtATimeIsNotAllThatIsRead(t *testing.T) {
	const most, later = "max(early.stake)", "at(early.stake, 2y)"
	for _, of := range [][2]string{{most, later}, {later, most}} { // metrics are made in the order of their names
		for _, series := range []string{"", "series: []\n"} {
			s := tell(t, worth+"rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: 3 months}\nmetrics: {one: '"+of[0]+"', two: '"+of[1]+"'}\n"+series)
			for k, name := range []string{"one", "two"} {
				s.end(name, map[string]float64{most: 0.2, later: 0.16}[of[k]])
			}
		}
	}
}

// TestOnlySomeMetrics: a program of some metrics, or of one alone, makes them as the whole one does, on every path.
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
				t.Errorf("%s: %s has other values among few", name, m)
			}
		}
		each := Options{Paths: 2 * column.Size, Threads: 1, Note: p.Metrics()}
		all, err := p.Run(context.Background(), each)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range each.Note {
			x, err := p.Only(m).Run(context.Background(), Options{Paths: each.Paths, Threads: 1, Note: []string{m}})
			if err != nil {
				t.Fatal(err)
			}
			if !sameValues(all.Noted(m), x.Noted(m)) {
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
