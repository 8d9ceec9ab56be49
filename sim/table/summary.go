package table

import "dealsim/sim/result"

// summary has a row for each metric that is not hidden, in the order of the result.
//
// A draw that is infinite has no place in a mean: it counts as undefined, and the manifest warns of it.
func summary(r *result.Result, s *Sheet) error {
	for k, m := range r.Metrics {
		if m.Hidden {
			continue
		}
		x, answer := m.Sample, s.shared.answers[k]()
		s.Text(m.Name, m.Dim.Symbol(), m.Label)
		s.Number(mean(x), x.MCSE(), x.SD())
		s.Number(answer.quantiles...)
		s.Number(answer.tail)
		s.Integer(x.Undefined + x.Infinite)
		s.End()
	}
	return nil
}
