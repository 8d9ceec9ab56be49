package engine

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dealsim/sim/column"
)

// manyClouds is a deal with four commitments on three capacities, with every term that a commitment can have.
const manyClouds = head + `
inputs:
  reached: {value: {pert: [1 GW, 2 GW, 4 GW]}, status: assumed}
companies:
  lab:
    revenue: {process: gbm, start: $30bn, drift: 40%/y, volatility: 60%}
    value: {process: gbm, start: $300bn, volatility: 50%}
    compute: {share_of_revenue: 60%}
drivers:
  p1: {process: gbm, start: $8bn/GW/y, volatility: 30%}
  p2: {process: gbm, start: $8bn/GW/y, volatility: 30%}
  rival: {process: gbm, start: $2bn, volatility: 60%}
capacity:
  old: {cap: 9 GW, ceiling: reached, ramp: {0y: 0.5 GW, 3y: 4 GW}, price: p1}
  new: {cap: 9 GW, ramp: {0y: 1 GW, 3y: 3 GW}, from: 1y, chance: 60%, delay: {pert: [0y, 0.2y, 1y]}, price: p2}
  maia: {cap: 9 GW, ramp: {0y: 0.2 GW, 3y: 2 GW}, price: p2}
commitments:
  aws: {buyer: lab, seller: amazon, floor: $20bn, term: 2y, share: 50%, other_share: 10%, capacities: {old: {rank: 1}, new: {rank: 2}}, overflow: azure, relief: pro-rata,
        shortfall: {rule: extend, years: 1y, waive_chance: 20%}, discounts: {a: {from: $5bn, off: 10%}, b: {from: $10bn, off: 20%}}, credits: {amount: $3bn}, margin: 30%}
  azure: {buyer: lab, seller: microsoft, floor: $9bn, term: 3y, basis: annual, share: 20%, other_share: 5%, capacity: maia, overflow: google, reserved: 40%, elasticity: 0.5,
        excess: {most: 50%, years: 1, back: yes}, shortfall: {fraction: 80%}, marketplace: {share: 5%, most: 10%}, margin: 30%}
  google: {buyer: lab, seller: alphabet, floor: $12bn, term: 3y, basis: annual, share: 30%, capacity: new, order: ORDER, reserved: 20%, shortfall: {rule: roll, most: 30%}, terminate: {when: "t >= 2y and p2 > $9bn/GW/y", fee: $0.5bn, share: 20%}, counts: capacity-only, margin: 30%}
  other: {buyer: rival-lab, seller: amazon, floor: $9bn, term: 3y, demand: rival, capacities: {new: {rank: 1}, old: {rank: 2}}, order: ranked, margin: 30%}
quantities:
  lab_out: lab.paid
  lab_in: lab.received
  rival_out: rival-lab.paid
  amazon_in: amazon.received
  amazon_out: amazon.paid
  sellers_in: amazon.received + microsoft.received + alphabet.received
  sellers_out: amazon.paid + microsoft.paid + alphabet.paid
  list: aws.bought
  w1: aws.wanted
  w2: azure.wanted
  w3: google.wanted
  w4: other.wanted
  o1: aws.other
  o2: azure.other
`

// clouds is the deal with some of it replaced.
func clouds(t *testing.T, replace ...string) *Program {
	t.Helper()
	for k := 0; k < len(replace); k += 2 {
		if !strings.Contains(manyClouds, replace[k]) {
			t.Fatalf("no %q in the deal", replace[k])
		}
	}
	return deal(t, strings.NewReplacer(append([]string{", order: ORDER", ""}, replace...)...).Replace(manyClouds))
}

// eachPathOf hands every step of every path of the deal to a law.
func eachPathOf(t *testing.T, s seen, law func(at func(name string) float64) error) {
	t.Helper()
	for q := range s.series["aws.spend"] {
		for i := range s.paths {
			if err := law(func(name string) float64 {
				v := s.series[name]
				if v == nil {
					t.Fatalf("no series %s", name)
				}
				return v[q][i]
			}); err != nil {
				t.Fatalf("step %d path %d: %v", q, i, err)
			}
		}
	}
}

// TestNobodyBuysWhatIsNotThere: on capacities that are shared no more is bought than is on offer; nobody gets more than
// is wanted, what one passes on another takes over, and nothing is left unmet where there is something left of it.
func TestNobodyBuysWhatIsNotThere(t *testing.T) {
	bound, passed := 0, 0
	s := watch(clouds(t), 0, 8*chunkSize)
	eachPathOf(t, s, func(at func(string) float64) error {
		old, new, maia := at("old.available")*at("old.price"), at("new.available")*at("new.price"), at("maia.available")*at("maia.price")
		used := at("list") - at("o1") + at("google.spend") + at("other.spend")
		if used > (old+new)*(1+1e-12) || at("azure.spend")-at("o2") > maia*(1+1e-12) || at("google.spend") > new*(1+1e-12) {
			return fmt.Errorf("%v and %v are bought of %v + %v and %v", used, at("azure.spend"), old, new, maia)
		}
		wanted := at("w1") + at("w2") + at("w3") + at("w4")
		got := at("list") + at("azure.spend") + at("google.spend") + at("other.spend")
		unmet := at("aws.unmet") + at("azure.unmet") + at("google.unmet") + at("other.unmet")
		if !closeTo(wanted, got+unmet, wanted) {
			return fmt.Errorf("%v wanted, %v bought, %v unmet", wanted, got, unmet)
		}
		if over, taken := at("aws.overflow")+at("azure.overflow"), at("azure.taken_over")+at("google.taken_over"); !closeTo(over, taken, over) {
			return fmt.Errorf("%v are passed on, %v taken over", over, taken)
		}
		for _, x := range []struct{ id, want string }{{"aws", "w1"}, {"azure", "w2"}, {"google", "w3"}, {"other", "w4"}} {
			if u := at(x.id + ".unmet"); u < 0 || u > at(x.want)*(1+1e-12) || u != 0 && u < 1e-12*at(x.want) {
				return fmt.Errorf("%s wants %v and %v are unmet", x.id, at(x.want), u)
			}
		}
		if at("aws.unmet") > 0 { // it has asked all there are
			bound++
			if slack := old + new + maia - used - at("azure.spend") + at("o2") - 0.4*maia - 0.2*new; slack > 1e-9*(old+new+maia) {
				return fmt.Errorf("%v are unmet under aws, %v are not sold", at("aws.unmet"), slack)
			}
		}
		if at("azure.taken_over") > 0 {
			passed++
		}
		return nil
	})
	if bound < 1000 || passed < 1000 {
		t.Errorf("short on %d steps, passed on in %d", bound, passed)
	}
}

// TestMoreCapacityLeavesNobodyShorter, whoever gets it: of no demand less is served, and of some of it more.
func TestMoreCapacityLeavesNobodyShorter(t *testing.T) {
	plain := []string{"chance: 60%, delay: {pert: [0y, 0.2y, 1y]}", "delay: 0.1y", ", discounts: {a: {from: $5bn, off: 10%}, b: {from: $10bn, off: 20%}}", "", "  list: aws.bought\n", ""}
	base := watch(clouds(t, plain...), 0, 2*chunkSize)
	for _, more := range [][2]string{
		{"ramp: {0y: 0.5 GW, 3y: 4 GW}", "ramp: {0y: 0.7 GW, 3y: 4.1 GW}"},
		{"ramp: {0y: 1 GW, 3y: 3 GW}", "ramp: {0y: 1 GW, 3y: 5 GW}"},
		{"ramp: {0y: 0.2 GW, 3y: 2 GW}", "ramp: {0y: 0.3 GW, 3y: 2 GW}"},
	} {
		s := watch(clouds(t, append(append([]string{}, plain...), more[0], more[1])...), 0, 2*chunkSize)
		gained := 0
		for q := range base.series["aws.spend"] {
			for i := range base.paths {
				for _, id := range []string{"aws", "azure", "google", "other"} {
					served := func(s seen) float64 { // of its own demand
						return s.series[map[string]string{"aws": "w1", "azure": "w2", "google": "w3", "other": "w4"}[id]][q][i] - s.series[id+".unmet"][q][i]
					}
					a, b := served(base), served(s)
					if b < a-1e-12*max(1, a) {
						t.Fatalf("%s: %s has %v of its demand served at step %d on path %d, and %v with more", more[1], id, a, q, i, b)
					}
					if b > a*(1+1e-9) {
						gained++
					}
				}
			}
		}
		if gained < 100 {
			t.Errorf("%s: more is bought on %d steps only", more[1], gained)
		}
	}
}

// TestMoneyOfCommitmentsIsConserved: what parties pay and receive is what the commitments say, with every term there is.
func TestMoneyOfCommitmentsIsConserved(t *testing.T) {
	seenAll := map[string]bool{}
	eachPathOf(t, watch(clouds(t), 0, 8*chunkSize), func(at func(string) float64) error {
		for _, name := range []string{"aws.discount", "aws.credits_used", "azure.idle", "azure.marketplace", "azure.refund", "google.termination", "google.idle", "aws.true_up", "google.true_up"} {
			if at(name) < 0 {
				return fmt.Errorf("%s is %v", name, at(name))
			}
			seenAll[name] = seenAll[name] || at(name) > 0
		}
		lab := at("list") + at("aws.true_up") + at("azure.spend") + at("azure.true_up") + at("azure.idle") + at("azure.marketplace") + at("google.spend") + at("google.true_up") + at("google.idle") + at("google.termination")
		back := at("aws.discount") + at("aws.credits_used") + at("azure.refund")
		other := at("other.spend") + at("other.true_up")
		if !closeTo(at("list"), at("aws.spend")+at("aws.discount"), lab) {
			return fmt.Errorf("the bill is %v and the discount %v of %v", at("aws.spend"), at("aws.discount"), at("list"))
		}
		if !closeTo(at("lab_out"), lab, lab) || !closeTo(at("lab_in"), back, lab) || !closeTo(at("rival_out"), other, lab) || !closeTo(at("sellers_in"), lab+other, lab) || !closeTo(at("sellers_out"), back, lab) {
			return fmt.Errorf("paid %v and %v, back %v; the commitments say %v, %v, %v", at("lab_out"), at("rival_out"), at("lab_in"), lab, other, back)
		}
		return nil
	})
	for _, name := range []string{"aws.discount", "aws.credits_used", "azure.idle", "azure.marketplace", "azure.refund", "google.termination", "google.idle", "aws.true_up", "google.true_up"} {
		if !seenAll[name] {
			t.Errorf("%s is never paid", name)
		}
	}
}

// TestAFloorMovesNoSpend: waived, or of nothing, the floor makes no difference to what is bought.
func TestAFloorMovesNoSpend(t *testing.T) {
	base := watch(clouds(t), 0, chunkSize)
	for what, s := range map[string]seen{
		"waived": watch(clouds(t, "shortfall: {rule: extend, years: 1y, waive_chance: 20%}", "shortfall: waive", "excess: {most: 50%, years: 1, back: yes}, shortfall: {fraction: 80%}", "shortfall: waive", "term: 2y, share: 50%", "term: 3y, share: 50%"), 0, chunkSize),
		"none":   watch(clouds(t, "floor: $20bn", "floor: $0", "floor: $9bn", "floor: $0", "floor: $12bn", "floor: $0", "term: 2y, share: 50%", "term: 3y, share: 50%"), 0, chunkSize),
	} {
		for _, name := range []string{"list", "azure.spend", "google.spend", "other.spend", "aws.unmet", "aws.overflow", "google.taken_over"} {
			bitsEqual(t, what, seen{series: map[string][][]float64{name: base.series[name]}, paths: base.paths}, s, 0)
		}
		for q := range s.series["aws.true_up"] {
			for i := range s.paths {
				if s.series["aws.true_up"][q][i] != 0 || s.series["azure.true_up"][q][i] != 0 {
					t.Fatalf("%s: a true-up at step %d on path %d", what, q, i)
				}
			}
		}
	}
}

// TestSharesDoNotDependOnOrder: not on that of the file, not on threads or chunks, and not on names.
func TestSharesDoNotDependOnOrder(t *testing.T) {
	text := strings.Replace(manyClouds, ", order: ORDER", "", 1)
	p := deal(t, text)
	want := watch(p, 0, chunkSize)
	r := rand.New(rand.NewPCG(3, 4))
	for range 4 {
		other := shuffled(text, r)
		bitsEqual(t, "shuffled", want, watch(deal(t, other), 0, chunkSize), 0)
	}
	samePrint(t, "7 threads", print(t, p, 5*chunkSize+9, 7), print(t, p, 5*chunkSize+9, 1))
	w := newRecorder(p)
	w.chunk(90000, chunkSize)
	bitsEqual(t, "other chunks", want, watchWith(w, 100, chunkSize-100), 100)

	// with other names the sums are made in another order, and no more
	renamed := watch(deal(t, strings.NewReplacer("aws", "zws", "azure", "basure", "google", "aoogle", "other:", "mother:", "other.", "mother.").Replace(text)), 0, column.Size)
	for old, name := range map[string]string{"azure.spend": "basure.spend", "google.spend": "aoogle.spend", "other.spend": "mother.spend", "aws.unmet": "zws.unmet"} {
		for q := range want.series[old] {
			for i := range column.Size {
				if a, b := want.series[old][q][i], renamed.series[name][q][i]; !closeTo(a, b, a) {
					t.Fatalf("%s is %v at step %d on path %d, with other names %v", old, a, q, i, b)
				}
			}
		}
	}
}

// TestMoreCapacityIsNeverLessPower, of a demand that answers to the price: of two capacities one always costs twice as
// much. Where the other is enough, the dear one moves no bit, however much there is of it; where it is not, more is spent
// with it than without. And with more of either, more power is bought, and never less.
func TestMoreCapacityIsNeverLessPower(t *testing.T) {
	text := head + `
drivers:
  wants: {process: gbm, start: $5bn, volatility: 60%}
  p: {process: gbm, start: $8bn/GW/y, volatility: 60%}
capacity:
  chips: {cap: 9 GW, ramp: {0y: 2 GW, 3y: 3 GW}, price: p}
  dear: {cap: 9 GW, ramp: {0y: SIZE}, from: 6 months, price: 2 * p}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $9bn, term: 3y, demand: wants, other_share: 10%, capacities: {chips: {rank: 1}, dear: {rank: 2}}, elasticity: E, ORDER}
quantities:
  other: 0.1 * wants
`
	for _, e := range []string{"0", "0.5", "1.5", "4"} {
		for _, order := range []string{"order: cheapest", "order: ranked"} {
			with := func(size, chips string) seen {
				return watch(deal(t, strings.NewReplacer("SIZE", size, "2 GW", chips, "elasticity: E, ORDER", "elasticity: "+e+", "+order).Replace(text)), 0, chunkSize)
			}
			none, some, much, cheap := with("0 GW", "2 GW"), with("0.5 GW", "2 GW"), with("5 GW", "2 GW"), with("0.5 GW", "2.5 GW")
			power := func(s seen, q, i int) float64 { // what is bought of the first, then of the second
				money, price := s.series["aws.spend"][q][i]-s.series["other"][q][i], s.series["chips.price"][q][i]
				first := min(money, s.series["chips.available"][q][i]*price)
				return (first + (money-first)/2) / price
			}
			enough, short := 0, 0
			for q := 1; q < len(none.series["aws.spend"]); q++ {
				for i := range none.paths {
					a, b, c := none.series["aws.spend"][q][i], some.series["aws.spend"][q][i], much.series["aws.spend"][q][i]
					if none.series["aws.unmet"][q][i] == 0 {
						if enough++; a != b || a != c {
							t.Fatalf("elasticity %s, %s: %v is spent at step %d on path %d, where nothing is unmet, and %v and %v with capacity that is not bought", e, order, a, q, i, b, c)
						}
					} else if b < a*(1-1e-12) || c < b*(1-1e-12) {
						t.Fatalf("elasticity %s, %s: %v is spent at step %d on path %d, and %v and %v with more capacity", e, order, a, q, i, b, c)
					} else if c > a*(1+1e-9) {
						short++
					}
					x, y, z := power(some, q, i), power(much, q, i), power(cheap, q, i)
					if y < x*(1-1e-12) || z < x*(1-1e-12) {
						t.Fatalf("elasticity %s, %s: %v GW-years are bought at step %d on path %d, and %v and %v with more capacity", e, order, x, q, i, y, z)
					}
				}
			}
			if enough < 100 || short < 100 {
				t.Errorf("elasticity %s, %s: enough %d times, more with the dear ones %d times", e, order, enough, short)
			}
		}
	}
}
