package engine

import (
	"sort"

	"dealsim/sim/program"
	"dealsim/sim/scenario"
)

// siblings are the other blocks of a block's section, without the processes written in place.
func (mk *maker) siblings() []*scenario.Block {
	var out []*scenario.Block
	for _, b := range mk.c.s.Blocks {
		if b != mk.b && b.Section == mk.b.Section && b.Kind != nil && b.Kind.Section == mk.b.Section {
			out = append(out, b)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

func (mk *maker) Given(field string) bool {
	v := mk.b.Values[field]
	return v != nil && !v.Default
}

func (mk *maker) Siblings() []string {
	var ids []string
	for _, b := range mk.siblings() {
		ids = append(ids, b.ID)
	}
	return ids
}

func (mk *maker) Of(id string) program.Query {
	for _, b := range mk.siblings() {
		if b.ID == id {
			return &maker{c: mk.c, b: b}
		}
	}
	panic("engine: " + mk.b.ID + " asks for " + id + ", which is none of its siblings")
}

func (mk *maker) Give(id, suffix string) program.Slot {
	for _, b := range mk.siblings() {
		q := mk.c.quantities[outputName(b, suffix)]
		if b.ID != id || q == nil {
			continue
		}
		if q.node == nil {
			q.node = mk.here()
			mk.c.p.zero = append(mk.c.p.zero, q.slot)
		}
		return q.slot
	}
	panic("engine: " + mk.b.ID + " makes " + suffix + " of " + id + ", which its table does not declare")
}
