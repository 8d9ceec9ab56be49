package engine

import (
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
	var needs func(n *node, seen map[*node]bool, into map[string]bool)
	needs = func(n *node, seen map[*node]bool, into map[string]bool) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, r := range n.reads {
			if named(r.q.name) {
				into[r.q.name] = true
			} else if r.q.node != nil {
				needs(r.q.node, seen, into)
			}
		}
	}
	for _, n := range sorted {
		names := of[n]
		sort.Strings(names)
		reads := map[string]bool{}
		needs(n, map[*node]bool{}, reads)
		for _, name := range names {
			q := c.quantities[name]
			x := Quantity{Name: name, Label: q.label, Dim: q.dim, Phase: n.phase, Flow: q.flow, Hidden: q.hidden}
			for r := range reads {
				if r != name && !contains(names, r) {
					x.Reads = append(x.Reads, r)
				}
			}
			sort.Strings(x.Reads)
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
