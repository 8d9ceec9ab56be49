package engine

import (
	"math"
	"strings"
	"testing"
)

// TestCashByHand is the spreadsheet of a company over eight quarters that turns from a loss to a profit.
//
//	quarter               1     2     3     4     5     6     7     8
//	ARR at its end       40    40    48    56    64    64    64    64     from 40
//	revenue              10    10    11    13    15    16    16    16
//	compute of 60%        6     6   6.6   7.8     9   9.6   9.6   9.6
//	  under the contract  2     2     2     2     2     2     2     2
//	  elsewhere           4     4   4.6   5.8     7   7.6   7.6   7.6
//	other cost          5.5   5.5  6.05  7.15  2.25   2.4   2.4   2.4     55%, then 15%
//	true-up               0     0     0     2     0     0     0     2     10 a year less 8
//	profit, no interest -1.5  -1.5 -1.65 -3.95  3.75     4     4     2
//	new money             0     4     3     0     0     0     0     0     a tranche and a round
//
// Interest of e^(4%/4) - 1 is paid on the cash at the end of the quarter before, when there is any. Losses are carried, with
// $0.5bn from before; the tax is 25% of what profit is left after them.
func TestCashByHand(t *testing.T) {
	s := tell(t, strings.Replace(head, "3y", "2y", 1)+`
drivers:
  plan: {process: knots, knots: {0y: $40bn, 6 months: $40bn, 9 months: $48bn, 1y: $56bn, 15 months: $64bn}}
  two: {process: constant, value: $2bn}
quantities:
  other: if(t <= 1y, 55%, 15%)
  in: lab.received
  out: lab.paid
companies:
  lab:
    revenue: plan
    value: {process: constant, value: $100bn}
    compute: {share_of_revenue: 60%}
    cash: {start: $1bn, other_cost: other, tax: 25%, losses: $0.5bn, interest: 4%/y}
commitments:
  aws: {buyer: lab, seller: cloud, demand: two, floor: $20bn, term: 2y, basis: annual}
tranches:
  now: {investor: fund, into: lab, amount: $4bn, on: 6 months, price: market}
rounds:
  a: {kind: dated, company: lab, amount: $3bn, on: 9 months}
`)
	profit := []float64{0, -1.5, -1.5, -1.65, -3.95, 3.75, 4, 4, 2}
	revenue := []float64{0, 10, 10, 11, 13, 15, 16, 16, 16}
	trueUp := []float64{0, 0, 0, 0, 2, 0, 0, 0, 2}
	money := []float64{0, 0, 4, 3, 0, 0, 0, 0, 0}
	yield := math.Exp(0.01) - 1
	cash, carried := []float64{1}, 0.5
	var tax, operating, in, out []float64
	tax, operating, in, out = append(tax, 0), append(operating, 0), append(in, 0), append(out, 0)
	dry := false
	for q := 1; q <= 8; q++ {
		interest := yield * max(0, cash[q-1])
		dry = dry || cash[q-1] < 0
		p := profit[q] + interest
		due := 0.0
		if left := p - carried; p <= 0 || left <= 0 {
			carried -= p
		} else {
			due, carried = 0.25*left, 0
		}
		tax, operating = append(tax, due), append(operating, p-due)
		cash = append(cash, cash[q-1]+p-due+money[q])
		in = append(in, revenue[q]+interest+money[q])
		out = append(out, revenue[q]-profit[q]+due)
	}
	if !dry || tax[6] != 0 || !(tax[7] > 0 && tax[7] < 1 && tax[8] > 0.5) {
		t.Fatal("the example should run dry once, carry losses through two quarters and pay the whole tax in the end", cash, tax)
	}
	s.at("lab.revenue", revenue...)
	s.at("aws.true_up", trueUp...)
	s.at("lab.tax", tax...)
	s.at("lab.operating_cash", operating...)
	s.at("lab.cash", cash...)
	s.at("in", in...)
	s.at("out", out...)
	s.end("ledger: lab to other vendors, compute", 4+4+4.6+5.8+7+3*7.6)
	s.end("ledger: lab to cloud, spend", 16)
	s.end("ledger: lab to cloud, true-up", 4)
	s.end("ledger: lab to suppliers, other cost", 5.5+5.5+6.05+7.15+2.25+3*2.4)
	s.end("ledger: fund to lab, equity", 4)
	s.end("ledger: investors to lab, equity", 3)
	s.end("ledger: customers to lab, revenue", 107)
}

// TestComputeIsACostAsItIsPaid: revenue of $20bn a year, tax of a quarter. Demand at list price, 5% off from $10bn and 10%
// off from $20bn, $3bn of credits that do not count, a floor of $30bn over three years:
//
//	year                  1       2       3      4
//	at list price         8      16       5      5
//	bill                  8      15.1     4.5    5       after the term at list price
//	credits              -3
//	true-up                               5.4            30 - 5 - 15.1 - 4.5
//	paid                  5      15.1     9.9    5
//	profit               15       4.9    10.1   15
//	tax                   3.75    1.225   2.525  3.75
//
// And revenue of $10bn, half of $8bn of chips held and $1bn, $6bn and $3bn of them used, a tenth as much on the
// marketplace, floors of $5bn a year whose excess pays back, ended in the third for $2bn:
//
//	spend                 1       6       3
//	idle                  3       0       1
//	marketplace           0.1     0.6     0.3
//	true-up               0.9                            5 - 4.1
//	refund                       -0.9                    of the 1.6 above 5
//	fee                                   2
//	profit                5       4.3     3.7
func TestComputeIsACostAsItIsPaid(t *testing.T) {
	text := spends("floor: $30bn, term: 3y, credits: {amount: $3bn}, discounts: {a: {from: $20bn, off: 10%}, b: {from: $10bn, off: 5%}}", "$8bn", "$16bn", "$5bn", "$5bn") +
		"companies:\n  lab: {revenue: {process: constant, value: $20bn}, cash: {start: $10bn, tax: 25%}}\n"
	s := tell(t, text)
	s.at("lab.tax", 0, 3.75, 1.225, 2.525, 3.75)
	s.at("lab.operating_cash", 0, 11.25, 3.675, 7.575, 11.25)
	s.at("lab.cash", 10, 21.25, 24.925, 32.5, 43.75)
	for _, term := range []string{", credits: {amount: $3bn}", ", discounts: {a: {from: $20bn, off: 10%}, b: {from: $10bn, off: 5%}}"} {
		s.without(text, term, "", "lab.tax", "lab.operating_cash")
	}
	s.without(text, "floor: $30bn", "floor: $3bn", "lab.tax")
	// what it sells to others as a vendor is none of its costs: nor what it gives them back
	s = tell(t, strings.Replace(text, "buyer: lab, seller: cloud", "buyer: rival, seller: lab", 1))
	s.at("lab.tax", 0, 5, 5, 5, 5)

	text = years + `
drivers:
  wants: {process: knots, between: only, knots: {1y: $1bn, 2y: $6bn, 3y: $3bn}}
  price: {process: constant, value: $2bn/GW/y}
companies:
  lab: {revenue: {process: constant, value: $10bn}, cash: {start: $0, tax: 10%}}
capacity:
  chips: {cap: 4 GW, ramp: {0y: 4 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $15bn, term: 3y, basis: annual, demand: wants, capacity: chips, reserved: 50%, marketplace: {share: 10%}, excess: {back: yes}, terminate: {when: t >= 2.5y, fee: $2bn}}
`
	s = tell(t, text)
	s.at("lab.tax", 0, 0.5, 0.43, 0.37)
	s.at("lab.operating_cash", 0, 4.5, 3.87, 3.33)
	s.at("lab.cash", 0, 4.5, 8.37, 11.7)
	for _, term := range []string{", reserved: 50%", ", marketplace: {share: 10%}", ", terminate: {when: t >= 2.5y, fee: $2bn}"} {
		s.without(text, term, "", "lab.tax")
	}
	s.without(text, "back: yes", "back: no", "lab.tax")

	// Credits that shares were given for: 5 before compute in each quarter, bills of 2, of which 2, 2 and 1 were paid for in
	// shares: a cost of 2 all the same, so that 3, 3 and, with the true-up of 5, -2 are taxed; then 3 - 2
	s = tell(t, withTerms(creditsDeal, "other_cost: 100%", "other_cost: 50%, tax: 25%"))
	s.at("lab.tax", 0, 0.75, 0.75, 0, 0.25)
	s.at("lab.operating_cash", 0, 4.25, 4.25, -1, 2.75)
}

// TestComputeElsewhere: what the commitment does not give is bought elsewhere, or done without.
func TestComputeElsewhere(t *testing.T) {
	text := head + `
drivers:
  one: {process: constant, value: $1bn}
companies:
  lab: {revenue: {process: constant, value: $8bn}, compute: {share_of_revenue: 100%}, cash: {start: $9bn}}
commitments:
  aws: {buyer: lab, seller: cloud, demand: one, floor: $1bn, term: 1y}
`
	s := tell(t, text)
	s.at("lab.operating_cash", 0, 0, 0) // 2 - 1 - 1
	s = tell(t, strings.Replace(text, "{start: $9bn}", "{start: $9bn, elsewhere: unmet}", 1))
	s.at("lab.operating_cash", 0, 1, 1)
	s.at("lab.cash", 9, 10, 11)
	// what is bought beyond the need is paid for as well
	s = tell(t, strings.Replace(text, "100%", "25%", 1))
	s.at("lab.operating_cash", 0, 1, 1)
}

// TestShockOnACondition: a shock strikes once when its condition first holds; with a rate only while it holds; and on the
// day that a stress names, whatever else.
func TestShockOnACondition(t *testing.T) {
	world := head + `
drivers:
  x: {process: knots, knots: {0y: 0, 3y: 12}}
  z: {process: constant, value: 100}
shocks:
  hit: {%s, effects: {z: {times: 50%%}}}
`
	at := func(terms, more string, want ...float64) {
		t.Helper()
		s := tell(t, strings.Replace(strings.Replace(world, "%%", "%", 1), "%s", terms, 1)+more)
		s.at("z", want...)
	}
	at("when: x >= 2 and x <= 4", "", 100, 100, 50, 50, 50, 50)
	at("when: prev(x) >= 2", "", 100, 100, 100, 50, 50)
	at("when: x >= 99", "", 100, 100, 100, 100)
	at("when: x >= 2 and x <= 3, rate: 0/y", "", 100, 100, 100, 100)
	at("when: x >= 99", "stress: {hit: 6 months}\n", 100, 100, 50, 50, 50) // forced all the same
	at("when: x >= 2 and x <= 4", "stress: {hit: 6 months}\n", 100, 100, 25, 25)
	at("rate: 0/y", "stress: {hit: 2026-08-15}\n", 100, 100, 50, 50)
	at("on: 1y", "stress: {hit: 6 months}\n", 100, 100, 50, 50, 25, 25)
	at("on: 1y, off: yes", "stress: {hit: 6 months}\n", 100, 100, 100, 100, 100)

	// at a rate, only while it holds: the number of strikes is Poisson with a mean of 8·3/4 in the steps of x in [2, 4]
	s := watch(deal(t, strings.Replace(strings.Replace(world, "%%", "%", 1), "%s", "when: x >= 2 and x <= 4, rate: 8/y", 1)), 0, 4*chunkSize)
	sum, n := 0.0, float64(4*chunkSize)
	for q, strikes := range s.series["hit.strikes"] {
		for _, v := range strikes {
			if v != 0 && (q < 2 || q > 4) {
				t.Fatalf("a strike at step %d", q)
			}
			sum += v
		}
	}
	if off := math.Abs(sum/n-6) / math.Sqrt(6/n); off > 5 {
		t.Errorf("%v strikes, want 6: %.1f standard errors", sum/n, off)
	}
}
