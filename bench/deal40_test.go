package bench

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"dealsim/sim/engine"
	"dealsim/sim/scenario"
	"dealsim/sim/table"
)

// compiled is a scenario of this folder with some things changed.
func compiled(t *testing.T, name string, set ...string) *engine.Program {
	t.Helper()
	s, m, err := scenario.Read(name, engine.Language(), scenario.Options{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	p := engine.Compile(s, m, 7)
	if p == nil {
		m.Print(os.Stderr)
		t.Fatalf("%s has mistakes", name)
	}
	return p
}

// answers are what a scenario's tables say.
func answers(t *testing.T, name string, paths int, set ...string) Outputs {
	t.Helper()
	x, err := compiled(t, name, set...).Run(context.Background(), engine.Options{Paths: paths, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	folder, err := table.WriteAll(x.Result("test"), table.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	o, _, err := ReadFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestDeal40: both scenarios answer every output of the reference within five standard errors; and a deal that is a
// little another one does not.
func TestDeal40(t *testing.T) {
	for _, name := range []string{"deal40.yaml", "deal40-clauses.yaml"} {
		misses, _, err := Check(answers(t, name, 20_000))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range misses {
			t.Errorf("%s: %s", name, m)
		}
	}
	for _, set := range []string{"drivers.price.volatility=15%", "tranches.b.until=21 quarters", "drivers.surprise.deviation=26%", "series=[revenue, valuation, spend]"} {
		if misses, _, err := Check(answers(t, "deal40.yaml", 20_000, set)); err != nil || len(misses) == 0 {
			t.Errorf("negative control: nothing is found wrong with %s (%v)", set, err)
		}
	}
}

// TestDeal40PathByPath: the formulas of SPEC.md from the drivers of single paths give what the scenario makes of them, and
// the drivers move by those formulas from the normals that the paths themselves show.
func TestDeal40PathByPath(t *testing.T) {
	p := compiled(t, "deal40.yaml", "series=[surprise, multiple, price, revenue, valuation, spend, cum_spend, a.triggered, b.triggered, c.triggered]")
	column := map[string]int{}
	for i, name := range []string{"a.triggered", "b.triggered", "c.triggered", "cum_spend", "multiple", "price", "revenue", "spend", "surprise", "valuation"} {
		column[name] = i // series are in the order of their names
	}
	floors := []float64{0, 0.6, 0.9, 1.2, 1.5, 1.8, 2, 2.2, 2.4, 2.5, 2.6}
	kept := p.Replay([]uint64{0, 1, 2, 3, 1000, 99_999})
	if len(kept) != 6 {
		t.Fatalf("%d paths, want 6", len(kept))
	}
	var sums [3][3]float64 // of products of the shocks that the paths show
	for _, path := range kept {
		at := func(name string, q int) float64 { return path.Values[column[name]][q] }
		x, total, year := math.Log(0.25), 0.0, 0.0
		streak, hit := [3]int{}, [3]float64{}
		for q := 1; q <= 40; q++ {
			tq := float64(q)
			e1 := at("surprise", q) - at("surprise", q-1)
			e2 := math.Log(at("multiple", q)) - 0.94*math.Log(at("multiple", q-1)) - 0.06*math.Log(8)
			e3 := math.Log(at("price", q)/at("price", q-1)) + 0.015
			for i, e := range []float64{e1 / 0.12, e2 / 0.15, e3 / 0.05} {
				for j, f := range []float64{e1 / 0.12, e2 / 0.15, e3 / 0.05} {
					sums[i][j] += e * f
				}
			}
			x += 0.02 + 0.2*math.Exp(-0.09*tq) + e1
			r := math.Exp(x)
			v := 4 * r * at("multiple", q)
			s := math.Min(0.3*math.Pow(1.06, tq), (0.35+0.45*math.Exp(-0.05*tq))*r) * at("price", q)
			year += s
			if q%4 == 0 {
				s += math.Max(0, floors[q/4]-year)
				year = 0
			}
			total += s
			for k, tested := range []struct {
				v, bar      float64
				first, last int
			}{{r, 1.5, 4, 20}, {total, 8.5, 8, 20}, {v, 150, 8, 32}} {
				if q < tested.first || q > tested.last {
					continue
				}
				if streak[k]++; tested.v < tested.bar {
					streak[k] = 0
				}
				if streak[k] >= 2 {
					hit[k] = 1
				}
			}
			for name, want := range map[string]float64{"revenue": r, "valuation": v, "spend": s, "cum_spend": total, "a.triggered": hit[0], "b.triggered": hit[1], "c.triggered": hit[2]} {
				if got := at(name, q); math.Abs(got-want) > 1e-9*math.Max(1, want) {
					t.Errorf("path %d, quarter %d: %s is %.12g, by the formulas %.12g", path.Number, q, name, got, want)
				}
			}
		}
	}
	n := float64(40 * len(kept))
	for i, want := range [3][3]float64{{1, 0.45, -0.2}, {0.45, 1, -0.1}, {-0.2, -0.1, 1}} {
		for j, c := range want {
			if se := math.Sqrt((1 + c*c) / n); math.Abs(sums[i][j]/n-c) > 5*se {
				t.Errorf("shocks %d and %d have the mean product %.3f, want %.2f ± %.3f", i, j, sums[i][j]/n, c, 5*se)
			}
		}
	}
}

// TestPeersAreRead: what a peer prints is taken apart by its names, and what is missing is a miss.
func TestPeersAreRead(t *testing.T) {
	d, o, err := ReadDocument([]byte(`{"program": "p", "n": 10, "threads": 2, "seconds": 1.5, "outputs": {"trigger": {"p": [0.5, 0.25]}, "fan": {"spend": [[1, 2]]}}}`))
	if err != nil || d.Seconds != 1.5 || d.Threads != 2 || o.Paths != 10 {
		t.Fatalf("%+v, %v", d, err)
	}
	if o.Values["trigger.p.1"] != 0.25 || o.Values["fan.spend.0.1"] != 2 || len(o.Values) != 4 {
		t.Errorf("found %v", o.Values)
	}
	misses, farthest, err := Check(o)
	if err != nil || len(misses) < 840 || !math.IsInf(farthest, 1) || !math.IsInf(misses[0].Size, 1) {
		t.Errorf("%d misses, farthest %v, %v: want nearly all, missing ones first", len(misses), farthest, err)
	}
	if _, _, err := ReadFolder(filepath.Join(t.TempDir(), "nothing")); err == nil {
		t.Error("a folder that is not there is read")
	}
}
