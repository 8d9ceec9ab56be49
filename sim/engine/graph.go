package engine

import (
	"slices"
	"sort"
	"strings"
)

// graph lists the quantities in the order of a step, with what each needs.
func (c *compiler) graph(sorted []*node) {
	named := func(name string) bool { return !strings.Contains(name, "(") }
	of := map[*node][]string{}
	for name, q := range c.quantities {
		if q.node != nil && named(name) && name != "date" {
			of[q.node] = append(of[q.node], name)
		}
	}
	// what a node reads by way of running totals and the like is what those read
	var seen []*node
	var reads []string
	var needs func(n *node)
	needs = func(n *node) {
		if slices.Contains(seen, n) {
			return
		}
		seen = append(seen, n)
		for _, r := range n.reads {
			if named(r.q.name) {
				reads = append(reads, r.q.name)
			} else if r.q.node != nil {
				needs(r.q.node)
			}
		}
	}
	for _, n := range sorted {
		names := of[n]
		sort.Strings(names)
		if len(names) == 0 {
			continue
		}
		seen, reads = seen[:0], reads[:0]
		needs(n)
		sort.Strings(reads)
		reads = slices.Compact(reads)
		for _, name := range names {
			q := c.quantities[name]
			x := Quantity{Name: name, Label: q.label, Dim: q.dim, Phase: n.phase, Flow: q.flow, Hidden: q.hidden}
			for _, r := range reads {
				if r != name && !contains(names, r) {
					x.Reads = append(x.Reads, r)
				}
			}
			c.p.Graph = append(c.p.Graph, x)
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
