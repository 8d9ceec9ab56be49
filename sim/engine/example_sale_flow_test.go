package engine

import "testing"

// TestDealFlowCountsTheSale: $10bn at $90bn pre-money buy 10%; the company, worth $200bn, is bought a year later, and
// $20bn come back: a rate of 100%, a multiple of 2, $10bn without discount, and nothing at the horizon.
func TestDealFlowCountsTheSale(t *testing.T) {
	s := tell(t, `scenario: A sale
as_of: 2026-01-01
horizon: 3y
step: year
companies:
  lab: {value: {process: constant, value: $200bn}}
investors:
  fund: {rate: 0%/y}
tranches:
  now: {investor: fund, into: lab, amount: $10bn, on: 2026-01-01, price: {fixed: $90bn}}
exits:
  sale: {kind: acquisition, company: lab, hazard: 50/y}
`)
	s.at("fund.proceeds", 0, 20, 0, 0)
	s.at("fund.stake", 0.1, 0, 0, 0)
	s.end("fund_irr", 1)
	s.end("fund_npv", 10)
	s.end("fund_moic", 2)
}
