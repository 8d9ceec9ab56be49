package table

import (
	"cmp"
	"math"
	"slices"

	"dealsim/sim/result"
)

// events has a row for each event of each kept path, in the order in which they happened.
func events(r *result.Result, s *Sheet) error {
	kept := slices.Clone(r.Kept)
	slices.SortStableFunc(kept, func(a, b result.Path) int { return cmp.Compare(a.Number, b.Number) })
	for _, p := range kept {
		for _, e := range p.Events {
			s.Integer(p.Number)
			s.Date(r.Dates[e.Step])
			s.Text(e.Kind, e.Subject, e.Quantity)
			s.Number(e.Value, e.Threshold, e.Cash)
			symbol := ""
			if !math.IsNaN(e.Value) {
				symbol = e.Dim.Symbol()
			}
			s.Text(e.Text, symbol)
			s.End()
		}
	}
	return nil
}
