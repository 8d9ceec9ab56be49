package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// bill is what a step costs: what is bought at list price, the part of it that needs no capacity, and what is asked
// for it after discounts; and what of that is settled with credits.
type bill struct {
	want, other, bought, spend program.Slot
	credits                    program.Slot // None where there are none
	forShares                  sharesCredits
}

// tier is a price discount on what is bought beyond a threshold.
type tier struct{ from, off program.Slot }

// buildBill takes discounts and credits off what is bought, and posts it: what is bought at list price from buyer to
// seller, discounts and credits back.
//
// By hand, 5% off from $10bn and 10% off from $20bn, $8bn bought before and $16bn now: $2bn at list, $10bn at 5% off,
// $4bn at 10% off: a discount of 0.5 + 0.4 = $0.9bn and a bill of $15.1bn; $3bn of credits leave $12.1bn to pay.
func buildBill(m program.Maker, t term, bought program.Slot, s spending) bill {
	x := bill{want: s.want, other: s.other, bought: bought, spend: bought, credits: program.None}
	buyer, seller := m.Text("buyer"), m.Text("seller")
	m.Pay(program.Payment{From: buyer, To: seller, Kind: "spend", Money: bought})
	if keys := m.Keys("discounts"); len(keys) > 0 {
		var tiers []tier
		for _, k := range keys {
			tiers = append(tiers, tier{m.Number("discounts." + k + ".from"), m.Number("discounts." + k + ".off")})
		}
		x.spend = m.Output("spend")
		discount := m.Output("discount")
		buildDiscount(m, t, tiers, bought, x.spend, discount)
		m.Pay(program.Payment{From: seller, To: buyer, Kind: "discount", Money: discount})
	}
	if m.Has("credits.amount") {
		x.credits = m.Output("credits_used")
		granted, left := m.Number("credits.amount"), m.Column()
		m.Start(func(b *program.Block) { *b.Col(left) = *b.Col(granted) })
		m.Look(func(b *program.Block) {
			c, l, v := b.Col(x.credits), b.Col(left), b.Col(x.spend)
			*c = column.Column{}
			if !t.within(b) {
				return
			}
			for i := range c {
				if t.runs(b, i) {
					c[i] = min(l[i], v[i])
					l[i] -= c[i]
				}
			}
		})
		m.Pay(program.Payment{From: seller, To: buyer, Kind: "credits", Money: x.credits})
	}
	x.forShares = buildSharesCredits(m, t, x.spend, x.credits)
	return x
}

// buildDiscount prices what is bought tier by tier.
func buildDiscount(m program.Maker, t term, tiers []tier, bought, spend, discount program.Slot) {
	before := m.Column() // bought in the term so far, or in the contract year
	yearly, perYear := m.Text("discount_by") == "year", m.Grid().PerYear
	m.Look(func(b *program.Block) {
		v, s, d, sum := b.Col(bought), b.Col(spend), b.Col(discount), b.Col(before)
		*s, *d = *v, column.Column{}
		if !t.within(b) {
			return
		}
		if yearly && (b.Step-t.first-1)%perYear == 0 {
			*sum = column.Column{}
		}
		for i := range s {
			if !t.runs(b, i) {
				continue
			}
			d[i] = discounted(b, i, tiers, sum[i], sum[i]+v[i])
			s[i] = v[i] - d[i]
			sum[i] += v[i]
		}
	})
}

// discounted is the discount on what is bought between two amounts: each tier up to the next one's threshold.
func discounted(b *program.Block, i int, tiers []tier, from, to float64) float64 {
	sum := 0.0
	for k := range tiers {
		low, high := b.Columns[tiers[k].from][i], math.Inf(1)
		for j := range tiers {
			if next := b.Columns[tiers[j].from][i]; next > low || next == low && j > k {
				high = min(high, next)
			}
		}
		sum += float64(max(0, min(to, high)-max(from, low)) * b.Columns[tiers[k].off][i])
	}
	return sum
}
