package table

import "dealsim/sim/result"

// tranches has a row for each tranche, in the order of the result.
//
// Shares and expected amounts are of all paths; the date, price and stake are of the paths that pay it.
func tranches(r *result.Result, s *Sheet) error {
	l := newLookup(r)
	for _, t := range r.Tranches {
		paid, funded, gain := l.sampleOf(t.Paid), l.sampleOf(t.Funded), l.sampleOf(t.Gain)
		expired, declined := l.sampleOf(t.Expired), l.sampleOf(t.Declined)
		s.Text(t.ID)
		s.Number(expected(paid))
		s.Number(share(funded, funded.Mean), funded.MCSE())
		s.Number(share(expired, expired.Mean), share(declined, declined.Mean))
		s.Date(dateOf(r, l.sampleOf(t.FundedTime).Quantile(0.5)))
		s.Number(mean(l.sampleOf(t.Price)), mean(l.sampleOf(t.Stake)))
		s.Number(expected(gain))
		s.End()
	}
	return l.err
}
