package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"dealsim/sim/clause"
	"dealsim/sim/scenario"
)

// randomWorld is a random deal with all that finances and ends a company: cash, a second company, a market that shuts,
// rounds of all kinds, exits, shocks on conditions, a stress, blocks that are switched off.
type randomWorld struct {
	*randomDeal
	cash, rival         bool
	rounds, exits, lone []string          // by id; lone are blocks that nothing else names, as section.id
	of                  map[string]string // the company of each round and exit
	entries             map[string]string // the line of each lone block
}

func newRandomWorld(seed uint64, scale float64) *randomWorld {
	d := &randomDeal{r: rand.New(rand.NewPCG(seed, 99)), seed: seed, scale: scale}
	d.write()
	w := &randomWorld{randomDeal: d, of: map[string]string{}, entries: map[string]string{}}
	w.grow()
	if seed%20 != 0 { // most of the time would go into tables of PERT's quantiles and Student's
		w.text = student.ReplaceAllString(w.text, "")
		w.text = pert.ReplaceAllString(w.text, "{uniform: [$1, $2]}")
		for id, line := range w.entries {
			w.entries[id] = pert.ReplaceAllString(line, "{uniform: [$1, $2]}")
		}
	}
	return w
}

var student = regexp.MustCompile(`(?m)^copula:.*\n`)

var pert = regexp.MustCompile(`\{pert: \[([^,\]]*), [^,\]]*, ([^,\]]*)\]\}`)

// under puts lines below the head of a section, which it adds where there is none.
func (w *randomWorld) under(section string, lines ...string) {
	text := "  " + strings.Join(lines, "\n  ") + "\n"
	if at := strings.Index("\n"+w.text, "\n"+section+":\n"); at >= 0 {
		at += len(section) + 2
		w.text = w.text[:at] + text + w.text[at:]
		return
	}
	w.text += section + ":\n" + text
}

func (w *randomWorld) grow() {
	r := w.randomDeal
	w.cash, w.rival = r.coin(0.7), r.coin(0.4)
	cash := func() string {
		return "{start: " + r.money(0, 9) + ", other_cost: " + r.one("30%", "80%", "{process: curve, start: 120%, level: 20%, half_life: 1y}", "150%") +
			", tax: " + r.one("0%", "25%") + ", losses: " + r.plain(0, 3) + ", interest: " + r.one("0%/y", "4%/y") + r.one("", ", elsewhere: unmet") + "}"
	}
	if w.cash {
		w.text = strings.Replace(w.text, "    compute: {share", "    cash: "+cash()+"\n    compute: {share", 1)
	}
	if w.rival {
		line := "rival: {revenue: {process: gbm, start: " + r.money(1, 9) + ", volatility: 50%}, value: {process: gbm, start: " + r.money(9, 90) + ", volatility: 80%}"
		if w.cash {
			line += ", cash: " + cash()
		}
		w.under("companies", line+"}")
		w.under("tranches", "seed: {investor: "+r.one("cloud", "fund")+", into: rival, amount: "+r.money(1, 5)+", on: "+r.one("0y", r.steps(2))+", price: market}")
	}
	w.under("drivers", "open: {process: two-state, off_rate: "+r.share(0, 2)+"/y, on_rate: "+r.share(0, 3)+"/y}")
	companies := []string{"lab", "lab", "lab"}
	if w.rival {
		companies = append(companies, "rival", "rival")
	}
	for i := range r.r.IntN(4) {
		w.round(fmt.Sprintf("round-%d", i+1), r.one(companies...))
	}
	for i := range r.r.IntN(4) {
		w.exit(fmt.Sprintf("exit-%d", i+1), r.one(companies...))
	}
	if r.coin(0.5) {
		w.entry("shocks", "blow", "{when: "+r.one("prev(lab.value) < "+r.plain(40, 300), "t >= 1y")+r.one("", ", rate: 80%/y")+w.off()+", effects: {part: {times: 0.7}}}")
		if r.coin(0.5) {
			w.text += "stress:\n  " + r.one("storm", "blow") + ": " + r.steps(1+r.r.IntN(5)) + "\n"
		}
	}
	w.bill()
	for _, id := range []string{"part-1", "aws"} {
		if r.coin(0.1) {
			w.text = strings.Replace(w.text, "  "+id+": {", "  "+id+": {off: yes, ", 1)
		}
	}
	w.equitySide()
	for _, c := range []string{"lab", "rival"} {
		if w.cash && (c == "lab" || w.rival) {
			w.under("quantities", c+"_pays: "+c+".paid", c+"_gets: "+c+".received")
		}
	}
	for _, id := range w.rounds {
		w.under("quantities", id+"_shares: "+id+".shares")
	}
	for _, id := range w.exits {
		if strings.Contains(w.entries["exits."+id], "kind: insolvency") {
			w.under("quantities", id+"_left: "+id+".left")
		}
	}
	w.under("quantities", "aws_unpaid: aws.true_up_unpaid", "own_unpaid: own.true_up_unpaid")
	if r.coin(0.3) {
		w.under("notes", "bridge: {investor: angel, into: lab, amount: "+r.money(0.5, 9)+", on: "+r.one("0y", r.steps(2))+", discount: 20%, interest: 8%/y, recovery: "+r.share(0, 1)+r.one("", ", maturity: "+r.steps(1+r.r.IntN(5)), ", maturity: "+r.steps(1+r.r.IntN(5)))+"}")
	}
}

// bill adds to a commitment what makes its bill other than what is bought at list price.
func (w *randomWorld) bill() {
	r, terms := w.randomDeal, ""
	for _, term := range []string{
		"discounts: {a: {from: " + r.plain(0, 5) + ", off: 10%}, b: {from: " + r.plain(5, 20) + ", off: 30%}}, ",
		"credits: {amount: " + r.plain(0, 5) + r.one("", ", counts: yes") + "}, ",
		"marketplace: {share: 10%" + r.one("", ", most: 20%") + "}, ",
		"terminate: {when: " + r.one("alarm >= 1", "t >= "+r.steps(3), "lab.value < "+r.plain(20, 90)) + ", fee: " + r.plain(0, 2) + ", share: " + r.share(0, 0.5) + "}, ",
	} {
		if r.coin(0.25) {
			terms += term
		}
	}
	if at := strings.Index(w.text, "\n  aws: {"); r.coin(0.3) && strings.Contains(w.text[at:at+strings.Index(w.text[at+1:], "\n")], "capacity: chips") {
		terms += "reserved: " + r.share(0, 0.6) + ", "
	}
	w.text = strings.Replace(w.text, "\n  aws: {", "\n  aws: {"+terms, 1)
}

func (w *randomWorld) off() string { return w.one("", "", "", ", off: yes") }

// entry adds a block that nothing else names.
func (w *randomWorld) entry(section, id, text string) {
	w.under(section, id+": "+text)
	w.lone, w.entries[section+"."+id] = append(w.lone, section+"."+id), "  "+id+": "+text+"\n"
}

func (w *randomWorld) round(id, company string) {
	r := w.randomDeal
	terms := "company: " + company
	kinds := []string{"dated", "opportunistic", "opportunistic"}
	if w.cash {
		kinds = append(kinds, "need-driven", "need-driven")
	}
	kind := r.one(kinds...)
	switch kind {
	case "dated":
		terms += ", amount: " + r.money(0.5, 30) + ", on: " + r.one("0y", r.steps(r.r.IntN(12)), "2026-11-30", "2099-01-01") + r.one("", ", fixed: "+r.plain(20, 400))
	case "opportunistic":
		terms += ", rate: " + r.one("0%/y", r.share(0.1, 4)+"/y") + ", size: " + r.share(0, 0.2)
	default:
		terms += ", below: " + r.one("0", "2", "4") + ", raise: " + r.one("1", "8") + ", cap: " + r.share(0, 0.5)
	}
	terms += r.one("", ", discount: "+r.share(-0.5, 0.5), ", discount: {uniform: [0%, 40%]}")
	if r.coin(0.5) {
		terms += ", market: open > 0.5" + r.one("", ", closed: {fail: "+r.share(0, 1)+", discount: 40%}")
	}
	if r.coin(0.4) {
		terms += ", pro_rata: {cloud: {uses: " + r.one("100%", "50%", "0%") + "}" + r.one("", ", angel: {uses: 100%}") + "}"
	}
	if r.coin(0.5) {
		terms += ", preference: " + r.one("100%", "200%", "0%") + r.one("", ", participating: yes")
	}
	w.rounds, w.of[id] = append(w.rounds, id), company
	w.entry("rounds", id, "{kind: "+kind+", "+terms+w.off()+"}")
}

func (w *randomWorld) exit(id, company string) {
	r := w.randomDeal
	terms := "company: " + company
	kind := r.one("ipo", "acquisition", "insolvency")
	hazard := func() {
		terms += ", hazard: " + r.one("0%/y", r.share(0.1, 3)+"/y", "1000/y") + r.one("", ", from: "+r.steps(r.r.IntN(9))) + r.one("", ", when: "+company+".value > "+r.plain(20, 300))
	}
	switch kind {
	case "ipo":
		hazard()
		terms += r.one("", ", primary: "+r.share(0, 0.2)) + r.one("", ", discount: 20%") + r.one("", ", lockup: "+r.steps(r.r.IntN(3)))
	case "acquisition":
		hazard()
		terms += r.one("", ", premium: "+r.share(-0.5, 0.5))
	default:
		terms += r.one("", ", sale: "+r.share(0, 1))
		if !w.cash || r.coin(0.3) {
			terms += ", when: " + r.one("alarm >= 1", company+".value < "+r.plain(20, 90))
		}
	}
	w.exits, w.of[id] = append(w.exits, id), company
	w.entry("exits", id, "{kind: "+kind+", "+terms+w.off()+"}")
}

// TestRandomWorlds tries the laws of money and ownership on ten thousand deals over all clauses, on a few paths of each.
func TestRandomWorlds(t *testing.T) {
	worlds, paths := uint64(10_000), 12
	if testing.Short() {
		worlds = 1000
	}
	defer debug.SetGCPercent(debug.SetGCPercent(500)) // thousands of programs, none of which is kept
	var next, compared atomic.Uint64
	var wg sync.WaitGroup
	var failed atomic.Bool
	total := map[string]int{}
	var mu sync.Mutex
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			count := map[string]int{}
			for seed := next.Add(1) - 1; seed < worlds && !failed.Load(); seed = next.Add(1) - 1 {
				w := newRandomWorld(seed, 1)
				p, complaint := compileOrSay(w.text, seed)
				if complaint == "" {
					s := few(p, paths)
					if complaint = w.laws(p, s, count); complaint == "" && seed%40 == 0 {
						compared.Add(1)
						complaint = w.others(p, s, paths)
					}
				}
				if complaint != "" && !failed.Swap(true) {
					t.Errorf("random world %d: %s\n%s", seed, complaint, w.text)
				}
			}
			mu.Lock()
			for k, v := range count {
				total[k] += v
			}
			mu.Unlock()
		})
	}
	wg.Wait()
	if failed.Load() {
		return
	}
	for _, what := range []string{"round", "listing", "sale", "end", "tax", "insolvency with money left", "shares sold", "shares kept by a lock-up", "top-up", "grant out of the pool", "credits used", "credits lapsed", "claim met", "other bill", "option", "note repaid", "warrant used", "at the price of a share"} {
		if least := int(worlds) / 20; total[what] < least {
			t.Errorf("only %d of %q, want %d", total[what], what, least)
		}
	}
	if total["bill not paid"] < int(worlds)/100 {
		t.Errorf("only %d bills are not paid", total["bill not paid"])
	}
	t.Log(worlds, "worlds", compared.Load(), "compared", total)
}

// few is what the first paths of a deal did, without the memory of a whole chunk.
func few(p *Program, paths int) seen {
	w, steps := newWorker(p), p.Scenario.Calendar.Steps+1
	for i := range w.b.Path {
		w.b.Path[i] = uint64(i)
	}
	w.b.Live = paths
	out := seen{series: map[string][][]float64{}, ends: map[string][]float64{}, paths: paths}
	values := make([]float64, (len(p.series)*steps+len(p.metrics))*paths)
	for _, x := range p.series {
		at := make([][]float64, steps)
		for q := range at {
			at[q], values = values[:paths], values[paths:]
		}
		out.series[x.name] = at
	}
	w.path(func(step int) {
		for _, x := range p.series {
			copy(out.series[x.name][step], w.b.Columns[x.slot][:])
		}
	})
	for _, m := range p.metrics {
		out.ends[m.name], values = append(values[:0], w.b.Columns[m.slot][:paths]...), values[paths:]
	}
	return out
}

// compileOrSay compiles a deal without a file, or says what is wrong with it.
func compileOrSay(text string, seed uint64) (*Program, string) {
	lib := func(string) ([]byte, bool) { return []byte(text), true }
	s, m, err := scenario.Read("a deal that is no file", Language(), scenario.Options{Library: lib})
	if err != nil {
		return nil, err.Error()
	}
	p := Compile(s, m, seed)
	if p == nil {
		return nil, "does not compile:\n" + told(m)
	}
	return p, ""
}

// laws holds a world against the laws; "" when all is well.
func (w *randomWorld) laws(p *Program, s seen, count map[string]int) string {
	steps := p.Scenario.Calendar.Steps
	for name, at := range s.series {
		for q := range at {
			for i, v := range at[q] {
				if v-v != 0 {
					return fmt.Sprintf("%s is %v at step %d on path %d", name, v, q, i)
				}
			}
		}
	}
	// every posting leaves one and reaches another; the totals of each party are those of its lines
	lines := map[string]map[bool][]float64{}
	for _, l := range p.parts.ledger {
		for _, paid := range []bool{true, false} {
			who := l.To
			if paid {
				who = l.From
			}
			if lines[who] == nil {
				lines[who] = map[bool][]float64{true: make([]float64, s.paths), false: make([]float64, s.paths)}
			}
			for i, v := range s.ends[l.Total] {
				if v < -1e-9 {
					return fmt.Sprintf("%s is %v on path %d", l.Total, v, i)
				}
				if l.Kind == clause.NotPaid { // what was due and is not paid: neither paid nor received
					lines[map[bool]string{true: l.To, false: l.From}[paid]][paid][i] -= v
					continue
				}
				lines[who][paid][i] += v
			}
		}
	}
	total := func(name string, i int) (sum float64) {
		for _, at := range s.series[name] {
			sum += at[i]
		}
		return sum
	}
	for i := range s.paths {
		net, size := 0.0, 0.0
		for _, x := range lines {
			net += x[false][i] - x[true][i]
			size += x[true][i]
		}
		if !closeTo(net, 0, size) {
			return fmt.Sprintf("path %d: the world gains %v", i, net)
		}
		for _, c := range []string{"lab", "rival"} {
			if s.series[c+"_pays"] != nil && (!closeTo(total(c+"_pays", i), lines[c][true][i], size) || !closeTo(total(c+"_gets", i), lines[c][false][i], size)) {
				return fmt.Sprintf("path %d: %s pays %v and gets %v, its lines say %v and %v", i, c, total(c+"_pays", i), total(c+"_gets", i), lines[c][true][i], lines[c][false][i])
			}
		}
	}
	for _, c := range []string{"lab", "rival"} {
		if complaint := w.company(p, s, c, steps, count); complaint != "" {
			return c + ": " + complaint
		}
	}
	return ""
}

// at is a series' value; 0 where there is none.
func (s seen) at(name string, q, i int) float64 {
	if v := s.series[name]; v != nil {
		return v[q][i]
	}
	return 0
}

// company holds one company against the laws of its cash, its shares and its end.
func (w *randomWorld) company(p *Program, s seen, c string, steps int, count map[string]int) string {
	var holders []string
	for _, who := range []string{"cloud", "fund", "angel"} {
		for _, base := range []string{who, who + "." + c} {
			if at := s.series[base+".stake"]; at != nil && !(base == who && w.elsewhere(p, who, c)) {
				holders = append(holders, base)
			}
		}
	}
	for i := range s.paths {
		over, gone := false, false
		for q := 0; q <= steps; q++ {
			say := func(format string, args ...any) string {
				return fmt.Sprintf("step %d path %d: ", q, i) + fmt.Sprintf(format, args...)
			}
			// cash: the balance of what comes in and goes out, twice
			raised, tranches, filled, proceeds, left := 0.0, 0.0, 0.0, 0.0, 0.0
			for id, of := range w.of {
				if of != c {
					continue
				}
				raised += s.at(id+".raised", q, i)
				filled += s.at(id+"_filled", q, i)
				left += s.at(id+"_left", q, i)
				proceeds += s.at(id+".proceeds", q, i)
			}
			for _, b := range p.Scenario.Blocks {
				if b.Section == "tranches" && b.Values["into"].Text == c && b.Values["instrument"].Text != "credits" {
					tranches += s.at(b.ID+".paid", q, i)
				}
			}
			if c == "lab" {
				tranches += s.at("bridge.paid", q, i) - s.at("bridge.repaid", q, i)
				count["note repaid"] += int(truth(s.at("bridge.repaid", q, i) > 0))
				count["bill not paid"] += int(truth(s.at("aws_unpaid", q, i)+s.at("own_unpaid", q, i) > 0))
			}
			if cash := s.series[c+".cash"]; cash != nil && q > 0 {
				change := cash[q][i] - cash[q-1][i]
				in, out := s.at(c+"_gets", q, i), s.at(c+"_pays", q, i)
				if !closeTo(change, in-out, in+out+math.Abs(cash[q][i])) {
					return say("cash changes by %v, it gets %v and pays %v", change, in, out)
				}
				recovered := 0.0
				if c == "lab" && gone {
					recovered = s.at("aws.true_up", q, i) + s.at("own.true_up", q, i)
				}
				want := s.at(c+".operating_cash", q, i) + raised + tranches - recovered - left
				if extra := change - want; extra < -1e-9*(1+in+out) || extra > 1e-9*(1+in+out) && (s.at(c+".gone", q, i) == 0 || gone) {
					return say("cash changes by %v, operating cash and new money, less what is recovered, are %v", change, want)
				}
			}
			if q > 0 && s.at(c+".gone", q, i) != 0 && s.at(c+".cash", q, i) < -1e-9*(1+math.Abs(s.at(c+".cash", q-1, i))) {
				return say("a company that has failed has %v of cash", s.at(c+".cash", q, i))
			}
			if over && (raised != 0 || tranches > 0) {
				return say("money of %v and %v for a company that is sold", raised, tranches)
			}
			if gone && (s.at(c+".revenue", q, i) != 0 || c == "lab" && s.at("aws.spend", q, i) != 0) {
				return say("revenue and spend of a company that has failed")
			}
			// ownership
			sum, got := 0.0, 0.0
			for _, h := range holders {
				stake, value := s.at(h+".stake", q, i), s.at(h+".stake_value", q, i)
				if stake < 0 || stake > 1+1e-12 || value < 0 {
					return say("%s has a stake of %v worth %v", h, stake, value)
				}
				if x := s.at(h+".proceeds", q, i); x < -1e-12 {
					return say("%s gets %v", h, x)
				}
				sum += stake
				if s.at(h+".sales", q, i) == 0 { // nothing is sold to the public in the step of an end
					got += s.at(h+".proceeds", q, i)
				}
			}
			if complaint := w.equityLaws(s, c, holders, q, i, count); complaint != "" {
				return say("%s", complaint)
			}
			sum += s.at(c+".pool", q, i) + s.at(c+".employees", q, i)
			if sum > 1+1e-9 {
				return say("stakes sum to %v", sum)
			}
			if got > proceeds*(1+1e-9) {
				return say("holders get %v of %v", got, proceeds)
			}
			sold := s.at(c+".sold", q, i) != 0
			if (proceeds != 0 || got != 0) && (over || !sold) {
				return say("proceeds of %v, sold %v, before %v", proceeds, sold, over)
			}
			if sold && sum != 0 {
				return say("stakes of %v in a company that is sold", sum)
			}
			if over && !sold || gone && s.at(c+".gone", q, i) == 0 || s.at(c+".gone", q, i) > s.at(c+".sold", q, i) {
				return say("what has ended is there again")
			}
			count["round"] += int(truth(raised > 0))
			count["listing"] += int(truth(q > 0 && s.at(c+".listed", q, i) > s.at(c+".listed", max(q, 1)-1, i)))
			count["sale"] += int(truth(sold && !over))
			count["end"] += int(truth(s.at(c+".gone", q, i) != 0 && !gone))
			count["tax"] += int(truth(s.at(c+".tax", q, i) > 0))
			count["insolvency with money left"] += int(truth(s.at(c+".gone", q, i) != 0 && !gone && proceeds > 0))
			if c == "lab" {
				count["other bill"] += int(truth(s.at("aws.discount", q, i)+s.at("aws.credits_used", q, i)+s.at("aws.marketplace", q, i)+s.at("aws.idle", q, i)+s.at("aws.termination", q, i) > 0))
				count["option"] += int(truth(q > 0 && s.at("chips.exercised", q, i) > s.at("chips.exercised", max(q, 1)-1, i)))
			}
			over, gone = sold, s.at(c+".gone", q, i) != 0
		}
		ends := 0
		for id, of := range w.of {
			if of == c && s.series[id+".proceeds"] != nil {
				ends += int(s.at(id+".happened", steps, i))
			}
		}
		if ends > 1 || (ends == 1) != over {
			return fmt.Sprintf("path %d: ends %d times, over %v", i, ends, over)
		}
	}
	return ""
}

// elsewhere says whether a position that is named by its investor alone is in another company.
func (w *randomWorld) elsewhere(p *Program, who, c string) bool {
	for _, b := range p.Scenario.Blocks {
		switch b.Section {
		case "tranches", "notes":
			if b.Values["investor"].Text == who && b.Values["into"].Text == c {
				return false
			}
		case "investors":
			for _, co := range b.Keys["holds"] {
				if b.ID == who && co == c {
					return false
				}
			}
		case "rounds":
			for _, i := range b.Keys["pro_rata"] {
				if i == who && b.Values["company"].Text == c {
					return false
				}
			}
		}
	}
	return true
}

// others holds a world against its likes: in another currency, with a block switched off, and with more that is not used.
func (w *randomWorld) others(p *Program, s seen, paths int) string {
	big, complaint := compileOrSay(newRandomWorld(w.seed, 10).text, w.seed)
	if complaint != "" {
		return complaint
	}
	b := few(big, paths)
	for _, x := range p.series {
		times := math.Pow(10, float64(x.dim.Money))
		for q, at := range s.series[x.name] {
			for i, v := range at {
				if want := v * times; !(math.Abs(b.series[x.name][q][i]-want) <= 1e-7*max(1e-3, math.Abs(want))) {
					return fmt.Sprintf("%s at step %d on path %d is %v, with ten times the money %v", x.name, q, i, v, b.series[x.name][q][i])
				}
			}
		}
	}
	for _, id := range w.lone {
		section, name, _ := strings.Cut(id, ".")
		line := w.entries[id]
		if strings.Contains(w.text, "\n  "+name+": 1") || strings.Contains(w.text, "stress:\n  "+name) {
			continue
		}
		text := strings.Replace(w.text, "  "+name+"_shares: "+name+".shares\n", "", 1)
		text = strings.Replace(text, "  "+name+"_left: "+name+".left\n", "", 1)
		off := strings.Replace(text, line, strings.Replace(line, "{", "{off: yes, ", 1), 1)
		if strings.Contains(line, "off: yes") {
			off = text
		}
		cut := strings.Replace(text, line, "", 1)
		cut = strings.Replace(cut, "\n"+section+":\n"+nextSection(cut, section), "\n"+nextSection(cut, section), 1)
		a, no := compileOrSay(cut, w.seed)
		if no != "" {
			return "without " + id + ": " + no
		}
		z, no := compileOrSay(off, w.seed)
		if no != "" {
			return "with " + id + " off: " + no
		}
		without, with := few(a, paths), few(z, paths)
		if d := differ(without, with); d != "" {
			return "with " + id + " off, not away: " + d
		}
	}
	unused, no := compileOrSay(w.more(), w.seed)
	if no != "" {
		return no
	}
	if d := differ(s, few(unused, paths)); d != "" {
		return "with an unused round and exit: " + d
	}
	return ""
}

// nextSection is the head of the section that follows at once where one has no entries; else what cannot be found.
func nextSection(text, section string) string {
	_, after, ok := strings.Cut(text, "\n"+section+":\n")
	if !ok || strings.HasPrefix(after, "  ") {
		return "\x00"
	}
	return after
}

// more is the world with a round and an exit that never come.
func (w *randomWorld) more() string {
	keep := w.text
	defer func() { w.text = keep }()
	w.under("rounds", "never: {kind: opportunistic, company: lab, rate: 0%/y, size: 10%, pro_rata: {cloud: {uses: 100%}}, preference: 100%}",
		"too-late: {kind: dated, company: lab, amount: "+w.plain(1, 2)+", on: 2099-01-01}")
	w.unusedEquity()
	w.under("exits", "not-that: {kind: acquisition, company: lab, hazard: 0%/y}", "nor-this: {kind: ipo, company: lab, hazard: 10%/y, when: lab.value < $0}")
	return w.text
}

// differ says where what one has seen is not in the other, bit by bit, of the series.
func differ(a, b seen) string {
	for name, steps := range a.series {
		other := b.series[name]
		for _, company := range []string{"lab", "rival"} { // a holding bears the company's name once its investor has two
			if who, what, ok := strings.Cut(name, "."); ok && other == nil {
				other = b.series[who+"."+company+"."+what]
			}
		}
		if other == nil {
			return name + " is gone"
		}
		for q := range steps {
			for i, v := range steps[q] {
				if math.Float64bits(v) != math.Float64bits(other[q][i]) && v != other[q][i] {
					return fmt.Sprintf("%s at step %d on path %d is %v, was %v", name, q, i, other[q][i], v)
				}
			}
		}
	}
	return ""
}
