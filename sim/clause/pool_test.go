package clause

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// randomPool is a pool of up to four commitments and four capacities, with chains, and a block for it.
func randomPool(r *rand.Rand) (*pool, *program.Block) {
	p, n := &pool{}, program.Slot(0)
	slot := func() program.Slot { n++; return n - 1 }
	for range 1 + r.IntN(4) {
		p.capacities = append(p.capacities, supply{slot(), slot(), slot(), slot()})
	}
	members := 1 + r.IntN(4)
	order := r.Perm(members) // each overflows to one further on, or to none
	for k := range members {
		m := member{want: slot(), other: slot(), bought: slot(), unmet: slot(), passed: slot(), taken: slot(), ask: slot(), got: slot(), part: slot(),
			reserved: program.None, cheapest: r.IntN(2) == 0, serves: []int{k}}
		for _, c := range r.Perm(len(p.capacities))[:r.IntN(1+len(p.capacities))] {
			m.choices = append(m.choices, choice{c, slot()})
		}
		if len(m.choices) > 0 && r.IntN(4) == 0 {
			m.reserved, p.reserved = slot(), true
		}
		p.members = append(p.members, m)
	}
	next := make([]int, members)
	for k, a := range order {
		next[a] = -1
		if k+1 < members && r.IntN(4) > 0 {
			next[a] = order[k+1+r.IntN(members-k-1)]
		}
	}
	for k := range p.members {
		for to := next[k]; to >= 0; to = next[to] {
			p.members[k].serves = append(p.members[k].serves, to)
		}
	}
	p.plan()
	b := filled(r, int(n), 0, 3)
	b.Step = 1
	for k := range p.members {
		m := &p.members[k]
		calm := r.IntN(3) == 0
		for i := range column.Size {
			other, want := &b.Columns[m.other][i], &b.Columns[m.want][i]
			*want = *other + 4**want*float64(r.IntN(2))
			if calm || r.IntN(50) == 0 {
				*want = *other
			}
		}
		b.Columns[m.want][r.IntN(column.Size)] = math.NaN()
		if m.reserved != program.None {
			for i := range column.Size {
				b.Columns[m.reserved][i] *= float64(r.IntN(2)) / 3
			}
		}
	}
	for _, s := range p.capacities {
		for i := range column.Size {
			if b.Columns[s.available][i] *= float64(r.IntN(4)); r.IntN(8) == 0 {
				b.Columns[s.price][i] = b.Columns[p.capacities[0].price][i] // no cheaper than another
			}
		}
		b.Columns[s.available][r.IntN(column.Size)] = math.NaN()
		b.Columns[s.price][r.IntN(column.Size)] = math.NaN()
	}
	return p, b
}

// TestAPoolIsServedAsEachPathIs holds a pool on whole columns against one path at a time.
func TestAPoolIsServedAsEachPathIs(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	short, over, shared := 0, 0, 0
	for round := range 3000 {
		p, b := randomPool(r)
		each := &program.Block{Columns: append([]column.Column{}, b.Columns...), Step: b.Step}
		p.serve(b)
		p.serve1(each)
		for k := range p.members {
			m := &p.members[k]
			for name, s := range map[string]program.Slot{"bought": m.bought, "unmet": m.unmet, "overflow": m.passed, "taken over": m.taken} {
				for i, got := range b.Columns[s] {
					if want := each.Columns[s][i]; !alike(got, want) {
						t.Fatalf("round %d, path %d: %s of member %d is %v, want %v", round, i, name, k, got, want)
					}
				}
			}
			for i := range column.Size {
				if b.Columns[m.unmet][i] > 0 && b.Columns[m.bought][i] > b.Columns[m.other][i] {
					short++
					if len(m.serves) > 1 && b.Columns[m.passed][i] > 0 {
						over++
					}
					if m.reserved != program.None {
						shared++
					}
				}
			}
		}
	}
	if short < 100_000 || over < 10_000 || shared < 20_000 {
		t.Errorf("only %d are served in part, %d of them by others too, %d with something reserved", short, over, shared)
	}
}

// counter is where a pool serves one path: what it has in hand there, by member, by capacity and by choice.
type counter struct {
	*pool
	b *program.Block
	i int

	rest, ask         []float64                // of each member: its demand still to be served; what is asked of it as a vendor
	part, got         []float64                // what share of that is served from what is reserved; what share of the rest is drawn
	from              []int                    // the capacity it draws on; below 0 for none
	left, asked, cost []float64                // of each capacity: worth of what is not yet sold; what is asked of it at a time; its price
	held              map[program.Slot]float64 // of each choice: worth of what is reserved for the member and not yet sold
}

// serve1 is serve for one path at a time: what a pool does, as plainly as it can be said.
func (p *pool) serve1(b *program.Block) {
	m, n := len(p.members), len(p.capacities)
	x := counter{pool: p, b: b, from: make([]int, m), rest: make([]float64, m), ask: make([]float64, m), part: make([]float64, m), got: make([]float64, m),
		left: make([]float64, n), asked: make([]float64, n), cost: make([]float64, n), held: map[program.Slot]float64{}}
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
		for _, s := range []program.Slot{m.passed, m.taken} {
			if s != program.None {
				b.Columns[s][i] = 0
			}
		}
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
			x.held[c.held] = float64(b.Columns[s.available][i]*x.cost[c.supply]) * (b.Columns[m.reserved][i] / max(1, x.asked[c.supply]))
			x.left[c.supply] = max(0, x.left[c.supply]-x.held[c.held])
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
			use := min(x.held[c.held], more)
			x.held[c.held] -= use
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
