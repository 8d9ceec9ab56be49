package engine

import (
	"math"
	"strings"
	"testing"
)

// TestNoMoreIsHeldThanThereIsByHand: $1bn a year on offer, of which 50% and 70% are reserved: 1/1.2 of each is held, 5/12
// and 7/12. Both want 2.5: all of it is used, and nobody pays for more than there is. In the second year the first wants
// 0.2: 5/12 - 0.2 are idle. In the third its promise is over: the other holds 0.7 alone, and both draw on the other 0.3,
// as 2.5 to 1.8: 0.174 and 0.126.
func TestNoMoreIsHeldThanThereIsByHand(t *testing.T) {
	text := years + `
drivers:
  one: {process: knots, between: only, knots: {1y: $2.5bn, 2y: $0.2bn, 3y: $2.5bn}}
  two: {process: constant, value: $2.5bn}
  price: {process: constant, value: $10bn/GW/y}
capacity:
  chips: {cap: 0.1 GW, ramp: {0y: 0.1 GW}, price: price}
commitments:
  first: {buyer: lab, seller: cloud, floor: $0, term: 2y, demand: one, capacity: chips, reserved: 50%}
  second: {buyer: rival, seller: cloud, floor: $0, term: 3y, demand: two, capacity: chips, reserved: 70%}
quantities:
  billed: cloud.received
`
	s := tell(t, text)
	s.at("first.spend", 0, 5./12, 0.2, 0.3*2.5/4.3)
	s.at("second.spend", 0, 7./12, 7./12, 0.7+0.3*1.8/4.3)
	s.at("first.idle", 0, 0, 5./12-0.2, 0)
	s.at("second.idle", 0, 0, 0, 0)
	s.at("billed", 0, 1, 1, 1)
	// half as much on offer in a second place changes nothing of the first: held are 5/12 and 0.5
	more := withTerms(text, "commitments:", "  more: {cap: 0.1 GW, ramp: {0y: 0.1 GW}, price: price}\ncommitments:", "demand: one, capacity: chips", "demand: one, capacities: {chips: {rank: 1}, more: {rank: 2}}")
	s = tell(t, more)
	s.at("first.idle", 0, 0, 5./12+0.5-0.2, 0)
}

// TestIdleEndsByHand: $10bn on offer, all of it reserved and $4bn used: 6 are idle, paid for as long as the promise runs.
func TestIdleEndsByHand(t *testing.T) {
	text := strings.Replace(years, "3y", "5y", 1) + `
drivers:
  price: {process: constant, value: $10bn/GW/y}
capacity:
  chips: {cap: 1 GW, ramp: {0y: 1 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, FLOOR, demand: $4bn, capacity: chips, reserved: 100%, counts: all}
`
	for terms, idle := range map[string][]float64{
		"floor: $0, term: 3y": {0, 6, 6, 6, 0, 0},
		"floor: $40bn, term: 4y, terminate: {when: t >= 2y, fee: $1bn}":           {0, 6, 6, 0, 0, 0},
		"floor: $10bn, term: 1y, shortfall: {rule: extend, years: 2y}":            {0, 6, 0, 0, 0, 0}, // 10 are counted: no extension
		"floor: $15bn, term: 1y, shortfall: {rule: extend, years: 3y}":            {0, 6, 6, 0, 0, 0}, // 5 are missing, and made good in a year
		"floor: $25bn, term: 1y, shortfall: {rule: extend, years: 1y}":            {0, 6, 6, 0, 0, 0},
		"floor: $25bn, term: 1y, shortfall: {rule: extend, years: 3y}, start: 1y": {0, 0, 6, 6, 6, 0},
	} {
		t.Run(terms, func(t *testing.T) { tell(t, strings.Replace(text, "FLOOR", terms, 1)).at("aws.idle", idle...) })
	}
}

// TestDiscountsEndByHand: a half off all that is bought, as long as the promise runs.
func TestDiscountsEndByHand(t *testing.T) {
	half := ", discounts: {all: {from: $0, off: 50%}}"
	for _, c := range []struct {
		terms string
		spend []float64
	}{
		{"floor: $1bn, term: 1y", []float64{0, 5, 10, 10}},
		{"floor: $1bn, term: 1y, shortfall: {rule: extend, years: 2y}", []float64{0, 5, 10, 10}},      // met: there is no extension
		{"floor: $8bn, term: 1y, shortfall: {rule: extend, years: 2y}", []float64{0, 5, 5, 10}},       // 3 are missing, made good in the second year
		{"floor: $80bn, term: 1y, shortfall: {rule: extend, years: 2y}", []float64{0, 5, 5, 5, 10}},   // to the end of the extension
		{"floor: $40bn, term: 4y, terminate: {when: t >= 2y, fee: $1bn}", []float64{0, 5, 5, 10, 10}}, // ended
	} {
		text := spends(c.terms+half, "$10bn", "$10bn", "$10bn", "$10bn")
		s := tell(t, text)
		s.at("aws.spend", c.spend...)
		for q, v := range c.spend[1:] {
			s.at("aws.discount", append(s.series["aws.discount"][:q+1:q+1], 10-v)...)
		}
	}
	// credits granted with the deal as well: 4 a year of 12, then none
	text := spends("floor: $1bn, term: 1y, shortfall: {rule: extend, years: 2y}, credits: {amount: $12bn}", "$4bn", "$4bn", "$4bn")
	tell(t, text).at("aws.credits_used", 0, 4, 4, 4, 0) // what credits pay does not count: all of it is missing
	tell(t, strings.Replace(text, "amount: $12bn", "amount: $12bn, counts: yes", 1)).at("aws.credits_used", 0, 4, 0, 0, 0)
	// and those that shares were given for, good for three quarters and three more that are not needed: 5 less 1, 1 and 1
	// lapse at the first period end after the term, at which it is known that they are not
	text = withTerms(creditsDeal, "credits: aws", "credits: {at: aws, counts: yes}", "floor: $6bn", "shortfall: {rule: extend, years: 9 months}, floor: $3bn",
		"3 months: $2bn, 6 months: $2bn, 9 months: $2bn, 1y: $2bn", "3 months: $1bn, 6 months: $1bn, 9 months: $1bn, 1y: $1bn, 15 months: $1bn")
	s := tell(t, text)
	s.at("aws.equity_credits_used", 0, 1, 1, 1, 0, 0)
	s.at("aws.equity_credits_lapsed", 0, 0, 0, 0, 2, 0)
	s = tell(t, strings.Replace(text, "floor: $3bn", "floor: $9bn", 1))
	s.at("aws.equity_credits_used", 0, 1, 1, 1, 1, 1)
	s.at("aws.equity_credits_lapsed", 0, 0, 0, 0, 0, 0)
}

// TestDiscountOfAYearByHand: $2bn a quarter, a half off from $4bn in a contract year, which begins with the term: the first
// two quarters of each year are at list price, the other two cost 1.
func TestDiscountOfAYearByHand(t *testing.T) {
	text := head + `
commitments:
  aws: {buyer: lab, seller: cloud, demand: $2bn, floor: $1bn, term: 2y, discounts: {a: {from: $4bn, off: 50%}}, discount_by: year}
`
	tell(t, text).at("aws.spend", 0, 2, 2, 1, 1, 2, 2, 1, 1, 2)
	tell(t, strings.Replace(text, "discount_by: year", "discount_by: term", 1)).at("aws.spend", 0, 2, 2, 1, 1, 1, 1, 1, 1, 2)
	tell(t, strings.Replace(text, "term: 2y", "start: 3 months, term: 2y", 1)).at("aws.spend", 0, 2, 2, 2, 1, 1, 2, 2, 1, 1, 2)
}

// TestIsTheFloorMetByHand: by spend, within the run; where nobody can say yet, it is undefined.
func TestIsTheFloorMetByHand(t *testing.T) {
	extend := "floor: $20bn, term: 2y, shortfall: {rule: extend, years: 2y}"
	roll := "floor: $40bn, term: 4y, basis: annual, shortfall: roll"
	open := math.NaN()
	for _, c := range []struct {
		horizon, terms string
		spend          [4]string
		met            float64
	}{
		{"5y", extend, [4]string{"$7bn", "$8bn", "$2bn", "$2bn"}, 0},     // 5 missing, 4 made good
		{"5y", extend, [4]string{"$7bn", "$8bn", "$2bn", "$3bn"}, 1},     // 5 made good
		{"3y", extend, [4]string{"$7bn", "$8bn", "$2bn", "$3bn"}, open},  // 3 are still to be made good when the run ends
		{"3y", extend, [4]string{"$7bn", "$8bn", "$5bn", "$3bn"}, 1},     // made good by then
		{"3y", extend, [4]string{"$7bn", "$13bn", "$0bn", "$0bn"}, 1},    // met in the term: no extension
		{"5y", roll, [4]string{"$7bn", "$13bn", "$10bn", "$10bn"}, 1},    // 3 roll into the second year
		{"1y", roll, [4]string{"$7bn", "$13bn", "$10bn", "$10bn"}, open}, // of which nobody knows
		{"5y", roll, [4]string{"$7bn", "$13bn", "$10bn", "$9bn"}, 0},
		{"5y", "floor: $40bn, term: 4y, shortfall: waive", [4]string{"$7bn", "$7bn", "$7bn", "$7bn"}, 0},
		{"5y", "floor: $40bn, term: 4y, terminate: {when: t >= 1y, fee: $1bn}", [4]string{"$7bn", "$33bn", "$0bn", "$0bn"}, 0},                             // 33 were left
		{"5y", "floor: $40bn, term: 4y, terminate: {when: t >= 1y, fee: $1bn}", [4]string{"$40bn", "$0bn", "$0bn", "$0bn"}, 1},                             // nothing was left
		{"5y", extend + ", terminate: {when: t >= 3y, fee: $1bn}", [4]string{"$7bn", "$8bn", "$2bn", "$9bn"}, 0},                                           // in the extension, with 3 missing
		{"5y", extend + ", terminate: {when: t >= 3y, fee: $1bn}", [4]string{"$7bn", "$8bn", "$5bn", "$9bn"}, 1},                                           // made good by then
		{"5y", "floor: $40bn, term: 4y, basis: annual, terminate: {when: t >= 2y, fee: $1bn}", [4]string{"$7bn", "$33bn", "$0bn", "$0bn"}, 0},              // the first year was short
		{"5y", "floors: {1: $7bn}, term: 4y, basis: annual, terminate: {when: t >= 2y, fee: $1bn}", [4]string{"$7bn", "$0bn", "$0bn", "$0bn"}, 1},          // nothing was to come
		{"5y", "floors: {1: $7bn, 4: $1bn}, term: 4y, basis: annual, terminate: {when: t >= 2y, fee: $1bn}", [4]string{"$7bn", "$0bn", "$0bn", "$9bn"}, 0}, // and here 1
	} {
		text := strings.Replace(spends(c.terms, c.spend[:]...), "horizon: 5y", "horizon: "+c.horizon, 1)
		t.Run(c.horizon+" "+c.terms+" "+strings.Join(c.spend[:], " "), func(t *testing.T) { tell(t, text).end("aws_floor_met", c.met) })
	}
	// a buyer that fails with some of it left
	text := strings.Replace(years, "3y", "5y", 1) + `
companies:
  lab: {revenue: {process: constant, value: $20bn}, value: {process: constant, value: $50bn}, compute: {share_of_revenue: 35%}}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $40bn, term: 4y}
exits:
  end: {kind: insolvency, company: lab, when: t >= 2y, sale: 20%}
`
	tell(t, text).end("aws_floor_met", 0)
	tell(t, strings.Replace(text, "floor: $40bn", "floor: $14bn", 1)).end("aws_floor_met", 1)
	// the term goes on after the run: nobody asks
	if _, asked := tell(t, strings.Replace(text, "horizon: 5y", "horizon: 3y", 1)).ends["aws_floor_met"]; asked {
		t.Error("it is asked whether a floor is met that is settled after the run")
	}
}
