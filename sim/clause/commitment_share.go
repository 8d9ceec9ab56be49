package clause

import (
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
	hops       []hop
	reserved   bool // by some member
}

// supply is a capacity of a pool: worth of what is not yet sold, and what is asked of it at a time.
type supply struct{ available, price, left, asked program.Slot }

// member is a commitment of a pool.
type member struct {
	want, other, bought, unmet, passed, taken program.Slot
	reserved                                  program.Slot
	ask, part, got                            program.Slot // what is asked of it as a vendor; the share served from what is reserved; the share of the rest that is drawn
	choices                                   []choice     // by rank
	cheapest                                  bool
	serves                                    []int // who serves its demand, hop by hop: itself, then down the chain
}

// choice is a capacity as a member sees it, by its number, and worth of what is reserved there and not yet sold.
type choice struct {
	supply int
	held   program.Slot
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
		x := member{want: own.want, other: own.other, bought: give(id, boughtAs(q)), unmet: m.Column(), passed: program.None, taken: program.None,
			reserved: program.None, part: program.None, ask: m.Column(), got: m.Column(), cheapest: q.Text("order") != "ranked"}
		if id != m.ID() || len(ids) > 1 {
			x.want, x.other = m.Read(id+".wanted"), m.Read(id+".other")
		}
		for _, c := range capacitiesOf(q) {
			if _, known := at[c]; !known {
				at[c] = len(p.capacities)
				p.capacities = append(p.capacities, supply{m.Read(c + ".available"), m.Read(c + ".price"), m.Column(), m.Column()})
			}
			x.choices = append(x.choices, choice{at[c], program.None})
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
			x.reserved, x.part, p.reserved = m.Read(id+".reserved"), m.Column(), true
			for k := range x.choices {
				x.choices[k].held = m.Column()
			}
		}
		for to := id; slices.Contains(ids, to) && len(x.serves) < len(ids); to = say(to).Text("overflow") {
			x.serves = append(x.serves, slices.Index(ids, to))
		}
		p.members = append(p.members, x)
	}
	if x := &p.members[0]; len(p.members) == 1 && !x.cheapest && x.reserved == program.None {
		m.Look(func(b *program.Block) { p.serveOne(b, x) })
		return
	}
	p.plan()
	m.Look(p.serve)
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
