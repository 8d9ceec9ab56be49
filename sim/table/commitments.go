package table

import "dealsim/sim/result"

// commitments has a row for each commitment and contract year, in the order of the result.
//
// A path on which the shortfall is undefined has none: the shares are of all paths.
func commitments(r *result.Result, s *Sheet) error {
	l := newLookup(r)
	for _, c := range r.Commitments {
		for k, y := range c.Years {
			floor, spend, short := l.sampleOf(y.Floor), l.sampleOf(y.Spend), l.sampleOf(y.Shortfall)
			s.Text(c.ID)
			s.Integer(uint64(k + 1))
			s.Number(mean(floor), mean(spend))
			s.Number(spend.Quantiles(0.05, 0.50, 0.95)...)
			s.Number(share(short, 1-short.CDF(0)), expected(short))
			s.Number(l.sampleOf(y.Coverage).Quantile(0.5))
			s.End()
		}
	}
	return l.err
}
