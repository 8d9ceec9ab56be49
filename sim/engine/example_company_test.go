package engine

import (
	"math"
	"testing"
)

// years is how the examples by whole years begin.
const years = "scenario: an example by hand\nas_of: 2026-04-20\nhorizon: 3y\nstep: year\n"

// TestRevenueOfAQuarterByHand: ARR goes from $30bn to $34bn in a quarter. Half of each stands for a year, so that the
// quarter earns (30 + 34)/2 · 1/4 = $8bn; at 60% compute the need is $4.8bn. ARR falls to $26bn in the next: (34 + 26)/2
// · 1/4 = $7.5bn, need $4.5bn; and stays: 26/4 = $6.5bn.
func TestRevenueOfAQuarterByHand(t *testing.T) {
	s := tell(t, head+`
drivers:
  plan: {process: knots, knots: {0y: $30bn, 3 months: $34bn, 6 months: $26bn}}
companies:
  lab: {revenue: plan, compute: {share_of_revenue: 60%}}
`)
	s.at("lab.arr", 30, 34, 26, 26)
	s.at("lab.revenue", 0, 8, 7.5, 6.5)
	s.at("lab.compute_need", 0, 4.8, 4.5, 3.9)
}

// TestZeroVolatilityRevenue is the spreadsheet of a company whose growth fades and which nothing surprises.
//
//	growth after t years         g(t) = 10% + (90% - 10%)·e^(-0.5 t)
//	ARR after t years            R(t) = 20 · exp(0.1 t + 0.8/0.5 · (1 - e^(-0.5 t)))
//	multiple                     M(t) = 8 · exp(0.5·(g(t) - 10%) + x(t)), x falls by e^(-0.25) a year from x(0), where M(0) = 300/20
//	revenue of a quarter         (R before + R now)/8
//	compute                      40% + 60%·e^(-t)
//	spend                        half of the need, no more than 1 GW from the first day could give at $12bn a year
func TestZeroVolatilityRevenue(t *testing.T) {
	s := tell(t, head+`
companies:
  lab:
    revenue: {process: schwartz-moon, start: $20bn, growth: 90%/y, growth_level: 10%/y, growth_speed: 50%/y, volatility: 0%}
    value: {process: multiple, start: $300bn, multiple_level: 8, growth_loading: 0.5, speed: 25%/y, volatility: 0%}
    compute: {share_of_revenue: {process: curve, start: 100%, level: 40%, speed: 100%/y}}
drivers:
  price: {process: gbm, start: $12bn/GW/y, drift: 0%/y, volatility: 0%}
capacity:
  chips: {cap: 1 GW, ramp: {0y: 1 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $30bn, term: 3y, share: 50%, capacity: chips, margin: 25%}
`)
	R := func(t float64) float64 { return 20 * math.Exp(0.1*t+1.6*(1-math.Exp(-0.5*t))) }
	g := func(t float64) float64 { return 0.1 + 0.8*math.Exp(-0.5*t) }
	x0 := math.Log(300.0/20/8) - 0.5*0.8
	arr, value, revenue, need, spend, total := []float64{20}, []float64{300}, []float64{0}, []float64{0}, []float64{0}, []float64{0}
	for q := 1; q <= 12; q++ {
		t := float64(q) / 4
		arr = append(arr, R(t))
		value = append(value, R(t)*8*math.Exp(0.5*(g(t)-0.1)+x0*math.Exp(-0.25*t)))
		revenue = append(revenue, (R(t-0.25)+R(t))/8)
		need = append(need, revenue[q]*(0.4+0.6*math.Exp(-t)))
		spend = append(spend, math.Min(need[q]/2, 3)) // 1 GW · 1/4 y · $12bn
		total = append(total, total[q-1]+spend[q])
	}
	if need[1]/2 > 3 || need[12]/2 < 3 {
		t.Fatal("the example should begin below the capacity and end above it")
	}
	s.at("lab.arr", arr...)
	s.at("lab.value", value...)
	s.at("lab.revenue", revenue...)
	s.at("lab.compute_need", need...)
	s.at("aws.spend", spend...)
	s.at("aws.spend_to_date", total...)
	s.end("aws_spend_total", total[12])
	s.end("aws_shortfall_total", math.Max(0, 30-total[12]))
	s.end("lab_arr_3y", R(3))
	s.end("aws_spend_y2", total[8]-total[4])
}

// TestWhatABlockReadsIsKnownWhenItStarts: a multiple of a revenue that somebody has planned. 100/10 = 10 is the mature
// multiple already, so that the value is ten times the plan at every step.
func TestWhatABlockReadsIsKnownWhenItStarts(t *testing.T) {
	s := tell(t, head+`
drivers:
  plan: {process: knots, knots: {0y: $10bn, 3y: $40bn}}
companies:
  lab:
    revenue: plan
    value: {process: multiple, start: $100bn, multiple_level: 10, speed: 50%/y, volatility: 0%}
`)
	s.at("lab.multiple", 10, 10, 10, 10)
	s.at("lab.value", 100, 125, 150, 175)
}

// TestLookingBackByHand: a level of 1, 2, 3, … at steps 0, 1, 2, …; a flow of the same from step 1.
func TestLookingBackByHand(t *testing.T) {
	s := tell(t, head+`
drivers:
  x: {process: knots, knots: {0y: 1, 3y: 13}}
companies:
  lab: {revenue: {process: gbm, start: $4bn, volatility: 0%}}
quantities:
  before: prev(x)
  twice: prev(prev(x))
  then: lag(x, 3)
  then_flow: lag(lab.revenue, 2)
  last_three: trailing(lab.revenue, 3)
  so_far: total(x)
  top: max(if(x < 3, 1/(x - 1), 0))
  middle: mean(x)
  three: if(held(x >= 3, 3), 1, 0)
  own: prev(own) + 1
metrics:
  at_day: at(x, 2026-08-15)
  at_end: at(x, 2026-Q3)
  at_time: at(x, 6 months)
  second: total(x, 3 months, 6 months)
  when: first(x >= 3.5)
  never: first(x >= 14)
  worth: npv(lab.revenue, 100%/y effective)
`)
	s.at("before", 0, 1, 2, 3)
	s.at("twice", 0, 0, 1, 2)
	s.at("then", 0, 1, 1, 1, 2) // a level stood where it is before the deal
	s.at("then_flow", 0, 0, 0, 1, 1)
	s.at("last_three", 0, 1, 2, 3, 3)
	s.at("so_far", 1, 3, 6, 10)
	s.at("top", math.NaN(), 1, 1, 1) // 1/0 on the day of the deal is undefined and passed over
	s.at("middle", 1, 2, 2.5, 3)     // of steps 1 to q
	s.at("three", 0, 0, 0, 0, 1)     // x is 3 at step 2; the third period end in a row is step 4
	s.at("own", 1, 2, 3)
	s.end("at_day", 3) // step 2 holds 2026-08-15
	s.end("at_end", 3)
	s.end("at_time", 3)
	s.end("second", 3)
	s.end("when", 0.75)
	s.end("never", math.NaN())
	worth := 0.0
	for q := 1; q <= 12; q++ {
		worth += math.Pow(2, -float64(q)/4)
	}
	s.end("worth", worth)
}

// TestAConditionOnTheUndefinedDoesNotHold: 1/(x - 1) is undefined on the day of the deal, and no comparison with it is
// true; nor does a comparison with the undefined make a first time.
func TestAConditionOnTheUndefinedDoesNotHold(t *testing.T) {
	s := tell(t, head+`
drivers:
  x: {process: constant, value: 1}
quantities:
  odd: 1/(x - 1)
  above: if(odd > 0, 1, 0)
  below: if(odd <= 0, 1, 0)
metrics:
  when: first(odd > 0 or odd < 0 or odd == 0)
  likely: prob(odd > 0)
`)
	s.at("above", 0, 0)
	s.at("below", 0, 0)
	s.end("when", math.NaN())
	s.end("likely", 0)
}

// TestNotOfTheUndefinedDoesNotHold: 2/b is undefined until b is there, in the second quarter: then it is 2. What is joined
// to it decides where one side is enough.
func TestNotOfTheUndefinedDoesNotHold(t *testing.T) {
	s := tell(t, head+`
drivers:
  b: {process: knots, between: previous, knots: {0y: 0, 6 months: 1}}
quantities:
  odd: 2 / b
  high: odd > 3
  turned: not high
  n1: prob(not (odd > 3))
  n2: prob(odd != 3)
  n3: prob(not (odd == 3))
  n4: prob(not high)
  n5: prob(turned)
  n6: prob(not turned)
  n7: prob(not (not (odd < 3)))
  n8: prob(not (odd > 3 and b > 3))
  n9: prob(not (odd > 3 or b > 3))
  n10: prob(not (odd > 3 or b < 3))
  n11: prob(not held(odd > 3, 1))
  n12: prob(odd != 2)
`)
	for _, n := range []string{"n1", "n2", "n3", "n4", "n5", "n7", "n9"} {
		s.at(n, 0, 0, 1, 1)
	}
	s.at("n6", 0, 0, 0, 0) // high it is not
	s.at("n8", 1, 1, 1, 1) // b is not above 3, whatever the other is
	s.at("n10", 0, 0, 0, 0)
	s.at("n11", 1, 1, 1, 1) // a function is one or the other: it has not been held
	s.at("n12", 0, 0, 0, 0)
}

// TestADealOnTheLastDayOfAQuarter begins with the next: no two steps end on one day, and a quarter after it is one.
func TestADealOnTheLastDayOfAQuarter(t *testing.T) {
	s := tell(t, withTerms(head, "2026-04-20", "2026-12-31")+`
drivers:
  wants: {process: constant, value: $2bn}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, floor: $10bn, term: 1y}
tranches:
  now: {investor: fund, into: lab, amount: $5bn, on: 2026-12-31, price: {fixed: $95bn}}
  then: {investor: fund, into: lab, amount: $5bn, on: 1 quarter, price: {fixed: $95bn}}
  day: {investor: fund, into: lab, amount: $5bn, on: 2027-03-31, price: {fixed: $95bn}}
`)
	s.at("now.paid", 5, 0, 0)
	s.at("then.paid", 0, 5, 0)
	s.at("day.paid", 0, 5, 0)
	s.at("aws.floor_to_date", 0, 2.5, 5, 7.5, 10, 10)
}

// TestSevenMonthsAreSevenSteps: 0.583333 y has lost some digits of seven twelfths.
func TestSevenMonthsAreSevenSteps(t *testing.T) {
	s := tell(t, withTerms(head, "horizon: 3y", "horizon: 7 months\nstep: month")+`
companies:
  lab: {revenue: {process: gbm, start: $100bn, drift: 12%/y, volatility: 0%}}
`)
	s.end("lab_arr_0_583333y", 100*math.Exp(0.07))
}
