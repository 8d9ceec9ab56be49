package engine

import (
	"dealsim/sim/program"
	"dealsim/sim/scenario"
)

// order settles the phase of every node, sorts the nodes of each phase by what they read, and lays out the program.
func (c *compiler) order() {
	c.pullForward()
	for _, n := range c.nodes {
		c.settlePhase(n, program.Companies)
	}
	unpublished := func(r read) bool {
		if r.q.node != nil || r.q.broken {
			return false
		}
		c.m.Add(r.at, r.path, "", "%s is not published as the file stands: a field it follows from is missing", r.q.name)
		return true
	}
	for _, r := range c.loose {
		unpublished(r)
	}
	for _, n := range c.nodes {
		for _, r := range n.reads {
			if !unpublished(r) && r.q.node != nil && r.q.node.phase > n.phase && r.q.node != n {
				c.m.Add(r.at, r.path, "write prev("+r.q.name+") for its value at the end of the step before",
					"reads %s, which is known only later in a step (%s comes after %s)", r.q.name, r.q.node.phase, n.phase)
			}
		}
	}
	if !c.m.None() {
		return
	}
	var sorted []*node
	for p := program.Drivers; p < program.Phases; p++ {
		for _, n := range c.nodes {
			if n.phase == p {
				c.place(n, &sorted, nil)
			}
		}
	}
	if !c.m.None() {
		return
	}
	c.graph(sorted)
	c.layOut(sorted)
	c.tellers(sorted)
}

// pullForward gives quantities that drivers or shocks read an early phase. All others wait until shocks have
// struck, so that they see what a shock did.
func (c *compiler) pullForward() {
	for _, n := range c.nodes {
		if n.phase == program.Drivers || n.phase == program.Shocks {
			for _, r := range n.reads {
				if r.q.node != nil && r.q.node.phase == 0 {
					c.settlePhase(r.q.node, program.Drivers)
				}
			}
		}
	}
}

// settlePhase gives a derived quantity the first phase in which all it reads is known, not before the given one.
func (c *compiler) settlePhase(n *node, least program.Phase) program.Phase {
	if n.phase != 0 {
		return n.phase
	}
	if n.done == 1 { // a circle: place reports it
		return least
	}
	n.done = 1
	p := least
	for _, r := range n.reads {
		if r.q.node != nil && r.q.node != n {
			p = max(p, c.settlePhase(r.q.node, least))
		}
	}
	n.done = 0
	n.phase = p
	return p
}

// place puts a node after what it reads in its own phase.
func (c *compiler) place(n *node, sorted *[]*node, trail []*node) {
	switch n.done {
	case 2:
		return
	case 1:
		c.circle(n, trail)
		return
	}
	n.done = 1
	trail = append(trail, n)
	visit := func(m *node) {
		if m != nil && m != n && m.phase == n.phase {
			c.place(m, sorted, trail)
		} else if m == n {
			c.circle(n, trail)
		}
	}
	for _, r := range n.reads {
		if r.q.node == n && !derived(n, r) {
			continue // a block may read what it publishes itself
		}
		visit(r.q.node)
	}
	for _, m := range n.after {
		if m != n {
			visit(m)
		}
	}
	n.done = 2
	*sorted = append(*sorted, n)
}

// derived says whether a node is a derived quantity that reads itself.
func derived(n *node, r read) bool { return r.q.expr != nil }

// circle reports quantities that follow from each other.
func (c *compiler) circle(n *node, trail []*node) {
	var names []string
	from := 0
	for i, t := range trail {
		if t == n {
			from = i
		}
	}
	for _, t := range trail[from:] {
		names = append(names, t.name)
	}
	names = append(names, n.name)
	at, path := c.placeOf(trail[from:])
	around := "(…) around one of them"
	if len(names) == 2 {
		around = "(" + names[0] + ")"
	}
	c.m.Add(at, path, "write prev"+around+", to take its value at the end of the step before",
		"%s", follow("quantities of one step", names))
}

// placeOf is where a circle stands in the file: the first of its reads that has a place.
func (c *compiler) placeOf(nodes []*node) (at scenario.Place, path string) {
	for _, n := range nodes {
		for _, r := range n.reads {
			if r.at.File != nil {
				return r.at, r.path
			}
		}
	}
	return at, path
}
