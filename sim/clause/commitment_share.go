package clause

import (
	"math"
	"slices"
	"sort"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// pool is the commitments that share capacities or overflow to each other, and their capacities. One of them, the
// first by name, serves all at once, so that neither the order of the file nor that of the names decides who gets what.
//
// Arithmetic of a step: what is reserved for a commitment it has first. Then all are served at once and at one pace,
// each in proportion to what it still wants: each draws on the capacity it prefers until there is none left of it, and
// goes on to the next, so that at a capacity that is short each gets the same share of what it asks. What no capacity
// of a commitment has is then asked of the one it overflows to, in the same way, and so on down the chain: every
// commitment serves its own demand before that of others. What overflows has been short of chips: all of it needs the
// capacity of the one it comes to. Nobody can get more than is on offer, or than he wants.
//
// By hand, $6bn on offer, asked for $6bn and $3bn: 6/9 each, so $4bn and $2bn, and $2bn and $1bn overflow; another
// vendor with $4bn on offer and $2bn of its own demand has $2bn left for these three: 2/3 each, $1.333bn and $0.667bn.
type pool struct {
	members    []member
	capacities []supply
	hops       int // the longest chain
}

// supply is a capacity of a pool.
type supply struct {
	available, price program.Slot
	left, asked      program.Slot // worth of what is not yet sold; what is asked of it at a time
}

// member is a commitment of a pool.
type member struct {
	want, other, bought, unmet, passed, taken program.Slot
	reserved                                  program.Slot
	choices                                   []choice // by rank
	cheapest                                  bool
	serves                                    []int        // who serves its demand, hop by hop: itself, then down the chain
	rest, ask                                 program.Slot // its demand still to be served; what is asked of it as a vendor
	part, got                                 program.Slot // what share of that is served from what is reserved; what share of the rest is drawn
	from                                      program.Slot // the capacity it draws on; below 0 for none
}

// choice is a capacity as a member sees it.
type choice struct {
	supply int
	held   program.Slot // worth of what is reserved for the member and not yet sold
}

// capacitiesOf lists the capacities of a commitment by rank.
func capacitiesOf(q program.Query) []string {
	if q.Has("capacity") {
		return []string{q.Text("capacity")}
	}
	ids := slices.Clone(q.Keys("capacities"))
	rank := func(id string) int { return q.Count("capacities." + id + ".rank") }
	sort.SliceStable(ids, func(i, j int) bool { return rank(ids[i]) < rank(ids[j]) })
	return ids
}

// pooled lists the commitments that a commitment shares capacities or demand with, itself among them, by name.
func pooled(m program.Maker) []string {
	all := map[string]program.Query{m.ID(): m}
	for _, id := range m.Siblings() {
		all[id] = m.Of(id)
	}
	linked := func(a, b program.Query) bool {
		return a.Text("overflow") == b.ID() || b.Text("overflow") == a.ID() || slices.ContainsFunc(capacitiesOf(a), func(c string) bool { return slices.Contains(capacitiesOf(b), c) })
	}
	found := []string{m.ID()}
	for k := 0; k < len(found); k++ {
		for _, id := range append([]string{m.ID()}, m.Siblings()...) {
			if !slices.Contains(found, id) && linked(all[found[k]], all[id]) {
				found = append(found, id)
			}
		}
	}
	sort.Strings(found)
	return found
}

// takesOver says whether another commitment overflows to one of a commitment and its siblings.
func takesOver(m program.Maker, id string) bool {
	return m.Text("overflow") == id || slices.ContainsFunc(m.Siblings(), func(other string) bool { return m.Of(other).Text("overflow") == id })
}

// buildPool makes what every member of a pool buys.
func buildPool(m program.Maker, ids []string, own spending) {
	p, at := &pool{}, map[string]int{}
	say := func(id string) program.Query {
		if id == m.ID() {
			return m
		}
		return m.Of(id)
	}
	give := func(id, suffix string) program.Slot {
		if id == m.ID() {
			return m.Output(suffix)
		}
		return m.Give(id, suffix)
	}
	for _, id := range ids {
		q := say(id)
		x := member{want: own.want, other: own.other, bought: give(id, boughtAs(q)), unmet: m.Column(), passed: m.Column(), taken: m.Column(),
			reserved: program.None, cheapest: q.Text("order") != "ranked", rest: m.Column(), ask: m.Column(), part: m.Column(), got: m.Column(), from: m.Column()}
		if id != m.ID() || len(ids) > 1 {
			x.want, x.other = m.Read(id+".wanted"), m.Read(id+".other")
		}
		for _, c := range capacitiesOf(q) {
			if _, known := at[c]; !known {
				at[c] = len(p.capacities)
				p.capacities = append(p.capacities, supply{m.Read(c + ".available"), m.Read(c + ".price"), m.Column(), m.Column()})
			}
			x.choices = append(x.choices, choice{at[c], m.Column()})
		}
		if len(x.choices) > 0 {
			x.unmet = give(id, "unmet")
		}
		if q.Has("overflow") {
			x.passed = give(id, "overflow")
		}
		if takesOver(m, id) {
			x.taken = give(id, "taken_over")
		}
		if q.Has("reserved") {
			x.reserved = m.Read(id + ".reserved")
		}
		for to := id; slices.Contains(ids, to) && len(x.serves) < len(ids); to = say(to).Text("overflow") {
			x.serves = append(x.serves, slices.Index(ids, to))
		}
		p.hops = max(p.hops, len(x.serves))
		p.members = append(p.members, x)
	}
	if x := &p.members[0]; len(p.members) == 1 && !x.cheapest && x.reserved == program.None {
		m.Look(func(b *program.Block) { p.serveOne(b, x) })
		return
	}
	m.Look(p.serve)
}

// serve is one step of the pool.
func (p *pool) serve(b *program.Block) {
	if b.Step == 0 {
		return
	}
	for i := range column.Size {
		p.offer(b, i)
		for hop := range p.hops {
			p.ask(b, i, hop)
			p.draw(b, i)
			p.hand(b, i, hop)
		}
		for k := range p.members {
			x := &p.members[k]
			b.Columns[x.unmet][i] = b.Columns[x.rest][i]
		}
	}
}

// serveOne is serve where one commitment draws on its capacities by their rank: it empties one after the other.
func (p *pool) serveOne(b *program.Block, x *member) {
	if b.Step == 0 {
		return
	}
	var there, price [8]*column.Column
	has, costs := there[:0], price[:0]
	for _, c := range x.choices {
		s := &p.capacities[c.supply]
		has, costs = append(has, b.Col(s.available)), append(costs, b.Col(s.price))
	}
	column.Drain(b.Col(x.bought), b.Col(x.unmet), b.Col(x.want), b.Col(x.other), has, costs)
}

// offer lays out what there is on a path, with what is reserved set apart, and what is wanted.
func (p *pool) offer(b *program.Block, i int) {
	for k := range p.capacities {
		c := &p.capacities[k]
		b.Columns[c.left][i] = float64(b.Columns[c.available][i] * b.Columns[c.price][i])
		b.Columns[c.asked][i] = 0 // for now: the shares reserved
	}
	for k := range p.members {
		x := &p.members[k]
		b.Columns[x.rest][i] = b.Columns[x.want][i] - b.Columns[x.other][i]
		b.Columns[x.bought][i] = b.Columns[x.other][i]
		b.Columns[x.passed][i], b.Columns[x.taken][i] = 0, 0
		for _, c := range x.choices {
			if x.reserved != program.None {
				b.Columns[p.capacities[c.supply].asked][i] += b.Columns[x.reserved][i]
			}
		}
	}
	for k := range p.members {
		x := &p.members[k]
		for _, c := range x.choices {
			if x.reserved != program.None { // no more than all of it can be reserved
				s := &p.capacities[c.supply]
				b.Columns[c.held][i] = float64(b.Columns[s.available][i]*b.Columns[s.price][i]) * (b.Columns[x.reserved][i] / max(1, b.Columns[s.asked][i]))
				b.Columns[s.left][i] = max(0, b.Columns[s.left][i]-b.Columns[c.held][i])
			}
		}
	}
}

// ask adds up what is asked of every member at a hop of the chains, and serves what it can from what is reserved.
func (p *pool) ask(b *program.Block, i, hop int) {
	for k := range p.members {
		x := &p.members[k]
		b.Columns[x.ask][i], b.Columns[x.part][i], b.Columns[x.got][i] = 0, 0, 0
	}
	for k := range p.members {
		if x := &p.members[k]; hop < len(x.serves) {
			vendor := &p.members[x.serves[hop]]
			b.Columns[vendor.ask][i] += b.Columns[x.rest][i]
		}
	}
	for k := range p.members {
		x := &p.members[k]
		if x.reserved == program.None || b.Columns[x.ask][i] == 0 {
			continue
		}
		ask := b.Columns[x.ask][i]
		more := ask
		for _, c := range x.choices {
			held := &b.Columns[c.held][i]
			use := min(*held, more)
			*held -= use
			more -= use
		}
		b.Columns[x.part][i] = 1 - more/ask
	}
}

// draw lets all members draw on the capacities they prefer, from nothing at time 0 to all they ask at time 1.
func (p *pool) draw(b *program.Block, i int) {
	for now := 0.0; now < 1; {
		for k := range p.capacities {
			b.Columns[p.capacities[k].asked][i] = 0
		}
		for k := range p.members {
			x := &p.members[k]
			from := p.pick(b, i, x)
			b.Columns[x.from][i] = float64(from)
			if from >= 0 {
				b.Columns[p.capacities[from].asked][i] += float64(b.Columns[x.ask][i] * (1 - b.Columns[x.part][i]))
			}
		}
		next, last := 1-now, -1 // until one is used up
		for k := range p.capacities {
			c := &p.capacities[k]
			if asked, left := b.Columns[c.asked][i], b.Columns[c.left][i]; asked*next > left {
				next, last = left/asked, k
			}
		}
		for k := range p.capacities {
			c := &p.capacities[k]
			b.Columns[c.left][i] = max(0, b.Columns[c.left][i]-float64(b.Columns[c.asked][i]*next))
		}
		for k := range p.members {
			x := &p.members[k]
			switch {
			case len(x.choices) > 0 && b.Columns[x.from][i] < 0:
			case last < 0: // never without: all, to the last bit
				b.Columns[x.got][i] = 1
			default:
				b.Columns[x.got][i] += next
			}
		}
		if last < 0 {
			return
		}
		b.Columns[p.capacities[last].left][i] = 0
		now += next
	}
}

// hand shares out what every member can serve at a hop among those who ask it.
func (p *pool) hand(b *program.Block, i, hop int) {
	for k := range p.members {
		x := &p.members[k]
		if hop >= len(x.serves) {
			continue
		}
		vendor := &p.members[x.serves[hop]]
		part := b.Columns[vendor.part][i]
		part += float64((1 - part) * b.Columns[vendor.got][i])
		got := float64(b.Columns[x.rest][i] * part)
		b.Columns[x.rest][i] -= got
		b.Columns[vendor.bought][i] += got
		if hop > 0 {
			b.Columns[vendor.taken][i] += got
			b.Columns[x.passed][i] += got
		}
	}
}

// pick is the capacity that a member draws on: of those with something left the first by rank, or by price with ties by
// rank; -1 for none.
func (p *pool) pick(b *program.Block, i int, x *member) int {
	best, cheapest := -1, math.Inf(1)
	for _, c := range x.choices {
		s := &p.capacities[c.supply]
		if !(b.Columns[s.left][i] > 0) {
			continue
		}
		if !x.cheapest {
			return c.supply
		}
		if price := b.Columns[s.price][i]; price < cheapest {
			best, cheapest = c.supply, price
		}
	}
	return best
}
