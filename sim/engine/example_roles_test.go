package engine

import (
	"math"
	"testing"
)

// TestEquityGivenUpByHand: $5bn at $95bn pre-money buy 5%; where the market says $195bn they are worth 5% of $200bn, $10bn:
// 2. At the market's price they are worth what was paid: 1. A second $5bn at market makes (10 + 5)/(5 + 5) = 1.5, and
// where nothing is paid nothing is given up for a dollar.
func TestEquityGivenUpByHand(t *testing.T) {
	const lab = head + "companies:\n  lab: {value: {process: gbm, start: $195bn, volatility: 0%}}\ntranches:\n"
	const fixed = "  now: {investor: cloud, into: lab, amount: $5bn, on: 2026-04-20, right: obligation, price: {fixed: $95bn}}\n"
	tell(t, lab+fixed).end("cloud_given_up", 2)
	const market = "  later: {investor: cloud, into: lab, amount: $5bn, on: 2027-04-20, right: obligation, price: market}\n"
	tell(t, lab+market).end("cloud_given_up", 1)
	tell(t, lab+fixed+market).end("cloud_given_up", 1.5)
	tell(t, lab+"  never: {investor: cloud, into: lab, amount: $5bn, when: lab.value > $200bn, price: market}\n").end("cloud_given_up", math.NaN())
}

// TestOwnershipLeftByHand: $10bn at $90bn pre-money are a tenth, and so are $20bn at $180bn: 0.9 · 0.9 = 81% are left,
// whoever held them.
func TestOwnershipLeftByHand(t *testing.T) {
	s := tell(t, head+`
companies:
  lab: {value: {process: gbm, start: $90bn, volatility: 0%}}
investors: {early: {holds: {lab: {stake: 20%}}}}
tranches:
  now: {investor: cloud, into: lab, amount: $10bn, on: 2026-04-20, right: obligation, price: {fixed: $90bn}}
  later: {investor: cloud, into: lab, amount: $20bn, on: 2027-04-20, right: obligation, price: {fixed: $180bn}}
`)
	s.end("lab_ownership_left", 0.81)
	s.end("early_stake_3y", 0.162)
}

// TestBothSidesByHand: margins of 6.5 + 3 + 6 = $15.5bn (see TestCircularityByHand), and 6% of $100bn for $6bn: $15.5bn.
// When the shares were bought at twice the market's value, they are worth $3bn less; two commitments are added up.
func TestBothSidesByHand(t *testing.T) {
	tell(t, cloudDeal).end("amazon_both_sides", 15.5)
	tell(t, withTerms(cloudDeal, "fixed: $94bn", "fixed: $194bn")).end("amazon_both_sides", 12.5)
	tell(t, withTerms(cloudDeal, "tranches:", "  more: {buyer: lab, seller: amazon, demand: $5bn, margin: 10%, floor: $1bn, term: 3y, basis: annual}\ntranches:")).
		end("amazon_both_sides", 15.5+1.5)
}

// TestConcentrationByHand: $9bn at one vendor and $3bn at another in three years: (81 + 9)/144 = 0.625. A second
// commitment at the first vendor is no third vendor. With 0.1 GW on line at $10bn/GW/y only $1bn a year can be had of the
// $3bn wanted: two thirds of that are unmet.
func TestConcentrationByHand(t *testing.T) {
	const two = years + `
commitments:
  a: {buyer: lab, seller: cloud, demand: $2bn, floor: $1bn, term: 3y}
  b: {buyer: lab, seller: cloud, demand: $1bn, floor: $1bn, term: 3y}
  c: {buyer: lab, seller: rival, demand: $1bn, floor: $1bn, term: 3y}
companies:
  lab: {revenue: {process: constant, value: $20bn}}
`
	s := tell(t, two)
	s.end("lab_concentration", 0.625)
	s = tell(t, years+`
companies:
  lab: {revenue: {process: constant, value: $20bn}}
capacity:
  chips: {cap: 0.1 GW, ramp: {2026-Q1: 0.1 GW}, price: $10bn/GW/y}
commitments:
  a: {buyer: lab, seller: cloud, demand: $3bn, floor: $1bn, term: 3y, capacity: chips}
`)
	s.end("lab_unmet", 2./3)
	if _, there := s.ends["lab_concentration"]; there {
		t.Error("one vendor has a concentration")
	}
}

// TestRevenueAskedByHand: of $20bn a year $2bn are spent here, against a floor of $10bn in three years: 20 · 10/6. In the
// first of three years nothing is promised: 20 · 10/4 of a term of two. A term of six years counts for three, half of the
// floor.
func TestRevenueAskedByHand(t *testing.T) {
	const lab = years + "companies:\n  lab: {revenue: {process: constant, value: $20bn}}\ncommitments:\n  aws: {buyer: lab, seller: cloud, demand: $2bn, floor: $10bn, "
	tell(t, lab+"term: 3y}\n").end("aws_revenue_asked", 200./6)
	tell(t, lab+"term: 6y}\n").end("aws_revenue_asked", 100./6)
	tell(t, lab+"term: 2y, start: 2027-04-20}\n").end("aws_revenue_asked", 50)
	tell(t, lab+"term: 2y, start: 2027-04-20}\n").end("aws_revenue_in_term", 20)
}

// TestLeastCashByHand: $2bn, of which $1bn a quarter is lost until revenue comes: -$1bn after three quarters.
func TestLeastCashByHand(t *testing.T) {
	s := tell(t, head+`
drivers: {cost: {process: knots, between: previous, knots: {0y: 200%, 0.75y: 200%, 1y: 0%, 3y: 0%}}}
companies:
  lab: {revenue: {process: constant, value: $4bn}, cash: {start: $2bn, other_cost: cost}}
`)
	s.at("lab.cash", 2, 1, 0, -1, 0)
	s.end("lab_least_cash", -1)
}
