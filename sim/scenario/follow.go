package scenario

import (
	"slices"
	"strings"
)

// follow reads a list of the quantities to follow over time. None is a list too: a run of metrics alone.
func (d *decoder) follow(n *node) {
	if n == nil || n.form == null {
		return
	}
	const example = "write series: [lab.arr, cloud.spend]"
	if n.form != list {
		d.m.Add(n.Place, "series", example, "want a list of quantities, found %s", found(n))
		return
	}
	f := &Followed{}
	for _, row := range n.items {
		name := strings.TrimSpace(row.text)
		switch {
		case row.form != scalar:
			d.m.Add(row.Place, "series", example, "want the name of a quantity, found %s", found(row))
		case slices.Contains(f.Names, name):
			d.m.Add(row.Place, "series", "keep one of them", "%s stands here twice", name)
		default:
			f.Names, f.At = append(f.Names, name), append(f.At, row.Place)
		}
	}
	d.s.Series = f
}
