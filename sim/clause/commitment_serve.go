package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// counter is where a pool serves one path: what it has in hand there, by member, by capacity and by choice. It is worked
// through many times for each path, so that it stands in a few lines of memory and not in columns.
type counter struct {
	*pool
	b *program.Block
	i int

	rest, ask         []float64 // of each member: its demand still to be served; what is asked of it as a vendor
	part, got         []float64 // what share of that is served from what is reserved; what share of the rest is drawn
	from              []int     // the capacity it draws on; below 0 for none
	left, asked, cost []float64 // of each capacity: worth of what is not yet sold; what is asked of it at a time; its price
	held              []float64 // of each choice: worth of what is reserved for the member and not yet sold
}

// serve is one step of the pool.
func (p *pool) serve(b *program.Block) {
	if b.Step == 0 {
		return
	}
	var few [96]float64
	var picks [16]int
	memory, from := few[:], picks[:]
	m, n := len(p.members), len(p.capacities)
	if need := 4*m + 3*n + p.choices; need > len(memory) {
		memory = make([]float64, need)
	}
	if m > len(from) {
		from = make([]int, m)
	}
	take := func(n int) (part []float64) {
		part, memory = memory[:n:n], memory[n:]
		return part
	}
	x := counter{pool: p, b: b, from: from, rest: take(m), ask: take(m), part: take(m), got: take(m), left: take(n), asked: take(n), cost: take(n), held: take(p.choices)}
	for x.i = range column.Size {
		x.offer()
		for hop := range p.hops {
			x.request(hop)
			x.draw()
			x.hand(hop)
			if x.done() {
				break
			}
		}
		for k := range p.members {
			b.Columns[p.members[k].unmet][x.i] = x.rest[k]
		}
	}
}

// done says whether nobody wants any more.
func (x *counter) done() bool {
	for _, v := range x.rest {
		if v != 0 {
			return false
		}
	}
	return true
}

// offer lays out what there is on a path, with what is reserved set apart, and what is wanted.
func (x *counter) offer() {
	b, i := x.b, x.i
	for k, c := range x.capacities {
		x.cost[k] = b.Columns[c.price][i]
		x.left[k] = float64(b.Columns[c.available][i] * x.cost[k])
		x.asked[k] = 0 // for now: the shares reserved
	}
	reserved := false
	for k := range x.members {
		m := &x.members[k]
		other := b.Columns[m.other][i]
		x.rest[k] = b.Columns[m.want][i] - other
		b.Columns[m.bought][i] = other
		b.Columns[m.passed][i], b.Columns[m.taken][i] = 0, 0
		if m.reserved != program.None {
			reserved = true
			for _, c := range m.choices {
				x.asked[c.supply] += b.Columns[m.reserved][i]
			}
		}
	}
	for k := range x.members {
		m := &x.members[k]
		if !reserved || m.reserved == program.None {
			continue
		}
		for _, c := range m.choices { // no more than all of it can be reserved
			s := &x.capacities[c.supply]
			x.held[c.number] = float64(b.Columns[s.available][i]*x.cost[c.supply]) * (b.Columns[m.reserved][i] / max(1, x.asked[c.supply]))
			x.left[c.supply] = max(0, x.left[c.supply]-x.held[c.number])
		}
	}
}

// request adds up what is asked of every member at a hop of the chains, and serves what it can from what is reserved.
func (x *counter) request(hop int) {
	for k := range x.members {
		x.ask[k], x.part[k], x.got[k] = 0, 0, 0
	}
	for k := range x.members {
		if m := &x.members[k]; hop < len(m.serves) {
			x.ask[m.serves[hop]] += x.rest[k]
		}
	}
	for k := range x.members {
		m, ask := &x.members[k], x.ask[k]
		if m.reserved == program.None || ask == 0 {
			continue
		}
		more := ask
		for _, c := range m.choices {
			use := min(x.held[c.number], more)
			x.held[c.number] -= use
			more -= use
		}
		x.part[k] = 1 - more/ask
	}
}

// draw lets all members draw on the capacities they prefer, from nothing at time 0 to all they ask at time 1.
func (x *counter) draw() {
	for now := 0.0; now < 1; {
		clear(x.asked)
		for k := range x.members {
			from := x.pick(&x.members[k])
			x.from[k] = from
			if from >= 0 {
				x.asked[from] += float64(x.ask[k] * (1 - x.part[k]))
			}
		}
		next, last := 1-now, -1 // until one is used up
		for k, asked := range x.asked {
			if asked*next > x.left[k] {
				next, last = x.left[k]/asked, k
			}
		}
		for k, asked := range x.asked {
			x.left[k] = max(0, x.left[k]-float64(asked*next))
		}
		for k := range x.members {
			switch {
			case len(x.members[k].choices) > 0 && x.from[k] < 0:
			case last < 0: // never without: all, to the last bit
				x.got[k] = 1
			default:
				x.got[k] += next
			}
		}
		if last < 0 {
			return
		}
		x.left[last] = 0
		now += next
	}
}

// hand shares out what every member can serve at a hop among those who ask it.
func (x *counter) hand(hop int) {
	b, i := x.b, x.i
	for k := range x.members {
		m := &x.members[k]
		if hop >= len(m.serves) {
			continue
		}
		v := m.serves[hop]
		vendor := &x.members[v]
		part := x.part[v]
		part += float64((1 - part) * x.got[v])
		got := float64(x.rest[k] * part)
		x.rest[k] -= got
		b.Columns[vendor.bought][i] += got
		if hop > 0 {
			b.Columns[vendor.taken][i] += got
			b.Columns[m.passed][i] += got
		}
	}
}

// pick is the capacity that a member draws on: of those with something left the first by rank, or by price with ties by
// rank; -1 for none.
func (x *counter) pick(m *member) int {
	best, cheapest := -1, math.Inf(1)
	for _, c := range m.choices {
		if !(x.left[c.supply] > 0) {
			continue
		}
		if !m.cheapest {
			return c.supply
		}
		if price := x.cost[c.supply]; price < cheapest {
			best, cheapest = c.supply, price
		}
	}
	return best
}
