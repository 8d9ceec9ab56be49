package engine

import (
	"math"
	"testing"
)

// TestDilutionOverFourRounds: a holder of 15.9% sells nothing and buys nothing while others put in $30bn at $350bn
// pre-money, $20bn at $500bn, $10bn at $290bn and $40bn at $760bn.
//
//	round 1   15.9% · 350/380           = 14.644737%
//	round 2   · 500/520                 = 14.081478%
//	round 3   · 290/300                 = 13.612095%
//	round 4   · 760/800                 = 12.931490%
//
// Who put in the $30bn has 30/380 after it, diluted by the next three: 7.894737% · 500/520 · 290/300 · 760/800 = 6.971154%.
func TestDilutionOverFourRounds(t *testing.T) {
	s := tell(t, head+`
investors:
  house: {holds: {lab: {stake: 15.9%, lots: {first: {cost: $4bn}, second: {cost: $3bn}}}}}
tranches:
  one: {investor: a, into: lab, amount: $30bn, on: 0y, right: obligation, price: {fixed: $350bn}}
  two: {investor: b, into: lab, amount: $20bn, on: 3 months, right: obligation, price: {fixed: $500bn}}
  three: {investor: c, into: lab, amount: $10bn, on: 6 months, right: obligation, price: {fixed: $290bn}}
  four: {investor: d, into: lab, amount: $40bn, on: 9 months, right: obligation, price: {fixed: $760bn}}
quantities:
  cost: house.prior_cost
`)
	s.at("house.stake", 0.14644736842105263, 0.14081477732793522, 0.13612095141700405, 0.12931490384615385, 0.12931490384615385)
	s.at("a.stake", 30./380, 30./380*500/520, 30./380*500/520*290/300, 0.06971153846153846)
	s.at("cost", 7, 7)
	rest := 1 - 0.159
	for _, r := range [][2]float64{{350, 30}, {500, 20}, {290, 10}, {760, 40}} {
		rest *= r[0] / (r[0] + r[1])
	}
	if all := s.series["house.stake"][4] + s.series["a.stake"][4] + s.series["b.stake"][4] + s.series["c.stake"][4] + s.series["d.stake"][4] + rest; !near(all, 1) {
		t.Errorf("all stakes and the rest are %v", all)
	}
}

// TestTwoRoundsInOneStep: both are priced per share as the step begins, so that their order does not matter. One share
// stands for the company. $5bn at $100bn buys 0.05 new ones, $10bn at $200bn another 0.05: 1.1 in all.
func TestTwoRoundsInOneStep(t *testing.T) {
	s := tell(t, head+`
companies:
  lab: {value: {process: gbm, start: $400bn, volatility: 0%}}
investors:
  a: {holds: {lab: {stake: 20%}}}
tranches:
  one: {investor: a, into: lab, amount: $5bn, on: 0y, price: {fixed: $100bn}}
  two: {investor: b, into: lab, amount: $10bn, on: 0y, price: {fixed: $200bn}}
`)
	s.at("a.stake", 0.25/1.1, 0.25/1.1)
	s.at("b.stake", 0.05/1.1, 0.05/1.1)
	s.at("a.stake_value", 0.25/1.1*415, 0.25/1.1*400) // the money is in the company on the day
}

// TestDayOneWorth: $5bn at $350bn pre-money buys 5/355 = 1.408% of what the market says is $800bn and is $805bn with the
// money: $11.338bn. The 15.9% of before are 15.9% · 350/355 = 15.676%: $126.192bn.
func TestDayOneWorth(t *testing.T) {
	s := tell(t, head+`
companies:
  lab: {value: {process: gbm, start: $800bn, volatility: 0%}}
investors:
  amazon: {holds: {lab: {stake: 15.9%}}}
tranches:
  now: {investor: amazon, into: lab, amount: $5bn, on: 2026-04-20, right: obligation, price: {fixed: $350bn, basis: pre-money}}
quantities:
  bought_worth: amazon.new_stake_value
  bought: amazon.new_stake
  flow: amazon.deal_flow
`)
	const bought, kept = 0.014084507042253521, 0.15676056338028168
	s.at("bought", bought, bought)
	s.at("bought_worth", 11.338028169014084, bought*800)
	s.at("amazon.stake", bought+kept, bought+kept)
	s.at("amazon.stake_value", 11.338028169014084+kept*805, (bought+kept)*800)
	s.end("now.gain", 6.338028169014084)
	// the flow of the deal: 5 out on the day, the shares bought in it sold at the horizon
	flow := make([]float64, 13)
	flow[0], flow[12] = -5, bought*800
	s.at("flow", flow...)
	s.end("amazon_moic", bought*160)
	s.end("amazon_irr", math.Cbrt(bought*160)-1)
	s.end("amazon_npv", -5+bought*800/math.Pow(1.15, 3))
	s.end("amazon_stake_value_3y", (bought+kept)*800)
}

// cloudDeal pays $6bn on the day and spends $5bn, $10bn, $20bn in three years with the payer, at a margin of 30%.
const cloudDeal = years + `
drivers:
  wants: {process: knots, between: only, knots: {1y: $5bn, 2y: $10bn, 3y: $20bn}}
companies:
  lab: {value: {process: gbm, start: $100bn, volatility: 0%}}
commitments:
  aws: {buyer: lab, seller: amazon, demand: wants, margin: 30%, floor: $30bn, term: 3y, basis: annual}
tranches:
  now: {investor: amazon, into: lab, amount: $6bn, on: 0y, price: {fixed: $94bn}}
`

// TestCircularityByHand: floors of $10bn a year, excess carried.
//
//	        spend   short   margin          to date    invested
//	year 1  5       5       1.5 + 5 = 6.5   6.5        6        paid back after a year
//	year 2  10      0       3               9.5
//	year 3  20      0       6               15.5
//
// Circularity 6/35 = 17.1%: a true-up is no spend; net cash 15.5 - 6 = $9.5bn.
func TestCircularityByHand(t *testing.T) {
	s := tell(t, cloudDeal)
	s.at("aws.true_up", 0, 5, 0, 0)
	s.at("aws.margin", 0, 6.5, 3, 6)
	s.end("amazon_circularity", 6.0/35)
	s.end("amazon_net_cash", 9.5)
	s.end("amazon_payback", 1)
	s.at("amazon.stake", 0.06, 0.06, 0.06, 0.06)

	// without the true-up: 1.5, 4.5, 10.5 against 6: paid back after three years; 6/35
	s = tell(t, withTerms(cloudDeal, "basis: annual", "basis: annual, shortfall: waive"))
	s.end("amazon_circularity", 6./35)
	s.end("amazon_net_cash", 4.5)
	s.end("amazon_payback", 3)

	// a margin of 10% never pays back
	s = tell(t, withTerms(cloudDeal, "margin: 30%", "margin: 10%, shortfall: waive"))
	s.end("amazon_net_cash", -2.5)
	s.end("amazon_payback", math.NaN())
}

// TestFloorTime: 5, 15 and 35 to date reach a floor of $30bn after three years, one of $15bn after two, of $40bn never.
func TestFloorTime(t *testing.T) {
	for floor, want := range map[string]float64{"$30bn": 3, "$15bn": 2, "$40bn": math.NaN()} {
		s := tell(t, withTerms(cloudDeal, "floor: $30bn", "floor: "+floor))
		s.at("aws.spend_to_date", 0, 5, 15, 35)
		s.end("aws_floor_time", want)
	}
}
