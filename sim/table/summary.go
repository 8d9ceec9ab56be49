package table

import "dealsim/sim/result"

// summary has a row for each metric that is not hidden, in the order of the result.
//
// A draw that is infinite has no place in a mean: it counts as undefined, and the manifest warns of it.
func summary(r *result.Result, s *Sheet) error {
	for _, m := range r.Metrics {
		if m.Hidden {
			continue
		}
		x := m.Sample
		s.Text(m.Name, m.Dim.Symbol(), m.Label)
		s.Number(mean(x), x.MCSE(), x.SD())
		quantiles, tail := x.QuantilesAndTailMean(0.05, 0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99)
		s.Number(quantiles...)
		s.Number(tail)
		s.Integer(x.Undefined + x.Infinite)
		s.End()
	}
	return nil
}
