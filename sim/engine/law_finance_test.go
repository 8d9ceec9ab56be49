package engine

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dealsim/sim/scenario"
)

// financed is a deal with every kind of round and exit, all by chance.
const financed = head + `
drivers:
  open: {process: two-state, off_rate: 40%/y, on_rate: 150%/y}
companies:
  lab:
    revenue: {process: gbm, start: $10bn, drift: 60%/y, volatility: 60%}
    value: {process: gbm, start: $100bn, drift: 20%/y, volatility: 70%}
    compute: {share_of_revenue: 60%}
    cash: {start: $2bn, other_cost: 70%, tax: 21%, interest: 4%/y}
investors:
  cloud: {holds: {lab: {stake: 15%}}}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $30bn, term: 3y, share: 50%, recovery: 20%, margin: 30%}
tranches:
  now: {investor: cloud, into: lab, amount: $5bn, on: 0y, price: {fixed: $90bn}, preference: 100%}
  target: {investor: cloud, into: lab, amount: $5bn, when: lab.arr >= $20bn, price: market, stake_cap: 30%}
rounds:
  rescue: {kind: need-driven, company: lab, market: open > 0.5, closed: {fail: 50%}, preference: 100%}
  growth: {kind: opportunistic, company: lab, rate: 80%/y, size: 5%, market: open > 0.5, pro_rata: {cloud: {uses: 50%}}}
  planned: {kind: dated, company: lab, amount: $3bn, on: 15 months}
exits:
  ipo: {kind: ipo, company: lab, hazard: 30%/y, from: 6 months, when: lab.arr >= $15bn, primary: 5%, discount: 10%}
  takeover: {kind: acquisition, company: lab, hazard: 15%/y, premium: 30%}
  failure: {kind: insolvency, company: lab}
shocks:
  rival: {rate: 40%/y, effects: {lab.arr: {times: 70%}}}
metrics:
  ipo_at: if(ipo.happened > 0.5, ipo.time, 99y)
  takeover_at: if(takeover.happened > 0.5, takeover.time, 99y)
`

// financedWith is the deal with blocks left out as on the command line, and values set.
func financedWith(t *testing.T, set, without []string) *Program {
	t.Helper()
	lib := func(string) ([]byte, bool) { return []byte(financed), true }
	s, m, err := scenario.Read("a deal that is no file", Language(), scenario.Options{Library: lib, Set: set, Without: without})
	if err != nil {
		t.Fatal(err)
	}
	p := Compile(s, m, 1)
	if p == nil {
		t.Fatal(told(m))
	}
	return p
}

// TestOffIsAway: a block that is switched off, in the file or on the command line, leaves every number of the world as it
// is without the block, bit by bit; what it has to do with moves.
func TestOffIsAway(t *testing.T) {
	whole := few(financedWith(t, nil, nil), 200)
	for block, moved := range map[string]string{
		"tranches.target": "cloud.stake", "tranches.now": "cloud.stake", "rounds.rescue": "lab.cash", "rounds.growth": "cloud.stake",
		"rounds.planned": "lab.cash", "exits.ipo": "lab.cash", "exits.takeover": "cloud.proceeds", "exits.failure": "lab.gone",
		"shocks.rival": "lab.arr", "commitments.aws": "aws.shortfall",
	} {
		section, id, _ := strings.Cut(block, ".")
		off := few(financedWith(t, nil, []string{block}), 200)
		if d := differ(off, few(financedWith(t, []string{block + ".off=yes"}, nil), 200)); d != "" {
			t.Errorf("%s left out is not switched off: %s", block, d)
		}
		if d := differ(whole, few(financedWith(t, []string{block + ".off=no"}, nil), 200)); d != "" {
			t.Errorf("%s not switched off is not there: %s", block, d)
		}
		if d := differ(seen{series: map[string][][]float64{moved: whole.series[moved]}}, off); d == "" {
			t.Errorf("negative control: without %s nothing moves %s", block, moved)
		}
		for _, free := range []string{"lab.value", "open", "lab.arr", "aws.spend"} {
			if section != "shocks" && (free != "aws.spend" || section != "exits" && id != "rescue" && section != "tranches" && section != "rounds") {
				if d := differ(seen{series: map[string][][]float64{free: whole.series[free]}}, off); d != "" {
					t.Errorf("%s moves what it has nothing to do with: %s", block, d)
				}
			}
		}
		if section == "commitments" || section == "shocks" || id == "ipo" || id == "takeover" { // others name them
			continue
		}
		line := regexp.MustCompile(`(?m)^  ` + id + `: .*\n`)
		if d := differ(few(deal(t, line.ReplaceAllString(financed, "")), 200), off); d != "" {
			t.Errorf("%s switched off is not away: %s", block, d)
		}
	}
}

// TestTheValueOfAClauseIsAPairedDifference: on the same paths with and without a clause the difference of what a deal is
// worth has a far smaller error than the two apart; and it is nothing, exactly, on paths on which the clause did nothing.
func TestTheValueOfAClauseIsAPairedDifference(t *testing.T) {
	const paths = 4 * chunkSize
	with, without := watch(financedWith(t, nil, nil), 0, paths), watch(financedWith(t, nil, []string{"tranches.target"}), 0, paths)
	a, b := with.ends["cloud_npv"], without.ends["cloud_npv"]
	if a == nil || b == nil {
		t.Fatal("no present value")
	}
	idle := 0
	var d, apart []float64
	for i := range a {
		if with.ends["target.paid"][i] == 0 {
			if idle++; a[i] != b[i] {
				t.Fatalf("path %d: the tranche pays nothing, the deal is worth %v with it and %v without", i, a[i], b[i])
			}
		}
		d, apart = append(d, a[i]-b[i]), append(apart, a[i]-b[(i+1)%len(b)])
	}
	if idle < 100 || spread(d) > 0.7*spread(apart) {
		t.Errorf("%d paths without the tranche; the error of pairs is %v, of others %v", idle, spread(d), spread(apart))
	}
}

// spread is the standard deviation.
func spread(x []float64) float64 {
	sum, squares := 0.0, 0.0
	for _, v := range x {
		sum, squares = sum+v, squares+v*v
	}
	n := float64(len(x))
	return power(squares/n-sum/n*sum/n, 0.5)
}

// TestMoreHazardIsSooner: with the same draws a likelier event comes no later, on any path; a target that is easier to
// reach is reached no later; a rate of rounds that is higher has no fewer of them.
func TestMoreHazardIsSooner(t *testing.T) {
	const alone = head + `
companies:
  lab: {revenue: {process: gbm, start: $10bn, drift: 60%/y, volatility: 60%}, value: {process: gbm, start: $100bn, volatility: 60%}}
drivers:
  open: {process: two-state, off_rate: 40%/y, on_rate: 150%/y}
tranches:
  target: {investor: cloud, into: lab, amount: $1bn, when: lab.arr >= LEVEL, sustained: 2 quarters, price: market}
rounds:
  growth: {kind: opportunistic, company: lab, rate: RATE, size: 1%, market: open > 0.5}
exits:
  ipo: {kind: ipo, company: lab, hazard: RATE, when: lab.arr >= LEVEL}
quantities:
  rounds_so_far: prev(rounds_so_far) + if(growth.raised > $0, 1, 0)
`
	run := func(rate, level string) seen {
		return watch(deal(t, strings.NewReplacer("RATE", rate, "LEVEL", level).Replace(alone)), 0, chunkSize)
	}
	base := run("40%/y", "$15bn")
	for what, c := range map[string]struct {
		s     seen
		moved []string
	}{
		"a higher rate":  {run("60%/y", "$15bn"), []string{"ipo.happened", "rounds_so_far"}},
		"a lower target": {run("40%/y", "$12bn"), []string{"ipo.happened", "target.triggered"}},
	} {
		for _, name := range []string{"ipo.happened", "rounds_so_far", "target.triggered"} {
			sooner := 0
			for q := range base.series[name] {
				for i, v := range base.series[name][q] {
					switch w := c.s.series[name][q][i]; {
					case w < v:
						t.Fatalf("with %s %s falls from %v to %v at step %d on path %d", what, name, v, w, q, i)
					case w > v:
						sooner++
					}
				}
			}
			if expected := strings.Contains(fmt.Sprint(c.moved), name); expected != (sooner > 0) {
				t.Errorf("with %s %s is higher %d times", what, name, sooner)
			}
		}
	}
}

// TestStepsOfAMonthAndOfAYear: rounds and exits by hand hold on any grid: dated events come in the step that holds the day.
func TestStepsOfAMonthAndOfAYear(t *testing.T) {
	for step, at := range map[string]int{"month": 16, "quarter": 6, "year": 2} {
		s := tell(t, strings.Replace(worth, "horizon: 3y\n", "horizon: 3y\nstep: "+step+"\n", 1)+`
rounds:
  a: {kind: dated, company: lab, amount: $25bn, on: 2027-07-01}
exits:
  takeover: {kind: acquisition, company: lab, `+now+`, from: 2y}
`)
		for q, v := range s.series["a.raised"] {
			if (v != 0) != (q == at) {
				t.Errorf("by the %s: %v raised at step %d, want it at %d", step, v, q, at)
			}
		}
		end := map[string]int{"month": 24, "quarter": 8, "year": 2}[step]
		for q, v := range s.series["early.proceeds"] {
			want := 20 * 100 / 125.
			if step == "year" {
				want = 20 // in the step of the round, which the buyer pays for
			}
			if want *= truth(q == end); !near(v, want) {
				t.Errorf("by the %s: proceeds of %v at step %d, want %v", step, v, q, want)
			}
		}
	}
}

// TestTheUndefinedHappensNever: a condition on what is undefined does not hold, so that nothing is raised, sold or ended
// on it.
func TestTheUndefinedHappensNever(t *testing.T) {
	s := tell(t, worth+`
quantities:
  odd: (t - t) / (t - t)
rounds:
  a: {kind: opportunistic, company: lab, rate: 1000/y, size: 5%, market: odd > 0}
  b: {kind: dated, company: lab, amount: $5bn, on: 1y, market: odd <= 0}
exits:
  ipo: {kind: ipo, company: lab, `+now+`, when: odd >= 0}
  takeover: {kind: acquisition, company: lab, `+now+`, when: odd < 0}
  failure: {kind: insolvency, company: lab, when: odd == odd}
tranches:
  target: {investor: fund, into: lab, amount: $5bn, when: odd > 0 or odd < 0, price: market}
`)
	for _, name := range []string{"a.raised", "b.raised", "ipo.happened", "takeover.happened", "failure.happened", "target.triggered"} {
		for q, v := range s.series[name] {
			if v != 0 {
				t.Errorf("%s is %v at step %d", name, v, q)
			}
		}
	}
	s.at("early.stake", 0.2, 0.2, 0.2, 0.2, 0.2)
}

// TestARightLeavesPrevAlone: prev of a stake is 0 on the day of the deal, whether or not a round with a right looks at the
// stake of before.
func TestARightLeavesPrevAlone(t *testing.T) {
	for _, more := range []string{"", "rounds:\n  a: {kind: dated, company: lab, amount: $25bn, on: 1y, pro_rata: {early: {uses: 100%}}}\n"} {
		s := tell(t, worth+"quantities:\n  before: prev(early.stake)\n"+more)
		s.at("before", 0, 0.2, 0.2, 0.2)
	}
}

// TestFinanceMistakes are mistakes in rounds and exits, by the first line of what is said.
func TestFinanceMistakes(t *testing.T) {
	const company = head + "companies:\n  lab: {value: {process: constant, value: $100bn}}\n  poor: {revenue: {process: constant, value: $1bn}}\n"
	for _, c := range []struct{ text, want string }{
		{"rounds:\n  a: {company: lab, amount: $5bn, on: 1y}\n", "rounds.a: does not say of which kind it is"},
		{"rounds:\n  a: {kind: date, company: lab, amount: $5bn, on: 1y}\n", `rounds.a.kind: no kind is called "date", did you mean "dated"?`},
		{"exits:\n  a: {company: lab}\n", "exits.a: does not say of which kind it is"},
		{"rounds:\n  a: {kind: dated, company: lab, amount: $5bn, on: 1y, fixed: $0}\n", "rounds.a.fixed: a price must be above $0"},
		{"rounds:\n  a: {kind: dated, company: poor, amount: $5bn, on: 1y}\n", "there is no poor.value, since companies.poor has no value"},
		{"exits:\n  a: {kind: acquisition, company: poor, hazard: 5%/y}\n", "there is no poor.value, since companies.poor has no value"},
		{"exits:\n  a: {kind: ipo, company: poor, hazard: 5%/y, primary: 5%}\n", "there is no poor.value, since companies.poor has no value"},
		{"exits:\n  a: {kind: insolvency, company: lab}\n", "there is no lab.cash_after_funding, since companies.lab has no cash.start"},
		{"rounds:\n  a: {kind: need-driven, company: lab}\n", "since companies.lab has no cash.start"},
		{"rounds:\n  a: {kind: dated, company: lab, amount: $5bn, on: 1y}\nexits:\n  a: {kind: ipo, company: lab, hazard: 5%/y}\n", `"a" is also the name of something under`},
		{"rounds:\n  a: {kind: dated, company: lab, amount: $5bn, on: 1y, off: perhaps}\n", "rounds.a.off: want yes or no"},
		{"rounds:\n  a: {kind: dated, company: lab, amount: $5bn, on: 1y, closed: {fail: 50%}}\n", "rounds.a.closed.fail: the market is always open"},
		{"rounds:\n  a: {kind: opportunistic, company: lab, rate: 1/y, size: 5%, participating: yes}\n", "rounds.a.participating: common shares have no preference"},
		{"tranches:\n  a: {investor: f, into: lab, amount: $1bn, on: 0y, instrument: grant, preference: 100%}\n", "tranches.a.preference: a grant buys no shares"},
		{"  bare: {revenue: {process: constant, value: $1bn}, cash: {tax: 21%}}\n", "companies.bare.cash.tax: the company keeps no cash"},
		{"  bare: {cash: {start: $1bn}}\n", "companies.bare.cash.start: cash needs a revenue"},
		{"stress: {none-such: 1y}\n", `stress.none-such: no shock is called "none-such"`},
		{"tranches:\n  goal: {investor: f, into: lab, amount: $1bn, when: ipo.happened > 0.5}\nexits:\n  ipo: {kind: ipo, company: lab, hazard: 5%/y}\n", "write prev(ipo.happened)"},
	} {
		p, m := compiledDeal(t, company+c.text, 1)
		if p != nil || !strings.Contains(told(m), c.want) {
			t.Errorf("%s\nis found:\n%s\nwant %q", c.text, told(m), c.want)
		}
	}
	// and what must stay silent: a listing that raises nothing needs no value
	if _, m := compiledDeal(t, company+"exits:\n  a: {kind: ipo, company: poor, hazard: 5%/y}\n", 1); !m.None() {
		t.Error(told(m))
	}
}

// TestEveryFinanceRunIsWhole runs the deal through all tables: no series or metric is missing, whatever ends.
func TestEveryFinanceRunIsWhole(t *testing.T) {
	x, err := deal(t, financed).Run(context.Background(), Options{Paths: 3000, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	r := x.Result("test")
	for _, name := range []string{"cloud_irr", "cloud_moic", "cloud_npv", "cloud_deployed"} {
		m := r.Metric(name)
		if m == nil || m.Sample.Infinite > 0 || m.Sample.N == 0 {
			t.Errorf("%s: %+v", name, m)
		}
	}
}
