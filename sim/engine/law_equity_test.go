package engine

import "testing"

// equityDeal is a deal in which shares go all their ways: rounds that top up a pool, a listing with a lock-up and a holder
// who sells after it, credits for shares, a failure with claims, a sale.
const equityDeal = head + `
companies:
  lab:
    revenue: {process: gbm, start: $10bn, drift: 20%/y, volatility: 60%}
    value: {process: gbm, start: $100bn, drift: 10%/y, volatility: 70%}
    compute: {share_of_revenue: 60%}
    cash: {start: $5bn, other_cost: 60%}
    option_pool: {size: 10%, grants: 4%/y}
investors:
  early: {holds: {lab: {stake: 20%, sells: {at_once: 20%, rate: 50%/y, discount: 4%}}}}
commitments:
  cloud: {buyer: lab, seller: early, floor: $15bn, term: 2y, share: 50%, recovery: 20%, margin: 30%, credits: {amount: $0.5bn}}
tranches:
  chips: {investor: early, into: lab, amount: $3bn, on: 3 months, price: market, instrument: credits, credits: {at: cloud, counts: yes}}
  more: {investor: early, into: lab, amount: $1bn, when: lab.arr >= $12bn, price: market, instrument: credits, credits: cloud, preference: 100%}
notes:
  bridge: {investor: fund, into: lab, amount: $0.5bn, on: 0y, cap: $120bn, interest: 5%/y, maturity: 3y, recovery: 40%}
rounds:
  growth: {kind: opportunistic, company: lab, rate: 80%/y, size: 5%, preference: 100%, pro_rata: {early: {uses: 50%}}}
exits:
  ipo: {kind: ipo, company: lab, hazard: 40%/y, from: 6 months, primary: 5%, lockup: 2 quarters}
  takeover: {kind: acquisition, company: lab, hazard: 10%/y}
  failure: {kind: insolvency, company: lab, sale: 30%}
metrics:
  for_holders: total(failure.proceeds)
  for_claims: total(cloud.true_up)
  kept: at(early.stake, 3y)
  sold: total(early.sales)
  employees: at(lab.employees, 3y)
`

// TestWhoComesFirstIsNoWorseOff changes one term at a time, path by path.
func TestWhoComesFirstIsNoWorseOff(t *testing.T) {
	watched := func(pairs ...string) seen { return watch(deal(t, withTerms(equityDeal, pairs...)), 0, 4*chunkSize) }
	base := watched()
	more := watched("recovery: 20%", "recovery: 60%")
	notAbove(t, "proceeds of holders when a seller recovers more", base.ends["for_holders"], more.ends["for_holders"])
	notAbove(t, "what a seller gets when it recovers less", more.ends["for_claims"], base.ends["for_claims"])
	notAbove(t, "a stake beside a larger pool", base.ends["kept"], watched("size: 10%", "size: 15%").ends["kept"])
	notAbove(t, "a stake with a shorter lock-up", watched("lockup: 2 quarters", "lockup: 3 quarters").ends["kept"], base.ends["kept"])
	notAbove(t, "what shares bring at a higher discount", base.ends["sold"], watched("discount: 4%", "discount: 9%").ends["sold"])
	notAbove(t, "what employees have of slower grants", base.ends["employees"], watched("grants: 4%/y", "grants: 3%/y").ends["employees"])
}
