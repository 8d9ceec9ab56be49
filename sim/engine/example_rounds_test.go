package engine

import (
	"context"
	"math"
	"strings"
	"testing"
)

// worth is a company with a steady value and two holders.
const worth = head + `
companies:
  lab: {value: {process: constant, value: $100bn}}
investors:
  early: {holds: {lab: {stake: 20%}}}
  other: {holds: {lab: {stake: 30%}}}
`

// TestRoundsByHand works out each kind of round at a value of $100bn: money I at pre-money W is I/W new shares for each.
func TestRoundsByHand(t *testing.T) {
	// $25bn at $100bn: 25/125 = 20% is new. In the third quarter, since 2026-11-01 is past the end of the second.
	s := tell(t, worth+"rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: 2026-11-01}\n")
	s.at("a.raised", 0, 0, 0, 25, 0)
	s.at("early.stake", 0.2, 0.2, 0.2, 0.16, 0.16)
	s.at("other.stake", 0.3, 0.3, 0.3, 0.24)
	s.at("early.stake_value", 20, 20, 20, 0.16*125, 0.16*100) // the money is in the company that day; the value moves as it says

	// at a fixed $75bn: 25/100 is new, whatever the market says; a discount comes off it as well: 25 at 60
	s = tell(t, worth+"rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: 0y, fixed: $75bn}\n")
	s.at("early.stake", 0.15, 0.15)
	s = tell(t, worth+"rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: 3 months, fixed: $75bn, discount: 20%}\n")
	s.at("early.stake", 0.2, 0.2*60/85)
	// at a discount of 20% off the market: 25 at 80
	s = tell(t, worth+"rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: 3 months, discount: 20%}\n")
	s.at("early.stake", 0.2, 0.2*80/105)

	// a right of 20%: it pays 20% of 25 and keeps its 20%; half of it: 2.5, and (20% + 25%·10%)/(1 + 25%) = 18%
	for _, c := range []struct {
		on                 string
		uses               string
		pays, keeps, other float64
	}{{"3 months", "100%", 5, 0.2, 0.24}, {"3 months", "50%", 2.5, 0.18, 0.24}, {"0y", "100%", 5, 0.2, 0.24}} {
		s = tell(t, worth+"rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: "+c.on+", pro_rata: {early: {uses: "+c.uses+"}}}\nquantities:\n  out: early.paid\n")
		at := 1
		if c.on == "0y" {
			at = 0
		}
		for name, want := range map[string]float64{"early.invested": c.pays, "out": c.pays, "early.stake": c.keeps, "other.stake": c.other, "a.raised": 25} {
			if got := s.series[name][at]; !near(got, want) {
				t.Errorf("uses %s: %s is %v, want %v", c.uses, name, got, want)
			}
		}
	}
	// two with a right, in a second round too: 20% and 30% stay, the rest of 50% goes to 40% and 32%
	s = tell(t, worth+`rounds:
  a: {kind: dated, company: lab, amount: $25bn, on: 3 months, pro_rata: {early: {uses: 100%}, other: {uses: 100%}}}
  b: {kind: dated, company: lab, amount: $25bn, on: 6 months, pro_rata: {early: {uses: 100%}, other: {uses: 100%}}}
`)
	s.at("early.stake", 0.2, 0.2, 0.2, 0.2)
	s.at("other.stake", 0.3, 0.3, 0.3, 0.3)
	s.at("other.invested", 0, 7.5, 7.5, 0)
	// two rounds in one step are priced alike: 25 and 25 at 100 is 50/150 new, and rights are those of before the step
	s = tell(t, worth+`rounds:
  a: {kind: dated, company: lab, amount: $25bn, on: 3 months, pro_rata: {early: {uses: 100%}}}
  b: {kind: dated, company: lab, amount: $25bn, on: 3 months}
tranches:
  c: {investor: other, into: lab, amount: $50bn, on: 3 months, price: market}
`)
	s.at("early.stake", 0.2, (0.2+0.25*0.2)/2)
	s.at("other.stake", 0.3, (0.3+0.5)/2)

	// a shut market: nothing is raised; or, where it may be had at 40% off, 25 at 60
	shut := strings.Replace(worth, "companies:", "drivers:\n  open: {process: knots, knots: {0y: 1, 6 months: 0}}\ncompanies:", 1)
	s = tell(t, shut+`rounds:
  a: {kind: dated, company: lab, amount: $25bn, on: 6 months, market: open > 0.5}
  b: {kind: dated, company: lab, amount: $25bn, on: 9 months, market: open > 0.5, discount: 10%, closed: {fail: 0%, discount: 40%}}
  c: {kind: dated, company: lab, amount: $10bn, on: 0y, market: open > 0.5, discount: 50%}
quantities:
  fails: a.failed
`)
	s.at("a.raised", 0, 0, 0, 0)
	s.at("fails", 0, 0, 1, 0)
	s.at("b.raised", 0, 0, 0, 25)
	s.at("early.stake", 0.2/1.2, 0.2/1.2, 0.2/1.2, 0.2/1.2*60/85)

	// at a rate beyond all doubt a round comes in each quarter: 5% of 100 at 90 each, 5/95 new
	s = tell(t, worth+"rounds:\n  a: {kind: opportunistic, company: lab, rate: 1000/y, size: 5%, discount: 10%}\n")
	s.at("a.raised", 0, 5, 5, 5)
	s.at("early.stake", 0.2, 0.2*90/95, 0.2*math.Pow(90./95, 2))
	s = tell(t, worth+"rounds:\n  a: {kind: opportunistic, company: lab, rate: 0/y, size: 5%}\n")
	s.at("a.raised", 0, 0, 0, 0)

	// with a shut market it fails in each, which is counted where anybody asks for it: a quantity, or a metric alone
	failing := shut + "rounds:\n  a: {kind: opportunistic, company: lab, rate: 1000/y, size: 5%, market: open > 0.5}\n"
	s = tell(t, failing+"quantities:\n  fails: a.failed\n")
	s.at("fails", 0, 1, 1, 1)
	s = tell(t, failing+"metrics:\n  fails: total(a.failed)\n")
	if got := s.ends["fails"]; got != 12 {
		t.Errorf("%v rounds fail in twelve quarters", got)
	}

	// where one is sure to be had at 40% off, it is held in each, asked for or not: 5% of 100 at 60 each, 5/65 new
	failing = strings.Replace(failing, "0.5}", "0.5, closed: {fail: 0%, discount: 40%}}", 1)
	for _, asks := range []string{"", "quantities:\n  fails: a.failed\n"} {
		s = tell(t, failing+asks)
		s.at("a.raised", 0, 5, 5, 5)
		s.at("early.stake", 0.2, 0.2*60/65, 0.2*math.Pow(60./65, 2))
	}

	// a company burns $2bn a quarter and has $7bn after the first: below four quarters, so it raises eight, $16bn at
	// $100bn; then 23, 21, …, 9, and 7 again in the ninth
	burner := head + `
companies:
  lab:
    revenue: {process: constant, value: $8bn}
    value: {process: constant, value: $100bn}
    cash: {start: $9bn, other_cost: 200%}
investors: {early: {holds: {lab: {stake: 20%}}}}
rounds:
  rescue: {kind: need-driven, company: lab, below: 4, raise: 8`
	s = tell(t, burner+"}\n")
	s.at("lab.operating_cash", 0, -2, -2)
	s.at("lab.cash", 9, 23, 21, 19, 17, 15, 13, 11, 9, 23, 21)
	s.at("rescue.raised", 0, 16, 0, 0, 0, 0, 0, 0, 0, 16, 0)
	s.at("early.stake", 0.2, 0.2*100/116)
	// but no more than 10% of its value: 10, so that it comes back when 17 has gone to 7
	s = tell(t, burner+", cap: 10%}\n")
	s.at("lab.cash", 9, 17, 15, 13, 11, 9, 17)
	// with nothing left it raises what is missing too: 9 - 2·5 = -1 when looked at quarter by quarter below 0
	s = tell(t, strings.Replace(burner, "below: 4", "below: 0", 1)+"}\n")
	s.at("lab.cash", 9, 7, 5, 3, 1, 16, 14)
	s.at("rescue.raised", 0, 0, 0, 0, 0, 17)
}

// TestOpportunisticRoundsDilute: in each of twelve steps a round comes with p = 1 - e^(-λ/4), each leaving a holder with
// (1 - d)/(1 - d + s) of what it had. So the mean number is 12 p, the mean stake 20%·(1 - p·s/(1 - d + s))^12, and a
// holder's chance never to be diluted (1 - p)^12. With a right it keeps its stake on every path.
func TestOpportunisticRoundsDilute(t *testing.T) {
	x, err := deal(t, worth+`
rounds:
  a: {kind: opportunistic, company: lab, rate: 80%/y, size: 5%, discount: 10%, pro_rata: {other: {uses: 100%}}}
metrics:
  number: total(if(a.raised > $0, 1, 0))
  left: early.stake
  never: prob(early.stake >= 19.9999%)
  kept: other.stake
  raised: total(a.raised)
`).Run(context.Background(), Options{Paths: 200_000, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	r := x.Result("test")
	p := func(rate float64) float64 { return 1 - math.Exp(-rate/4) }
	left := func(rate, size float64) float64 { return 0.2 * math.Pow(1-p(rate)*size/(0.9+size), 12) }
	for _, c := range []struct {
		of          string
		want, wrong float64
	}{
		{"number", 12 * p(0.8), 12 * p(0.82)}, {"number", 12 * p(0.8), 2.4}, {"left", left(0.8, 0.05), left(0.82, 0.05)},
		{"left", left(0.8, 0.05), 0.2 * math.Pow(1-p(0.8)*0.05/1.05, 12)}, {"never", math.Pow(1-p(0.8), 12), math.Pow(1-p(0.82), 12)},
		{"raised", 60 * p(0.8), 60 * p(0.82)},
	} {
		m := r.Metric(c.of).Sample
		if off := math.Abs(m.Mean-c.want) / m.MCSE(); off > 5 {
			t.Errorf("%s is %v, want %v: %.1f standard errors", c.of, m.Mean, c.want, off)
		}
		if off := math.Abs(m.Mean-c.wrong) / m.MCSE(); off < 5 {
			t.Errorf("negative control: %s is %v, %v is not refused (%.1f standard errors)", c.of, m.Mean, c.wrong, off)
		}
	}
	if m := r.Metric("kept").Sample; !near(m.Min, 0.3) || !near(m.Max, 0.3) {
		t.Errorf("with a right the stake goes from %v to %v", m.Min, m.Max)
	}
}

// TestNeedDrivenRoundKeepsCash: a company that loses money, some quarters more and some less, never runs dry while it can
// raise, on any path; where it cannot, every path does, and the round is known to have failed.
func TestNeedDrivenRoundKeepsCash(t *testing.T) {
	const text = head + `
drivers:
  cost: {process: mean-reverting, on: log, start: 180%, level: 180%, speed: 200%/y, volatility: 60%}
  market: {process: constant, value: 1}
companies:
  lab:
    revenue: {process: gbm, start: $8bn, drift: 20%/y, volatility: 50%}
    value: {process: gbm, start: $200bn, volatility: 50%}
    cash: {start: $4bn, other_cost: cost}
rounds:
  rescue: {kind: need-driven, company: lab, below: 4, raise: 8, cap: 1000%, market: market > 0.5}
quantities:
  fails: rescue.failed
  needs: lab.burn
`
	s := watch(deal(t, text), 0, 2*chunkSize)
	raised := 0
	for q, at := range s.series["lab.cash"] {
		for i, v := range at {
			if v < 0 {
				t.Fatalf("step %d path %d: cash of %v", q, i, v)
			}
			if got := s.series["rescue.raised"][q][i]; got > 0 {
				raised++
				if before := v - got; before >= 4*s.series["needs"][q][i] {
					t.Fatalf("step %d path %d: %v raised with cash of %v and a burn of %v", q, i, got, before, s.series["needs"][q][i])
				}
			} else if burn := s.series["needs"][q][i]; q > 0 && burn > 0 && v < 4*burn {
				t.Fatalf("step %d path %d: nothing raised with cash of %v and a burn of %v", q, i, v, burn)
			}
		}
	}
	if raised < 1000 {
		t.Errorf("only %d rounds", raised)
	}
	// negative control
	s = watch(deal(t, strings.Replace(text, "market: {process: constant, value: 1}", "market: {process: constant, value: 0}", 1)), 0, chunkSize)
	dry, failed := 0, 0
	for i, v := range s.series["lab.cash"][12] {
		dry += int(truth(v < 0))
		for q := range s.series["fails"] {
			failed += int(s.series["fails"][q][i])
		}
	}
	if dry < chunkSize*9/10 || failed < dry {
		t.Errorf("negative control: without a market %d paths of %d run dry, %d rounds fail", dry, chunkSize, failed)
	}
}
