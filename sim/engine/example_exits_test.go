package engine

import (
	"strings"
	"testing"
)

// now is a rate beyond all doubt: what comes at it comes in the first step in which it may.
const now = "hazard: 1000/y"

// TestExitsByHand works out the three ways out.
func TestExitsByHand(t *testing.T) {
	// IPO: new shares for 5% of $1,000bn at 10% off are $50bn at $900bn: 50/950 is new
	listed := head + `
companies:
  lab: {revenue: {process: constant, value: $8bn}, value: {process: constant, value: $1000bn}, cash: {start: $1bn, other_cost: 100%}}
investors: {early: {holds: {lab: {stake: 20%}}}}
exits:
  ipo: {kind: ipo, company: lab, ` + now + `, from: 6 months, primary: 5%, discount: 10%}
`
	s := tell(t, listed+"quantities:\n  when: if(ipo.happened > 0.5, ipo.time, -1y)\n")
	s.at("ipo.happened", 0, 0, 1, 1)
	s.at("ipo.raised", 0, 0, 50, 0)
	s.at("early.stake", 0.2, 0.2, 0.2*900/950, 0.2*900/950)
	s.at("lab.cash", 1, 1, 51, 51)
	s.at("when", -1, -1, 0.5, 0.5)
	s.at("lab.listed", 0, 0, 1, 1)
	s.at("lab.sold", 0, 0, 0, 0)

	// Acquisition: $100bn and a premium of 20% are $120bn. $30bn at $270bn bought 10%, with a preference of once: it takes
	// 30, since 10% of 120 is 12. The other 90% share 90, of which 18% (20% diluted) is 18. At $400bn, 480: it converts
	// to 48, and 18% of 480 is 86.4.
	for _, c := range []struct {
		value, terms      string
		sum, pref, common float64
	}{
		{"$100bn", "preference: 100%", 120, 30, 18},
		{"$400bn", "preference: 100%", 480, 48, 86.4},
		{"$20bn", "preference: 100%", 24, 24, 0},                                   // all to the preference
		{"$100bn", "preference: 200%", 120, 60, 12},                                // twice its money: 60 are left for 90%, 18/90 of it
		{"$100bn", "preference: 100%, participating: yes", 120, 30 + 9, 0.18 * 90}, // 30, and 10% of the other 90
		{"$100bn", "", 120, 12, 0.18 * 120},                                        // common shares
		{"$20bn", "preference: 0%", 24, 2.4, 0.18 * 24},                            // a preference of nothing is common
		{"$400bn", "preference: 100%, participating: yes", 480, 30 + 0.1*450, 0.18 * (480 - 30)},
	} {
		terms := c.terms
		if terms != "" {
			terms = ", " + terms
		}
		s := tell(t, head+`
companies:
  lab: {value: {process: constant, value: `+c.value+`}}
investors: {early: {holds: {lab: {stake: 20%}}}}
tranches:
  late: {investor: early, into: lab, amount: $1bn, when: t >= 1y}
rounds:
  a: {kind: dated, company: lab, from: fund, amount: $30bn, on: 0y, fixed: $270bn`+terms+`}
  b: {kind: opportunistic, company: lab, rate: 1000/y, size: 0%}
exits:
  takeover: {kind: acquisition, company: lab, `+now+`, from: 6 months, premium: 20%}
`)
		s.at("takeover.proceeds", 0, 0, c.sum, 0)
		s.at("fund.proceeds", 0, 0, c.pref, 0)
		s.at("early.proceeds", 0, 0, c.common, 0)
		s.at("fund.stake", 0.1, 0.1, 0, 0)
		s.at("early.stake_value", 0.18*(s.series["lab.value"][0]+30), 0.18*s.series["lab.value"][1], 0, 0)
		s.at("lab.sold", 0, 0, 1, 1)
		s.at("lab.gone", 0, 0, 0, 0)
		s.end("late.cancelled", 1)
		s.end("late.funded", 0)
		s.end("ledger: acquirer to other holders, proceeds", c.sum-c.pref-c.common)
		s.end("fund_moic", c.pref/30)
	}

	// A listing ends the preference: 10% of 24, though it would come first.
	s = tell(t, head+`
companies:
  lab: {value: {process: constant, value: $20bn}}
rounds:
  a: {kind: dated, company: lab, from: fund, amount: $30bn, on: 0y, fixed: $270bn, preference: 100%}
exits:
  ipo: {kind: ipo, company: lab, `+now+`}
  takeover: {kind: acquisition, company: lab, `+now+`, from: 1y, premium: 20%}
`)
	s.at("fund.proceeds", 0, 0, 0, 0, 2.4)

	// A round in the step of the sale: $25bn at $100bn; the buyer pays for the money too. 20% of 125 is what it paid.
	s = tell(t, head+`
companies:
  lab: {value: {process: constant, value: $100bn}}
rounds:
  a: {kind: dated, company: lab, from: fund, amount: $25bn, on: 3 months}
exits:
  takeover: {kind: acquisition, company: lab, `+now+`}
metrics:
  rate: irr(fund.deal_flow)
`)
	s.at("takeover.proceeds", 0, 125, 0)
	s.at("fund.proceeds", 0, 25, 0)
	s.end("fund_moic", 1)

	// Insolvency. Revenue of 20/4 = 5 a quarter, other cost of 9, compute of 1 under the commitment: 5 are lost. Cash of 2
	// and 6 from the tranche: 8, 3, -2. The sale brings 20% of 50 = 10; 2 fill the hole. What is left of the floor
	// is 40 - 2 = 38, of which the seller recovers 10% = 3.8, paid in the next quarter. The other 4.2 are shared out: all to
	// the preference of 6.
	failing := head + `
drivers:
  wants: {process: constant, value: $1bn}
companies:
  lab: {revenue: {process: constant, value: $20bn}, value: {process: constant, value: $50bn}, cash: {start: $2bn, other_cost: 180%}}
investors: {early: {holds: {lab: {stake: 25%}}}}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, floor: $40bn, term: 3y, recovery: 10%}
tranches:
  now: {investor: early, into: lab, amount: $6bn, on: 0y, price: {fixed: $54bn}, preference: 100%}
  late: {investor: early, into: lab, amount: $6bn, when: t >= 1y}
exits:
  failure: {kind: insolvency, company: lab, sale: 20%}
quantities:
  filled: failure.filled
  bought: early.new_proceeds
`
	s = tell(t, failing)
	s.at("lab.cash", 8, 3, 3.8, 0, 0)
	s.at("failure.happened", 0, 0, 1, 1)
	s.at("failure.proceeds", 0, 0, 4.2, 0)
	s.at("filled", 0, 0, 2, 0)
	s.at("early.proceeds", 0, 0, 4.2, 0)
	s.at("bought", 0, 0, 4.2, 0)
	s.at("early.stake", 0.1+0.225, 0.325, 0, 0)
	s.at("early.stake_value", 0.325*56, 0.325*50, 0, 0)
	s.at("lab.revenue", 0, 5, 5, 0, 0)
	s.at("lab.operating_cash", 0, -5, -5, 0, 0)
	s.at("aws.spend", 0, 1, 1, 0, 0)
	s.at("aws.shortfall", 0, 0, 0, 38, 0)
	s.at("aws.true_up", 0, 0, 0, 3.8, 0)
	s.at("lab.gone", 0, 0, 1, 1)
	s.end("late.cancelled", 1)
	s.end("aws_true_up_total", 3.8)
	s.end("early_moic", 0.7)
	// nothing is recovered: 8 are shared out, 6 to the preference; of the other 2 the investor's 25% are 0.5
	s = tell(t, strings.Replace(failing, "recovery: 10%", "recovery: 0%", 1))
	s.at("lab.cash", 8, 3, 0, 0, 0)
	s.at("failure.proceeds", 0, 0, 8, 0)
	s.at("early.proceeds", 0, 0, 6.5, 0)
	s.end("early_moic", 1)
	// a sale that brings less than the hole: 2% of 50 = 1; nobody gets anything, and 1 of the
	// bills is not paid
	s = tell(t, strings.Replace(failing, "sale: 20%", "sale: 2%", 1))
	s.at("filled", 0, 0, 1, 0)
	s.at("failure.proceeds", 0, 0, 0, 0)
	s.at("lab.cash", 8, 3, 0, 0)
	s.end("ledger: other creditors to lab, not paid", 1)
	// a round in time: 8·5 = 40 is above 25% of 50 = 12.5, which is raised while cash is below four quarters of burn
	s = tell(t, failing+"rounds:\n  rescue: {kind: need-driven, company: lab}\n")
	s.at("rescue.raised", 0, 12.5, 12.5, 12.5)
	s.at("failure.happened", 0, 0, 0, 0)
	s.at("lab.cash", 8, 15.5, 23, 30.5)

	// A company of which nobody keeps the cash fails on a condition: all of the sale is for the holders; a commitment that
	// it has not made is none.
	s = tell(t, head+`
companies:
  lab: {value: {process: constant, value: $50bn}}
investors: {early: {holds: {lab: {stake: 25%}}}}
exits:
  failure: {kind: insolvency, company: lab, when: t >= 6 months}
`)
	s.at("early.proceeds", 0, 0, 2.5, 0)
	s.at("early.stake", 0.25, 0.25, 0)
}

// TestOneEndOnly: of two that are due in a step the first in time ends the company, and the other does not come; one that
// is found out at the end of a step comes last; of two such the first by name.
func TestOneEndOnly(t *testing.T) {
	for _, c := range []struct {
		a, b, ends string
	}{
		{"{kind: acquisition, company: lab, hazard: 1000/y}", "{kind: insolvency, company: lab, when: t > 0y}", "a"},
		{"{kind: insolvency, company: lab, when: t > 0y}", "{kind: acquisition, company: lab, hazard: 1000/y}", "b"},
		{"{kind: insolvency, company: lab, when: t > 0y}", "{kind: insolvency, company: lab, when: t > 0y, sale: 90%}", "a"},
		{"{kind: acquisition, company: lab, hazard: 1000/y}", "{kind: acquisition, company: lab, hazard: 0.001/y}", "a"},
		{"{kind: acquisition, company: lab, hazard: 1000/y, off: yes}", "{kind: insolvency, company: lab, when: t > 0y}", "b"},
		{"{kind: ipo, company: lab, hazard: 1000/y, primary: 10%}", "{kind: insolvency, company: lab, when: t > 0y}", "ab"},
	} {
		s := tell(t, worth+"exits:\n  a: "+c.a+"\n  b: "+c.b+"\n")
		for _, id := range []string{"a", "b"} {
			want := truth(strings.Contains(c.ends, id))
			s.at(id+".happened", 0, want, want, want)
		}
		sum := 0.0
		for _, id := range []string{"a", "b"} {
			for _, v := range s.series[id+".proceeds"] {
				sum += v
			}
		}
		s.at("early.proceeds", 0, sum*s.series["early.stake"][0]/(1+0.1*truth(len(c.ends) == 2)), 0)
	}
}

// TestAnExitAtTheHorizon counts once: the proceeds, and no value of a stake that is gone.
func TestAnExitAtTheHorizon(t *testing.T) {
	s := tell(t, head+`
companies:
  lab: {value: {process: constant, value: $100bn}}
tranches:
  now: {investor: fund, into: lab, amount: $25bn, on: 0y, price: market}
exits:
  takeover: {kind: acquisition, company: lab, `+now+`, from: 3y, premium: 100%}
quantities:
  flow: fund.deal_flow
`)
	s.at("flow", -25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40)
	s.end("fund_moic", 1.6)
	s.end("fund_irr", 0.16960709528515414) // 1.6^(1/3) - 1
}

// TestNobodyPaysForNothing: a company without worth sells no shares. The tranche is cancelled, the round fails, a listing
// raises nothing and dilutes nobody.
func TestNobodyPaysForNothing(t *testing.T) {
	s := tell(t, head+`
drivers:
  worth: {process: knots, knots: {0y: $100bn, 6 months: $0, 9 months: -$50bn}}
companies:
  lab: {value: worth}
investors: {early: {holds: {lab: {stake: 20%}}}}
tranches:
  market: {investor: fund, into: lab, amount: $5bn, on: 6 months, right: obligation, price: market}
  below: {investor: fund, into: lab, amount: $5bn, on: 9 months, price: market, stake_cap: 50%}
  post: {investor: fund, into: lab, amount: goal, on: 1y, price: {fixed: $5bn, basis: post-money}}
  grant: {investor: fund, into: lab, amount: $1bn, on: 6 months, instrument: grant}
inputs:
  goal: {value: {uniform: [$5bn, $6bn]}, status: assumed}
rounds:
  a: {kind: dated, company: lab, amount: $5bn, on: 9 months}
  b: {kind: opportunistic, company: lab, rate: 1000/y, size: 10%, market: t > 3 months}
exits:
  ipo: {kind: ipo, company: lab, `+now+`, from: 9 months, primary: 10%}
  takeover: {kind: acquisition, company: lab, `+now+`, from: 1y}
quantities:
  fails: a.failed
`)
	for _, id := range []string{"market", "below", "post"} {
		s.end(id+".cancelled", 1)
		s.end(id+".paid", 0)
	}
	s.end("grant.paid", 1)
	s.at("fails", 0, 0, 0, 1, 0)
	s.at("b.raised", 0, 0, 0, 0)
	s.at("ipo.happened", 0, 0, 0, 1)
	s.at("ipo.raised", 0, 0, 0, 0)
	s.at("early.stake", 0.2, 0.2, 0.2, 0.2, 0)
	s.at("early.proceeds", 0, 0, 0, 0, 0)
}

// TestStakeCap: what brings 15% to 20% at $100bn is (20% - 15%)/(1 - 20%)·100 = 6.25. A second tranche in the same
// quarter, though paid, adds nothing; later, after a round has diluted, there is room again.
func TestStakeCap(t *testing.T) {
	const capped = head + `
companies:
  lab: {value: {process: constant, value: $100bn}}
investors: {early: {holds: {lab: {stake: 15%}}}}
tranches:
  one: {investor: early, into: lab, amount: $10bn, on: 3 months, price: market, stake_cap: 20%}
  two: {investor: early, into: lab, amount: $10bn, on: 3 months, price: market, stake_cap: 20%}
  two-more: {investor: early, into: lab, amount: $10bn, on: 9 months, price: market, stake_cap: 20%}
`
	s := tell(t, capped)
	s.at("one.paid", 0, 6.25)
	s.at("two.paid", 0, 0)
	s.at("early.stake", 0.15, 0.2, 0.2, 0.2)
	s = tell(t, capped+"rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: 6 months}\n")
	s.at("early.stake", 0.15, 0.2, 0.16, 0.2)
	s.at("two-more.paid", 0, 0, 0, 5) // (20% - 16%)/80%·100
	// on the day of the deal what was held counts
	s = tell(t, strings.Replace(capped, "on: 3 months", "on: 0y", 1))
	s.at("one.paid", 6.25)
	// above the cap already: nothing
	s = tell(t, strings.ReplaceAll(capped, "stake_cap: 20%", "stake_cap: 10%"))
	s.at("one.paid", 0, 0)
	s.at("early.stake", 0.15, 0.15)
	// its note turns into shares with a round in the quarter: 20 at 100 are 0.2 shares for each. (20% · 1.2 - 0.2)/80% = 0.05
	// are left for the tranche; the round's 0.01 dilute all. What it buys by right in the round keeps its part of that.
	noted := strings.NewReplacer("investors: {early: {holds: {lab: {stake: 15%}}}}\n", "", "$10bn, on: 3 months", "$10bn, on: 6 months").Replace(capped) + `
notes: {n: {investor: early, into: lab, amount: $20bn, on: 3 months}}
rounds: {a: {kind: dated, company: lab, amount: $1bn, on: 6 months}}
`
	s = tell(t, noted)
	s.at("one.paid", 0, 0, 5)
	s.at("two.paid", 0, 0, 0)
	s.at("early.stake", 0, 0, 0.25/1.26)
	// with 15% from before, a note of 2 and a right to 15% of the round: (20% · 1.02 - 0.17)/80% = 0.0425
	s = tell(t, strings.NewReplacer("amount: $20bn", "amount: $2bn", "tranches:", "investors: {early: {holds: {lab: {stake: 15%}}}}\ntranches:", "amount: $1bn, on: 6 months", "amount: $1bn, on: 6 months, pro_rata: {early: {uses: 100%}}").Replace(noted))
	s.at("one.paid", 0, 0, 4.25)
	s.at("early.stake", 0.15, 0.15, (0.17+0.0425+0.0015)/1.0725)
	// what is not capped goes before, by name
	s = tell(t, strings.Replace(capped, "one: {investor: early, into: lab, amount: $10bn, on: 3 months, price: market, stake_cap: 20%}", "one: {investor: early, into: lab, amount: $2bn, on: 3 months, price: market}", 1))
	s.at("two.paid", 0, 4.25)
	s.at("early.stake", 0.15, 0.2)
}

// TestTheWholeIsHeld: one who has all of a company keeps all of it with a right, and gets all of it.
func TestTheWholeIsHeld(t *testing.T) {
	s := tell(t, head+`
companies:
  lab: {value: {process: constant, value: $100bn}}
investors: {owner: {holds: {lab: {stake: 100%}}}}
rounds:
  a: {kind: dated, company: lab, amount: $25bn, on: 0y, pro_rata: {owner: {uses: 100%}}}
  b: {kind: dated, company: lab, amount: $25bn, on: 3 months, pro_rata: {owner: {uses: 100%}}}
exits:
  takeover: {kind: acquisition, company: lab, `+now+`, from: 6 months}
`)
	s.at("owner.stake", 1, 1, 0)
	s.at("owner.invested", 25, 25, 0)
	s.at("owner.proceeds", 0, 0, 100)
	s.end("ledger: acquirer to other holders, proceeds", 0)
}

// TestTwoInvestorsInTwoCompanies: each holding has its names and its own end.
func TestTwoInvestorsInTwoCompanies(t *testing.T) {
	s := tell(t, head+`
companies:
  lab: {value: {process: constant, value: $100bn}}
  rival: {value: {process: constant, value: $50bn}}
investors:
  amazon: {holds: {lab: {stake: 10%}, rival: {stake: 40%}}}
tranches:
  now: {investor: fund, into: lab, amount: $25bn, on: 0y, price: market}
rounds:
  a: {kind: dated, company: lab, amount: $25bn, on: 3 months, pro_rata: {amazon: {uses: 100%}}}
  b: {kind: dated, company: rival, amount: $50bn, on: 3 months, pro_rata: {fund: {uses: 100%}}}
exits:
  takeover: {kind: acquisition, company: rival, `+now+`, from: 6 months, premium: 10%}
quantities:
  out: amazon.paid
  in: amazon.received
`)
	s.at("amazon.lab.stake", 0.08, 0.08, 0.08, 0.08)
	s.at("amazon.rival.stake", 0.4, 0.2, 0, 0)
	s.at("fund.lab.stake", 0.2, 0.16, 0.16)
	s.at("fund.rival.stake", 0, 0, 0)
	s.at("amazon.lab.invested", 0, 2, 0)
	s.at("out", 0, 2, 0)
	s.at("amazon.rival.proceeds", 0, 0, 11, 0)
	s.at("in", 0, 0, 11, 0)
	s.at("lab.value", 100, 100, 100)
}
