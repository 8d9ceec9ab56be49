package engine

import (
	"strings"
	"testing"
)

// TestPartialByHand: $8bn at $100bn pre-money, nothing of it at an ARR of $60bn and all from $100bn on. The ARR is $50bn on
// the day of the deal, then $70bn, $90bn and $120bn: a quarter is 2, three quarters are 6, all is 8.
func TestPartialByHand(t *testing.T) {
	const part = years + `
drivers:
  plan: {process: knots, between: previous, knots: {0y: $50bn, 1y: $70bn, 2y: $90bn, 3y: $120bn}}
companies:
  lab: {revenue: plan, value: {process: constant, value: $150bn}}
tranches:
  some: {investor: fund, into: lab, amount: $8bn, TERMS, price: {fixed: $100bn}, partial: (lab.arr - $60bn) / $40bn}
metrics:
  price: some.price
  took: some.bought
`
	for _, c := range []struct {
		terms string
		step  int
		money float64
	}{
		{"on: 0y", 0, 0},
		{"on: 1y", 1, 2},
		{"on: 2y", 2, 6},
		{"on: 3y", 3, 8},
		{"when: lab.arr > $80bn", 2, 6},
		{"when: lab.arr > $60bn, lag: 1y", 2, 2}, // looked at when it is decided
		{"when: lab.arr > $60bn, lag: 1y, stake_cap: 1%", 2, 100. / 99},
		{"when: lab.arr > $60bn, right: investor, lag: 1y", 2, 2},
	} {
		s := tell(t, strings.Replace(part, "TERMS", c.terms, 1))
		paid := make([]float64, 4)
		paid[c.step] = c.money
		s.at("some.paid", paid...)
		s.end("took", c.money/(100+c.money))
		s.end("fund_deployed", c.money)
	}
	// 2 at $102bn post-money are 2 on 100; all 8 would be on 94
	s := tell(t, strings.NewReplacer("TERMS", "on: 1y", "fixed: $100bn", "fixed: $102bn, basis: post-money").Replace(part))
	s.end("price", 100)
	// a warrant of which a quarter vests: 0.02 shares for each there is, less two thirds for the strike when used without money
	s = tell(t, strings.NewReplacer("TERMS", "on: 1y, instrument: warrant", "fixed: $100bn", "fixed: $100bn").Replace(part))
	s.at("some.paid", 0, 2, 0, 0)
	s = tell(t, strings.Replace(part, "TERMS", "on: 1y, instrument: warrant, cashless: yes", 1))
	s.at("fund.stake", 0, 0.02/3/(1+0.02/3))
	// what is undefined pays nothing
	s = tell(t, strings.NewReplacer("TERMS", "on: 1y", "(lab.arr - $60bn) / $40bn", "first(lab.arr > $200bn) / 1y").Replace(part))
	s.end("fund_deployed", 0)
}
