package engine

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// trade is a deal in which all kinds of payments happen: a company that keeps cash, raises money, lists or is sold,
// buys compute under two commitments and elsewhere, and is given money under tranches.
const trade = head + `
inputs:
  cost: {value: {pert: [20%, 50%, 90%]}, status: assumed}
companies:
  lab:
    revenue: {process: gbm, start: $10bn, drift: 30%/y, volatility: 40%}
    value: {process: gbm, start: $100bn, drift: 10%/y, volatility: 60%}
    compute: {share_of_revenue: 60%}
    cash: {start: $9bn, other_cost: cost, tax: 21%, losses: $1bn, interest: 4%/y}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $9bn, term: 3y, basis: annual, share: 40%, margin: 30%}
  own: {buyer: lab, seller: house, floor: $2bn, term: 2y, start: 1y, demand: $0.2bn}
investors:
  cloud: {holds: {lab: {stake: 15%}}}
tranches:
  now: {investor: cloud, into: lab, amount: $5bn, on: 2026-04-20, right: obligation, price: {fixed: $90bn}}
  first: {investor: cloud, into: lab, amount: $3bn, when: lab.arr >= $12bn, price: market}
  second: {investor: fund, into: lab, amount: $2bn to $4bn, when: lab.value >= $120bn, price: {fixed: $100bn}}
  gift: {investor: house, into: lab, amount: $1bn, when: lab.arr < $9bn, instrument: grant}
rounds:
  fresh: {kind: opportunistic, company: lab, rate: 80%/y, size: 5%, pro_rata: {cloud: {uses: 50%}}}
  rescue: {kind: need-driven, company: lab}
exits:
  ipo: {kind: ipo, company: lab, hazard: 20%/y, primary: 5%}
  takeover: {kind: acquisition, company: lab, hazard: 20%/y}
  end: {kind: insolvency, company: lab}
metrics:
  lab_paid: total(lab.paid)
  lab_received: total(lab.received)
  cloud_paid: total(cloud.paid)
  cloud_received: total(cloud.received)
  house_paid: total(house.paid)
  house_received: total(house.received)
  fund_paid: total(fund.paid)
  fund_received: total(fund.received)
  second_year: total(aws.spend, 1y, 2y)
  all_margin: total(aws.margin)
`

// TestLedgerBalances is the law that money is never made, on the rows of ledger.csv: the years of a line add up to the
// run; what a party pays and is paid on its lines is all it pays and is paid; the cash of a company is what it had and
// the balance of its lines; and what all pay is what all are paid.
func TestLedgerBalances(t *testing.T) {
	p := deal(t, trade)
	const paths = 2 * chunkSize
	all := watch(p, 0, paths)
	kinds := map[string]float64{}
	for i := range paths {
		paid, received := map[string]float64{}, map[string]float64{}
		out, in := 0.0, 0.0
		for _, l := range p.parts.ledger {
			sum, total := 0.0, all.ends[l.Total][i]
			for _, y := range l.Years {
				sum += all.ends[y][i]
			}
			if !near(sum, total) {
				t.Fatalf("path %d, %s: the years add up to %v of %v", i, l.Total, sum, total)
			}
			paid[l.From] += total
			received[l.To] += total
			kinds[l.Kind] += total
		}
		for _, party := range []string{"lab", "cloud", "house", "fund"} {
			for what, got := range map[string]float64{"_paid": paid[party], "_received": received[party]} {
				if want := all.ends[party+what][i]; !near(got, want) {
					t.Errorf("path %d: %s%s is %v on the lines, %v of its postings", i, party, what, got, want)
				}
			}
		}
		if got, want := 9+received["lab"]-paid["lab"], all.ends["lab_cash_3y"][i]; !near(got, want) {
			t.Errorf("path %d: the lab has %v by its lines, %v in cash", i, got, want)
		}
		for _, v := range paid {
			out += v
		}
		for _, v := range received {
			in += v
		}
		if !near(in, out) {
			t.Errorf("path %d: %v is paid, %v received", i, out, in)
		}
	}
	for _, kind := range []string{"revenue", "other cost", "compute", "tax", "interest", "spend", "true-up", "equity", "grant", "proceeds"} {
		if kinds[kind] == 0 {
			t.Errorf("nothing of the kind %s is ever paid: the law was not tried", kind)
		}
	}
	for kind := range kinds {
		if strings.Contains(kind, "margin") {
			t.Errorf("%s is the vendor's own reckoning, nobody pays it", kind)
		}
	}
	sum := func(name string) (s float64) {
		for _, v := range all.ends[name] {
			s += v
		}
		return s
	}
	if sum("all_margin") == 0 || near(sum("all_margin"), sum("cloud_received")) {
		t.Error("negative control: the margin is not told from what is received")
	}
	for i, want := range all.ends["second_year"] {
		if got := all.ends["ledger: lab to cloud, spend, year 2"][i]; !near(got, want) {
			t.Errorf("path %d: %v is spent in year 2, want %v", i, got, want)
		}
	}
}

// TestLedgerByHand: $5bn on the day of the deal and $4bn a year later are $5bn of year 1 and $4bn of year 2, since the
// first step ends with the first year; spends of $7bn, $14bn and $8bn, and $1bn for what is missing to $30bn.
func TestLedgerByHand(t *testing.T) {
	s := tell(t, spender+`floor: $30bn, term: 3y}
tranches:
  now: {investor: cloud, into: lab, amount: $5bn, on: 2026-04-20, right: obligation, price: {fixed: $95bn}}
  later: {investor: cloud, into: lab, amount: $4bn, on: 2y, right: obligation, instrument: grant}
`)
	for line, want := range map[string][4]float64{
		"cloud to lab, equity":  {5, 0, 0, 5},
		"cloud to lab, grant":   {0, 4, 0, 4},
		"lab to cloud, spend":   {7, 14, 8, 29},
		"lab to cloud, true-up": {0, 0, 1, 1},
	} {
		for k := range 3 {
			s.end(fmt.Sprintf("ledger: %s, year %d", line, k+1), want[k])
		}
		s.end("ledger: "+line, want[3])
	}
}

// TestAYearThatIsCutOffIsAYear: five quarters are two years of the ledger, and what is paid at the end of the fourth
// is of the first.
func TestAYearThatIsCutOffIsAYear(t *testing.T) {
	s := tell(t, strings.Replace(head, "3y", "5 quarters", 1)+`
commitments:
  aws: {buyer: lab, seller: cloud, floor: $1bn, term: 1y, demand: $2bn}
`)
	s.end("ledger: lab to cloud, spend, year 1", 8)
	s.end("ledger: lab to cloud, spend, year 2", 2)
	s.end("ledger: lab to cloud, spend", 10)
}

// TestCircularityOfAPairByHand: of $29bn spent and $1bn paid for nothing the vendor has put in $9bn: 9/29 of the spend, 0.3 of all; when it puts
// in $90bn, all may be its own money, and circularity is 90/29. Two commitments of a pair are one.
func TestCircularityOfAPairByHand(t *testing.T) {
	money := func(bn string) string {
		return "tranches:\n  now: {investor: cloud, into: lab, amount: $" + bn + "bn, on: 2026-04-20, right: obligation, price: {fixed: $95bn}}\n"
	}
	s := tell(t, spender+"floor: $30bn, term: 3y}\n"+money("9"))
	s.end("cloud_circularity", 9.0/29)
	s.end("cloud_self_funded", 0.3)
	s = tell(t, spender+"floor: $30bn, term: 3y}\n"+money("90"))
	s.end("cloud_circularity", 90.0/29)
	s.end("cloud_self_funded", 1)
	s = tell(t, spender+"floor: $30bn, term: 3y}\n  more: {buyer: lab, seller: cloud, demand: $5bn, floor: $1bn, term: 3y}\n"+money("9"))
	s.end("cloud_self_funded", 9./45)
	s = tell(t, years+"\ncommitments:\n  aws: {buyer: lab, seller: cloud, demand: $0bn, floor: $0bn, term: 3y}\n"+money("9"))
	s.end("cloud_self_funded", math.NaN())
}

// TestOrganicCoverageByHand: revenue of $10bn a year for three years; floors of $9bn over three years and of $6bn over
// two fall due, $30bn over $15bn. Of a floor whose term is twice as long as the run a half falls due.
func TestOrganicCoverageByHand(t *testing.T) {
	const earner = years + "\ncompanies:\n  lab: {revenue: {process: constant, value: $10bn}}\ncommitments:\n"
	s := tell(t, earner+"  aws: {buyer: lab, seller: cloud, demand: $5bn, floor: $9bn, term: 3y}\n  own: {buyer: lab, seller: house, demand: $1bn, floor: $6bn, term: 2y}\n")
	s.end("lab_organic_coverage", 2)
	s = tell(t, earner+"  aws: {buyer: lab, seller: cloud, demand: $5bn, floor: $20bn, term: 6y}\n")
	s.end("lab_organic_coverage", 3)
	s = tell(t, earner+"  aws: {buyer: lab, seller: cloud, demand: $5bn, floor: $0bn, term: 3y}\n")
	s.end("lab_organic_coverage", math.NaN())
	s = tell(t, earner+"  aws: {buyer: stranger, seller: cloud, demand: $5bn, floor: $9bn, term: 3y}\n")
	if _, ok := s.ends["lab_organic_coverage"]; ok {
		t.Error("a company that has promised nothing is covered")
	}
}

// TestMarkReflexivityByHand is the example of priced.
func TestMarkReflexivityByHand(t *testing.T) {
	const raiser = years + `
companies:
  lab: {value: {process: constant, value: $500bn}}
investors:
  cloud: {holds: {lab: {stake: 10%}}}
tranches:
  own: {investor: cloud, into: lab, amount: $22bn, on: 1y, right: obligation, price: {fixed: $220bn}}
`
	first, last := "  a: {kind: dated, company: lab, amount: $10bn, on: 2026-04-20, fixed: $100bn}\n", "  b: {kind: dated, company: lab, amount: $30bn, on: 2y, fixed: $363bn}\n"
	s := tell(t, raiser+"rounds:\n"+first+last)
	s.end("cloud_mark_reflexivity", 10./31)
	// cheaper at last: nobody gains but by the own round
	s = tell(t, raiser+"rounds:\n"+first+strings.Replace(last, "$363bn", "$100bn", 1))
	s.end("cloud_mark_reflexivity", 1)
	// others put in more than the $22bn in the same step, at the same price: they lead
	s = tell(t, raiser+"rounds:\n"+first+"  c: {kind: dated, company: lab, amount: $23bn, on: 1y, fixed: $220bn}\n")
	s.end("cloud_mark_reflexivity", 0)
	// as much is not more
	s = tell(t, raiser+"rounds:\n"+first+"  c: {kind: dated, company: lab, amount: $22bn, on: 1y, fixed: $220bn}\n")
	s.end("cloud_mark_reflexivity", 0)
	// the first price marks no gain
	s = tell(t, strings.Replace(raiser, "$220bn", "$90bn", 1)+"rounds:\n"+first)
	s.end("cloud_mark_reflexivity", math.NaN())
	// a listing ends the marks: the round after it does not count
	s = tell(t, raiser+"rounds:\n"+first+last+"exits:\n  ipo: {kind: ipo, company: lab, hazard: 900%/y, primary: 0%, when: t >= 1y}\n")
	s.end("cloud_mark_reflexivity", 1)
	// a loan that converts with the last round, and is paid long before, sets no price
	const loan = "notes:\n  n: {investor: fund, into: lab, amount: $11bn, on: 2026-04-20}\n"
	s = tell(t, raiser+"rounds:\n"+first+last+loan)
	s.end("cloud_mark_reflexivity", 10./31)
	// nor do shares for employees, a tenth of all in a year: the last price is 363 over 1.1·(1+0.1+s) shares
	grants := strings.Replace(raiser, "constant, value: $500bn}", "constant, value: $500bn}, stock_grants: 10%/y", 1)
	s = tell(t, grants+"rounds:\n"+first+last)
	s.end("cloud_mark_reflexivity", 10/(10+0.21*(363/(1.1*1.1+1.1*(math.Exp(0.1)-1))-200)))
	// without rounds there is nothing to compare with
	s = tell(t, raiser)
	if _, ok := s.ends["cloud_mark_reflexivity"]; ok {
		t.Error("marks without rounds")
	}
}

// TestJointDrawsAreThoseOfThePaths: draws stand in the order of the paths, whatever the threads.
func TestJointDrawsAreThoseOfThePaths(t *testing.T) {
	p := deal(t, trade)
	const paths = 5*chunkSize + 77
	want := watch(p, 0, paths)
	names := []string{"cloud_deployed", "fund_deployed", "house_deployed", "cloud_stake_value_3y", "fund_stake_value_3y", "house_stake_value_3y",
		"aws_spend_total", "own_spend_total", "aws_shortfall_total", "own_shortfall_total", "cloud_aws_net_cash", "cloud_both_sides", "lab_arr_3y", "lab_cash_3y"}
	for _, threads := range []int{1, 2, 7} {
		x, err := p.Run(context.Background(), Options{Paths: paths, Threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		j := x.Result("test").Joint
		if j.Paths != paths || !slices.Equal(j.By, []string{"cloud_stake_value_3y", "fund_stake_value_3y", "house_stake_value_3y"}) {
			t.Errorf("%d paths by %v", j.Paths, j.By)
		}
		if got := slices.Sorted(slices.Values(j.Metrics)); !slices.Equal(got, slices.Sorted(slices.Values(names))) {
			t.Errorf("draws of %v, want %v", got, names)
		}
		for k, name := range j.Metrics {
			for i, v := range want.ends[name] {
				if math.Float64bits(j.Draws[k][i]) != math.Float64bits(v) {
					t.Fatalf("%d threads: %s on path %d is %v, want %v", threads, name, i, j.Draws[k][i], v)
				}
			}
		}
	}
	if v := want.ends["aws_spend_total"]; v[0] == v[1] || v[0] == v[chunkSize] {
		t.Error("negative control: paths are alike, so that another order would not be seen")
	}
}

// TestJointDrawsEndSomewhere: memory does not grow with the run.
func TestJointDrawsEndSomewhere(t *testing.T) {
	p := deal(t, strings.Replace(head, "3y", "1 quarter", 1)+"companies:\n  lab: {revenue: {process: gbm, start: $1bn, volatility: 30%}}\n")
	for paths, want := range map[int]int{jointPaths + 2*chunkSize + 5: jointPaths, jointPaths - 5: jointPaths - 5, 3: 3} {
		x, err := p.Run(context.Background(), Options{Paths: paths, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		j := x.Result("test").Joint
		if j.Paths != want || len(j.Draws) != 1 || len(j.Draws[0]) != want {
			t.Errorf("%d paths: %d kept of %v", paths, j.Paths, j.Metrics)
		}
		if last := j.Draws[0][want-1]; last <= 0 || last == j.Draws[0][0] && want > 1 {
			t.Errorf("%d paths: the last draw is %v", paths, last)
		}
	}
}
