package engine

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"dealsim/sim/column"
)

// dealsAtRandom is how many random deals a law is tried on.
const dealsAtRandom = 250

// compiledAtRandom are the random deals, compiled once for all laws.
var compiledAtRandom [dealsAtRandom]*Program

// everyRandomDeal simulates a block of each random deal and hands it to a law.
func everyRandomDeal(t *testing.T, law func(t *testing.T, d *randomDeal, p *Program, s seen)) {
	for seed := range uint64(dealsAtRandom) {
		d := newRandomDeal(seed, 1)
		if compiledAtRandom[seed] == nil {
			compiledAtRandom[seed] = dealSeed(t, d.text, seed)
		}
		p := compiledAtRandom[seed]
		if law(t, d, p, watch(p, 0, column.Size)); t.Failed() {
			t.Fatalf("random deal %d:\n%s", seed, d.text)
		}
	}
}

// closeTo is equal to 1e-9 of the sums behind it.
func closeTo(a, b, size float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(size)) }

// TestMoneyIsConserved holds, at every step of every path, what parties receive against what they pay, and both
// against the flows that say so: nothing is made, nothing is lost, nothing is posted twice.
func TestMoneyIsConserved(t *testing.T) {
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, s seen) {
		for q := range s.series["cloud_in"] {
			for i := range column.Size {
				at := func(name string) float64 {
					if v := s.series[name]; v != nil {
						return v[q][i]
					}
					return 0
				}
				in := at("cloud_in") + at("lab_in") + at("house_in") + at("fund_in")
				out := at("cloud_out") + at("lab_out") + at("house_out") + at("fund_out")
				if !closeTo(in, out, in) {
					t.Errorf("step %d path %d: %v is received and %v paid", q, i, in, out)
					return
				}
				paid := map[string]float64{"lab": at("aws.spend") + at("aws.true_up") + at("own.spend") + at("own.true_up")}
				got := map[string]float64{"cloud": at("aws.spend") + at("aws.true_up"), "house": at("own.spend") + at("own.true_up")}
				invested := map[string]float64{}
				for _, x := range d.tranches {
					money := at(x.id + ".paid")
					paid[x.fields["investor"]] += money
					invested[x.fields["investor"]] += money
					got["lab"] += money
				}
				for _, party := range []string{"cloud", "lab", "house", "fund"} {
					if !closeTo(at(party+"_out"), paid[party], in) || !closeTo(at(party+"_in"), got[party], in) {
						t.Errorf("step %d path %d: %s pays %v and receives %v, its flows say %v and %v", q, i, party, at(party+"_out"), at(party+"_in"), paid[party], got[party])
						return
					}
				}
				for who, money := range invested {
					if !closeTo(at(who+".invested"), money, money) {
						t.Errorf("step %d path %d: %s has invested %v, its tranches say %v", q, i, who, at(who+".invested"), money)
						return
					}
				}
			}
		}
		sum := func(name string, i int) (all float64) {
			for _, at := range s.series[name] {
				all += at[i]
			}
			return all
		}
		for i := range column.Size {
			for _, m := range []struct{ metric, series string }{{"cloud_deployed", "cloud.invested"}, {"aws_spend_total", "aws.spend"}, {"own_true_up_total", "own.true_up"}, {"aws_shortfall_total", "aws.shortfall"}} {
				if v, ok := s.ends[m.metric]; ok && !closeTo(v[i], sum(m.series, i), v[i]) {
					t.Errorf("path %d: %s is %v, its series sums to %v", i, m.metric, v[i], sum(m.series, i))
					return
				}
			}
			for k := range d.tranches {
				id := d.tranches[k].id
				if want := s.ends[id+".amount"][i] * s.ends[id+".funded"][i]; !closeTo(sum(id+".paid", i), want, want) {
					t.Errorf("path %d: %s pays %v, wants its amount where it is funded: %v", i, id, sum(id+".paid", i), want)
					return
				}
			}
		}
	})
}

// TestStakesAndTheRestAreAll rebuilds the ledger from the shares that tranches issue: each step multiplies the shares
// of the company by 1 + Σ new ones, and what the holders do not have is the rest.
func TestStakesAndTheRestAreAll(t *testing.T) {
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, s seen) {
		for i := range column.Size {
			all, own := 1.0, map[string]float64{}
			for k := range s.series["lab.arr"] {
				issued := 0.0
				for _, x := range d.tranches {
					issued += s.series[x.id+"_shares"][k][i]
				}
				for _, x := range d.tranches {
					own[x.fields["investor"]] += s.series[x.id+"_shares"][k][i] * all
				}
				all *= 1 + issued
				rest := 1.0
				for _, who := range []string{"cloud", "fund"} {
					stake := s.series[who+".stake"]
					if stake == nil {
						continue
					}
					before := 0.0
					if who == "cloud" {
						before = stakeBefore(t, p)
					}
					if want := (own[who] + before) / all; !closeTo(stake[k][i], want, 1) || stake[k][i] < 0 || stake[k][i] > 1 {
						t.Errorf("step %d path %d: %s has %v, the shares say %v", k, i, who, stake[k][i], want)
						return
					}
					rest -= stake[k][i]
				}
				if want := (1 - stakeBefore(t, p)) / all; !closeTo(rest, want, 1) {
					t.Errorf("step %d path %d: the rest is %v, diluted it is %v", k, i, rest, want)
					return
				}
			}
		}
	})
}

func stakeBefore(t *testing.T, p *Program) float64 {
	for _, b := range p.Scenario.Blocks {
		if b.ID == "cloud" && b.Section == "investors" {
			return b.Values["holds.lab.stake"].Expr.Value
		}
	}
	t.Fatal("no holder")
	return 0
}

// count is the number a text begins with: 3 of "3 quarters".
func count(text string) (int, bool) {
	n, err := strconv.Atoi(strings.Fields(text + " x")[0])
	return n, err == nil
}

// window is a step by its text: so many steps, or the first step that ends on or after a day (before: the last that ends
// on or before it).
func (d *randomDeal) step(p *Program, text string, last bool) int {
	c := p.Scenario.Calendar
	if text == "0y" {
		return 0
	}
	if n, ok := count(text); ok && !strings.Contains(text, "-") {
		return min(n, c.Steps+1)
	}
	day := map[string][2]string{"2026-Q4": {"2026-10-01", "2026-12-31"}, "2027-Q1": {"2027-01-01", "2027-03-31"}}[text]
	if day[0] == "" {
		day = [2]string{text, text}
	}
	if last {
		to, _ := time.Parse(time.DateOnly, day[1])
		q := -1
		for k := 0; k <= c.Steps && !c.Date(k).After(to); k++ {
			q = k
		}
		if to.After(c.Date(c.Steps)) { // still open when the run ends
			return c.Steps + 1
		}
		return q
	}
	from, _ := time.Parse(time.DateOnly, day[0])
	for k := 0; k <= c.Steps; k++ {
		if !c.Date(k).Before(from) {
			return k
		}
	}
	return c.Steps + 1
}

// TestSettlementsAsWritten holds every commitment of the random deals against another way to say the same: with F and S
// floor and spend of the term to date, a lone settlement asks max(0, F - S); years of which the excess is lost ask so
// each for itself; where it is carried, all that was asked by year k is max(0, F - S) at its highest so far.
func TestSettlementsAsWritten(t *testing.T) {
	settled := 0
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, s seen) {
		steps, perYear := p.Scenario.Calendar.Steps, p.Scenario.Calendar.PerYear
		for _, c := range d.commitments {
			first := 0
			if text := c.fields["start"]; text != "" {
				if first = d.step(p, text, true); !strings.Contains(text, "-") {
					first = d.step(p, text, false)
				}
				first = min(max(0, first), steps)
			}
			term, _ := count(c.fields["term"])
			last, annual := first+term, c.fields["basis"] == "annual"
			rule := c.fields["shortfall"]
			yearly := annual || strings.Contains(rule, "year-end")
			alone := annual && c.fields["excess"] == "lost"
			part := 1.0
			if _, after, ok := strings.Cut(rule, "fraction: "); ok {
				v, err := strconv.ParseFloat(strings.TrimSuffix(after, "%}"), 64)
				if part = v / 100; err != nil {
					t.Fatal(err)
				}
			}
			if strings.Contains(rule, "waive") {
				part = 0
			}
			f, sd, spend := s.series[c.id+".floor_to_date"], s.series[c.id+".spend_to_date"], s.series[c.id+".spend"]
			for i := range column.Size {
				S, asked, F0, S0 := 0.0, 0.0, 0.0, 0.0
				for q := 0; q <= steps; q++ {
					want := 0.0
					if q > first && q <= last {
						S += spend[q][i]
						if q == last || yearly && (q-first)%perYear == 0 {
							settled++
							if alone {
								want = max(0, f[q][i]-F0-(S-S0))
								F0, S0 = f[q][i], S
							} else if all := f[q][i] - S; all > asked {
								want, asked = all-asked, all
							}
						}
					}
					short, paid := s.series[c.id+".shortfall"][q][i], s.series[c.id+".true_up"][q][i]
					if !closeTo(short, want, S+f[q][i]) || !closeTo(paid, want*part, S+f[q][i]) || !closeTo(sd[q][i], S, S) {
						t.Errorf("%s at step %d on path %d: shortfall %v, true-up %v, spend to date %v; want %v, %v, %v", c.id, q, i, short, paid, sd[q][i], want, want*part, S)
						return
					}
				}
			}
		}
	})
	if settled < 10000 {
		t.Errorf("only %d settlements were looked at", settled)
	}
}

// TestAPromiseFallsOnceAndIsDueInFull: what a promise falls by is taken off it, once; no floor is above it; and where no
// relief is given all that stands of it is due when its term is over.
func TestAPromiseFallsOnceAndIsDueInFull(t *testing.T) {
	fallen, due := 0, 0
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, s seen) {
		steps := p.Scenario.Calendar.Steps
		for _, c := range d.commitments {
			for i := range column.Size {
				whole, sum, times := s.series[c.id+"_promise"][0][i], 0.0, 0
				for q := 0; q <= steps; q++ {
					if down := s.series[c.id+".true_down"]; down != nil && down[q][i] != 0 {
						sum += down[q][i]
						times++
						fallen++
					}
					stands, floor := s.series[c.id+"_promise"][q][i], s.series[c.id+".floor_to_date"][q][i]
					if !closeTo(stands, whole-sum, whole) || times > 1 || sum < 0 || floor > stands*(1+1e-9)+1e-9 {
						t.Errorf("%s at step %d on path %d: a promise of %v has fallen by %v in %d steps and is %v, %v of it due", c.id, q, i, whole, sum, times, stands, floor)
						return
					}
					if term, _ := count(c.fields["term"]); c.fields["relief"] != "pro-rata" && (c.fields["start"] == "" || c.fields["start"] == "0y") && q == term {
						due++
						if !closeTo(floor, stands, whole) {
							t.Errorf("%s on path %d: %v of %v is due at the end", c.id, i, floor, stands)
							return
						}
					}
				}
			}
		}
	})
	if fallen < 1000 || due < 1000 {
		t.Errorf("only %d promises fall, %d come due", fallen, due)
	}
}

// TestSpendIsDemandOrWhatIsOnOffer holds spend against demand, capacity and price.
func TestSpendIsDemandOrWhatIsOnOffer(t *testing.T) {
	bound := 0
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, s seen) {
		c := d.commitments[0].fields
		if c["share"] != "part" && c["share"] != "100%" {
			return
		}
		free := map[string]float64{"20%": 0.2, "100%": 1}[c["other_share"]]
		for q := range s.series["aws.spend"] {
			for i := range column.Size {
				want := s.series["lab.compute_need"][q][i]
				if c["share"] == "part" {
					want *= s.series["part"][q][i]
				}
				get := want
				if c["capacity"] != "" {
					most := s.series["chips.available"][q][i] * s.series["chips.price"][q][i]
					if get = min(want, free*want+most); get < want {
						bound++
					}
				}
				if spend, unmet := s.series["aws.spend"][q][i], s.series["aws.unmet"]; !closeTo(spend, get, want) || unmet != nil && !closeTo(unmet[q][i], want-get, want) {
					t.Errorf("step %d path %d: spend %v of demand %v, want %v", q, i, spend, want, get)
					return
				}
			}
		}
	})
	if bound < 1000 {
		t.Errorf("capacity binds only %d times", bound)
	}
}

// TestMoneyIsAUnit: with all money times ten every amount is, and no share, time or probability moves.
func TestMoneyIsAUnit(t *testing.T) {
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, a seen) {
		b := watch(dealSeed(t, newRandomDeal(d.seed, 10).text, d.seed), 0, column.Size)
		check := func(name string, money int8, x, y []float64) {
			times := math.Pow(10, float64(money))
			for i := range x {
				if want := x[i] * times; !(math.Abs(y[i]-want) <= 1e-8*max(1e-3, math.Abs(want)) || x[i] != x[i] && y[i] != y[i]) {
					t.Errorf("%s is %v, with ten times the money %v", name, x[i], y[i])
					return
				}
			}
		}
		for _, s := range p.series {
			for k := range a.series[s.name] {
				check(s.name, s.dim.Money, a.series[s.name][k], b.series[s.name][k])
			}
		}
		for _, m := range p.metrics {
			check(m.name, m.dim.Money, a.ends[m.name], b.ends[m.name])
		}
	})
}

// TestRandomDealsCarryNothingOver simulates each random deal with a used worker, and shuffled.
func TestRandomDealsCarryNothingOver(t *testing.T) {
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, s seen) {
		w := newRecorder(p)
		w.chunk(5000, column.Size)
		bitsEqual(t, "a used worker", s, watchWith(w, 0, column.Size), 0)
		for _, x := range p.series {
			for q, at := range s.series[x.name] {
				for i, v := range at {
					if v-v != 0 {
						t.Fatalf("%s is %v at step %d on path %d", x.name, v, q, i)
					}
				}
			}
		}
	})
}
