package engine

import (
	"strings"
	"testing"
)

// brink is a company that earns nothing and loses nothing: $1bn of compute and $9bn of other cost a quarter of $10bn. It
// has $1bn.
const brink = head + `
companies:
  lab: {revenue: {process: constant, value: $40bn}, value: {process: constant, value: $100bn}, compute: {share_of_revenue: 10%}, cash: {start: $1bn, other_cost: 90%}}
investors: {early: {holds: {lab: {stake: 50%}}}}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $58bn, term: 2y, margin: 30%, recovery: 10%}
exits:
  fail: {kind: insolvency, company: lab, sale: 5%}
quantities:
  got: cloud.received
  pays: lab.paid
  unpaid: aws.true_up_unpaid
`

// TestWhatAFailingBuyerPaysByHand: $8bn are bought in two years, so that 58 - 8 = $50bn are due. The company has 1 and its
// sale brings 5% of 100.
//
//	sale of    brings   paid of the 50   not paid   holders
//	 5%         5        6               44          0
//	49%        49       50                0          0
//	60%        60       50                0         11
func TestWhatAFailingBuyerPaysByHand(t *testing.T) {
	for _, c := range []struct {
		sale                string
		paid, missing, left float64
	}{{"5%", 6, 44, 0}, {"49%", 50, 0, 0}, {"60%", 50, 0, 11}} {
		s := tell(t, strings.Replace(brink, "sale: 5%", "sale: "+c.sale, 1))
		s.at("aws.true_up", 0, 0, 0, 0, 0, 0, 0, 0, 50, 0)
		s.at("unpaid", 0, 0, 0, 0, 0, 0, 0, 0, c.missing, 0)
		s.at("lab.cash", 1, 1, 1, 1, 1, 1, 1, 1, 0, 0)
		s.at("got", 0, 1, 1, 1, 1, 1, 1, 1, 1+c.paid, 0)
		s.at("pays", 0, 10, 10, 10, 10, 10, 10, 10, 10+c.paid, 0)
		s.at("aws.margin", 0, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3+c.paid, 0)
		s.at("fail.proceeds", 0, 0, 0, 0, 0, 0, 0, 0, c.left, 0)
		s.end("aws_true_up_total", c.paid)
		s.end("aws_shortfall_total", 50)
		s.end("ledger: cloud to lab, not paid", c.missing)
	}
	// a fee after a year, of which as much is paid
	s := tell(t, strings.Replace(brink, "recovery: 10%", "recovery: 10%, terminate: {when: t >= 1y, fee: $50bn}", 1))
	s.at("lab.cash", 1, 1, 1, 1, 0, 0)
	s.at("got", 0, 1, 1, 1, 7, 0)
	s.at("aws.margin", 0, 0.3, 0.3, 0.3, 6.3, 0)
	s.end("aws_true_up_total", 0)
	s.end("ledger: cloud to lab, not paid", 44)

	// A note of 10 falls due in the same step: 50 + 10 = 60 are due, for which there are 1 + 10 in hand and 5 of the sale.
	// A share of 44/60 of each is not paid.
	noted := brink + "  flow: bank.deal_flow\n" + "notes:\n  bridge: {investor: bank, into: lab, amount: $10bn, on: 0y, maturity: 2y}\n"
	s = tell(t, noted)
	s.at("lab.cash", 11, 11, 11, 11, 11, 11, 11, 11, 0, 0)
	s.at("unpaid", 0, 0, 0, 0, 0, 0, 0, 0, 50*44./60, 0)
	s.end("ledger: bank to lab, not paid", 10*44./60)
	s.end("ledger: other creditors to lab, not paid", 0)
	s.at("flow", -10, 0, 0, 0, 0, 0, 0, 0, 10*16./60, 0)

	// a negative control: one that does not fail pays in full, with money that it has not
	s = tell(t, strings.Replace(brink, "company: lab, sale: 5%", "company: lab, sale: 5%, off: yes", 1))
	s.at("lab.cash", 1, 1, 1, 1, 1, 1, 1, 1, -49, -49)
	s.end("aws_true_up_total", 50)
}

// TestAWaivedFloorIsNoFloor: by chance, with rounds, listings and failures, nobody has a cent more or less for a floor
// of which every shortfall is waived, although the seller would recover a share of what is left of it.
func TestAWaivedFloorIsNoFloor(t *testing.T) {
	const paths = 2 * chunkSize
	waived := watch(financedWith(t, []string{"commitments.aws.shortfall=waive"}, []string{"rounds.rescue"}), 0, paths)
	none := watch(financedWith(t, []string{"commitments.aws.floor=$0"}, []string{"rounds.rescue"}), 0, paths)
	paid := watch(financedWith(t, nil, []string{"rounds.rescue"}), 0, paths)
	failed, moved := 0, 0
	for _, name := range []string{"lab.cash", "cloud.proceeds", "cloud.stake", "aws.margin", "failure.proceeds"} {
		for q := range waived.series[name] {
			for i, v := range waived.series[name][q] {
				if none.series[name][q][i] != v {
					t.Fatalf("step %d path %d: %s is %v with a floor that is waived, %v without one", q, i, name, v, none.series[name][q][i])
				}
				moved += int(truth(paid.series[name][q][i] != v))
				failed += int(truth(name == "failure.proceeds" && v > 0))
			}
		}
	}
	if moved == 0 || failed < 20 {
		t.Errorf("negative control: a floor that is paid moves %d figures, %d paths fail", moved, failed)
	}
}

// TestCashLeftByHand: a company that fails on a condition has $20bn, and its sale brings 5; half of the 25 is one
// holder's. A claim comes first, out of the cash: 10% of the 58 - 4 left of a floor, 5.4.
func TestCashLeftByHand(t *testing.T) {
	rich := withTerms(brink, "start: $1bn", "start: $20bn", "company: lab, sale", "company: lab, when: t >= 1y, sale", "recovery: 10%", "recovery: 0%")
	s := tell(t, rich)
	s.at("lab.cash", 20, 20, 20, 20, 0, 0)
	s.at("fail.proceeds", 0, 0, 0, 0, 25, 0)
	s.at("early.proceeds", 0, 0, 0, 0, 12.5, 0)
	s.end("ledger: lab to acquirer, cash left", 20)
	s = tell(t, strings.Replace(rich, "recovery: 0%", "recovery: 10%", 1))
	s.at("lab.cash", 20, 20, 20, 20, 5.4, 0)
	s.at("aws.true_up", 0, 0, 0, 0, 0, 5.4, 0)
	s.at("fail.proceeds", 0, 0, 0, 0, 25-5.4, 0)
	s.at("early.proceeds", 0, 0, 0, 0, (25-5.4)/2, 0)
}

// TestNeedOfTheStepByHand: $2bn are lost a quarter. With a note of $20bn and $5bn of its own the company has 17 after a
// year, when the note is due: 3 are missing. It raises them and eight quarters' burn, 19, which turns the note into shares:
// 36 in hand. Where it cannot raise, it repays 20, fails, and of the 3 a sale of 20% of 1,000 brings 3.
func TestNeedOfTheStepByHand(t *testing.T) {
	const text = head + `
companies:
  lab: {revenue: {process: constant, value: $40bn}, value: {process: constant, value: $1000bn}, compute: {share_of_revenue: 50%}, cash: {start: $5bn, other_cost: 70%}}
MORE
rounds:
  a: {kind: need-driven, company: lab, below: 4, raise: 8}
  b: {kind: need-driven, company: lab, below: 4, raise: 8}
exits:
  fail: {kind: insolvency, company: lab, sale: 20%}
quantities:
  filled: fail.filled
`
	more := func(lines string) string { return strings.Replace(text, "MORE", lines, 1) }
	note := more("notes:\n  n: {investor: bank, into: lab, amount: $20bn, on: 0y, maturity: 1y, recovery: 0%}")
	s := tell(t, note)
	s.at("lab.cash", 25, 23, 21, 19, 36, 34)
	s.at("a.raised", 0, 0, 0, 0, 19, 0)
	s.at("b.raised", 0, 0, 0, 0, 0, 0) // it sees what a has raised
	s.at("n.repaid", 0, 0, 0, 0, 0, 0)
	s.at("bank.stake", 0, 0, 0, 0, 0.02/1.039)
	s.at("fail.happened", 0, 0, 0, 0, 0, 0)
	s = tell(t, withTerms(note, "below: 4, raise: 8}\n  b", "below: 4, raise: 8, market: t < 0y}\n  b"))
	s.at("a.raised", 0, 0, 0, 0, 0, 0)
	s.at("b.raised", 0, 0, 0, 0, 19, 0)
	s = tell(t, strings.ReplaceAll(note, "raise: 8}", "raise: 8, market: t < 0y}"))
	s.at("n.repaid", 0, 0, 0, 0, 20, 0)
	s.at("filled", 0, 0, 0, 0, 3, 0)

	// money of the step comes first: 3 in hand after the first quarter are below four quarters of burn
	s = tell(t, more(""))
	s.at("a.raised", 0, 16, 0, 0)
	for _, lines := range []string{
		"tranches:\n  x: {investor: fund, into: lab, amount: $9bn, on: 3 months, price: market}",
		"notes:\n  x: {investor: fund, into: lab, amount: $9bn, on: 3 months}",
	} {
		s = tell(t, more(lines))
		s.at("lab.cash", 5, 12, 10, 8, 6+16)
		s.at("a.raised", 0, 0, 0, 0, 16)
		s.at("b.raised", 0, 0, 0, 0, 0)
	}
	// so does a round on a day, whatever its name
	s = tell(t, strings.Replace(more(""), "rounds:\n", "rounds:\n  z: {kind: dated, company: lab, amount: $9bn, on: 3 months}\n", 1))
	s.at("lab.cash", 5, 12, 10, 8, 6+16)
}
