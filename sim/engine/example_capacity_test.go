package engine

import (
	"math"
	"strings"
	"testing"
)

// TestRampByHand: 1 GW on the day of the deal, 2 GW a quarter later, at 92%.
//
//	step 1   1 to 2 GW, 1.5 on average over 1/4 y      0.375 GW·y · 92% = 0.345   worth $3.45bn at $10bn/GW/y
//	step 2   2 GW all through                          0.5   GW·y · 92% = 0.46
func TestRampByHand(t *testing.T) {
	s := tell(t, head+`
drivers:
  price: {process: constant, value: $10bn/GW/y}
  much: {process: constant, value: $99bn}
capacity:
  chips: {cap: 5 GW, ramp: {0y: 1 GW, 3 months: 2 GW}, utilisation: 92%, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $1bn, term: 3y, demand: much, capacity: chips, other_share: 10%}
quantities:
  promised: chips.promised
`)
	s.at("chips.online", 1, 2, 2)
	s.at("chips.available", 0, 0.345, 0.46)
	s.at("promised", 0, 0.345, 0.46)
	s.at("aws.spend", 0, 9.9+3.45, 9.9+4.6) // a tenth of the demand needs no chips
	s.at("aws.unmet", 0, 89.1-3.45, 89.1-4.6)
}

// TestLateRampByHand is the same ramp an eighth of a year late.
//
//	step 1   1 GW for 1/8 y, then 1 to 1.5 GW for 1/8 y     0.125 + 0.15625 = 0.28125 · 92% = 0.25875; 1.5 GW at its end
//	step 2   1.5 to 2 GW for 1/8 y, then 2 GW for 1/8 y     0.21875 + 0.25  = 0.46875 · 92% = 0.43125
func TestLateRampByHand(t *testing.T) {
	s := tell(t, head+`
capacity:
  chips: {cap: 5 GW, ramp: {0y: 1 GW, 3 months: 2 GW}, utilisation: 92%, delay: 0.125y}
  small: {cap: 5 GW, ceiling: 1.2 GW, ramp: {0y: 1 GW, 3 months: 2 GW}}
quantities:
  promised: chips.promised
`)
	s.at("chips.online", 1, 1.5, 2)
	s.at("chips.available", 0, 0.25875, 0.43125, 0.46)
	s.at("promised", 0, 0.345, 0.46)
	s.at("small.online", 1, 1.2, 1.2) // no more than is really reached
	s.at("small.available", 0, 0.3, 0.3)
}

// TestALateShockByHand: chips slip in the second step. What is on line, 1 GW, stays while the ramp waits.
//
//	by                    step 2                    step 3                 step 4
//	a quarter             1 GW all through          1 to 3 GW              3 to 6 GW
//	an eighth of a year   1 GW for an eighth        2 to 3, then 3 to 4.5  4.5 to 6 for an eighth, then 6
//	                      then 1 to 2
//	a year                1 GW, and so for four quarters
//
// Before the deal it is another matter: a delay that is known from the first day holds up what is there on that day.
func TestALateShockByHand(t *testing.T) {
	text := head + `
capacity:
  chips: {cap: 9 GW, ramp: {0y: 0 GW, 3 months: 1 GW, 6 months: 3 GW, 9 months: 6 GW}}
shocks:
  slip: {on: 2026-Q3, effects: {chips.delay: {add: 3 months}}}
quantities:
  promised: chips.promised
`
	s := tell(t, text)
	s.at("slip.strikes", 0, 0, 1, 0)
	s.at("chips.online", 0, 1, 1, 3, 6)
	s.at("chips.available", 0, 0.125, 0.25, 0.5, 1.125, 1.5)
	s.at("promised", 0, 0.125, 0.5, 1.125, 1.5, 1.5)
	s = s.without(text, "add: 3 months", "add: 0.125y", "chips.available")
	s.at("chips.online", 0, 1, 2, 4.5, 6)
	s.at("chips.available", 0, 0.125, 0.125+1.5/8, (2.5+3.75)/8, (5.25+6)/8, 1.5)
	s = s.without(text, "add: 3 months", "add: 1y", "chips.available")
	s.at("chips.online", 0, 1, 1, 1, 1, 1, 3, 6)
	s.at("chips.available", 0, 0.125, 0.25, 0.25, 0.25, 0.25, 0.5, 1.125, 1.5)
	// a slip that is made good: the plan again, from the step after on
	s = tell(t, strings.Replace(text, "quantities:", "  again: {on: 2026-Q4, effects: {chips.delay: {add: -3 months}}}\nquantities:", 1))
	s.at("chips.online", 0, 1, 1, 6, 6)
	s.at("chips.available", 0, 0.125, 0.25, 1.125, 1.5)
	// what the plan itself takes off the line goes when its time has come: a quarter later
	old := strings.Replace(text, "6 months: 3 GW, 9 months: 6 GW", "6 months: 0 GW", 1)
	s = tell(t, old)
	s.at("chips.online", 0, 1, 1, 0, 0)
	s.at("chips.available", 0, 0.125, 0.25, 0.125, 0)
	// an S-curve stands still as well, and a generation that has not begun waits
	s = tell(t, strings.Replace(text, "ramp: {0y: 0 GW, 3 months: 1 GW, 6 months: 3 GW, 9 months: 6 GW}", "logistic: {speed: 400%/y, midpoint: 3 months}", 1))
	curve := func(x float64) float64 { return 9 / (1 + math.Exp(1-4*x)) }
	s.at("chips.online", curve(0), curve(0.25), curve(0.25), curve(0.5))
	s.at("chips.available", 0, 9./4*math.Log(2/(1+math.Exp(-1))), 4.5/4, 9./4*math.Log((1+math.E)/2))
	s = tell(t, strings.Replace(text, "9 months: 6 GW}", "9 months: 6 GW}, from: 2026-10-01", 1))
	s.at("chips.online", 0, 0, 0, 3, 6)
	s.at("chips.available", 0, 0, 0, 0, 1.125, 1.5)
}

// TestAnOptionOnCapacityByHand: 2 GW, planned from the end of the second quarter on, with a lead of half a year; asked for
// when demand reaches a level, which it does at the end of a quarter.
//
//	asked for at the end of   on line from   later than planned by
//	quarter 1                 quarter 3      a quarter
//	quarter 3                 quarter 5      three
//
// A ramp moves as a whole: half a GW when it comes, and 2 GW half a year later.
func TestAnOptionOnCapacityByHand(t *testing.T) {
	text := head + `
drivers:
  need: {process: knots, knots: {0y: 0, 3y: 12}}
capacity:
  next: {cap: 2 GW, ramp: {0y: 2 GW}, from: 2026-10-01, option: {when: need >= 3, lead: 6 months}}
quantities:
  promised: next.promised
`
	s := tell(t, text)
	s.at("next.exercised", 0, 0, 0, 1, 1, 1)
	s.at("next.online", 0, 0, 0, 0, 0, 2, 2)
	s.at("next.available", 0, 0, 0, 0, 0, 0, 0.5, 0.5)
	s.at("promised", 0, 0, 0, 0, 0, 0, 0.5, 0.5)
	s.without(text, "need >= 3", "need >= 1", "next.available").at("next.available", 0, 0, 0, 0, 0.5, 0.5)
	s.without(text, "lead: 6 months", "lead: 0y", "next.available").at("next.available", 0, 0, 0, 0, 0.5, 0.5)
	tell(t, withTerms(text, ", lead: 6 months", "")).at("next.available", 0, 0, 0, 0, 0.5, 0.5)
	tell(t, withTerms(text, "need >= 3, lead: 6 months", "need >= 1")).at("next.available", 0, 0, 0, 0.5, 0.5) // as planned, no sooner
	// too late; never asked for; and a need that is there on the day of the deal counts at the end of the first quarter
	s = tell(t, withTerms(text, "need >= 3", "need >= 3, until: 2026-Q3"))
	s.at("next.exercised", 0, 0, 0, 0, 0, 0)
	s.at("next.available", 0, 0, 0, 0, 0, 0, 0, 0)
	s.at("promised", 0, 0, 0, 0, 0, 0, 0, 0)
	tell(t, withTerms(text, "need >= 3", "need >= 3, until: 2026-Q4")).at("next.exercised", 0, 0, 0, 1)
	tell(t, withTerms(text, "need >= 3", "need >= 99")).at("next.online", 0, 0, 0, 0, 0, 0)
	tell(t, withTerms(text, "need >= 3", "need <= 1")).at("next.exercised", 0, 1, 1, 1)
	// once taken it stays
	tell(t, withTerms(text, "need >= 3", "need >= 3 and need < 3.5")).at("next.available", 0, 0, 0, 0, 0, 0, 0.5, 0.5)
	// without a day of its own the plan begins with the deal: asked for at the end of the third quarter, there five later
	ramp := withTerms(text, "ramp: {0y: 2 GW}, from: 2026-10-01", "ramp: {0y: 0.5 GW, 6 months: 2 GW}")
	s = tell(t, ramp)
	s.at("next.online", 0, 0, 0, 0, 0, 0.5, 1.25, 2)
	s.at("next.available", 0, 0, 0, 0, 0, 0, 0.875/4, 1.625/4, 0.5)
	// a slip moves it further, and is no part of what is promised then
	s = tell(t, ramp+"shocks:\n  slip: {on: 2026-Q3, effects: {next.delay: {add: 3 months}}}\n")
	s.at("next.available", 0, 0, 0, 0, 0, 0, 0, 0.875/4, 1.625/4, 0.5)
	s.at("promised", 0, 0, 0, 0, 0, 0, 0.875/4, 1.625/4, 0.5)
	// it may yet not be built
	tell(t, withTerms(text, "option:", "chance: 0%, option:")).at("next.available", 0, 0, 0, 0, 0, 0, 0, 0)
}

// TestLogisticGWYears holds the integral in closed form against Simpson's rule on the S-curve, and against two numbers
// worked out apart: 4.5 GW in the end, steepness 0.9, half at 3 years.
func TestLogisticGWYears(t *testing.T) {
	s := tell(t, years+`
capacity:
  chips: {cap: 5 GW, ceiling: 4.5 GW, logistic: {speed: 90%/y, midpoint: 3y}, utilisation: 50%}
`)
	online := func(t float64) float64 { return 4.5 / (1 + math.Exp(-0.9*(t-3))) }
	area := func(a, b float64) float64 {
		const n = 2000
		h, sum := (b-a)/n, online(a)+online(b)
		for i := 1; i < n; i++ {
			sum += online(a+float64(i)*h) * float64(2+2*(i%2))
		}
		return sum * h / 3
	}
	s.at("chips.online", online(0), online(1), online(2), 2.25)
	s.at("chips.available", 0, area(0, 1)/2, area(1, 2)/2, area(2, 3)/2)
	// 4.5/0.9 · (ln 2 - ln(1 + e^-2.7)) = 5 · (0.693147180560 - 0.065043572…) by the third year
	s.at("chips.online", 4.5/(1+14.879731724872837)) // e^2.7
	all := s.series["chips.available"][1] + s.series["chips.available"][2] + s.series["chips.available"][3]
	if want := 2.5 * (math.Log(2) - math.Log1p(1/14.879731724872837)); !near(all, want) {
		t.Errorf("%v GW·y in three years, want %v", all, want)
	}
}

// TestALaterGenerationByHand: 2 GW from the third quarter on, and the same a quarter and a half late. The second is on line
// in the middle of the fifth quarter, and offers 2 · 1/8 = 0.25 GW·y in it. An S-curve is cut off before it begins.
func TestALaterGenerationByHand(t *testing.T) {
	text := head + `
capacity:
  next: {cap: 5 GW, ramp: {0y: 2 GW}, from: 2026-10-01}
  late: {cap: 5 GW, ramp: {0y: 2 GW}, from: 2026-10-01, delay: 0.375y}
  curve: {cap: 4 GW, logistic: {speed: 0%/y, midpoint: 1y}, from: 2026-10-01}
quantities:
  promised: late.promised
`
	s := tell(t, text)
	s.at("next.available", 0, 0, 0, 0.5, 0.5)
	s.at("next.online", 0, 0, 2, 2)
	s.at("late.available", 0, 0, 0, 0, 0.25, 0.5)
	s.at("late.online", 0, 0, 0, 0, 2, 2)
	s.at("promised", 0, 0, 0, 0.5, 0.5, 0.5)
	s.at("curve.available", 0, 0, 0, 0.5, 0.5) // half of 4 GW at all times
	s.without(text, ", from: 2026-10-01", "", "next.available", "late.available", "promised", "curve.available")
}

// TestACapacityThatMayNotBeBuilt: on three of ten paths there is none, from first to last, though it was promised.
func TestACapacityThatMayNotBeBuilt(t *testing.T) {
	text := head + `
capacity:
  chips: {cap: 5 GW, ramp: {0y: 2 GW}, chance: 70%}
  sure: {cap: 5 GW, ramp: {0y: 2 GW}, chance: 100%}
  never: {cap: 5 GW, ramp: {0y: 2 GW}, chance: 0%}
quantities:
  promised: chips.promised
`
	const paths = 40 * chunkSize
	all := watch(deal(t, text), 0, paths)
	built := 0.0
	for i := range paths {
		there := all.series["chips.online"][0][i] / 2
		built += there / paths
		for q := 1; q <= 12; q++ {
			if all.series["chips.available"][q][i] != 0.5*there || all.series["chips.online"][q][i] != 2*there || all.series["promised"][q][i] != 0.5 ||
				all.series["sure.available"][q][i] != 0.5 || all.series["never.available"][q][i] != 0 {
				t.Fatalf("path %d at step %d is not all or nothing", i, q)
			}
		}
	}
	if abs(built-0.7) > 0.016 { // 5 standard errors of 20480 paths
		t.Errorf("%v are built, want 70%%", built)
	}
}
