package engine

import (
	"strings"
	"testing"
)

// without is a deal with one term taken out, in which these series must not be what they were: a term that nothing
// reads would be found here.
func (s story) without(text, term, instead string, names ...string) story {
	s.t.Helper()
	if !strings.Contains(text, term) {
		s.t.Fatalf("no %q in the deal", term)
	}
	other := tell(s.t, strings.ReplaceAll(text, term, instead))
	for _, name := range names {
		same := true
		for q, v := range s.series[name] {
			same = same && near(v, other.series[name][q])
		}
		if same {
			s.t.Errorf("%s is the same with and without %q", name, term)
		}
	}
	return other
}

// TestSharedCapacityByHand: $6bn a year on offer, asked for $6bn and $3bn, then $2bn and $3bn, then $12bn and $0.
//
//	year 1   9 asked, 6 there: 2/3 each          4 and 2, unmet 2 and 1
//	year 2   5 asked, 6 there                    2 and 3
//	year 3   12 asked, 6 there                   6 and 0, unmet 6
//
// A quarter of what the first wants is storage, on top: it needs no chips.
func TestSharedCapacityByHand(t *testing.T) {
	text := years + `
drivers:
  one: {process: knots, between: only, knots: {1y: $8bn, 2y: $2.666666666666667bn, 3y: $16bn}}
  two: {process: knots, between: only, knots: {1y: $3bn, 2y: $3bn, 3y: $0}}
  price: {process: constant, value: $3bn/GW/y}
capacity:
  chips: {cap: 2 GW, ramp: {0y: 2 GW}, price: price}
commitments:
  first: {buyer: lab, seller: cloud, floor: $1bn, term: 3y, demand: one, other_share: 25%, capacity: chips}
  second: {buyer: rival, seller: cloud, floor: $1bn, term: 3y, demand: two, capacity: chips}
`
	s := tell(t, text)
	s.at("first.spend", 0, 2+4, 2./3+2, 4+6)
	s.at("second.spend", 0, 2, 3, 0)
	s.at("first.unmet", 0, 2, 0, 6)
	s.at("second.unmet", 0, 1, 0, 0)
	// alone it has all of it
	alone := s.without(text, "demand: two, capacity: chips", "demand: two", "first.spend", "second.spend")
	alone.at("first.spend", 0, 8, 8./3, 10)
}

// TestOverflowByHand: three vendors in a chain. aws has $6bn on offer, azure $4bn, google $1bn.
//
//	          wants            has      own      left over   takes over            not served
//	aws       10               6        6        -           -                     4 → azure
//	azure     2                4        2        2           2 of the 4            2 → google
//	google    0.5              1        0.5      0.5         0.5 of the 2          1.5
//
// In the second year aws wants $5bn, which it has: nothing overflows.
func TestOverflowByHand(t *testing.T) {
	text := years + `
drivers:
  one: {process: knots, between: only, knots: {1y: $10bn, 2y: $5bn, 3y: $0}}
  two: {process: constant, value: $2bn}
  three: {process: constant, value: $0.5bn}
  price: {process: constant, value: $1bn/GW/y}
capacity:
  trainium: {cap: 6 GW, ramp: {0y: 6 GW}, price: price}
  maia: {cap: 4 GW, ramp: {0y: 4 GW}, price: price}
  tpu: {cap: 1 GW, ramp: {0y: 1 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: amazon, floor: $30bn, term: 3y, demand: one, capacity: trainium, overflow: azure}
  azure: {buyer: lab, seller: microsoft, floor: $6.5bn, term: 3y, demand: two, capacity: maia, overflow: google}
  google: {buyer: lab, seller: alphabet, floor: $1bn, term: 3y, demand: three, capacity: tpu}
quantities:
  paid: lab.paid
`
	s := tell(t, text)
	s.at("aws.spend", 0, 6, 5, 0)
	s.at("azure.spend", 0, 2+2, 2, 2)
	s.at("google.spend", 0, 0.5+0.5, 0.5, 0.5)
	s.at("aws.overflow", 0, 2.5, 0, 0)
	s.at("azure.taken_over", 0, 2, 0, 0)
	s.at("google.taken_over", 0, 0.5, 0, 0)
	s.at("azure.overflow", 0, 0, 0, 0)
	s.at("aws.unmet", 0, 1.5, 0, 0)
	s.at("azure.unmet", 0, 0, 0, 0)
	s.at("azure.shortfall", 0, 0, 0, 0) // 4 + 2 + 2 ≥ 6.5: what is taken over counts
	s.at("paid", 0, 11, 7.5, 2.5+19)    // in the end 30 - 11 are missing under aws
	end := s.without(text, ", overflow: azure", "", "azure.spend", "google.spend", "aws.unmet", "azure.shortfall")
	end.at("aws.unmet", 0, 4, 0, 0)
	// a vendor without a capacity of its own takes all
	all := s.without(text, "demand: two, capacity: maia, overflow: google", "demand: two", "azure.spend", "google.spend")
	all.at("azure.spend", 0, 6, 2, 2)
	all.at("aws.unmet", 0, 0, 0, 0)
}

// TestOverflowMeetsByHand: two that are short overflow to the same third. $6bn are asked for $6bn and $3bn, so that $2bn
// and $1bn are left wanting; the third has $4bn, wants $2bn for itself, and shares the other $2bn as 2 to 1.
func TestOverflowMeetsByHand(t *testing.T) {
	s := tell(t, years+`
drivers:
  price: {process: constant, value: $1bn/GW/y}
  six: {process: constant, value: $6bn}
  three: {process: constant, value: $3bn}
  two: {process: constant, value: $2bn}
capacity:
  chips: {cap: 6 GW, ramp: {0y: 6 GW}, price: price}
  maia: {cap: 4 GW, ramp: {0y: 4 GW}, price: price}
commitments:
  b: {buyer: lab, seller: amazon, floor: $1bn, term: 3y, demand: three, capacity: chips, overflow: c}
  c: {buyer: lab, seller: microsoft, floor: $1bn, term: 3y, demand: two, capacity: maia}
  z: {buyer: lab, seller: amazon, floor: $1bn, term: 3y, demand: six, capacity: chips, overflow: c}
`)
	s.at("z.spend", 0, 4)
	s.at("b.spend", 0, 2)
	s.at("c.spend", 0, 4)
	s.at("z.overflow", 0, 4./3)
	s.at("b.overflow", 0, 2./3)
	s.at("z.unmet", 0, 2./3)
	s.at("b.unmet", 0, 1./3)
}

// TestOverflowNeedsChipsByHand: $10bn are wanted of one that has $6bn. What it could not serve has been short of chips, and
// needs those of the second, which has $2bn of demand of its own, half of it without chips, and a capacity of $4bn.
//
//	own       2      1 without chips, 1 with      3 of chips left
//	passed    4      3 of chips                   1 is unmet: 5 bought, of which 4 with chips
//
// With $1bn of chips its own demand takes all: nothing is taken over, 4 are unmet.
func TestOverflowNeedsChipsByHand(t *testing.T) {
	text := years + `
drivers:
  ten: {process: constant, value: $10bn}
  two: {process: constant, value: $2bn}
  price: {process: constant, value: $1bn/GW/y}
capacity:
  trainium: {cap: 6 GW, ramp: {0y: 6 GW}, price: price}
  maia: {cap: 4 GW, ramp: {0y: 4 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: amazon, floor: $30bn, term: 3y, demand: ten, capacity: trainium, overflow: azure}
  azure: {buyer: lab, seller: microsoft, floor: $9bn, term: 3y, demand: two, other_share: 50%, capacity: maia, counts: capacity-only}
quantities:
  without: azure.other
`
	s := tell(t, text)
	s.at("azure.spend", 0, 5, 5, 5)
	s.at("azure.taken_over", 0, 3, 3, 3)
	s.at("without", 0, 1, 1, 1)
	s.at("azure.spend_to_date", 0, 4, 8, 12)
	s.at("aws.unmet", 0, 1, 1, 1)
	s = s.without(text, "{cap: 4 GW, ramp: {0y: 4 GW}", "{cap: 1 GW, ramp: {0y: 1 GW}", "azure.spend")
	s.at("azure.spend", 0, 2, 2, 2)
	s.at("azure.taken_over", 0, 0, 0, 0)
	s.at("aws.unmet", 0, 4, 4, 4)
}

// TestGenerationsByHand: $9bn a year are wanted of two generations. The old one has 3 GW at $2bn a GW, the new one comes
// a year later with 4 GW at $1bn a GW: cheaper, so asked first from then on; in the third year its price is $3bn.
//
//	year 1   old 6 of 6                                  6, unmet 3
//	year 2   new 4 of 4, then old 5 of 6                 9
//	year 3   old 6 of 6, then new 3 of 12                9
//
// Another buyer at the old one, for $3bn, shows which was asked first. In the second year the first has drawn 4 of its
// 9, and the other 4/9 of its 3, when the new chips are used up; of the 4.667 old ones left 9/12 go to the first. In the
// third 9 and 3 ask for 6 at once: 4.5 and 1.5, and the other 4.5 come from the new chips.
func TestGenerationsByHand(t *testing.T) {
	text := years + `
drivers:
  wants: {process: constant, value: $9bn}
  less: {process: constant, value: $3bn}
  p1: {process: constant, value: $2bn/GW/y}
  p2: {process: knots, between: previous, knots: {0y: $1bn/GW/y, 3y: $3bn/GW/y}}
capacity:
  old: {cap: 3 GW, ramp: {0y: 3 GW}, price: p1}
  new: {cap: 4 GW, ramp: {0y: 4 GW}, from: 1y, price: p2}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $1bn, term: 3y, demand: wants, capacities: {new: {rank: 2}, old: {rank: 1}}}
`
	other := "  z: {buyer: rival, seller: cloud, floor: $1bn, term: 3y, demand: less, capacity: old}\n"
	s := tell(t, text)
	s.at("new.available", 0, 0, 4, 4)
	s.at("aws.spend", 0, 6, 9, 9)
	s.at("aws.unmet", 0, 3, 0, 0)
	s = tell(t, text+other)
	s.at("aws.spend", 0, 4.5, 4+3.5, 4.5+4.5)
	s.at("z.spend", 0, 1.5, 2.5, 1.5)
	// by rank the old chips are asked first all along: 9 and 3 for 6 are 4.5 and 1.5; then the new ones
	ranked := strings.Replace(text, "rank: 1}}}", "rank: 1}}, order: ranked}", 1) + other
	s = tell(t, ranked)
	s.at("aws.spend", 0, 4.5, 4.5+4, 4.5+4.5)
	s.at("z.spend", 0, 1.5, 1.5, 1.5)
	s.without(ranked, "order: ranked", "order: cheapest", "z.spend")
	s.without(ranked, "new: {rank: 2}, old: {rank: 1}", "new: {rank: 1}, old: {rank: 2}", "z.spend")
}

// TestReservedByHand: half of $8bn a year is reserved for the first, who wants 1, 6 and 3; the second wants 8.
//
//	year 1   held 4, used 1, 3 idle and paid for        the second gets the other 4
//	year 2   4 held and used; 2 and 8 ask for 4: 0.8    4.8 and 3.2
//	year 3   3 of 4 held, 1 idle                        the second gets 4
//
// What is paid for idle chips counts: 4 + 4.8 + 4 = 12.8 of a floor of 14 is 1.2 short.
func TestReservedByHand(t *testing.T) {
	text := years + `
drivers:
  one: {process: knots, between: only, knots: {1y: $1bn, 2y: $6bn, 3y: $3bn}}
  two: {process: constant, value: $8bn}
  price: {process: constant, value: $2bn/GW/y}
capacity:
  chips: {cap: 4 GW, ramp: {0y: 4 GW}, price: price}
commitments:
  first: {buyer: lab, seller: cloud, floor: $14bn, term: 3y, demand: one, capacity: chips, reserved: 50%, margin: 50%}
  second: {buyer: rival, seller: cloud, floor: $1bn, term: 3y, demand: two, capacity: chips}
quantities:
  paid: lab.paid
  got: cloud.received
`
	s := tell(t, text)
	s.at("first.spend", 0, 1, 4.8, 3)
	s.at("first.idle", 0, 3, 0, 1)
	s.at("second.spend", 0, 4, 3.2, 4)
	s.at("first.spend_to_date", 0, 4, 8.8, 12.8)
	s.at("first.shortfall", 0, 0, 0, 1.2)
	s.at("paid", 0, 4, 4.8, 5.2)
	s.at("got", 0, 8, 8, 9.2)
	s.at("first.margin", 0, 3.5, 2.4, 1.5+1+1.2)
	s.without(text, ", reserved: 50%", "", "first.spend", "second.spend", "paid", "first.shortfall")
	// nothing is held any more once the term is over, or the promise is ended: 8 are shared as 6 to 8, then as 3 to 8
	for _, over := range []string{"floor: $4bn, term: 1y", "floor: $14bn, term: 3y, terminate: {when: t >= 1y, fee: $0bn}"} {
		s = tell(t, strings.Replace(text, "floor: $14bn, term: 3y", over, 1))
		s.at("first.spend", 0, 1, 8*6./14, 8*3./11)
		s.at("first.idle", 0, 3, 0, 0)
		s.at("second.spend", 0, 4, 8*8./14, 8*8./11)
	}
	// no more than everything can be reserved: 75% and 75% are half each
	s = tell(t, strings.NewReplacer("reserved: 50%", "reserved: 75%", "demand: two, capacity: chips", "demand: two, capacity: chips, reserved: 75%").Replace(text))
	s.at("first.spend", 0, 1, 4, 3)
	s.at("second.spend", 0, 4, 4, 4)
	// alone: 75% of 8 is 6, of which 1, 6 and 3 are used
	s = tell(t, strings.NewReplacer("reserved: 50%", "reserved: 75%", "demand: two, capacity: chips", "demand: two").Replace(text))
	s.at("first.idle", 0, 5, 0, 3)
	// half of what is wanted is storage, which uses none of what is reserved
	s = tell(t, strings.NewReplacer("reserved: 50%", "reserved: 75%, other_share: 50%", "demand: two, capacity: chips", "demand: two").Replace(text))
	s.at("first.idle", 0, 5.5, 3, 4.5)
}

// TestElasticityByHand: $8bn are wanted, a quarter of it storage; the price goes from $10bn to $14.4bn, to $40bn.
//
//	1.5   2 + 6 · 1.44^-0.5 = 2 + 5 = 7     2 + 6 · 4^-0.5 = 5     fewer chips, and less money
//	0     2 + 6 · 1.44      = 10.64         2 + 6 · 4      = 26    the same chips, whatever they cost
func TestElasticityByHand(t *testing.T) {
	text := years + `
drivers:
  wants: {process: constant, value: $8bn}
  price: {process: knots, between: previous, knots: {0y: $10bn/GW/y, 1y: $14.4bn/GW/y, 2y: $40bn/GW/y}}
capacity:
  chips: {cap: 9 GW, ramp: {0y: 9 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $1bn, term: 3y, demand: wants, other_share: 25%, capacity: chips, elasticity: 1.5}
`
	s := tell(t, text)
	s.at("aws.spend", 0, 7, 5, 5)
	s.without(text, "elasticity: 1.5", "elasticity: 0", "aws.spend").at("aws.spend", 0, 10.64, 26, 26)
	s.without(text, ", elasticity: 1.5", "", "aws.spend").at("aws.spend", 0, 8, 8, 8)
	tell(t, strings.Replace(text, "elasticity: 1.5", "elasticity: 1", 1)).at("aws.spend", 0, 8, 8, 8)
}

// TestElasticityToGenerationsByHand: 3 GW at $10bn a GW, and from the second year on 1 GW more at $6bn, in the third at
// $3.25bn, in the fourth for nothing. $9bn are wanted at the first price, 0.9 GW. At an elasticity of 2:
//
//	year 1   0.9 GW at 10                            9
//	year 2   1 GW for 6, and 0.6 at 10: 1.6 GW       12      7.5 on average:   9 · 10/7.5   = 12
//	year 3   1 GW for 3.25, 1.025 at 10: 2.025 GW    13.5    6.667 on average: 9 · 10/6.667 = 13.5
//	year 4   1 GW for nothing, 1.5 at 10: 2.5 GW     15      6 on average:     9 · 10/6     = 15
//
// At 0 the 0.9 GW are had of the new ones: 5.4, 2.925 and nothing.
func TestElasticityToGenerationsByHand(t *testing.T) {
	text := strings.Replace(years, "3y", "4y", 1) + `
drivers:
  wants: {process: constant, value: $9bn}
  p1: {process: constant, value: $10bn/GW/y}
  p2: {process: knots, between: previous, knots: {0y: $6bn/GW/y, 3y: $3.25bn/GW/y, 4y: $0/GW/y}}
capacity:
  old: {cap: 3 GW, ramp: {0y: 3 GW}, price: p1}
  new: {cap: 1 GW, ramp: {0y: 1 GW}, from: 1y, price: p2}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $1bn, term: 4y, demand: wants, capacities: {old: {rank: 1}, new: {rank: 2}}, elasticity: 2}
`
	s := tell(t, text)
	s.at("aws.spend", 0, 9, 12, 13.5, 15)
	s.at("aws.unmet", 0, 0, 0, 0, 0)
	s.without(text, "elasticity: 2", "elasticity: 0", "aws.spend").at("aws.spend", 0, 9, 5.4, 2.925, 0)
	s.without(text, ", elasticity: 2", "", "aws.spend").at("aws.spend", 0, 9, 9, 9, 9)
	// the old ones first: they are enough, and the new ones move nothing
	s.without(text, "elasticity: 2", "elasticity: 2, order: ranked", "aws.spend").at("aws.spend", 0, 9, 9, 9, 9)
	// 0.5 GW of the old ones first, then new ones: 0.5 for 5 and 1 for 6 are 1.5 GW for 11, 7.333 on average, at which
	// 9 · 10/7.333 = 12.27 are wanted; and the same at 6.625 for 1 GW of 5.5, 4.25 on average
	s = tell(t, strings.NewReplacer("old: {cap: 3 GW, ramp: {0y: 3 GW}", "old: {cap: 0.5 GW, ramp: {0y: 0.5 GW}", "elasticity: 2", "elasticity: 2, order: ranked").Replace(text))
	s.at("aws.spend", 0, 5, 11, 8.25, 5)
	s.at("aws.unmet", 0, 4, 9*1.5*10/11-11, 9*1.5*10/8.25-8.25, 9*1.5*10/5-5)
	// nothing on line on the day of the deal nor in the first year
	later := strings.Replace(text, "ramp: {0y: 3 GW}", "ramp: {0y: 3 GW}, from: 1y", 1)
	s = tell(t, later)
	s.at("aws.unmet", 0, 9, 0, 0, 0)
	s.at("aws.spend", 0, 0, 12, 13.5, 15)
}

// TestElasticityReachesCashByHand: revenue of $40bn, half of it for compute; the price of the vendor's power doubles in the
// second year, and in the third it is a quarter of what it was.
//
//	all from the vendor, e = 2        20   20/2 = 10              20 · 4 = 80
//	half of it, e = 0                 10   10 · 2 = 20            10/4 = 2.5       10 elsewhere, whatever its price
//	half of it, e = 2, 2 GW at most   10   5                      40, of which 5 are there: 2 GW at 2.5
//
// In the last 35 are unmet: they were wanted at this price alone. Of the 10 that were wanted before, 5 are bought elsewhere.
func TestElasticityReachesCashByHand(t *testing.T) {
	text := years + `
drivers:
  price: {process: knots, between: previous, knots: {0y: $10bn/GW/y, 2y: $20bn/GW/y, 3y: $2.5bn/GW/y}}
companies:
  lab: {revenue: {process: constant, value: $40bn}, compute: {share_of_revenue: 50%}, cash: {start: $50bn}}
capacity:
  chips: {cap: 40 GW, ramp: {0y: 40 GW}, price: price}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $0, term: 3y, TERMS, capacity: chips}
quantities:
  need: lab.compute_need
  out: lab.paid
`
	check := func(text string, spend, elsewhere [3]float64) story {
		t.Helper()
		s := tell(t, text)
		s.at("need", 0, 20, 20, 20)
		for q := range spend {
			s.at("aws.spend", append(s.series["aws.spend"][:q+1:q+1], spend[q])...)
			s.at("out", append(s.series["out"][:q+1:q+1], spend[q]+elsewhere[q])...)
			s.at("lab.operating_cash", append(s.series["lab.operating_cash"][:q+1:q+1], 40-spend[q]-elsewhere[q])...)
		}
		return s
	}
	all := strings.Replace(text, "TERMS", "elasticity: 2", 1)
	half := strings.Replace(text, "TERMS", "share: 50%, elasticity: 0", 1)
	short := strings.NewReplacer("TERMS", "share: 50%, elasticity: 2", "40 GW", "2 GW").Replace(text)
	check(all, [3]float64{20, 10, 80}, [3]float64{})
	check(half, [3]float64{10, 20, 2.5}, [3]float64{10, 10, 10})
	check(short, [3]float64{10, 5, 5}, [3]float64{10, 10, 15}).at("aws.unmet", 0, 0, 0, 35)
	// without an elasticity the money stays
	check(strings.Replace(text, "TERMS", "share: 50%", 1), [3]float64{10, 10, 10}, [3]float64{10, 10, 10})
	check(strings.Replace(text, "TERMS", "share: 50%, elasticity: 1", 1), [3]float64{10, 10, 10}, [3]float64{10, 10, 10})
	// what is passed on is had as well: 2 GW at 20 would be 40 of the 20 wanted; 2 GW at 2.5 leave 35 to a second vendor, who has 7
	chain := withTerms(short, "  chips:", "  tpu: {cap: 7 GW, ramp: {0y: 7 GW}, price: $1bn/GW/y}\n  chips:", "capacity: chips", "capacity: chips, overflow: google}\n  google: {buyer: lab, seller: alphabet, floor: $0, term: 3y, demand: $0, capacity: tpu")
	s := tell(t, chain)
	s.at("google.spend", 0, 0, 0, 7)
	s.at("out", 0, 20, 15, 5+7+10) // 2 of the 12 are the rise; 10 are needed elsewhere as before
	// at a price of nothing, nothing is paid, nothing is unmet, and nothing is undefined
	for _, e := range []string{"0", "0.5", "1", "1.5", "3"} {
		s := tell(t, strings.NewReplacer("TERMS", "elasticity: "+e+", reserved: 20%, overflow: two", "3y: $2.5bn", "3y: $0", "aws: {", "two: {buyer: lab, seller: cloud, floor: $0, term: 3y, share: 0%}\n  aws: {").Replace(text))
		for name, v := range s.series {
			for q := range v {
				if v[q] != v[q] || abs(v[q]) > 1e6 {
					t.Errorf("elasticity %s: %s is %v at step %d", e, name, v[q], q)
				}
			}
		}
		if e != "1" { // the same money buys all that the other has
			s.at("two.spend", 0, 0, s.series["two.spend"][2], 0)
			s.at("aws.unmet", 0, 0, s.series["aws.unmet"][2], 0)
		}
	}
}

// TestADemandBelowZeroByHand: nothing is sold back.
func TestADemandBelowZeroByHand(t *testing.T) {
	s := tell(t, years+`
drivers:
  wants: {process: knots, between: only, knots: {1y: $1bn, 2y: -$2bn, 3y: $1bn}}
capacity:
  chips: {cap: 4 GW, ramp: {0y: 4 GW}, price: $1bn/GW/y}
commitments:
  aws: {buyer: lab, seller: cloud, floor: $3bn, term: 3y, demand: wants, other_share: 25%, capacity: chips}
  goo: {buyer: lab, seller: cloud, floor: $3bn, term: 3y, demand: wants}
`)
	s.at("aws.spend", 0, 1, 0, 1)
	s.at("aws.unmet", 0, 0, 0, 0)
	s.at("goo.spend", 0, 1, 0, 1)
	s.at("goo.shortfall", 0, 0, 0, 1)
}

// TestWhoOverflowsToWhomIsChecked: a circle is named once, and told from what else can be wrong.
func TestWhoOverflowsToWhomIsChecked(t *testing.T) {
	text := years + `
drivers:
  price: {process: constant, value: $1bn/GW/y}
  wants: {process: constant, value: $3bn}
capacity:
  chips: {cap: 6 GW, ramp: {0y: 6 GW}, price: price}
commitments:
  azure: {buyer: lab, seller: microsoft, floor: $1bn, term: 3y, demand: wants, capacity: chips, overflow: google}
  aws: {buyer: lab, seller: amazon, floor: $1bn, term: 3y, demand: wants, capacity: chips, overflow: azure}
  google: {buyer: lab, seller: alphabet, floor: $1bn, term: 3y, demand: wants, capacity: chips, overflow: TO}
  other: {buyer: rival, seller: alphabet, floor: $1bn, term: 3y, demand: wants, capacity: chips}
`
	for to, want := range map[string]string{
		"aws":    "commitments.aws.overflow: the overflow goes round in a circle: aws → azure → google → aws",
		"azure":  "commitments.azure.overflow: the overflow goes round in a circle: azure → google → azure",
		"google": "commitments.google.overflow: it overflows to itself",
		"other":  "commitments.google.overflow: other is a commitment of rival, not of lab",
		"azur":   `commitments.google.overflow: nothing under commitments is called "azur", did you mean "azure"?`,
	} {
		p, m := compiledDeal(t, strings.Replace(text, "TO", to, 1), 1)
		if p != nil {
			t.Errorf("an overflow to %s is taken", to)
			continue
		}
		if m.Count() != 1 || !strings.Contains(told(m), want) {
			t.Errorf("to %s: want one mistake, %q, and not\n%s", to, want, told(m))
		}
	}
}
