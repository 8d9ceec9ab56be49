package engine

import (
	"strings"
	"testing"
)

// spends is a buyer that spends so much in each of five years, under a commitment to finish.
func spends(terms string, each ...string) string {
	text := strings.Replace(years, "3y", "5y", 1) + "drivers:\n  wants: {process: knots, between: only, knots: {"
	for k, v := range each {
		if k > 0 {
			text += ", "
		}
		text += string(rune('1'+k)) + "y: " + v
	}
	return text + "}}\ncommitments:\n  aws: {buyer: lab, seller: cloud, demand: wants, margin: 50%, " + terms + "}\nquantities:\n  paid: lab.paid\n  got: lab.received\n"
}

// TestCarryByHand works out what becomes of spend above a year's floor of $10bn.
func TestCarryByHand(t *testing.T) {
	// 16 leaves 6; up to 20% of the floor, 2, are carried; 7 + 2 is 1 short; 14 leaves 4, 2 carried; 8 + 2 is enough
	text := spends("floor: $40bn, term: 4y, basis: annual, excess: {most: 20%}", "$16bn", "$7bn", "$14bn", "$8bn")
	s := tell(t, text)
	s.at("aws.shortfall", 0, 0, 1, 0, 0)
	s.without(text, "{most: 20%}", "carried", "aws.shortfall").at("aws.shortfall", 0, 0, 0, 0, 0)
	s.without(text, "{most: 20%}", "lost", "aws.shortfall").at("aws.shortfall", 0, 0, 3, 0, 2)

	// 14 leaves 4, for one year: the second year has 9 + 4, its own 9 being used last, and carries 3 of its own; the third
	// has 7 + 3; the fourth 9 and nothing carried: 1 short. Kept without end it is the same: 14 + 9 + 7 + 9 = 39.
	text = spends("floor: $40bn, term: 4y, basis: annual, excess: {years: 1}", "$14bn", "$9bn", "$7bn", "$9bn")
	tell(t, text).at("aws.shortfall", 0, 0, 0, 0, 1)
	// 14 leaves 4; 10 a year uses the 4 and leaves 4 of its own, always fresh: 6 + 4 is enough in the fourth year
	tell(t, spends("floor: $40bn, term: 4y, basis: annual, excess: {years: 1}", "$14bn", "$10bn", "$10bn", "$6bn")).at("aws.shortfall", 0, 0, 0, 0, 0)
	// with no floor in the second year nothing uses the 4: for one year they lapse, and 6 is 4 short in the third
	text = spends("floors: {1: $10bn, 3: $10bn}, term: 3y, basis: annual, excess: {years: 1}", "$14bn", "$0", "$6bn")
	s = tell(t, text)
	s.at("aws.shortfall", 0, 0, 0, 4)
	s.without(text, "{years: 1}", "{years: 2}", "aws.shortfall").at("aws.shortfall", 0, 0, 0, 0)
	s.without(text, "{years: 1}", "carried", "aws.shortfall").at("aws.shortfall", 0, 0, 0, 0)

	// half of a shortfall is paid. 7 is 3 short: 1.5. 12 is 2 above: they make good for 2 of the 3, so 1 comes back. 15 is
	// 5 above: 1 more makes good for the rest, 0.5 comes back, and 4 are carried: 5 + 4 is 1 short
	text = spends("floor: $40bn, term: 4y, basis: annual, excess: {back: yes}, shortfall: {fraction: 50%}", "$7bn", "$12bn", "$15bn", "$5bn")
	s = tell(t, text)
	s.at("aws.shortfall", 0, 3, 0, 0, 1)
	s.at("aws.true_up", 0, 1.5, 0, 0, 0.5)
	s.at("aws.refund", 0, 0, 1, 0.5, 0)
	s.at("paid", 0, 8.5, 12, 15, 5.5)
	s.at("got", 0, 0, 1, 0.5, 0)
	s.at("aws.margin", 0, 3.5+1.5, 6-1, 7.5-0.5, 2.5+0.5)
	s.without(text, "back: yes", "back: no", "aws.refund", "got")
	// what is lost can still make good: the 4 are lost after that, and 5 is 5 short
	s.without(text, "{back: yes}", "{rule: lost, back: yes}", "aws.shortfall").at("aws.refund", 0, 0, 1, 0.5, 0)
}

// TestPutOffByHand: shortfalls that are not paid when they are found.
func TestPutOffByHand(t *testing.T) {
	// 7 is 3 short of 10: 2.5 roll, 0.5 is paid. 11 of 12.5 is 1.5 short: all of it rolls. 9 of 11.5 is 2.5 short: all of
	// it rolls. 9 of 12.5 in the last year: 3.5 are paid
	text := spends("floor: $40bn, term: 4y, basis: annual, shortfall: {rule: roll, most: 25%}", "$7bn", "$11bn", "$9bn", "$9bn")
	s := tell(t, text)
	s.at("aws.shortfall", 0, 0.5, 0, 0, 3.5)
	s.at("aws.true_up", 0, 0.5, 0, 0, 3.5)
	s.without(text, ", most: 25%", "", "aws.true_up").at("aws.true_up", 0, 0, 0, 0, 4) // 40 - 36, all at the end
	s.without(text, "rule: roll, most: 25%", "rule: pay", "aws.true_up").at("aws.true_up", 0, 3, 0, 0, 1)

	// a floor of 20 over two years, 15 spent: 5 are missing. 2 a year in two years more: 1 is paid at the end
	text = spends("floor: $20bn, term: 2y, shortfall: {rule: extend, years: 2y}", "$7bn", "$8bn", "$2bn", "$2bn", "$2bn")
	s = tell(t, text)
	s.at("aws.shortfall", 0, 0, 0, 0, 1, 0)
	s.at("aws.true_up", 0, 0, 0, 0, 1, 0)
	s.at("aws.spend_to_date", 0, 7, 15, 17, 19, 19)
	s.at("aws.floor_to_date", 0, 10, 20, 20, 20, 20)
	for year, want := range map[string][4]float64{"y1": {10, 7, 0, 0.7}, "y2": {10, 8, 0, 0.75}, "y3": {0, 2, 0, 0.85}, "y4": {0, 2, 1, 0.95}} { // the years of the extension have no floor
		for k, what := range []string{"floor", "spend", "shortfall", "coverage"} {
			s.end("aws."+year+"."+what, want[k])
		}
	}
	s.without(text, "years: 2y", "years: 3y", "aws.true_up").at("aws.true_up", 0, 0, 0, 0, 0, 0) // 2 · 3 ≥ 5
	s.without(text, "rule: extend, years: 2y", "rule: pay", "aws.true_up").at("aws.true_up", 0, 0, 5, 0, 0, 0)
	// a fraction is paid of what is left in the end
	s.without(text, "years: 2y", "years: 2y, fraction: 30%", "aws.true_up").at("aws.true_up", 0, 0, 0, 0, 0.3, 0)
	// the term is met: nothing is extended, and later spend is none of it
	tell(t, strings.Replace(text, "$8bn", "$13bn", 1)).at("aws.spend_to_date", 0, 7, 20, 20, 20, 20)
}

// TestAShortfallMayBeLetPass: with a chance of 40%, on six of ten paths the $3bn are paid; they fall short on all. Each
// settlement is drawn for itself.
func TestAShortfallMayBeLetPass(t *testing.T) {
	text := spends("floor: $40bn, term: 4y, basis: annual, shortfall: {waive_chance: 40%}", "$7bn", "$7bn", "$10bn", "$10bn")
	const paths = 40 * chunkSize
	all := watch(deal(t, text), 0, paths)
	share, both := [2]float64{}, 0.0
	for i := range paths {
		for k := range 2 {
			short, paid := all.series["aws.shortfall"][k+1][i], all.series["aws.true_up"][k+1][i]
			if short != 3 || paid != 0 && paid != 3 {
				t.Fatalf("path %d: %v short, %v paid", i, short, paid)
			}
			share[k] += paid / 3 / paths
		}
		both += all.series["aws.true_up"][1][i] * all.series["aws.true_up"][2][i] / 9 / paths
	}
	// 5 standard errors of a share of 60% of 20480 paths are 1.7 points
	if abs(share[0]-0.6) > 0.017 || abs(share[1]-0.6) > 0.017 || abs(both-0.36) > 0.017 {
		t.Errorf("%v are paid, %v twice; want 60%%, 36%%", share, both)
	}
	tell(t, strings.Replace(text, "40%}", "0%}", 1)).at("aws.true_up", 0, 3, 3)
	tell(t, strings.Replace(text, "40%}", "100%}", 1)).at("aws.true_up", 0, 0, 0)
}

// TestBillByHand: discounts and credits.
func TestBillByHand(t *testing.T) {
	// 5% off from 10, 10% off from 20. Year 1: 8 at list. Year 2: 16: 2 at list, 10 at 5%, 4 at 10%: 0.9 off. Year 3: 5 at
	// 10%. 27.6 count for a floor of 30. A fourth year is after the term: list price
	text := spends("floor: $30bn, term: 3y, discounts: {a: {from: $20bn, off: 10%}, b: {from: $10bn, off: 5%}}", "$8bn", "$16bn", "$5bn", "$5bn")
	s := tell(t, text)
	s.at("aws.discount", 0, 0, 0.9, 0.5, 0)
	s.at("aws.spend", 0, 8, 15.1, 4.5, 5)
	s.at("aws.shortfall", 0, 0, 0, 30-27.6)
	s.at("paid", 0, 8, 16, 5+2.4, 5)
	s.at("got", 0, 0, 0.9, 0.5, 0)
	s.at("aws.margin", 0, 4, 7.55, 2.25+2.4, 2.5)
	s.without(text, "from: $10bn, off: 5%", "from: $12bn, off: 5%", "aws.discount")
	// by the year: 6 of 16 at 5%
	s.without(text, "}}}\nq", "}}, discount_by: year}\nq", "aws.discount").at("aws.discount", 0, 0, 0.3, 0, 0)
	s.without(text, "from: $20bn", "from: $10bn", "aws.discount").at("aws.discount", 0, 0, 1.4/2, 0.25, 0) // two from 10: the later by name, 5%

	// credits of 10: 8 in the first year, 2 in the second. They do not count: 14 and 5 of a floor of 25 are 6 short
	text = spends("floor: $25bn, term: 3y, credits: {amount: $10bn}", "$8bn", "$16bn", "$5bn", "$5bn")
	s = tell(t, text)
	s.at("aws.spend", 0, 8, 16, 5, 5)
	s.at("aws.credits_used", 0, 8, 2, 0, 0)
	s.at("aws.spend_to_date", 0, 0, 14, 19, 19)
	s.at("aws.shortfall", 0, 0, 0, 6)
	s.at("paid", 0, 8, 16, 11, 5)
	s.at("got", 0, 8, 2, 0, 0)
	s.at("aws.margin", 0, 4-8, 8-2, 2.5+6, 2.5)
	annual := tell(t, strings.Replace(text, "term: 3y", "term: 3y, basis: annual", 1))
	for year, want := range map[string]float64{"y1": 0, "y2": 14 / (25. / 3), "y3": 5 / (25. / 3)} { // what credits pay covers nothing
		annual.end("aws."+year+".coverage", want)
	}
	s.without(text, "amount: $10bn", "amount: $10bn, counts: yes", "aws.shortfall").at("aws.shortfall", 0, 0, 0, 0)
	s.without(text, ", credits: {amount: $10bn}", "", "aws.shortfall", "got")
	// a later start: credits wait for it
	tell(t, strings.Replace(text, "term: 3y", "term: 2y, start: 1y", 1)).at("aws.credits_used", 0, 0, 10, 0, 0)
	// the bill after discounts is what credits pay: 15.1 of 16
	tell(t, strings.Replace(text, "amount: $10bn}", "amount: $30bn}, discounts: {a: {from: $20bn, off: 10%}, b: {from: $10bn, off: 5%}}", 1)).at("aws.credits_used", 0, 8, 15.1, 4.5, 0)
}

// TestWhatCountsByHand: marketplace spend of a tenth of the demand, of which at most a twentieth of the floor counts.
func TestWhatCountsByHand(t *testing.T) {
	// annual floors of 10: 0.5 may count. 8 + 0.5; 12 + 0.5; 6 + 0.5 + the 2.5 carried
	text := spends("floor: $30bn, term: 3y, basis: annual, marketplace: {share: 10%, most: 5%}", "$8bn", "$12bn", "$6bn")
	s := tell(t, text)
	s.at("aws.marketplace", 0, 0.8, 1.2, 0.6)
	s.at("aws.spend", 0, 8, 12, 6)
	s.at("aws.shortfall", 0, 1.5, 0, 1)
	s.at("paid", 0, 8+0.8+1.5, 12+1.2, 6+0.6+1)
	s.at("aws.margin", 0, 4+1.5, 6, 3+1)
	s.without(text, ", most: 5%", "", "aws.shortfall").at("aws.shortfall", 0, 1.2, 0, 0.2)
	// what a year's floor has no room for is gone with the year: 0.3 of the second year count, not 0.3 of the first as well
	tell(t, strings.Replace(text, "$12bn", "$3bn", 1)).at("aws.shortfall", 0, 1.5, 6.7, 3.5)
	s.without(text, ", marketplace: {share: 10%, most: 5%}", "", "aws.shortfall", "paid").at("aws.shortfall", 0, 2, 0, 2)
	// cumulative: of 26 spent 2.6 go to the marketplace, 1.5 may count: 30 - 27.5; what is above 5% of the floor to date
	// waits: 0.5, then 0.3 + 0.2 of the 1.2, …
	text = strings.Replace(text, "basis: annual, ", "", 1)
	s = tell(t, text)
	s.at("aws.spend_to_date", 0, 8.5, 21, 27.5)
	s.at("aws.shortfall", 0, 0, 0, 2.5)
	tell(t, strings.Replace(text, "share: 10%", "share: 1%", 1)).at("aws.spend_to_date", 0, 8.08, 20.2, 26.26) // once each

	// storage is a quarter of the demand; only what needs chips counts. Of 3 · 8, and 1% off from $0, 18 · 0.99 count
	text = years + `
drivers:
  wants: {process: constant, value: $8bn}
  price: {process: constant, value: $1bn/GW/y}
capacity:
  chips: {cap: 9 GW, ramp: {0y: 9 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $24bn, term: 3y, demand: wants, other_share: 25%, capacity: chips, counts: capacity-only, discounts: {all: {from: $0, off: 1%}}}
`
	s = tell(t, text)
	s.at("aws.spend", 0, 7.92, 7.92, 7.92)
	s.at("aws.spend_to_date", 0, 5.94, 11.88, 17.82)
	s.at("aws.shortfall", 0, 0, 0, 6.18)
	s.without(text, "capacity-only", "all", "aws.shortfall").at("aws.shortfall", 0, 0, 0, 0.24)
}

// TestEndByHand: a promise of $40bn over four years, $7bn spent in each, ended after the second.
func TestEndByHand(t *testing.T) {
	// 40 - 14 = 26 are left: a fee of 2 and a tenth of it. The buyer goes on buying; nothing falls short any more
	text := spends("floor: $40bn, term: 4y, terminate: {when: t >= 1.5y, fee: $2bn, share: 10%}", "$7bn", "$7bn", "$7bn", "$7bn")
	s := tell(t, text)
	s.at("aws.termination", 0, 0, 4.6, 0, 0, 0)
	s.at("aws.terminated", 0, 0, 1, 1, 1, 1)
	s.at("aws.spend", 0, 7, 7, 7, 7)
	s.at("aws.shortfall", 0, 0, 0, 0, 0)
	s.at("aws.floor_to_date", 0, 10, 20, 20, 20)
	s.at("paid", 0, 7, 11.6, 7, 7)
	s.at("aws.margin", 0, 3.5, 3.5+4.6, 3.5, 3.5)
	s.without(text, "fee: $2bn, ", "", "aws.termination").at("aws.termination", 0, 0, 2.6)
	s.without(text, ", share: 10%", "", "aws.termination").at("aws.termination", 0, 0, 2)
	s.without(text, ", terminate: {when: t >= 1.5y, fee: $2bn, share: 10%}", "", "aws.shortfall", "paid").at("aws.shortfall", 0, 0, 0, 0, 12)
	s.without(text, "t >= 1.5y", "t >= 4.5y", "aws.shortfall").at("aws.terminated", 0, 0, 0, 0, 0, 0) // not in the term

	// annual floors: the 3 short of the first year have been paid; of the second year 3 are open, and 20 are to come
	annual := strings.Replace(text, "term: 4y", "term: 4y, basis: annual", 1)
	s = tell(t, annual)
	s.at("aws.true_up", 0, 3, 0, 0, 0)
	s.at("aws.termination", 0, 0, 2+2.3)
	// rolled, they are open as well: 26
	tell(t, strings.Replace(annual, "basis: annual", "basis: annual, shortfall: roll", 1)).at("aws.termination", 0, 0, 2+2.6)
	// 14 in the first year leaves 4 to carry: 20 + 10 - 7 - 4 = 19
	tell(t, strings.Replace(annual, "1y: $7bn", "1y: $14bn", 1)).at("aws.termination", 0, 0, 2+1.9)
	// in an extension: 20 over two years, 14 spent, 6 missing; 7 in the third year would do, 4 leave 2
	text = spends("floor: $20bn, term: 2y, shortfall: {rule: extend, years: 2y}, terminate: {when: t >= 2.5y, share: 50%}", "$7bn", "$7bn", "$4bn", "$1bn")
	s = tell(t, text)
	s.at("aws.termination", 0, 0, 0, 1, 0)
	s.at("aws.shortfall", 0, 0, 0, 0, 0)
}

// TestTrueDownByHand: a promise of $40bn over four years, $7bn spent in each; when the first is over a fifth of what is to
// come, $6bn of 30, falls away: 10, 8, 8 and 8.
func TestTrueDownByHand(t *testing.T) {
	text := spends("floor: $40bn, term: 4y, true_down: {when: t == 1y, share: 20%}", "$7bn", "$7bn", "$7bn", "$7bn") + "  whole: aws.promise\n"
	s := tell(t, text)
	s.at("aws.true_down", 0, 6, 0, 0, 0, 0) // once, though the condition holds no more
	s.at("whole", 40, 34, 34, 34, 34, 34)
	s.at("aws.floor_to_date", 0, 10, 18, 26, 34, 34)
	s.at("aws.shortfall", 0, 0, 0, 0, 6, 0)
	s.without(text, "share: 20%", "share: 0%", "aws.true_down", "aws.shortfall").at("aws.shortfall", 0, 0, 0, 0, 12)
	s.without(text, ", true_down: {when: t == 1y, share: 20%}", "", "aws.shortfall", "paid")
	// all of it: 7 of 10, and no floor any more; 28 are above 10
	tell(t, strings.Replace(text, "20%", "100%", 1)).at("aws.floor_to_date", 0, 10, 10, 10, 10)
	// annual: 3 short of 10, which has been paid, then 1 short of 8 each year
	annual := strings.Replace(text, "term: 4y", "term: 4y, basis: annual", 1)
	s = tell(t, annual)
	s.at("aws.true_up", 0, 3, 1, 1, 1, 0)
	// rolled, what is owed already stays: 3 of the first year, 1 of each later one
	tell(t, strings.Replace(annual, "basis: annual", "basis: annual, shortfall: roll", 1)).at("aws.true_up", 0, 0, 0, 0, 6, 0)
	// looked at while it holds: the first time is what counts
	tell(t, strings.Replace(text, "t == 1y", "t >= 1y", 1)).at("aws.true_down", 0, 6, 0, 0, 0, 0)
	// ended after the second year: 16 are to come and 18 - 14 are open; fallen at that very end, 20% of 20 are gone from them
	ended := strings.Replace(text, "floor: $40bn", "floor: $40bn, terminate: {when: t == 2y, share: 100%}", 1)
	tell(t, ended).at("aws.termination", 0, 0, 20, 0, 0)
	s = tell(t, strings.Replace(ended, "t == 1y", "t == 2y", 1))
	s.at("aws.true_down", 0, 0, 4, 0, 0)
	s.at("aws.termination", 0, 0, 16+6, 0, 0)
	tell(t, strings.Replace(ended, "t == 1y", "t == 3y", 1)).at("aws.true_down", 0, 0, 0, 0, 0) // there is no promise any more
	// before the term begins it is the whole promise that falls; on its last day nothing is to come
	later := strings.Replace(text, "term: 4y", "term: 2y, start: 2y", 1)
	s = tell(t, later)
	s.at("aws.true_down", 0, 8, 0, 0, 0)
	s.at("aws.floor_to_date", 0, 0, 0, 16, 32, 32)
	tell(t, strings.Replace(text, "t == 1y", "t >= 4y", 1)).at("aws.true_down", 0, 0, 0, 0, 0, 0)
	// quarters: at the end of the fifth, three quarters of the second year and two whole ones are to come: 27.5
	s = tell(t, strings.Replace(strings.Replace(text, "step: year", "step: quarter", 1), "t == 1y", "t == 1.25y", 1))
	s.at("aws.true_down", 0, 0, 0, 0, 0, 5.5, 0)
	s.at("aws.floor_to_date", 0, 2.5, 5, 7.5, 10, 12.5, 14.5)
}

// TestAnInsolventBuyerOwesWhatIsLeft: what has been paid for is not claimed again. Annual floors of $10bn, $7bn spent and
// $3bn paid in each of two years, failure at the end of the second: $20bn are to come, of which 40% are recovered.
func TestAnInsolventBuyerOwesWhatIsLeft(t *testing.T) {
	text := strings.Replace(years, "3y", "5y", 1) + `
companies:
  lab: {revenue: {process: constant, value: $20bn}, value: {process: constant, value: $50bn}, compute: {share_of_revenue: 35%}}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $40bn, term: 4y, basis: annual, recovery: 40%}
exits:
  end: {kind: insolvency, company: lab, when: t >= 2y, sale: 20%}
`
	s := tell(t, text)
	s.at("aws.spend", 0, 7, 7, 0, 0)
	s.at("aws.shortfall", 0, 3, 3, 20, 0) // each year paid for; two years to come
	s.at("aws.true_up", 0, 3, 3, 8, 0)
	// 40% of 40 - 14 is 10.4; the sale brings no more than 20% of 50, and a better one leaves something for the holders
	cumulative := strings.Replace(text, "basis: annual, ", "", 1)
	tell(t, cumulative).at("aws.true_up", 0, 0, 0, 10, 0)
	s = tell(t, strings.Replace(cumulative, "sale: 20%", "sale: 30%", 1))
	s.at("aws.true_up", 0, 0, 0, 10.4, 0)
	s.at("end.proceeds", 0, 0, 4.6, 0)
	// missing at the end of the term, and to be made good by an extension: 40 - 14 - 14 = 12 after four years; a failure in
	// that step owes 40% of it, 4.8
	extended := withTerms(cumulative, "recovery: 40%", "recovery: 40%, shortfall: {rule: extend, years: 1y}", "t >= 2y", "t >= 4y")
	s = tell(t, extended)
	s.at("aws.shortfall", 0, 0, 0, 0, 0, 12)
	s.at("aws.true_up", 0, 0, 0, 0, 0, 4.8)
	s.at("end.proceeds", 0, 0, 0, 0, 10-4.8)
	// before the term has begun all of the floor is claimed, and paid in the step after the failure: 40% of 40 is 16, the
	// sale brings 10
	early := withTerms(cumulative, "term: 4y", "start: 3y, term: 2y")
	s = tell(t, early)
	s.at("aws.shortfall", 0, 0, 0, 40, 0, 0)
	s.at("aws.true_up", 0, 0, 0, 10, 0, 0)
	s.at("end.proceeds", 0, 0, 0, 0, 0)
	// the claim is fixed by then: 20% of 40 is 8, and a true-down after the failure takes nothing off it; one before does
	for when, want := range map[string]float64{"t >= 3y": 8, "t >= 1y": 4} {
		s = tell(t, withTerms(early, "recovery: 40%", "recovery: 20%, true_down: {when: "+when+", share: 50%}"))
		s.at("aws.true_up", 0, 0, 0, want, 0, 0)
		s.at("aws.true_down", 0, 20*truth(want == 4), 0, 0, 0, 0)
		s.at("end.proceeds", 0, 0, 10-want, 0)
	}
	// so is that of a promise that begins after the horizon
	s = tell(t, withTerms(early, "start: 3y", "start: 9y", "recovery: 40%", "recovery: 20%"))
	s.at("aws.true_up", 0, 0, 0, 8, 0, 0)
}

// TestWaivedIsNotClaimed: what would never have been paid is not recovered either. A floor of 40 with a shortfall that is
// waived is worth to the seller what no floor is, also when the buyer fails; of one that is paid to a half the seller
// recovers 40% of half of the 40 - 14 left: 5.2.
func TestWaivedIsNotClaimed(t *testing.T) {
	text := strings.Replace(years, "3y", "5y", 1) + `
companies:
  lab: {revenue: {process: constant, value: $20bn}, value: {process: constant, value: $50bn}, compute: {share_of_revenue: 35%}}
investors: {early: {holds: {lab: {stake: 50%}}}}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $40bn, term: 4y, recovery: 40%, margin: 30%, TERMS}
exits:
  end: {kind: insolvency, company: lab, when: t >= 2y, sale: 30%}
quantities:
  got: cloud.received
`
	waived := tell(t, strings.Replace(text, "TERMS", "shortfall: waive", 1))
	waived.at("aws.true_up", 0, 0, 0, 0, 0, 0)
	waived.at("aws.shortfall", 0, 0, 0, 26, 0, 0)
	waived.at("end.proceeds", 0, 0, 15, 0)
	none := tell(t, strings.NewReplacer("floor: $40bn", "floor: $0", ", TERMS", "").Replace(text))
	for _, name := range []string{"got", "aws.margin", "early.proceeds", "end.proceeds"} {
		for q, v := range none.series[name] {
			if waived.series[name][q] != v {
				t.Errorf("step %d: %s is %v with a floor that is waived, %v without one", q, name, waived.series[name][q], v)
			}
		}
	}
	for terms, want := range map[string]float64{"shortfall: {fraction: 50%}": 5.2, "shortfall: {fraction: 0%}": 0, "shortfall: pay": 10.4} {
		s := tell(t, strings.Replace(text, "TERMS", terms, 1))
		s.at("aws.true_up", 0, 0, 0, want, 0, 0)
		s.at("end.proceeds", 0, 0, 15-want, 0)
	}
}

// TestTermsThatSayNothing: a term that would be read by nobody, or that contradicts another, is a mistake, and the only
// one that is told.
func TestTermsThatSayNothing(t *testing.T) {
	text := years + `
drivers:
  price: {process: constant, value: $1bn/GW/y}
capacity:
  chips: {cap: 6 GW, ramp: {0y: 6 GW}, price: price}
  more: {cap: 6 GW, ramp: {0y: 6 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $9bn, term: 3y, demand: $3bn, TERMS}
`
	for terms, want := range map[string]string{
		"capacity: chips, capacities: {more: {rank: 1}}": "aws.capacity: capacity and capacities say the same thing twice",
		"capacity: chips, order: ranked":                 "aws.order: there are no several capacities to put in order",
		"elasticity: 2":                                  "aws.elasticity: the demand answers to the price of a capacity",
		"reserved: 20%":                                  "aws.reserved: reserved needs a capacity that can be short",
		"overflow: aws":                                  "aws.overflow: it overflows to itself",
		"counts: capacity-only":                          "aws.counts: there is no capacity that could count",
		"relief: pro-rata":                               "aws.relief: relief needs a capacity that can be late",
		"shortfall: roll":                                "aws.shortfall.rule: only annual floors have a next year to roll to",
		"shortfall: extend":                              "aws.shortfall.rule: it does not say for how long the term is extended",
		"basis: annual, shortfall: {rule: extend, years: 1y}":        "aws.shortfall.rule: only a floor that is settled at the end of the term extends it",
		"shortfall: {at: year-end, rule: extend, years: 1y}":         "aws.shortfall.rule: only a floor that is settled at the end of the term extends it",
		"shortfall: {years: 1y}":                                     "aws.shortfall.years: years says nothing without rule: extend",
		"shortfall: {most: 20%}":                                     "aws.shortfall.most: most says nothing without rule: roll",
		"shortfall: {rule: waive, waive_chance: 20%}":                "aws.shortfall.waive_chance: every shortfall is waived",
		"excess: {most: 20%}":                                        "aws.excess.most: only annual floors have an excess of a year",
		"excess: {back: yes}":                                        "aws.excess.back: only annual floors have an excess of a year",
		"basis: annual, excess: {rule: lost, years: 2}":              "aws.excess.years: what is lost is not carried",
		"basis: annual, excess: {back: yes}, shortfall: waive":       "aws.excess.back: nothing is paid that could be paid back",
		"terminate: {fee: $1bn}":                                     "aws.terminate.fee: terminate.fee says nothing without terminate.when",
		"terminate: {share: 20%}":                                    "aws.terminate.share: terminate.share says nothing without terminate.when",
		"true_down: {share: 20%}":                                    "aws.true_down.share: true_down.share says nothing without true_down.when",
		"true_down: {when: lab.paid > $1bn}":                         "aws.true_down.when: true_down.when says nothing without true_down.share",
		"true_down: {when: prev(aws.spend) > $1bn, share: 120%}":     "aws.true_down.share: 120% is above 100%",
		"credits: {counts: yes}":                                     "aws.credits.counts: credits.counts says nothing without credits.amount",
		"marketplace: {most: 20%}":                                   "aws.marketplace.most: marketplace.most says nothing without marketplace.share",
		"discount_by: year":                                          "aws.discount_by: discount_by says nothing without discounts",
		"discounts: {a: {off: 10%}}":                                 "aws.discounts.a.from: the field is missing",
		"capacities: {chip: {rank: 1}, more: {rank: 2}}":             `nothing called "chip" has a available, did you mean "chips"?`,
		"capacity: chips, reserved: 120%":                            "aws.reserved: 120% is above 100%",
		"terminate: {when: $3bn}":                                    "aws.terminate.when: $3bn is money, want a condition",
		"capacity: chips, terminate: {when: prev(aws.spend) > 3}":    "money",
		"basis: annual, excess: {years: 1.5}":                        "aws.excess.years: want a whole number",
		"capacities: {chips: {rank: 1}, more: {rank: 1}}, order: by": `aws.order: "by" is no choice here`,
	} {
		p, m := compiledDeal(t, strings.Replace(text, "TERMS", terms, 1), 1)
		if p != nil {
			t.Errorf("%s is taken", terms)
		} else if m.Count() != 1 || !strings.Contains(told(m), want) {
			t.Errorf("%s: want one mistake, %q, and not\n%s", terms, want, told(m))
		}
	}
}
