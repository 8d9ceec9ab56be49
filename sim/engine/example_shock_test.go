package engine

import (
	"math"
	"strings"
	"testing"

	"dealsim/sim/column"
)

// withTerms is a deal with some of its words changed; they must be there.
func withTerms(text string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			panic("the deal does not say " + pairs[i])
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// TestShockByHand strikes in the second quarter after a deal of April 2026.
//
//	ARR        $40bn · 80% + $2bn = $34bn, from then on; growth is struck before it acts
//	price      $10bn/GW/y · 110% = $11bn/GW/y
//	plan       1, 2, 3, 4, … at the ends of quarters: halved from then on: 1, 2, 1.5, 2, …
//	share      40% · 75% = 30%, back towards 40% by e^(-k/4) a quarter
//	multiple   20 · 50% = 10 at once, but back towards 20 already in the step it is struck: by e^(-k/4), k = 1
//	compute    60% - 10 points, back towards 60% from the step after on: a driver has moved before it is struck
func TestShockByHand(t *testing.T) {
	s := tell(t, head+`
drivers:
  price: {process: gbm, start: $10bn/GW/y, volatility: 0%}
  plan: {process: knots, knots: {0y: 0, 3y: 12}}
  share: {process: mean-reverting, on: level, start: 40%, level: 40%, speed: 100%/y, deviation: 0%}
companies:
  lab:
    revenue: {process: gbm, start: $40bn, drift: 0%/y, volatility: 0%}
    value: {process: multiple, start: $800bn, multiple_level: 20, speed: 100%/y, volatility: 0%}
    compute: {share_of_revenue: {process: curve, start: 60%, level: 60%, speed: 100%/y}}
shocks:
  storm:
    on: 2026-Q3
    effects:
      lab.arr: {times: 80%, add: $2bn}
      price: {times: 110%}
      plan: {times: 50%}
      share: {times: 75%}
      lab.multiple: {times: 50%}
      lab.compute.share_of_revenue: {add: -10%}
`)
	s.at("storm.strikes", 0, 0, 1, 0, 0)
	s.at("lab.arr", 40, 40, 34, 34, 34)
	s.at("lab.revenue", 0, 10, (40.+34)/8, 34./4)
	s.at("price", 10, 10, 11, 11)
	s.at("plan", 0, 1, 1, 1.5, 2)
	fade := func(q float64) float64 { return math.Exp(-q / 4) }
	s.at("share", 0.4, 0.4, 0.3, 0.4-0.1*fade(1), 0.4-0.1*fade(2))
	s.at("lab.compute.share_of_revenue", 0.6, 0.6, 0.5, 0.6-0.1*fade(1))
	s.at("lab.multiple", 20, 20, 20*math.Pow(0.5, fade(1)), 20*math.Pow(0.5, fade(2)))
	s.at("lab.value", 800, 800, 34*20*math.Pow(0.5, fade(1)))
}

// TestShocksAtRandomByHand: a shock that takes 20% strikes N times: 40 · 0.8^N, N by step as the shock says it.
func TestShocksAtRandomByHand(t *testing.T) {
	p := deal(t, head+`
companies:
  lab: {revenue: {process: gbm, start: $40bn, volatility: 0%}}
shocks:
  storm: {rate: 300%/y, effects: {lab.arr: {times: 80%}}}
`)
	s, twice, all := watch(p, 0, 4*chunkSize), 0, 0.0
	for i := range s.paths {
		n := 0.0
		for q := 0; q <= 12; q++ {
			now := s.series["storm.strikes"][q][i]
			if n += now; now > 1 {
				twice++
			}
			if got, want := s.series["lab.arr"][q][i], 40*math.Pow(0.8, n); !near(got, want) {
				t.Fatalf("ARR is %v at step %d on path %d after %v strikes, want %v", got, q, i, n, want)
			}
		}
		all += n
	}
	if twice == 0 {
		t.Error("no step is struck twice")
	}
	if mean, se := all/float64(s.paths), math.Sqrt(9/float64(s.paths)); math.Abs(mean-9) > 5*se {
		t.Errorf("%v strikes in three years at three a year, want 9", mean)
	}
}

// TestADistributionInAShockIsDrawnAtEachStrike: what is written in place differs from strike to strike, a named input is
// one draw a path.
func TestADistributionInAShockIsDrawnAtEachStrike(t *testing.T) {
	p := deal(t, head+`
inputs:
  loss: {value: {uniform: [50%, 90%]}, status: assumed}
drivers:
  a: {process: constant, value: 1}
  b: {process: constant, value: 1}
  loss_of_path: {process: constant, value: loss}
shocks:
  fresh: {rate: 400%/y, effects: {a: {times: {uniform: [50%, 90%]}}}}
  same: {rate: 400%/y, effects: {b: {times: loss}}}
`)
	s := watch(p, 0, column.Size)
	different := 0
	for i := range s.paths {
		seen := map[float64]bool{}
		for q := 1; q <= 12; q++ {
			if n := s.series["same.strikes"][q][i]; !near(s.series["b"][q][i], s.series["b"][q-1][i]*math.Pow(s.series["loss_of_path"][q][i], n)) {
				t.Fatalf("path %d step %d: b falls from %v to %v in %v strikes of %v", i, q, s.series["b"][q-1][i], s.series["b"][q][i], n, s.series["loss_of_path"][q][i])
			}
			if s.series["fresh.strikes"][q][i] == 1 {
				factor := s.series["a"][q][i] / s.series["a"][q-1][i]
				if factor < 0.5-1e-12 || factor > 0.9+1e-12 {
					t.Fatalf("a strike of %v", factor)
				}
				seen[math.Round(factor*1e9)] = true
			}
		}
		if len(seen) > 1 {
			different++
		}
	}
	if different < column.Size*9/10 {
		t.Errorf("only %d of %d paths see strikes that differ", different, column.Size)
	}
}

// TestAChanceIsTossedOnce: a dated shock with a chance of 35% strikes that share of paths, once, on its day.
func TestAChanceIsTossedOnce(t *testing.T) {
	const paths = 20 * chunkSize
	s := watch(deal(t, head+`
drivers:
  a: {process: constant, value: 1}
shocks:
  storm: {on: 2027-02-14, chance: 35%, effects: {a: {times: 2}}}
`), 0, paths)
	hit := 0.0
	for i := range paths {
		for q := 0; q <= 12; q++ {
			if q != 4 && s.series["storm.strikes"][q][i] != 0 {
				t.Fatalf("strikes at step %d", q)
			}
		}
		hit += s.series["storm.strikes"][4][i]
	}
	if se := math.Sqrt(0.35 * 0.65 / paths); math.Abs(hit/paths-0.35) > 5*se {
		t.Errorf("%.2f%% of paths are struck, want 35%%", 100*hit/paths)
	}
}
