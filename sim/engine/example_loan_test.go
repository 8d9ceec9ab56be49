package engine

import (
	"strings"
	"testing"
)

// loan is $10bn at 10% for a year to a lab that is worth $100bn, of which early holds 10%.
const loan = years + `
companies:
  lab: {revenue: {process: constant, value: $10bn}, value: {process: constant, value: $100bn}, cash: {start: $50bn}}
investors: {early: {rate: 10%/y effective, holds: {lab: {stake: 10%}}}}
notes:
  bridge: {investor: fund, into: lab, amount: $10bn, on: 0y, interest: 10%/y, maturity: 1y}
quantities:
  flow: fund.deal_flow
`

// TestALoanComesBackByHand: $10bn are lent and $11bn repaid after a year. With a cloud that earns 30% of $6bn in that year,
// the vendor has 1.8 + 11 - 10 = $2.8bn, and is paid back after the year. Without a maturity 10 · 1.3 = $13bn are owed at the
// horizon of three years: 1.3 times the money, though no cash has come.
func TestALoanComesBackByHand(t *testing.T) {
	s := tell(t, loan)
	s.at("flow", -10, 11, 0, 0)
	s.end("fund_moic", 1.1)
	s.end("fund_irr", 0.1)
	s.end("fund_npv", -10+11/1.15)
	s = tell(t, strings.Replace(loan, "interest: 10%/y, ", "", 1))
	s.end("fund_moic", 1)
	s.end("fund_irr", 0)

	cloud := loan + `
drivers:
  wants: {process: knots, between: only, knots: {1y: $6bn, 2y: $0, 3y: $0}}
commitments:
  aws: {buyer: lab, seller: fund, demand: wants, floor: $6bn, term: 1y, margin: 30%}
`
	s = tell(t, cloud)
	s.end("fund_net_cash", 2.8)
	s.end("fund_payback", 1)
	s.end("fund_both_sides", 2.8)
	s.end("fund_moic", 1.1)

	// to the horizon
	s = tell(t, strings.Replace(cloud, ", maturity: 1y", "", 1))
	s.at("bridge.owed", 10, 11, 12, 13)
	s.at("flow", -10, 0, 0, 13)
	s.end("fund_moic", 1.3)
	s.end("fund_irr", 0.09139288306110592) // 1.3^(1/3) - 1
	s.end("fund_net_cash", -8.2)           // cash alone
	s.end("fund_both_sides", 1.8+13-10)

	// converted on the way it is owed no more: 10 · 1.1 at 100 are 11 of 112 shares, the round has 1
	s = tell(t, strings.Replace(loan, ", maturity: 1y", "", 1)+"rounds: {a: {kind: dated, company: lab, amount: $1bn, on: 1y}}\n")
	s.at("flow", -10, 0, 0, 11./112*100)
	s.end("fund_moic", 1.1/1.12)

	// the company fails in the last step: 40% of the 13 are recovered, nothing where recovery is not said
	fails := strings.Replace(loan, ", maturity: 1y", ", recovery: 40%", 1) + "exits: {failure: {kind: insolvency, company: lab, when: t >= 3y, sale: 50%}}\n"
	s = tell(t, fails)
	s.at("flow", -10, 0, 0, 5.2)
	s.end("fund_moic", 0.52)
	s = tell(t, strings.Replace(fails, ", recovery: 40%", "", 1))
	s.at("flow", -10, 0, 0, 0)
	// a year before, what is recovered comes as cash
	s = tell(t, strings.Replace(fails, "t >= 3y", "t >= 2y", 1))
	s.at("flow", -10, 0, 0, 4.8)
	s.end("fund_moic", 0.48)
}

// TestALoanIsNoEquityByHand: 10% of a company worth $100bn are worth $10bn in the step of the loan as in any other. Sold in
// that step it brings $100bn, of which 10% are $10bn; the company repays the loan a year later, with interest.
func TestALoanIsNoEquityByHand(t *testing.T) {
	s := tell(t, loan)
	s.at("early.stake_value", 10, 10, 10, 10)
	s = tell(t, withTerms(loan, "on: 0y", "on: 1y")+"exits: {sale: {kind: acquisition, company: lab, hazard: 1000/y}}\n")
	s.at("sale.proceeds", 0, 100, 0)
	s.at("early.proceeds", 0, 10, 0)
	s.at("bridge.repaid", 0, 0, 11, 0)
	s.end("fund_moic", 1.1)
	// after a sale nobody lends: one who buys the company has other money
	s = tell(t, withTerms(loan, "on: 0y", "on: 2y")+"exits: {sale: {kind: acquisition, company: lab, hazard: 1000/y}}\n")
	s.at("bridge.paid", 0, 0, 0, 0)
	s.at("bridge.owed", 0, 0, 0, 0)
	s.at("lab.cash", 50, 60, 70, 80)
}

// TestWorthOfMoneyByHand: $1bn for shares at market of a company whose process says $100bn buys 1/101 of it. In the step of
// the money the company is worth 101, and the shares 1; after it the process says 100 again, and they are worth 0.990.
func TestWorthOfMoneyByHand(t *testing.T) {
	s := tell(t, years+`
companies:
  lab: {value: {process: constant, value: $100bn}}
tranches:
  now: {investor: fund, into: lab, amount: $1bn, on: 0y, price: market}
`)
	s.at("fund.stake_value", 1, 100./101, 100./101, 100./101)
	s.end("fund_moic", 100./101)
}

// TestANoteTakesTheCheaperRoundByHand: of two rounds in a step, at $50bn and at $100bn, a note of $10bn converts at 50,
// whatever their names: 0.2 new shares for each. A round that raises nothing has no price to convert at.
func TestANoteTakesTheCheaperRoundByHand(t *testing.T) {
	const two = years + `
companies:
  lab: {value: {process: constant, value: $100bn}}
notes: {n: {investor: fund, into: lab, amount: $10bn, on: 0y}}
rounds:
  a: {kind: dated, company: lab, on: 1y, amount: $10bn, fixed: $50bn}
  b: {kind: dated, company: lab, on: 1y, amount: $10bn}
quantities:
  shares: n.shares
`
	for _, text := range []string{two, strings.NewReplacer("  a:", "  b:", "  b:", "  a:").Replace(two)} {
		s := tell(t, text)
		s.at("shares", 0, 0.2, 0, 0)
		s.at("fund.stake", 0, 0.2/(1+0.2+0.2+0.1), 0.2/1.5, 0.2/1.5)
	}
	s := tell(t, strings.Replace(two, "fixed: $50bn", "fixed: $50bn, market: t > 1y", 1))
	s.at("shares", 0, 0.1, 0, 0)
}
