package table

import "dealsim/sim/result"

// binsWanted is about how many bins a metric has.
const binsWanted = 60

// distributions has a row for each bin of each metric that is not hidden, in the order of the result, bins rising and
// touching. A metric without a defined draw has none.
func distributions(r *result.Result, s *Sheet) error {
	for _, m := range r.Metrics {
		if m.Hidden {
			continue
		}
		for _, b := range m.Sample.Bins(binsWanted) {
			s.Text(m.Name, m.Dim.Symbol())
			s.Number(b.Low, b.High)
			s.Integer(b.Count)
			s.Number(b.Density, b.CDF)
			s.End()
		}
	}
	return nil
}
