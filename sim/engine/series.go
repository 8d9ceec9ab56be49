package engine

import (
	"slices"
	"sort"
)

// seriesTable lists the quantities that are recorded over time: all that can be seen, or those that the file follows.
func (c *compiler) seriesTable() {
	var seen []string
	for name, q := range c.quantities {
		if !q.hidden && !q.broken && (q.node != nil || q.expr != nil) {
			seen = append(seen, name)
		}
	}
	sort.Strings(seen)
	if f := c.s.Series; f != nil {
		for i, name := range f.Names {
			if !slices.Contains(seen, name) && !c.lost(name) && !c.isBroken(name) {
				c.m.Add(f.At[i], "series", listed("quantities", slices.Clone(seen)), "no quantity that can be followed is called %q%s", name, didYouMean(name, seen))
			}
		}
		seen = slices.DeleteFunc(seen, func(name string) bool { return !slices.Contains(f.Names, name) })
		for i := range c.p.parts.tranches { // a table of triggers has those that are followed
			if t := &c.p.parts.tranches[i]; !slices.Contains(seen, t.Triggered) {
				t.Triggered = ""
			}
		}
	}
	for _, name := range seen {
		q := c.quantities[name]
		c.keep(q.slot)
		q.asked = true
		c.p.series = append(c.p.series, seriesColumn{name: name, label: q.label, dim: q.dim, flow: q.flow, slot: q.slot})
	}
}
