package table

import "dealsim/sim/result"

// distributions has a row for each bin of each metric that is not hidden, in the order of the result, bins rising and
// touching. A metric without a defined draw has none.
func distributions(r *result.Result, s *Sheet) error {
	for k, m := range r.Metrics {
		if m.Hidden {
			continue
		}
		for _, b := range s.shared.answers[k]().bins {
			s.Text(m.Name, m.Dim.Symbol())
			s.Number(b.Low, b.High)
			s.Integer(b.Count)
			s.Number(b.Density, b.CDF)
			s.End()
		}
	}
	return nil
}
