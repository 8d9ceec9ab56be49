package engine

import (
	"math"
	"strings"
	"testing"
)

// creditsDeal lends itself to a table: credits for $5bn at $95bn pre-money, good at a commitment of three quarters that
// starts on the day of the deal, with bills as the driver says and a margin of 30%.
const creditsDeal = head + `
drivers:
  wants: {process: knots, between: only, knots: {3 months: $2bn, 6 months: $2bn, 9 months: $2bn, 1y: $2bn}}
companies:
  lab: {revenue: {process: constant, value: $40bn}, value: {process: constant, value: $95bn}, cash: {start: $10bn, other_cost: 100%, elsewhere: unmet}}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, floor: $6bn, term: 9 months, margin: 30%}
tranches:
  chips: {investor: cloud, into: lab, amount: $5bn, on: 0y, price: market, instrument: credits, credits: aws}
quantities:
  cloud_in: cloud.received
  cloud_out: cloud.paid
metrics:
  net: total(aws.margin) - total(cloud.invested)
`

// TestCreditsForSharesByHand: credits for $5bn buy 5% of the company. No cash moves on the day.
//
//	quarter   bill   credits   in money   left
//	1         2      2         0          3
//	2         2      2         0          1
//	3         2      1         1          0
//	4         2      (after the term)  2
//
// Bills of $1bn use 3 in the three quarters, and 2 lapse at the end of the third.
func TestCreditsForSharesByHand(t *testing.T) {
	s := tell(t, creditsDeal)
	s.at("chips.paid", 5, 0, 0, 0, 0)
	s.at("cloud.invested", 5, 0, 0, 0, 0)
	s.at("cloud.stake", 0.05, 0.05, 0.05, 0.05, 0.05)
	s.at("aws.spend", 0, 2, 2, 2, 2)
	s.at("aws.equity_credits_used", 0, 2, 2, 1, 0)
	s.at("aws.equity_credits_lapsed", 0, 0, 0, 0, 0)
	s.at("cloud_in", 0, 2, 2, 2+5, 2)        // the bill at its full price, and the true-up
	s.at("cloud_out", 0, 2, 2, 1, 0)         // what of the bill is given back, as credits
	s.at("aws.spend_to_date", 0, 0, 0, 1, 1) // what credits pay retires no floor: $5bn of the $6bn are short
	s.at("aws.shortfall", 0, 0, 0, 5, 0)
	// ten at first, nothing earned: in the third quarter 1 of the bill and the true-up of 5, then a bill in full
	s.at("lab.cash", 10, 10, 10, 4, 2)
	s.at("aws.margin", 0, 0.6, 0.6, 0.6+5, 0.6)
	s.end("ledger: cloud to lab, credits for shares", 5)
	s.end("net", 0.3*8+5-5)

	// where they count, nothing is short: the three quarters come to 0.3·6 - 5 = -3.2, and in cash the cloud gets 1 and
	// spends 70% of 6 = 4.2
	s = tell(t, withTerms(creditsDeal, "credits: aws", "credits: {at: aws, counts: yes}", "1y: $2bn", "1y: $0bn"))
	s.at("aws.spend_to_date", 0, 2, 4, 6)
	s.at("aws.shortfall", 0, 0, 0, 0)
	s.end("net", 1-4.2)

	// two tranches of 5 and 2 at the commitment pay one bill: 2, 2 and 1 of the first, then 1 of the second, of which 1 lapses
	s = tell(t, strings.Replace(creditsDeal, "quantities:\n", "  more: {investor: cloud, into: lab, amount: $2bn, on: 0y, price: market, instrument: credits, credits: aws}\nquantities:\n", 1))
	s.at("aws.equity_credits_used", 0, 2, 2, 2, 0)
	s.at("aws.equity_credits_lapsed", 0, 0, 0, 1, 0)
	s.at("cloud_out", 0, 2, 2, 2, 0)
	s.at("aws.shortfall", 0, 0, 0, 6, 0)

	// what is left lapses: the cloud gets nothing and spends 70% of 3
	half := withTerms(creditsDeal, "credits: aws", "credits: {at: aws, counts: yes}", "3 months: $2bn, 6 months: $2bn, 9 months: $2bn, 1y: $2bn", "3 months: $1bn, 6 months: $1bn, 9 months: $1bn, 1y: $0bn", "floor: $6bn", "floor: $3bn")
	s = tell(t, half)
	s.at("aws.equity_credits_used", 0, 1, 1, 1, 0)
	s.at("aws.equity_credits_lapsed", 0, 0, 0, 2, 0)
	s.at("lab.cash", 10, 10, 10, 10, 10)
	s.end("net", 0-2.1)
	s.end("cloud_circularity", 5./3) // money deployed, at face value, over spend

	// credits granted after the term lapse at once; on the way to the end they can be used from the step after
	s = tell(t, withTerms(half, "on: 0y", "on: 6 months"))
	s.at("aws.equity_credits_used", 0, 0, 0, 1, 0)
	s.at("aws.equity_credits_lapsed", 0, 0, 0, 4, 0)
	s = tell(t, withTerms(half, "on: 0y", "on: 1y"))
	s.at("aws.equity_credits_used", 0, 0, 0, 0, 0, 0)
	s.at("aws.equity_credits_lapsed", 0, 0, 0, 0, 0, 5)

	// after those granted with the commitment: 1 of theirs, then 1 of the tranche's
	s = tell(t, withTerms(creditsDeal, "margin: 30%", "margin: 30%, credits: {amount: $1bn}"))
	s.at("aws.credits_used", 0, 1, 0, 0, 0)
	s.at("aws.equity_credits_used", 0, 1, 2, 2, 0)

	// a negative control: money instead, which retires the floor
	s = tell(t, withTerms(creditsDeal, ", instrument: credits, credits: aws", ""))
	s.at("lab.cash", 15, 13, 11, 9, 7)
	s.at("aws.shortfall", 0, 0, 0, 0)
}

// TestRecoveryRanksAheadByHand. Revenue of 5 a quarter, other cost of 9, compute of 1: 5 are lost. Cash of 2 and 6 from the
// tranche: 8, 3, -2. The sale brings 20% of 50 = 10; 2 fill the hole. What is left of the floor is 40 - 2 = 38, of which the
// seller recovers 10% = 3.8. The other 4.2 go to the preference of 6.
//
//	sale of    brings   hole   kept   holders   claim met
//	20% · 50   10       2      3.8    4.2       100%
//	 8% · 50    4       2      2      0         2/3.8
//	 2% · 50    1       1      0      0         0
func TestRecoveryRanksAheadByHand(t *testing.T) {
	const failing = head + `
drivers:
  wants: {process: constant, value: $1bn}
companies:
  lab: {revenue: {process: constant, value: $20bn}, value: {process: constant, value: $50bn}, cash: {start: $2bn, other_cost: 180%}}
investors: {early: {holds: {lab: {stake: 25%}}}}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, floor: $40bn, term: 3y, recovery: 10%}
tranches:
  now: {investor: early, into: lab, amount: $6bn, on: 0y, price: {fixed: $54bn}, preference: 100%}
exits:
  failure: {kind: insolvency, company: lab, sale: 20%}
quantities:
  filled: failure.filled
  lost: failure.lost
  kept: failure.kept
  met: failure.met
`
	for _, c := range []struct {
		sale                         string
		filled, kept, holders, share float64
	}{
		{"20%", 2, 3.8, 4.2, 1},
		{"8%", 2, 2, 0, 2 / 3.8},
		{"2%", 1, 0, 0, 0},
	} {
		s := tell(t, strings.Replace(failing, "sale: 20%", "sale: "+c.sale, 1))
		s.at("filled", 0, 0, c.filled, 0)
		s.at("kept", 0, 0, c.kept, 0)
		s.at("met", 0, 0, c.share, c.share)
		s.at("failure.proceeds", 0, 0, c.holders, 0)
		s.at("early.proceeds", 0, 0, c.holders, 0) // all to the preference of 6
		s.at("aws.shortfall", 0, 0, 0, 38, 0)
		s.at("aws.true_up", 0, 0, 0, 3.8*c.share, 0)
		s.at("lost", 0, 0, 2-c.filled, 0)    // bills of the quarter that nobody pays
		s.at("lab.cash", 8, 3, c.kept, 0, 0) // what is kept goes on in the next quarter
		s.end("ledger: acquirer to lab, claims", c.kept)
	}

	// A lender beside the seller, and cash in hand. 2 + 6 + 4 of the note less two quarters of 5 are 2. Claims of 3.8 and 50%
	// of 4·1.1 = 2.2 are 6: 2 out of the cash, 4 out of a sale of 12% · 50 = 6.
	s := tell(t, strings.Replace(failing, "sale: 20%", "sale: 12%, when: t >= 6 months", 1)+`
notes:
  bridge: {investor: early, into: lab, amount: $4bn, on: 0y, interest: 20%/y, recovery: 50%}
`)
	s.at("filled", 0, 0, 0, 0)
	s.at("kept", 0, 0, 4, 0)
	s.at("met", 0, 0, 1, 1)
	s.at("lab.cash", 12, 7, 6, 0, 0)
	s.at("bridge.repaid", 0, 0, 0, 2.2, 0)
	s.at("aws.true_up", 0, 0, 0, 3.8, 0)
	s.at("failure.proceeds", 0, 0, 2, 0)
	// a sale of 4% brings 2: 4 of 6 are met, two thirds of each
	s = tell(t, strings.Replace(failing, "sale: 20%", "sale: 4%, when: t >= 6 months", 1)+`
notes:
  bridge: {investor: early, into: lab, amount: $4bn, on: 0y, interest: 20%/y, recovery: 50%}
`)
	s.at("met", 0, 0, 2./3)
	s.at("bridge.repaid", 0, 0, 0, 2.2*2/3, 0)
	s.at("aws.true_up", 0, 0, 0, 3.8*2/3, 0)
	s.at("failure.proceeds", 0, 0, 0, 0)
	s.at("lab.cash", 12, 7, 4, 0, 0)
}

// TestAListingSavesByHand: 2 in cash, 5 lost in the first quarter. A listing in that quarter sells 10% of 50 = 5 in new
// shares: 2 are left, and the company lives on to the next; without it, and where it raises 5% = 2.5, it fails.
func TestAListingSavesByHand(t *testing.T) {
	const listing = head + `
companies:
  lab: {revenue: {process: constant, value: $20bn}, value: {process: constant, value: $50bn}, cash: {start: $2bn, other_cost: 200%}}
investors: {early: {holds: {lab: {stake: 22%}}}}
exits:
  # its name is after the insolvency's: names settle nothing here
  listing: {kind: ipo, company: lab, hazard: 1000/y, primary: 10%}
  failure: {kind: insolvency, company: lab}
quantities:
  filled: failure.filled
`
	s := tell(t, listing)
	s.at("listing.raised", 0, 5, 0)
	s.at("failure.happened", 0, 0, 1)
	s.at("lab.cash", 2, 2, 0)
	s.at("early.stake", 0.22, 0.2, 0)
	for terms, want := range map[string]float64{"primary: 5%": 0.5, "primary: 10%, off: yes": 3} {
		s := tell(t, strings.Replace(listing, "primary: 10%", terms, 1))
		s.at("failure.happened", 0, 1, 1)
		s.at("filled", 0, want, 0)
		s.at("lab.cash", 2, 0, 0)
	}
	// the other way round of names
	s = tell(t, strings.ReplaceAll(listing, "failure", "a-failure"))
	s.at("a-failure.happened", 0, 0, 1)
}

// TestSellingAfterAListingByHand: 20% of a company worth $1,000bn, and $50bn in the deal for 5% of what is then 1,050: its
// new holding is 19.0476% + 4.7619% = 23.8095%. The listing comes in the second quarter; with a lock-up of two quarters the
// fifth is the first that begins after it.
//
//	quarter   sells               of 1,000 at 4% off      left
//	5         25%: 5.95238%       57.142857               17.857143%
//	6         nothing more with at_once alone
//
// Of the 57.142857 a fifth, 11.428571, is of the shares bought in the deal.
func TestSellingAfterAListingByHand(t *testing.T) {
	const selling = head + `
companies:
  lab: {value: {process: constant, value: $1000bn}}
investors:
  early: {holds: {lab: {stake: 20%, sells: {at_once: 25%, discount: 4%}}}}
tranches:
  now: {investor: early, into: lab, amount: $50bn, on: 0y, price: market}
exits:
  ipo: {kind: ipo, company: lab, hazard: 1000/y, from: 6 months, lockup: 2 quarters}
quantities:
  flow: early.deal_flow
  in: early.received
metrics:
  fresh: total(early.new_proceeds)
`
	const stake, sold = 0.25 / 1.05, 0.25 / 1.05 / 4 * 960
	s := tell(t, selling)
	s.at("lab.listed", 0, 0, 1, 1)
	s.at("early.sales", 0, 0, 0, 0, 0, sold, 0)
	s.at("early.proceeds", 0, 0, 0, 0, 0, sold, 0)
	s.at("early.stake", stake, stake, stake, stake, stake, 0.75*stake, 0.75*stake)
	s.at("early.stake_value", stake*1050, stake*1000, stake*1000, stake*1000, stake*1000, 0.75*stake*1000)
	s.at("in", 0, 0, 0, 0, 0, sold, 0)
	s.end("fresh", sold/5)
	s.end("ledger: the public to early, shares sold", sold)
	left := 0.75 * stake / 5 * 1000 // of the deal's shares, at the horizon
	s.at("flow", -50, 0, 0, 0, 0, sold/5, 0, 0, 0, 0, 0, 0, left)
	s.end("early_moic", (sold/5+left)/50)

	// at a rate, without a lock-up: from the quarter after the listing, 1 - e^(-0.4/4) of what is left in each
	s = tell(t, withTerms(selling, "at_once: 25%, discount: 4%", "rate: 40%/y", ", lockup: 2 quarters", ""))
	k := math.Exp(-0.1)
	s.at("early.stake", stake, stake, stake, stake*k, stake*k*k, stake*k*k*k)
	s.at("early.sales", 0, 0, 0, stake*(1-k)*1000, stake*k*(1-k)*1000)
	// both: a quarter at once, and the rate on the rest
	s = tell(t, withTerms(selling, "at_once: 25%, discount: 4%", "at_once: 25%, rate: 40%/y"))
	s.at("early.stake", stake, stake, stake, stake, stake, 0.75*stake*k, 0.75*stake*k*k)

	// no lock-up keeps a takeover away, which leaves nothing to sell; what is sold in the quarter before is sold
	s = tell(t, strings.Replace(selling, "exits:\n", "exits:\n  takeover: {kind: acquisition, company: lab, hazard: 1000/y, from: 18 months}\n", 1))
	s.at("early.sales", 0, 0, 0, 0, 0, sold, 0)
	s.at("early.proceeds", 0, 0, 0, 0, 0, sold, 0.75*stake*1000)
	s.end("ledger: acquirer to early, proceeds", 0.75*stake*1000)
	s.end("ledger: the public to early, shares sold", sold)
	s.end("ledger: acquirer to other holders, proceeds", (1-0.75*stake)*1000)
	s = tell(t, strings.Replace(selling, "exits:\n", "exits:\n  takeover: {kind: acquisition, company: lab, hazard: 1000/y, from: 15 months}\n", 1))
	s.at("early.sales", 0, 0, 0, 0, 0, 0, 0)
	s.at("early.proceeds", 0, 0, 0, 0, 0, stake*1000, 0)

	// another's $100bn at market in the quarter of the sale: a tenth more shares of what is then worth 1,100, at the same price
	s = tell(t, strings.Replace(selling, "exits:\n", "  more: {investor: other, into: lab, amount: $100bn, on: 15 months, price: market}\nexits:\n", 1))
	s.at("early.sales", 0, 0, 0, 0, 0, sold, 0)
	s.at("early.stake", stake, stake, stake, stake, stake, 0.75*stake/1.1)

	// a negative control: without sells it keeps them all
	s = tell(t, withTerms(selling, ", sells: {at_once: 25%, discount: 4%}", ""))
	s.at("early.stake", stake, stake, stake, stake, stake, stake)
}

// TestOptionPoolByHand: a pool of 10% on the day, of which 2% of the company are granted in each of two quarters: 6 of 100
// shares are left, and 94 are others'. $25bn at $100bn pre-money in the second quarter buy 20%; the pool is to have 10% after
// it: 94/0.7 = 134.2857 shares.
//
//	              before    after     shares
//	pool          6%        10%       13.4286
//	employees     4%        2.9787%   4
//	early         20%       14.8936%  20
//	the rest      70%       52.1277%  70
//	the round     -         20%       26.8571
//
// At a takeover for $120bn the 13.4286 shares of the pool are cancelled: early gets 20/120.8571 of it.
func TestOptionPoolByHand(t *testing.T) {
	const pooled = head + `
companies:
  lab: {value: {process: constant, value: $100bn}, option_pool: {size: 10%, grants: 8%/y}}
investors: {early: {holds: {lab: {stake: 20%}}}}
rounds:
  a: {kind: dated, company: lab, from: fund, amount: $25bn, on: 6 months}
`
	const after = 94 / 0.7
	s := tell(t, pooled)
	s.at("lab.pool", 0.1, 0.08, 0.1, 0.08, 0.06, 0.04, 0.02, 0, 0)
	s.at("lab.employees", 0, 0.02, 4/after, 4/after+0.02)
	s.at("early.stake", 0.2, 0.2, 20/after, 20/after)
	s.at("fund.stake", 0, 0, 0.2, 0.2)
	if sum := s.series["lab.pool"][2] + s.series["lab.employees"][2] + s.series["early.stake"][2] + s.series["fund.stake"][2] + 70/after; !near(sum, 1) {
		t.Errorf("all holders have %v", sum)
	}

	s = tell(t, pooled+"exits:\n  takeover: {kind: acquisition, company: lab, hazard: 1000/y, from: 6 months, premium: -4%}\n")
	s.at("takeover.proceeds", 0, 0, 120, 0)
	s.at("early.proceeds", 0, 0, 20/(after-13.4285714285714286)*120, 0)
	s.at("lab.pool", 0.1, 0.08, 0, 0)

	// without money there is no top-up; a round that leaves no room for it tops up nothing: $900bn at $100bn buy 90%
	s = tell(t, withTerms(pooled, "grants: 8%/y", "grants: 0%/y", "amount: $25bn", "amount: $0bn"))
	s.at("lab.pool", 0.1, 0.1, 0.1, 0.1)
	s = tell(t, withTerms(pooled, "grants: 8%/y", "grants: 0%/y", "amount: $25bn", "amount: $900bn"))
	s.at("lab.pool", 0.1, 0.1, 0.01)
	s.at("fund.stake", 0, 0, 0.9)

	// once listed, no more; a tranche tops up nothing: it is no round
	s = tell(t, pooled+"exits:\n  ipo: {kind: ipo, company: lab, hazard: 1000/y}\n")
	s.at("lab.pool", 0.1, 0.08, 0.06/1.25, 0.06/1.25-0.02)
	s = tell(t, strings.Replace(pooled, "rounds:\n  a: {kind: dated, company: lab, from: fund,", "tranches:\n  a: {investor: fund, into: lab, price: market,", 1))
	s.at("lab.pool", 0.1, 0.08, 0.06/1.25)

	// a right keeps its part of the round, not of the pool: 20% of the 20% new, and 20/134.2857
	s = tell(t, withTerms(pooled, "on: 6 months", "on: 6 months, pro_rata: {early: {uses: 100%}}"))
	s.at("early.stake", 0.2, 0.2, 20/after+0.2*0.2)

	// without a top-up the same round leaves 6%/1.25, and early 16%
	s = tell(t, strings.Replace(pooled, ", option_pool: {size: 10%, grants: 8%/y}", "", 1))
	s.at("early.stake", 0.2, 0.2, 0.16)
}
