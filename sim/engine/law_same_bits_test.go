package engine

import (
	"context"
	"fmt"
	"math"
	"sync"
	"testing"

	"dealsim/sim/result"
)

// print is a result to the last bit: moments, counts and quantiles of every series and metric, and the kept paths.
func print(t *testing.T, p *Program, paths, threads int) map[string][]uint64 {
	t.Helper()
	x, err := p.Run(context.Background(), Options{Paths: paths, Threads: threads, Keep: 8})
	if err != nil {
		t.Fatal(err)
	}
	r := x.Result("test")
	out := map[string][]uint64{}
	add := func(name string, v ...float64) {
		for _, f := range v {
			out[name] = append(out[name], math.Float64bits(f))
		}
	}
	levels := []float64{0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1}
	for _, s := range r.Series {
		for q, at := range s.At {
			name := fmt.Sprintf("%s at %d", s.Name, q)
			add(name, at.Mean, at.M2, at.Min, at.Max, float64(at.N), float64(at.Undefined), float64(at.Infinite))
			add(name, at.Quantiles(levels...)...)
		}
	}
	for _, m := range r.Metrics {
		add(m.Name, m.Sample.Mean, m.Sample.M2, m.Sample.Min, m.Sample.Max, float64(m.Sample.N), float64(m.Sample.Undefined))
		add(m.Name, m.Sample.Quantiles(levels...)...)
		add(m.Name, m.Sample.TailMean(0.05))
	}
	for _, k := range r.Kept {
		for s := range k.Values {
			add(fmt.Sprint("path ", k.Number), k.Values[s]...)
		}
	}
	return out
}

func samePrint(t *testing.T, what string, got, want map[string][]uint64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	wrong := 0
	for name, w := range want {
		if g := got[name]; fmt.Sprint(g) != fmt.Sprint(w) {
			if wrong++; wrong <= 5 {
				t.Errorf("%s: %s differs", what, name)
			}
		}
	}
}

// TestSameBitsForAnyThreads is the law that a result does not depend on who computed it.
func TestSameBitsForAnyThreads(t *testing.T) {
	for name, p := range map[string]*Program{
		"base":         baseDeal(t, 3),
		"t copula":     baseDeal(t, 3, "copula={family: t, df: 5}"),
		"every clause": deal(t, everyClause),
		"equity side":  deal(t, equityDeal),
	} {
		const paths = 9*chunkSize + 77 // the last chunk is not full
		want := print(t, p, paths, 1)
		for _, threads := range []int{2, 3, 7} {
			samePrint(t, fmt.Sprintf("%s, %d threads", name, threads), print(t, p, paths, threads), want)
		}
		samePrint(t, name+", again", print(t, p, paths, 7), want)
	}
}

// TestARunTakesTheMemoryOfTheOneBefore has runs of fewer and of more paths after one another, after one that was stopped, and
// at once.
func TestARunTakesTheMemoryOfTheOneBefore(t *testing.T) {
	fresh := func(paths int) map[string][]uint64 { return print(t, deal(t, everyClause), paths, 2) }
	few, many := fresh(300), fresh(9*chunkSize+77)
	p := deal(t, everyClause)
	stopped, stop := context.WithCancel(context.Background())
	_, err := p.Run(stopped, Options{Paths: 40 * chunkSize, Threads: 2, Progress: func(done, _ int) {
		if done >= 3*chunkSize {
			stop()
		}
	}})
	if err == nil {
		t.Fatal("it was not stopped")
	}
	for range 2 {
		samePrint(t, "few", print(t, p, 300, 2), few)
		samePrint(t, "many", print(t, p, 9*chunkSize+77, 1), many)
		samePrint(t, "many, on more threads", print(t, p, 9*chunkSize+77, 3), many)
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { samePrint(t, "at once", print(t, p, 9*chunkSize+77, 2), many) })
	}
	wg.Wait()
}

// bitsEqual holds two watches against each other: path i of b is path i+shift of a. Names that a has must be in b.
func bitsEqual(t *testing.T, what string, a, b seen, shift int) {
	t.Helper()
	wrong := 0
	differ := func(name string, q, i int, x, y float64) {
		if math.Float64bits(x) != math.Float64bits(y) && !(x != x && y != y) {
			if wrong++; wrong <= 5 {
				t.Errorf("%s: %s at step %d on path %d is %v, want %v", what, name, q, i, y, x)
			}
		}
	}
	for name, steps := range a.series {
		other, ok := b.series[name]
		if !ok {
			t.Errorf("%s: %s is gone", what, name)
			continue
		}
		for q := range steps {
			for i := 0; i+shift < a.paths && i < b.paths; i++ {
				differ(name, q, i, steps[q][i+shift], other[q][i])
			}
		}
	}
	for name, v := range a.ends {
		other, ok := b.ends[name]
		if !ok {
			t.Errorf("%s: %s is gone", what, name)
			continue
		}
		for i := 0; i+shift < a.paths && i < b.paths; i++ {
			differ(name, -1, i, v[i+shift], other[i])
		}
	}
}

// TestSameBitsForAnyChunks cuts the same paths another way, with a worker that has simulated others before: nothing is
// carried from one block to the next, whatever a deal looks back at.
func TestSameBitsForAnyChunks(t *testing.T) {
	for name, p := range map[string]*Program{"base": baseDeal(t, 3), "every clause": deal(t, everyClause), "equity side": deal(t, equityDeal)} {
		whole := watch(p, 0, 2*chunkSize)
		for _, shift := range []int{1, 100, 256, 300, 511} {
			w := newRecorder(p)
			w.chunk(90000, chunkSize)
			bitsEqual(t, fmt.Sprintf("%s from path %d", name, shift), whole, watchWith(w, shift, 2*chunkSize-shift), shift)
		}
	}
}

// TestMomentsAreThoseOfThePaths holds what a run merges against the paths themselves.
func TestMomentsAreThoseOfThePaths(t *testing.T) {
	p := baseDeal(t, 5)
	const paths = 3*chunkSize + 10
	all := watch(p, 0, paths)
	x, err := p.Run(context.Background(), Options{Paths: paths, Threads: 3})
	if err != nil {
		t.Fatal(err)
	}
	r := x.Result("test")
	for _, m := range r.Metrics {
		sum, n := 0.0, 0
		for _, v := range all.ends[m.Name] {
			if v == v {
				sum, n = sum+v, n+1
			}
		}
		if int(m.Sample.N) != n || int(m.Sample.Undefined) != paths-n {
			t.Errorf("%s: %d paths and %d undefined, want %d of %d", m.Name, m.Sample.N, m.Sample.Undefined, n, paths)
		}
		if n > 0 && !near(m.Sample.Mean, sum/float64(n)) {
			t.Errorf("%s: mean %v, want %v", m.Name, m.Sample.Mean, sum/float64(n))
		}
	}
	for _, s := range r.Series {
		for q, at := range s.At {
			if int(at.N) != paths {
				t.Errorf("%s at %d counts %d paths of %d", s.Name, q, at.N, paths)
			}
		}
	}
}

// TestReplayIsTheRun simulates single paths again.
func TestReplayIsTheRun(t *testing.T) {
	p := baseDeal(t, 7)
	all := watch(p, 0, 3*chunkSize)
	numbers := []uint64{1535, 0, 3, 255, 256, 700, 3}
	for i, path := range p.Replay(numbers) {
		if path.Number != numbers[i] {
			t.Fatalf("path %d came as %d", numbers[i], path.Number)
		}
		for k, s := range p.series {
			for q, v := range path.Values[k] {
				if want := all.series[s.name][q][numbers[i]]; math.Float64bits(v) != math.Float64bits(want) {
					t.Fatalf("%s at %d of path %d is %v again, was %v", s.name, q, numbers[i], v, want)
				}
			}
		}
	}
	var alone []result.Path
	for _, n := range numbers[:2] {
		alone = append(alone, p.Replay([]uint64{n})...)
	}
	if fmt.Sprint(alone) != fmt.Sprint(p.Replay(numbers[:2])) {
		t.Error("a path alone is not the path in company")
	}
}

// everyClause is a small deal that uses every clause and looks back in every way.
const everyClause = head + `
inputs:
  goal: {value: $12bn to $20bn, status: assumed}
  fall: {value: {pert: [70%, 80%, 95%]}, status: assumed}
companies:
  lab:
    revenue: {process: schwartz-moon, start: $10bn, growth: 60%/y, growth_level: 5%/y, growth_speed: 80%/y, volatility: 30%, growth_volatility: 20%}
    value: {process: multiple, start: $80bn to $120bn, multiple_level: 7, growth_loading: 0.8, speed: 50%/y, volatility: 40%}
    compute: {share_of_revenue: {process: curve, start: 70%, level: 40%, half_life: 1y}}
drivers:
  share: {process: mean-reverting, on: logit, start: 40%, level: {pert: [20%, 40%, 60%]}, speed: 50%/y, volatility: 35%}
  price: {process: gbm, start: $10bn/GW/y, drift: -3%/y, volatility: 10%}
  rival: {process: gbm, start: $1bn, drift: 3%/y, volatility: 50%}
  alarm: {process: hazard, rate: 20%/y}
capacity:
  chips: {cap: 2 GW, ceiling: {pert: [1 GW, 1.5 GW, 2 GW]}, logistic: {speed: 90%/y, midpoint: 1y}, price: price, utilisation: 92%}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $6bn, term: 3y, basis: annual, schedule: back-loaded, share: share, capacity: chips, other_share: 10%, relief: pro-rata, shortfall: {rule: pay, fraction: 80%}, margin: 30%}
  own: {buyer: lab, seller: house, floor: $9bn, term: 2y, start: 1y, demand: rival, shortfall: {rule: pay, at: year-end}}
investors:
  cloud: {rate: 12%/y effective, holds: {lab: {stake: 15%, lots: {one: {cost: $4bn}}}}}
tranches:
  now: {investor: cloud, into: lab, amount: $5bn, on: 2026-04-20, right: obligation, price: {fixed: $90bn, basis: post-money}}
  first: {investor: cloud, into: lab, amount: $3bn, when: lab.arr >= goal, sustained: 2 quarters, until: 2y, discretion: 90%, price: {rule: market, discount: 10%}, lag: 1 quarter, cancel_if: alarm >= 1}
  second: {investor: fund, into: lab, amount: $2bn to $4bn, when: "total(aws.spend) >= $4bn and lag(lab.arr, 2) > $9bn", from: 2026-Q4, right: investor, price: {fixed: $100bn}}
  gift: {investor: house, into: lab, amount: $1bn, when: "trailing(own.spend, 4) > $2bn", instrument: grant}
shocks:
  storm: {rate: 60%/y, effects: {lab.arr: {times: fall}, lab.growth: {add: {pert: [-20%/y, -10%/y, 0%/y]}}, price: {times: 1.1, add: $0.2bn/GW/y}, share: {times: 0.9}, lab.multiple: {times: 0.95}}}
  late: {on: 2027-Q1, chance: 40%, effects: {chips.delay: {add: {pert: [0y, 0.5y, 1y]}}}}
correlations:
  - [lab.revenue, lab.growth, 20%]
  - [lab.revenue, lab.value, 35%]
  - [share, price, -30%]
quantities:
  peak: max(lab.value)
  trough: min(lab.value)
  calm: mean(lab.growth)
  count: prev(count) + storm.strikes
  last_year: trailing(lab.revenue, 4)
  then: lag(lab.value, 3)
  steady: if(held(lab.growth >= 10%/y, 3), 1, 0)
  cloud_paid: cloud.paid
metrics:
  when_big: first(lab.arr >= $20bn)
  worth: npv(aws.spend, 9%/y)
  rate: irr(cloud.deal_flow)
  half_way: at(lab.value, 18 months)
  mid: total(aws.spend, 1y, 2y)
`
