package engine

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// warrant is a right to buy for $10bn at a strike of $100bn, in a company that is worth as much, and $150bn from the second
// year on.
const warrant = years + `
drivers:
  worth: {process: knots, between: previous, knots: {0y: $100bn, 2y: $150bn}}
companies:
  lab: {value: worth}
tranches:
  right: {investor: fund, into: lab, amount: $10bn, instrument: warrant, price: {fixed: $100bn}, on: 2y}
quantities:
  shares: right.shares
metrics:
  took: right.bought
  strike: right.price
`

// TestWarrantByHand: 10/100 = 0.1 new shares for each. At $150bn it costs 10 and buys 0.1/1.1 of 160: 14.545. Cashless it
// gets 0.1·(1 - 100/150) = 1/30 for each: 1/31 of 150 = 4.839.
func TestWarrantByHand(t *testing.T) {
	s := tell(t, warrant)
	s.at("right.paid", 0, 0, 10, 0)
	s.at("fund.stake", 0, 0, 0.1/1.1, 0.1/1.1)
	s.end("strike", 100)
	s.end("right.gain", 0.1/1.1*160-10)
	s.at("fund.stake_value", 0, 0, 0.1/1.1*160, 0.1/1.1*150)

	net := strings.Replace(warrant, "on: 2y}", "on: 2y, cashless: yes}", 1)
	s = tell(t, net)
	s.at("right.paid", 0, 0, 0, 0)
	s.at("shares", 0, 0, 1./30, 0)
	s.end("took", 1./31)
	s.end("right.gain", 150./31)
	s.at("fund.stake_value", 0, 0, 150./31, 150./31)
	s.end("fund_deployed", 0)

	// at the money, a year before, it is lost; nothing is paid
	s = tell(t, strings.Replace(warrant, "on: 2y}", "on: 1y}", 1))
	s.at("right.paid", 0, 0, 0, 0)
	s.end("right.declined", 1)

	// its condition holds from the first year on: it is kept to the last day of its window, and lost if that is too early
	s = tell(t, strings.Replace(warrant, "on: 2y}", "when: t >= 1y, until: 3y}", 1))
	s.at("right.triggered", 0, 1, 1, 1)
	s.at("right.paid", 0, 0, 0, 10)
	s = tell(t, strings.Replace(warrant, "on: 2y}", "when: t >= 1y, until: 1y}", 1))
	s.at("right.paid", 0, 0, 0, 0)
	s.end("right.declined", 1)
	s = tell(t, strings.Replace(warrant, "on: 2y}", "when: lab.value >= $200bn, until: 3y}", 1))
	s.at("right.paid", 0, 0, 0, 0)
	s.end("right.expired", 1)

	// the strike is that of a share: a round of $100bn at $100bn doubles the shares, and the strike of all of them is 200
	s = tell(t, warrant+"rounds: {a: {kind: dated, company: lab, amount: $100bn, on: 1y}}\n")
	s.end("right.declined", 1)
	s.at("right.paid", 0, 0, 0, 0)
	// of $25bn: 125; 10/125 for each
	s = tell(t, warrant+"rounds: {a: {kind: dated, company: lab, amount: $25bn, on: 1y}}\n")
	s.end("strike", 125)
	s.at("fund.stake", 0, 0, 0.08/1.08, 0.08/1.08)

	// a cap of 2% leaves 0.02/0.98 shares for each: of a strike of 100 they cost 2.041; cashless nothing
	s = tell(t, strings.Replace(warrant, "on: 2y}", "on: 2y, stake_cap: 2%}", 1))
	s.at("right.paid", 0, 0, 100*0.02/0.98, 0)
	s.at("fund.stake", 0, 0, 0.02, 0.02)
	s = tell(t, strings.Replace(net, "on: 2y,", "on: 2y, stake_cap: 2%,", 1))
	s.at("fund.stake", 0, 0, 0.02, 0.02)
}

// TestAWarrantIsToldByHand: it vests in the first year, and is used, or lost, on the last day of its window.
func TestAWarrantIsToldByHand(t *testing.T) {
	for terms, want := range map[string][]string{
		"when: t >= 1y, until: 2y}":                      {"1 met: met", "1 decision: yes: fund keeps the warrant to its last day", "2 funded: $10bn buys 9.09% of lab"},
		"when: t >= 1y, until: 2y, cashless: yes}":       {"1 met: met", "1 decision: yes: fund keeps the warrant to its last day", "2 funded: a warrant for $10bn used without money gets 3.23% of lab"},
		"when: lab.value >= $90bn, from: 1y, until: 1y}": {"1 met: met", "1 decision: no: the strike is not below the market's price"},
		"on: 2y}":                               {"2 decision: yes: fund takes it", "2 funded: $10bn buys 9.09% of lab"},
		"on: 1y}":                               {"1 decision: no: the strike is not below the market's price"},
		"when: lab.value >= $120bn, until: 3y}": {"2 met: met", "2 decision: yes: fund keeps the warrant to its last day", "3 lost: the strike is not below the market's price"},
	} {
		text := strings.Replace(warrant, "on: 2y}", terms, 1)
		if strings.Contains(terms, "120") {
			text = strings.Replace(text, "2y: $150bn", "2y: $150bn, 3y: $80bn", 1)
		}
		var got []string
		for _, e := range deal(t, text).Replay([]uint64{4})[0].Events {
			if e.Subject == "right" && e.Kind != "trigger" && e.Kind != "payment" {
				got = append(got, fmt.Sprint(e.Step, " ", e.Kind, ": ", e.Text))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: told is %q, want %q", terms, got, want)
		}
	}
}

// TestPricesOfASharesByHand. The company is worth $200bn. A round of $10bn at a fixed $90bn leaves 10/9 shares for each of
// the first day, at 90 each: another $20bn at that price are paid at $100bn pre-money, and buy a sixth. A listing sells 10%
// at 200 less 20%: 0.1/0.8 shares for each at 160, or 144 for one of the first day, as there are 10/9 of them then; a year
// later they are 10/9 · 1.125 = 1.25, and $20bn at the listing's price are paid at $180bn, and buy a tenth.
func TestPricesOfASharesByHand(t *testing.T) {
	const prices = years + `
companies:
  lab: {value: {process: constant, value: $200bn}}
rounds: {a: {kind: dated, company: lab, amount: $10bn, on: 1y, fixed: $90bn}}
tranches:
  next: {investor: fund, into: lab, amount: $20bn, on: 2y, price: last-round}
metrics:
  at: next.price
  took: next.bought
`
	s := tell(t, prices)
	s.end("at", 100)
	s.end("took", 1./6)
	s = tell(t, strings.Replace(prices, "price: last-round", "price: {rule: last-round, discount: 20%}", 1))
	s.end("at", 80)
	s.end("took", 0.2)
	// in the step of the round it is the one before that counts: none, so the market's, or the one that is given
	now := strings.Replace(prices, "on: 2y", "on: 1y", 1)
	s = tell(t, now)
	s.end("at", 200)
	s = tell(t, strings.Replace(now, "price: last-round", "price: {rule: last-round, fixed: $60bn}", 1))
	s.end("at", 60)
	s = tell(t, strings.Replace(prices, "price: last-round", "price: {rule: last-round, fixed: $60bn}", 1))
	s.end("at", 100)
	// the price that is given is that of a share: employees' new shares, 10% a year, leave it alone
	s = tell(t, strings.NewReplacer("price: last-round", "price: {rule: last-round, fixed: $60bn}", "value: $200bn}", "value: $200bn}, stock_grants: 10%/y", "on: 1y, fixed", "on: 3y, fixed").Replace(prices))
	s.end("at", 60*math.Exp(0.1))

	listed := strings.Replace(prices, "price: last-round", "price: ipo", 1) + "exits: {list: {kind: ipo, company: lab, hazard: 1000/y, from: 2y, primary: 10%, discount: 20%}}\n"
	s = tell(t, strings.Replace(listed, "on: 2y, price", "on: 3y, price", 1))
	s.at("list.raised", 0, 0, 20, 0)
	s.end("at", 180)
	s.end("took", 0.1)
	// not yet listed when the money is due: no price, no money
	s = tell(t, listed)
	s.end("next.cancelled", 1)
	s.at("next.paid", 0, 0, 0, 0)
}
