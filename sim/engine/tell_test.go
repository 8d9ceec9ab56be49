package engine

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/program"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// TestAPathToldIsThePathOfTheRun: every series at every date and every metric, of several seeds and of paths within a
// run, at the seams of its blocks and beyond it, to the bit; alone or in company.
func TestAPathToldIsThePathOfTheRun(t *testing.T) {
	for name, deal := range map[string]func(seed uint64) *Program{
		"base":         func(seed uint64) *Program { return baseDeal(t, seed) },
		"financed":     func(seed uint64) *Program { return dealSeed(t, financed, seed) },
		"every clause": func(seed uint64) *Program { return dealSeed(t, everyClause, seed) },
	} {
		for _, seed := range []uint64{1, 0x2a, 1 << 63} {
			p := deal(seed)
			const first = 3*chunkSize - 40
			all := watch(p, first, 2*chunkSize)
			numbers := []uint64{first, first + 39, first + 40, first + 2*chunkSize - 1, first + 300}
			told := append(p.Replay(numbers), p.Replay(numbers[3:4])...)
			for _, path := range told {
				i := path.Number - first
				for k, s := range p.series {
					for q, v := range path.Values[k] {
						if want := all.series[s.name][q][i]; math.Float64bits(v) != math.Float64bits(want) {
							t.Fatalf("%s, seed %d: %s at %d of path %d is %v when told, was %v", name, seed, s.name, q, path.Number, v, want)
						}
					}
				}
				for k, m := range p.metrics {
					if want := all.ends[m.name][i]; math.Float64bits(path.Ends[k]) != math.Float64bits(want) && !(want != want && path.Ends[k] != path.Ends[k]) {
						t.Fatalf("%s, seed %d: %s of path %d is %v when told, was %v", name, seed, m.name, path.Number, path.Ends[k], want)
					}
				}
			}
			if a, b := fmt.Sprint(told[3].Events), fmt.Sprint(told[5].Events); a != b || len(told[3].Events) == 0 {
				t.Errorf("%s, seed %d: a path alone has other events than in company", name, seed)
			}
		}
	}
}

// TestNobodyIsToldInARun: what is told costs a run nothing.
func TestNobodyIsToldInARun(t *testing.T) {
	p := deal(t, everyClause)
	asked := 0
	for i := range p.tells {
		p.tells[i].tell = func(*program.Scene) { asked++ }
	}
	if _, err := p.Run(context.Background(), Options{Paths: 2 * chunkSize, Threads: 2}); err != nil || asked > 0 {
		t.Errorf("%d questions in a run, %v", asked, err)
	}
	if p.Replay([]uint64{0}); asked == 0 {
		t.Error("nobody is asked when a path is told")
	}
}

// TestEventsAgreeWithTheTables adds up the events of kept paths and holds them against what the tables are made of.
func TestEventsAgreeWithTheTables(t *testing.T) {
	for name, p := range map[string]*Program{
		"base": baseDeal(t, 5), "financed": deal(t, financed), "every clause": deal(t, everyClause),
		"an end": deal(t, troubled),
	} {
		x, err := p.Run(context.Background(), Options{Paths: 2048, Threads: 2, Keep: 64})
		if err != nil {
			t.Fatal(err)
		}
		r := x.Result("test")
		if len(r.Kept) != 64 {
			t.Fatalf("%s: %d paths are kept", name, len(r.Kept))
		}
		for _, path := range r.Kept {
			agree(t, name, r, path)
		}
	}
}

// TestEventsOfRandomWorlds holds the events of paths of a few hundred random worlds against their tables.
func TestEventsOfRandomWorlds(t *testing.T) {
	kinds := map[string]int{}
	for seed := range uint64(300) {
		w := newRandomWorld(seed, 1)
		p, complaint := compileOrSay(w.text, seed)
		if complaint != "" {
			t.Fatal(complaint)
		}
		x, err := p.Run(context.Background(), Options{Paths: 6, Threads: 1, Keep: 6})
		if err != nil {
			t.Fatal(err)
		}
		r := x.Result("test")
		for _, path := range r.Kept {
			agree(t, fmt.Sprint("random world ", seed), r, path)
			for _, e := range path.Events {
				kinds[e.Kind]++
			}
		}
		if t.Failed() {
			t.Fatal(w.text)
		}
	}
	for _, kind := range []string{"trigger", "met", "decision", "funded", "expired", "cancelled", "payment", "round", "exit", "year", "settlement", "shortfall"} {
		if kinds[kind] < 50 {
			t.Errorf("only %d events are a %s", kinds[kind], kind)
		}
	}
	t.Log(kinds)
}

// troubled is a company that spends what it has: rounds that fail, and an end.
const troubled = head + `
companies:
  lab:
    revenue: {process: gbm, start: $10bn, volatility: 40%}
    value: {process: multiple, start: $50bn, multiple_level: 5, speed: 100%/y, volatility: 60%}
    cash: {start: $6bn, other_cost: 120%}
drivers:
  open: {process: two-state, off_rate: 60%/y, on_rate: 100%/y}
tranches:
  more: {investor: fund, into: lab, amount: $2bn, when: lab.arr >= $12bn, price: market}
notes:
  loan: {investor: fund, into: lab, amount: $1bn, on: 2026-04-20, cap: $40bn, discount: 20%, maturity: 2y}
rounds:
  rescue: {kind: need-driven, company: lab, below: 2, raise: 3, market: open > 0.5, closed: {fail: 70%}, pro_rata: {fund: {uses: 50%}}}
exits:
  broke: {kind: insolvency, company: lab, sale: 30%}
  bought: {kind: acquisition, company: lab, hazard: 20%/y, premium: 10%}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $8bn, term: 3y, demand: $0.5bn, recovery: 25%, basis: annual}
`

// agree holds the events of one path against its series and metrics.
func agree(t *testing.T, name string, r *result.Result, path result.Path) {
	t.Helper()
	series := func(s string) []float64 {
		for k := range r.Series {
			if r.Series[k].Name == s {
				return path.Values[k]
			}
		}
		return nil
	}
	metric := func(m string) float64 {
		for k := range r.Metrics {
			if r.Metrics[k].Name == m {
				return path.Ends[k]
			}
		}
		t.Fatalf("%s: no metric %s", name, m)
		return 0
	}
	want := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: path %d: %s is %v by the events, %v by the tables", name, path.Number, what, got, want)
		}
	}
	last := 0
	paid := map[string]float64{}          // by from, to and kind
	sums := map[string]map[int]float64{}  // by what: by step
	counts := map[string]map[string]int{} // by subject: by kind
	note := func(what string, step int, v float64) {
		if sums[what] == nil {
			sums[what] = map[int]float64{}
		}
		sums[what][step] += v
	}
	for _, e := range path.Events {
		if e.Step < last {
			t.Fatalf("%s: path %d: an event of step %d comes after one of step %d", name, path.Number, e.Step, last)
		}
		last = e.Step
		if counts[e.Subject] == nil {
			counts[e.Subject] = map[string]int{}
		}
		counts[e.Subject][e.Kind]++
		if strings.ContainsAny(e.Kind+e.Subject+e.Text, ",\"\n") || e.Text == "" {
			t.Errorf("%s: %+v", name, e)
		}
		if (e.Kind == "payment") != (e.Cash == e.Cash) {
			t.Errorf("%s: cash of %+v", name, e)
		}
		switch e.Kind {
		case "payment":
			paid[e.From+"|"+e.To+"|"+e.Quantity] += e.Cash
			note(e.Subject+" "+e.Quantity, e.Step, e.Cash)
		case "shortfall":
			note(e.Subject+" shortfall", e.Step, e.Value)
		case "trigger":
			if moved := series(e.Quantity); moved != nil && moved[e.Step] != e.Value {
				t.Errorf("%s: path %d looked at %s of %v in step %d, it is %v", name, path.Number, e.Quantity, e.Value, e.Step, moved[e.Step])
			}
		}
	}
	for _, l := range r.Ledger {
		want("paid from "+l.From+" to "+l.To+" as "+l.Kind, paid[l.From+"|"+l.To+"|"+l.Kind], metric(l.Total))
	}
	for _, c := range r.Commitments {
		for _, s := range []struct{ series, event string }{{"spend", "spend"}, {"shortfall", "shortfall"}, {"true_up", "true-up"}} {
			for q, v := range series(c.ID + "." + s.series) {
				got := sums[c.ID+" "+s.event][q]
				if s.event == "spend" { // at list price; the discount comes back
					got -= sums[c.ID+" discount"][q]
				}
				want(fmt.Sprint(c.ID, " ", s.event, " at ", q), got, v)
			}
		}
	}
	for _, x := range r.Tranches {
		n := counts[x.ID]
		want(x.ID+" triggered", float64(n["decision"]), series(x.Triggered)[len(r.Dates)-1])
		want(x.ID+" funded", float64(n["funded"]), metric(x.Funded))
		want(x.ID+" expired", float64(n["expired"]), metric(x.Expired))
		want(x.ID+" declined", float64(n["decision"]-n["funded"]), metric(x.Declined)+waitingFor(metric(x.TriggerTime), metric(x.Declined), metric(x.Funded)))
		want(x.ID+" cancelled", float64(n["cancelled"]), metric(x.Cancelled))
		if x.Conditional {
			want(x.ID+" met", float64(n["met"]), series(x.Triggered)[len(r.Dates)-1])
		}
	}
	for _, s := range r.Series {
		if id, ok := strings.CutSuffix(s.Name, ".happened"); ok {
			want(id+" happened", float64(counts[id]["exit"]), series(s.Name)[len(r.Dates)-1])
		}
	}
}

// waitingFor is 1 where a tranche was decided on and neither declined nor paid: its money is on its way, or cancelled.
func waitingFor(triggered, declined, funded float64) float64 {
	if triggered == triggered && declined == 0 && funded == 0 {
		return 1
	}
	return 0
}

// TestAConditionIsToldByHand looks at a condition of two comparisons with the threshold of one on the left. Revenue is
// $50bn, $65bn, $55bn, $62bn, $63bn, $70bn at the ends of the steps from the day of the deal; the window is steps 1 to 5.
func TestAConditionIsToldByHand(t *testing.T) {
	p := deal(t, lab+"when: $60bn <= lab.arr and alarm < 0.5, sustained: 2 quarters, until: 15 months, price: market}\n")
	type look struct {
		step             int
		quantity         string
		value, threshold float64
		text             string
	}
	var got []look
	for _, e := range p.Replay([]uint64{4})[0].Events {
		if e.Kind == "trigger" {
			got = append(got, look{e.Step, e.Quantity, e.Value, e.Threshold, e.Text})
		} else if e.Subject == "part" {
			got = append(got, look{step: e.Step, text: e.Kind + ": " + e.Text})
		}
	}
	arr := []float64{50, 65, 55, 62, 63, 70}
	holds := map[int]string{1: "holds: 1 of 2 in a row", 2: "does not hold", 3: "holds: 1 of 2 in a row", 4: "does not hold", 5: "does not hold"}
	word := map[bool]string{true: "holds", false: "does not hold"}
	var want []look
	for q := 1; q <= 5; q++ {
		whole, rings := 0.0, 0.0
		if strings.HasPrefix(holds[q], "holds") {
			whole = 1
		}
		if q >= 4 {
			rings = 1
		}
		want = append(want, look{q, "condition", whole, 1, holds[q]},
			look{q, "lab.arr", arr[q], 60, ">= $60bn: " + word[arr[q] >= 60]}, look{q, "alarm", rings, 0.5, "< 0.5: " + word[rings < 0.5]})
	}
	want = append(want, look{step: 5, text: "expired: its window is over"})
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("told is\n%v\nwant\n%v", got, want)
	}
}

// TestSettlementsAreToldByHand: annual floors of $10bn with excess carried, spend of $14bn, $8bn, $7bn: 14 against 10, then
// 8 + 4 against 10, then 7 + 2 against 10: $1bn is short and paid.
func TestSettlementsAreToldByHand(t *testing.T) {
	p := deal(t, `scenario: x
as_of: 2026-04-20
horizon: 3y
step: year
drivers:
  need: {process: knots, between: previous, knots: {0y: $0, 1y: $14bn, 2y: $8bn, 3y: $7bn}}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $30bn, term: 3y, basis: annual, demand: need}
`)
	var got []string
	for _, e := range p.Replay([]uint64{0})[0].Events {
		if e.Kind != "payment" {
			got = append(got, fmt.Sprint(e.Step, " ", e.Kind, " ", unit.Format(e.Value, e.Dim, 4), " ", unit.Format(e.Threshold, e.Dim, 4), " ", e.Text))
		} else {
			got = append(got, fmt.Sprint(e.Step, " ", e.Kind, " ", unit.Format(e.Cash, unit.Money, 4), " ", e.Quantity, " ", e.Text))
		}
	}
	want := []string{
		"1 payment $14bn spend lab to cloud",
		"1 settlement $14bn $10bn settled",
		"2 payment $8bn spend lab to cloud",
		"2 settlement $12bn $10bn settled; $4bn of it carried from before",
		"3 payment $7bn spend lab to cloud",
		"3 settlement $9bn $10bn settled; $2bn of it carried from before",
		"3 shortfall $1bn undefined lab pays cloud $1bn for nothing",
		"3 payment $1bn true-up lab to cloud",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("told is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestAShockTellsWhatItDid: a value that nothing else moves is multiplied by what is told, strike by strike.
func TestAShockTellsWhatItDid(t *testing.T) {
	p := deal(t, head+`
drivers:
  a: {process: gbm, start: 100, volatility: 0%}
shocks:
  hit: {rate: 300%/y, effects: {a: {times: {pert: [60%, 80%, 95%]}}}}
`)
	numbers := []uint64{0, 1, 2, 3, 4, 5}
	struck := 0
	for _, path := range p.Replay(numbers) {
		for q := 1; q < len(path.Values[0]); q++ {
			factor := 1.0
			for _, e := range path.Events {
				if e.Step == q && e.Kind == "shock" {
					factor *= e.Value
					struck++
				}
			}
			a := path.Values[0]
			if !near(a[q]/a[q-1], factor) {
				t.Errorf("path %d, step %d: a moves by %v, told is %v", path.Number, q, a[q]/a[q-1], factor)
			}
		}
	}
	if struck < 20 {
		t.Errorf("%d strikes are told", struck)
	}
}

// TestWhatIsSwitchedOffTellsNothing compares the events of a deal with and without a tranche.
func TestWhatIsSwitchedOffTellsNothing(t *testing.T) {
	events := func(p *Program, id string) (n int) {
		for _, e := range p.Replay([]uint64{3})[0].Events {
			if e.Subject == id {
				n++
			}
		}
		return n
	}
	if n := events(baseDeal(t, 1), "target-1"); n < 2 {
		t.Errorf("%d events of a tranche", n)
	}
	if n := events(baseWithout(t, "tranches.target-1"), "target-1"); n > 0 {
		t.Errorf("%d events of a tranche that is switched off", n)
	}
}

// baseWithout is the base deal with a block switched off.
func baseWithout(t *testing.T, id string) *Program {
	t.Helper()
	s, m, err := scenario.Read("amazon-anthropic-2026", Language(), scenario.Options{Library: scenarios.Find, Without: []string{id}})
	if err != nil {
		t.Fatal(err)
	}
	p := Compile(s, m, 1)
	if p == nil {
		t.Fatal(told(m))
	}
	return p
}
