package engine

import "dealsim/sim/program"

// settle notes of a driver whether it is the same on every path.
func (mk *maker) settle() {
	if mk.b.Section != "drivers" || mk.varies || len(mk.nodes) == 0 {
		return
	}
	for _, n := range mk.nodes {
		n.same = true
	}
	last := mk.nodes[len(mk.nodes)-1]
	last.gives = mk.gives
}

// number notes whether a column of a field is the same on every path.
func (mk *maker) number(s program.Slot) program.Slot {
	if _, certain := mk.c.certains[s]; !certain && !mk.c.same[s] {
		mk.varies = true
	}
	return s
}
