package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// answer is how a demand answers to the price of what it buys. The price is the mean of what is bought, capacity after
// capacity in the order in which they are asked, as if nobody else drew on them; it is held against the price of the
// first by rank on the day of the deal. So a capacity of which nothing is bought moves nothing.
//
// Arithmetic of a step: power Q at a mean price p answers a demand of D, in money at the first price p0, where Q =
// D/p0 · (p/p0)^-e. Both rise along the capacities: the least Q at which they meet is bought, for Q · p. Where all
// there is falls short of it, p is the mean of all there is. At a price of nothing, nothing is to be paid and nothing
// is unmet.
//
// By hand, $9bn wanted at $10bn/GW/y, e = 2, 1 GW at $6bn and 3 GW at $10bn: 1.6 GW for 6 + 6 = $12bn, $7.5bn/GW on
// average; and 0.9 · (7.5/10)^-2 = 1.6.
type answer struct {
	choices  []priced // by rank
	cheapest bool
	less     program.Slot // the elasticity
	first    program.Slot // the price of the first by rank on the day of the deal
	plain    program.Slot // the demand without the answer, what needs no capacity in it
}

// priced is a capacity that is asked for power at a price.
type priced struct{ available, price program.Slot }

// readAnswer is the answer of a commitment's demand; nil where it has none.
func readAnswer(m program.Maker) *answer {
	if !m.Has("elasticity") {
		return nil
	}
	x := &answer{cheapest: m.Text("order") != "ranked", less: m.Number("elasticity"), first: m.Column(), plain: m.Column()}
	for _, id := range capacitiesOf(m) {
		x.choices = append(x.choices, priced{m.Read(id + ".available"), m.Read(id + ".price")})
	}
	return x
}

// begin notes the price of the day of the deal.
func (x *answer) begin(b *program.Block) {
	if len(x.choices) > 0 {
		*b.Col(x.first) = *b.Col(x.choices[0].price)
	}
}

// wants is what is wanted for d of money at the first price.
func (x *answer) wants(b *program.Block, i int, d float64) float64 {
	first, e := b.Columns[x.first][i], b.Columns[x.less][i]
	if !(first > 0) || !(d > 0) || e == 1 {
		return d
	}
	at := x.after(b, i, -1)
	whole, money, power, price := d/first, 0.0, 0.0, max(0, b.Columns[x.choices[0].price][i]) // while there is nothing: that of the first by rank
	for n := range x.choices {
		if n > 0 {
			at = x.after(b, i, at)
		}
		p, there := max(0, b.Columns[x.choices[at].price][i]), b.Columns[x.choices[at].available][i]
		if !(there > 0) {
			continue
		}
		mean := p
		if power > 0 {
			mean = (money + float64(there*p)) / (power + there)
		}
		if power+there >= float64(whole*raised(mean/first, -e)) {
			if power > 0 {
				return x.meet(whole, first, e, money, power, p, there)
			}
			price = p
			break
		}
		money, power, price = money+float64(there*p), power+there, mean
	}
	if price == 0 {
		return 0
	}
	return float64(d * raised(price/first, 1-e))
}

// meet is the money for the least power that answers its own price, beyond power for which money is paid already: of
// more at a price p. Newton's method on the logarithms, within bounds.
func (x *answer) meet(whole, first, e, money, power, p, there float64) float64 {
	low, high := power, power+there
	q, target := high, column.Log1(whole)
	for range 60 {
		paid := money + float64(p*(q-power))
		if paid <= 0 {
			return 0
		}
		miss := column.Log1(q) + float64(e*column.Log1(paid/q/first)) - target
		if miss > 0 {
			high = q
		} else {
			low = q
		}
		next := q - miss/(1/q+float64(e*(p/paid-1/q)))
		if !(next >= low && next <= high) {
			next = (low + high) / 2
		}
		done := math.Abs(next-q) <= 1e-15*q
		if q = next; done {
			break
		}
	}
	return money + float64(p*(q-power))
}

// after is the capacity that is asked after one of them; after -1 the first.
func (x *answer) after(b *program.Block, i, last int) int {
	if !x.cheapest {
		return last + 1
	}
	best := -1
	for k := range x.choices {
		p := b.Columns[x.choices[k].price][i]
		if last >= 0 {
			if was := b.Columns[x.choices[last].price][i]; p < was || p == was && k <= last {
				continue
			}
		}
		if best < 0 || p < b.Columns[x.choices[best].price][i] {
			best = k
		}
	}
	if best < 0 { // a price is undefined
		return min(last+1, len(x.choices)-1)
	}
	return best
}

// raised is r^y for r from 0 up.
func raised(r, y float64) float64 {
	switch {
	case y == 0:
		return 1
	case r == 0 && y > 0:
		return 0
	case r == 0:
		return math.Inf(1)
	}
	return column.Exp1(float64(y * column.Log1(r)))
}

// buildCost makes what the answer adds to the cost of the buyer's compute, here and elsewhere. Where the demand falls,
// so much less is needed. Where it rises, what is had here of the rise is needed as well; what is not had of it was wanted
// at this price alone, and is not bought elsewhere.
//
// By hand, $5bn wanted, $3.5bn once the price has doubled: -$1.5bn. $2.5bn wanted, $3.5bn at the price doubled: $1bn
// more where all of it is on offer; where $3bn are, $0.5bn more, and nothing elsewhere.
func (x *answer) buildCost(m program.Maker, want, unmet program.Slot) {
	cost := m.Output("answer")
	m.Look(func(b *program.Block) {
		d, w, u, p := b.Col(cost), b.Col(want), b.Col(unmet), b.Col(x.plain)
		for i := range d {
			d[i] = min(0, w[i]-p[i]) + max(0, w[i]-u[i]-p[i])
		}
	})
}
