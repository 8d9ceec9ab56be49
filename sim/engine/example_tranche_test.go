package engine

import (
	"math"
	"strings"
	"testing"
)

// lab is a company worth $800bn, then $900bn from the second quarter and $600bn from the fourth, whose ARR is $50bn,
// $65bn, $55bn, $62bn, $63bn at the ends of the quarters from the day of the deal on, and $70bn later.
const lab = head + `
drivers:
  plan: {process: knots, between: previous, knots: {0y: $50bn, 3 months: $65bn, 6 months: $55bn, 9 months: $62bn, 1y: $63bn, 15 months: $70bn}}
  market: {process: knots, between: previous, knots: {0y: $800bn, 6 months: $900bn, 1y: $600bn}}
  alarm: {process: knots, between: previous, knots: {0y: 0, 1y: 1}}
companies:
  lab: {revenue: plan, value: market}
tranches:
  part: {investor: fund, into: lab, amount: $5bn, `

// TestTrancheByHand pays $5bn in every way.
func TestTrancheByHand(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name, terms string
		step        int    // when it is paid; -1 for never
		how         string // how else it ends
		pre         float64
		market      float64 // on that day
	}{
		// 5/355 of 805 is worth 11.338: a gain of 6.338
		{"pre-money", "on: 2026-04-20, price: {fixed: $350bn, basis: pre-money}", 0, "", 350, 800},
		// 5/350 is the same as 5 more on 345
		{"post-money", "on: 2026-04-20, price: {fixed: $350bn, basis: post-money}", 0, "", 345, 800},
		// 350 less 20% is 280
		{"price discount", "on: 2026-04-20, price: {fixed: $350bn, discount: 20%}", 0, "", 280, 800},
		// 800 less 10% is 720; the third quarter is the first at 900
		{"market", "on: 2026-Q2, price: {rule: market, discount: 10%}", 1, "", 720, 800},
		{"market later", "on: 2026-Q3, price: market", 2, "", 900, 900},
		{"a day of the past is the day of the deal", "on: 2020-01-01, price: market", 0, "", 800, 800},
		{"a day within a quarter is its end", "on: 2026-10-01, price: market", 3, "", 900, 900},
		{"a day after the horizon", "on: 2030-01-01, price: market", -1, "", 0, 0},
		// met at step 1 at 65; the money comes at the price of the day it comes
		{"met", "when: lab.arr >= $60bn, price: market", 1, "", 800, 800},
		{"lag", "when: lab.arr >= $60bn, lag: 3 quarters, price: market", 4, "", 600, 600},
		{"never met", "when: lab.arr >= $99bn, price: market", -1, "expired", 0, 0},
		{"lag beyond the horizon", "when: lab.arr >= $60bn, lag: 12 quarters, price: market", -1, "", 0, 0},
		// the alarm rings at step 4: before the money of a lag of 3, after that of a lag of 2
		{"cancelled", "when: lab.arr >= $60bn, lag: 3 quarters, cancel_if: alarm >= 1", -1, "cancelled", 0, 0},
		{"paid before it could be", "when: lab.arr >= $60bn, lag: 2 quarters, cancel_if: alarm >= 1", 3, "", 900, 900},
		{"cancelled while it waits", "when: lab.arr >= $70bn, cancel_if: alarm >= 1", -1, "cancelled", 0, 0},
		// 65 at step 1 is before the window, 62 at step 3 within
		{"from", "when: lab.arr >= $60bn, from: 2026-Q3", 3, "", 900, 900},
		{"from a day", "when: lab.arr >= $60bn, from: 2026-07-01", 3, "", 900, 900},
		// 70 comes at step 5: a window up to step 5 holds it, one up to the day before does not
		{"until", "when: lab.arr >= $70bn, until: 2027-06-30", 5, "", 600, 600},
		{"until the day before", "when: lab.arr >= $70bn, until: 2027-06-29", -1, "expired", 0, 0},
		{"until by time", "when: lab.arr >= $70bn, until: 1y", -1, "expired", 0, 0},
		// who may say no: 350 is below the market, 1000 above it
		{"investor at a low price", "when: lab.arr >= $60bn, right: investor, price: {fixed: $350bn}", 1, "", 350, 800},
		{"investor at a high price", "when: lab.arr >= $60bn, right: investor, price: {fixed: $1000bn}", -1, "declined", 0, 0},
		{"company at a low price", "when: lab.arr >= $60bn, right: company, price: {fixed: $350bn}", -1, "declined", 0, 0},
		{"company at a high price", "when: lab.arr >= $60bn, right: company, price: {fixed: $1000bn}", 1, "", 1000, 800},
		{"both at any price", "when: lab.arr >= $60bn, right: mutual, price: {fixed: $1000bn}", 1, "", 1000, 800},
		{"obliged at any price", "when: lab.arr >= $60bn, right: obligation, price: {fixed: $350bn}", 1, "", 350, 800},
		// a right is used at the market of the day of the decision, 800, not of the money, 600
		{"decided before the money", "when: lab.arr >= $60bn, right: investor, lag: 3 quarters, price: {fixed: $700bn}", 4, "", 700, 600},
		{"nobody says yes", "when: lab.arr >= $60bn, right: mutual, discretion: 0%", -1, "declined", 0, 0},
		{"all say yes", "when: lab.arr >= $60bn, right: investor, discretion: 100%", 1, "", 800, 800},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			s := tell(t, lab+c.terms+"}\n")
			paid := make([]float64, 13)
			if c.step >= 0 {
				paid[c.step] = 5
				bought := 5 / (c.pre + 5)
				s.end("part.price", c.pre)
				s.end("part.bought", bought)
				s.end("part.gain", bought*(c.market+5)-5)
				s.end("part.funded_time", float64(c.step)/4)
				s.end("fund_stake_3y", bought)
				s.end("fund_stake_value_3y", bought*600+truth(c.step == 12)*bought*5)
				s.end("fund_moic", bought*600/5)
			} else {
				s.end("part.price", nan)
				s.end("part.bought", nan)
				s.end("part.funded_time", nan)
				s.end("fund_stake_3y", 0)
				s.end("fund_moic", nan)
				s.end("fund_irr", nan)
			}
			s.at("part.paid", paid...)
			s.at("fund.invested", paid...)
			for _, how := range []string{"expired", "declined", "cancelled"} {
				s.end("part."+how, truth(c.how == how))
			}
			s.end("part.funded", truth(c.step >= 0))
			s.end("fund_deployed", 5*truth(c.step >= 0))
		})
	}
}

// TestTrancheWaitsForTwoQuarters: $60bn or more at the ends of quarters 1, 3, 4 and later. 1 is followed by $55bn; 3 and
// 4 are two in a row, so that it is met at 4, a year after the deal. Three in a row are met at 5. A window that opens with
// quarter 4 has its first at 4 and its second at 5.
func TestTrancheWaitsForTwoQuarters(t *testing.T) {
	for terms, step := range map[string]int{
		"sustained: 2 quarters": 4, "sustained: 3 quarters": 5, "sustained: 1 quarter": 1, "sustained: 6 months, from: 2027-Q1": 5,
	} {
		s := tell(t, lab+"when: lab.arr >= $60bn, "+terms+"}\n")
		triggered, paid := make([]float64, 13), make([]float64, 13)
		for q := step; q <= 12; q++ {
			triggered[q] = 1
		}
		paid[step] = 5
		s.at("part.triggered", triggered...)
		s.at("part.paid", paid...)
		s.end("part.trigger_time", float64(step)/4)
	}
	// a run begun inside the window that would be complete only after it is not enough
	s := tell(t, lab+"when: lab.arr >= $60bn, sustained: 2 quarters, until: 2026-Q4}\n")
	s.end("part.expired", 1)
}

// TestAGrantBuysNothing: the money is paid and deployed, and nobody is diluted.
func TestAGrantBuysNothing(t *testing.T) {
	s := tell(t, lab+"on: 2026-04-20, instrument: grant}\ninvestors:\n  house: {holds: {lab: {stake: 20%}}}\n")
	s.at("fund.invested", 5, 0)
	s.at("fund.stake", 0, 0)
	s.at("house.stake", 0.2, 0.2)
	s.at("house.stake_value", 0.2*805, 0.2*800)
	s.end("fund_deployed", 5)
	s.end("fund_moic", 0)
}

// TestDiscretionIsAShareOfPaths has a decision of 30% on each of many paths.
func TestDiscretionIsAShareOfPaths(t *testing.T) {
	const paths = 20 * chunkSize
	said := watch(deal(t, lab+"when: lab.arr >= $60bn, discretion: 30%}\n"), 0, paths).ends["part.funded"]
	sum := 0.0
	for _, v := range said {
		sum += v
	}
	if se := math.Sqrt(0.3 * 0.7 / paths); math.Abs(sum/paths-0.3) > 5*se {
		t.Errorf("30%% of paths should say yes, %.2f%% do", 100*sum/paths)
	}
}
