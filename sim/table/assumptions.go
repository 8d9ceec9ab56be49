package table

import "dealsim/sim/result"

// assumptions has a row for each input, in the order of the result.
func assumptions(r *result.Result, s *Sheet) error {
	for _, in := range r.Inputs {
		s.Text(in.Name, in.Value, in.Dim.Symbol(), in.Status, in.Role, in.Source, in.Note)
		s.Number(in.Mean, in.P05, in.P95)
		s.End()
	}
	return nil
}
