package engine

import (
	"strings"
	"testing"
)

// spender is a buyer that wants $7bn, $14bn and $8bn in three years, under a commitment to finish.
const spender = years + `
drivers:
  wants: {process: knots, between: only, knots: {1y: $7bn, 2y: $14bn, 3y: $8bn}}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, margin: 30%, `

// TestCommitmentByHand works out who pays what when a buyer spends $7bn, $14bn and $8bn, $29bn in all.
func TestCommitmentByHand(t *testing.T) {
	for _, c := range []struct {
		name, terms             string
		floor, shortfall, payed [3]float64 // by year: floor to date
	}{
		// floors of 10 a year. 7 is 3 short; 14 leaves 4 to carry; 8 + 4 ≥ 10
		{"annual, carried", "floor: $30bn, term: 3y, basis: annual", [3]float64{10, 20, 30}, [3]float64{3, 0, 0}, [3]float64{3, 0, 0}},
		// the 4 are lost: 8 is 2 short
		{"annual, lost", "floor: $30bn, term: 3y, basis: annual, excess: lost", [3]float64{10, 20, 30}, [3]float64{3, 0, 2}, [3]float64{3, 0, 2}},
		// 30 - 29, once, at the end
		{"cumulative", "floor: $30bn, term: 3y", [3]float64{10, 20, 30}, [3]float64{0, 0, 1}, [3]float64{0, 0, 1}},
		// 10 - 7 = 3 is asked after the first year; then 21 + 3 ≥ 20, and 29 + 3 ≥ 30
		{"cumulative at each year's end", "floor: $30bn, term: 3y, shortfall: {rule: pay, at: year-end}", [3]float64{10, 20, 30}, [3]float64{3, 0, 0}, [3]float64{3, 0, 0}},
		// 40 over three years: 13.333 - 7 = 6.333; then 21 + 6.333 ≥ 26.667 by 0.667; then 40 - 29 - 6.333 = 4.667
		{"cumulative at each year's end, short twice", "floor: $40bn, term: 3y, shortfall: {rule: pay, at: year-end}", [3]float64{40. / 3, 80. / 3, 40}, [3]float64{19. / 3, 0, 14. / 3}, [3]float64{19. / 3, 0, 14. / 3}},
		// half of it is paid
		{"a fraction", "floor: $30bn, term: 3y, basis: annual, excess: lost, shortfall: {rule: pay, fraction: 50%}", [3]float64{10, 20, 30}, [3]float64{3, 0, 2}, [3]float64{1.5, 0, 1}},
		// the shortfall is there all the same
		{"waived", "floor: $30bn, term: 3y, basis: annual, excess: lost, shortfall: waive", [3]float64{10, 20, 30}, [3]float64{3, 0, 2}, [3]float64{0, 0, 0}},
		// 30 as 1 : 2 : 3 is 5, 10, 15. 7 carries 2; 14 + 2 carries 6; 8 + 6 is 1 short of 15
		{"back-loaded, carried", "floor: $30bn, term: 3y, basis: annual, schedule: back-loaded", [3]float64{5, 15, 30}, [3]float64{0, 0, 1}, [3]float64{0, 0, 1}},
		// 8 is 7 short of 15
		{"back-loaded, lost", "floor: $30bn, term: 3y, basis: annual, schedule: back-loaded, excess: lost", [3]float64{5, 15, 30}, [3]float64{0, 0, 7}, [3]float64{0, 0, 7}},
		// 7 carries 1 over 6; 14 + 1 is 5 short of 20; 8 is above 5
		{"floors by year", "floors: {1: $6bn, 2: $20bn, 3: $5bn}, term: 3y, basis: annual", [3]float64{6, 26, 31}, [3]float64{0, 5, 0}, [3]float64{0, 5, 0}},
		// the term holds years 2 and 3: 14 ≥ 10, then 8 is 2 short; the 7 of the first year count for nothing
		{"a later start", "floor: $20bn, start: 1y, term: 2y, basis: annual, excess: lost", [3]float64{0, 10, 20}, [3]float64{0, 0, 2}, [3]float64{0, 0, 2}},
		// the term ends after the second year: 25 - 21 = 4 then, and nothing after it
		{"an earlier end", "floor: $25bn, term: 2y", [3]float64{12.5, 25, 25}, [3]float64{0, 4, 0}, [3]float64{0, 4, 0}},
	} {
		t.Run(strings.ReplaceAll(c.name, ", ", "-"), func(t *testing.T) {
			s := tell(t, spender+c.terms+"}\n")
			s.at("aws.spend", 0, 7, 14, 8)
			s.at("aws.floor_to_date", 0, c.floor[0], c.floor[1], c.floor[2])
			s.at("aws.shortfall", 0, c.shortfall[0], c.shortfall[1], c.shortfall[2])
			s.at("aws.true_up", 0, c.payed[0], c.payed[1], c.payed[2])
			s.at("aws.margin", 0, 2.1+c.payed[0], 4.2+c.payed[1], 2.4+c.payed[2]) // 30% of the spend, and all of the true-up
			s.end("aws_true_up_total", c.payed[0]+c.payed[1]+c.payed[2])
			s.end("aws_shortfall_total", c.shortfall[0]+c.shortfall[1]+c.shortfall[2])
			s.end("aws_floor_met", truth(c.shortfall == [3]float64{}))
		})
	}
}

// TestReliefByHand: power was to come on line as 1 to 3 GW over two years and then stay; it is a year late.
//
//	          promised     on offer     share    floor of 10   spend at $4bn/GW/y   short
//	year 1    1.5 GW·y     1   GW·y     2/3      6.667         4                    2.667
//	year 2    2.5          1.5          3/5      6             6                    0
//	year 3    3            2.5          5/6      8.333         10                   0
func TestReliefByHand(t *testing.T) {
	terms := years + `
drivers:
  much: {process: constant, value: $99bn}
  price: {process: constant, value: $4bn/GW/y}
capacity:
  chips: {cap: 5 GW, ramp: {0y: 1 GW, 2y: 3 GW}, delay: 1y, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, demand: much, capacity: chips, floor: $30bn, term: 3y, basis: annual, excess: lost, relief: pro-rata}
`
	s := tell(t, terms)
	s.at("chips.available", 0, 1, 1.5, 2.5)
	s.at("aws.spend", 0, 4, 6, 10)
	s.at("aws.floor_to_date", 0, 20./3, 38./3, 21)
	s.at("aws.shortfall", 0, 8./3, 0, 0)
	// without relief each year is short of 10
	s = tell(t, strings.Replace(terms, "relief: pro-rata", "relief: none", 1))
	s.at("aws.shortfall", 0, 6, 4, 0)
	// all at the end: 21 - 20
	s = tell(t, strings.Replace(terms, "basis: annual, excess: lost", "basis: cumulative", 1))
	s.at("aws.shortfall", 0, 0, 0, 1)
}

// TestATermBeginsWithTheStepOfItsFirstDay: $2bn a quarter against $10bn in a year is $2bn short at its end, wherever the
// year begins. A quarter names the day it begins with; a term that began before the deal counts from the deal.
func TestATermBeginsWithTheStepOfItsFirstDay(t *testing.T) {
	for start, first := range map[string]int{"0y": 1, "2026-04-20": 1, "2025-01-01": 1, "2026-Q3": 2, "2026-07-01": 2, "2026-08-15": 2, "2026-10-01": 3, "3 months": 2, "1y": 5, "2040-01-01": 99} {
		s := tell(t, head+`
drivers:
  wants: {process: constant, value: $2bn}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, floor: $10bn, term: 1y, start: `+start+`}
`)
		for q := 0; q <= 12; q++ {
			if want := 2.5 * float64(min(4, max(0, q-first+1))); !near(s.series["aws.floor_to_date"][q], want) {
				t.Errorf("from %s: floor to date %v at step %d, want %v", start, s.series["aws.floor_to_date"][q], q, want)
			}
			if want := 2 * truth(q == first+3); !near(s.series["aws.shortfall"][q], want) {
				t.Errorf("from %s: shortfall %v at step %d, want %v", start, s.series["aws.shortfall"][q], q, want)
			}
		}
		if first < 12 { // the table of contract years
			s.end("aws.y1.spend", 8)
			s.end("aws.y1.floor", 10)
			s.end("aws.y1.shortfall", 2)
			s.end("aws.y1.coverage", 0.8)
		}
	}
}
