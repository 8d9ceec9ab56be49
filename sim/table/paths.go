package table

import (
	"cmp"
	"fmt"
	"slices"

	"dealsim/sim/result"
)

// paths has a row for each kept path, quantity and date, in this order.
func paths(r *result.Result, s *Sheet) error {
	kept := slices.Clone(r.Kept)
	slices.SortStableFunc(kept, func(a, b result.Path) int { return cmp.Compare(a.Number, b.Number) })
	order := byName(r)
	var when []part // each date
	for _, p := range kept {
		if len(p.Values) != len(r.Series) {
			return fmt.Errorf("bug: path %d has %d series, want %d", p.Number, len(p.Values), len(r.Series))
		}
		for _, q := range order {
			x, values := &r.Series[q], p.Values[q]
			if len(values) != len(r.Dates) {
				return fmt.Errorf("bug: path %d has %d dates of %s, want %d", p.Number, len(values), x.Name, len(r.Dates))
			}
			var what part // the path and the series
			for k := range values {
				if len(when) > k && k > 0 {
					s.putRows(what, when[k:], values[k:])
					break
				}
				s.Integer(p.Number)
				s.Text(x.Name, x.Dim.Symbol())
				what = s.part(0)
				s.Date(r.Dates[k])
				s.Number(r.Years[k])
				if len(when) == k {
					when = append(when, s.part(3))
				}
				s.Number(values[k])
				s.End()
			}
		}
	}
	return nil
}
