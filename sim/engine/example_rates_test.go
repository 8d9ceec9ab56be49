package engine

import (
	"math"
	"testing"
)

// TestRatesOfKnownFlows has flows whose rate of return is known, most of which want a closer look than column.Rates takes.
func TestRatesOfKnownFlows(t *testing.T) {
	s := tell(t, `
scenario: Rates of known flows
as_of: 2026-01-01
horizon: 3y
step: quarter
drivers:
  plain: {process: knots, between: only, knots: {0y: -$10bn, 1y: -$5bn, 3y: $37.24bn}}
  lost: {process: knots, between: only, knots: {0y: -$10bn, 3y: $1.25bn}}
  back: {process: knots, between: only, knots: {0y: -$10bn, 1y: -$5bn, 3y: $15bn}}
  once: {process: knots, between: only, knots: {0y: -$1bn, 1y: $3bn, 2y: -$3bn, 3y: $2bn}}
  huge: {process: knots, between: only, knots: {0y: -$1, 1y: $30000bn}}
  last-out: {process: knots, between: only, knots: {0y: -$10bn, 1y: $30bn, 2y: -$5bn}}
  pair: {process: knots, between: only, knots: {0y: -$1bn, 1y: $1.999996bn, 2y: -$0.999995999904bn}}
  twice: {process: knots, between: only, knots: {0y: -$10bn, 1y: $23bn, 2y: -$13.2bn}}
  touching: {process: knots, between: only, knots: {0y: -$1bn, 1y: $2.2bn, 2y: -$1.21bn}}
  never: {process: knots, between: only, knots: {0y: -$10bn, 1y: $10bn, 2y: -$10bn}}
metrics:
  plain_rate: irr(plain)
  lost_rate: irr(lost)
  back_rate: irr(back)
  once_rate: irr(once)
  huge_rate: irr(huge)
  last_rate: irr(last-out)
  pair_rate: irr(pair)
  twice_rate: irr(twice)
  touching_rate: irr(touching)
  never_rate: irr(never)
  nothing_rate: irr(0 * plain)
`)
	s.end("plain_rate", 0.4) // 10·1.4³ + 5·1.4²
	s.end("lost_rate", -0.5) // an eighth is left after three years
	s.end("back_rate", 0)
	s.end("once_rate", 1)                        // -1 + 3/2 - 3/4 + 2/8; signs change three times, and so do those of the running sums
	s.end("huge_rate", 3e13-1)                   // beyond e^30
	s.end("last_rate", (30+math.Sqrt(700))/20-1) // and (30-√700)/20 - 1, which is below 0
	s.end("pair_rate", 8e-6)                     // and -12e-6; the search begins between the two
	for _, name := range []string{"twice_rate", "touching_rate", "never_rate", "nothing_rate"} {
		s.end(name, math.NaN())
	}
}

// TestRatesThatDifferInSizeAloneAreOne has rates of which there are two, of flows of four sizes.
func TestRatesThatDifferInSizeAloneAreOne(t *testing.T) {
	p := deal(t, `
scenario: A rate that is one of two
as_of: 2026-04-20
horizon: 2y
inputs:
  size: {value: {discrete: [[1, 25%], [2, 25%], [3, 25%], [-5, 25%]]}, status: assumed}
  back: {value: {discrete: [[2, 50%], [3, 50%]]}, status: assumed}
quantities:
  flow: if(t < 0.1y, -$5bn, if(t > 1.9y, $5bn * back, $0)) * size
metrics:
  rate: irr(flow)
`)
	seen := map[float64]int{}
	for _, r := range watch(p, 0, 2000).ends["rate"] {
		seen[r]++
	}
	if len(seen) != 2 {
		t.Errorf("rates are %v", seen)
	}
	for r := range seen {
		if math.Abs(r-(math.Sqrt2-1)) > 1e-2 && math.Abs(r-(math.Sqrt(3)-1)) > 1e-2 {
			t.Errorf("a rate is %v", r)
		}
	}
}

// TestWorthOfNothingAtNoRate has a payment that few paths see, discounted at a rate that is undefined on half of them: it is
// undefined on those, whoever else is in the block.
func TestWorthOfNothingAtNoRate(t *testing.T) {
	p := deal(t, `
scenario: A seldom flow at a rate that may be undefined
as_of: 2026-04-20
horizon: 1y
inputs:
  n: {value: {normal: {mean: 0, sd: 1}}, status: assumed}
companies:
  lab:
    revenue: {process: gbm, start: $30bn, drift: 15%/y, volatility: 55%}
    value: {process: gbm, start: $350bn, drift: 5%/y, volatility: 90%}
tranches:
  seldom: {investor: vendor, into: lab, amount: $5bn, when: lab.arr > $150bn, price: market}
metrics:
  worth: npv(seldom.paid, log(n) * 0.1/1y)
  below: prob(n < 0)
`)
	const paths = 4 * chunkSize
	s := watch(p, 0, paths)
	for i := range paths {
		if undefined := math.IsNaN(s.ends["worth"][i]); undefined != (s.ends["below"][i] == 1) {
			t.Fatalf("path %d: worth %v where n is below zero: %v", i, s.ends["worth"][i], s.ends["below"][i])
		}
	}
}
