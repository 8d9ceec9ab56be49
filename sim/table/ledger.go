package table

import (
	"cmp"
	"slices"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// ledger has a row for each year of what one party pays another of one kind, then one for the whole run; by payer, who
// is paid, and kind.
//
// Means add up: those of the years to that of the run, and over all rows of the run what is paid is what is received.
// Quantiles do not.
func ledger(r *result.Result, s *Sheet) error {
	l := newLookup(r)
	postings := slices.Clone(r.Ledger)
	slices.SortStableFunc(postings, func(a, b result.Posting) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
	})
	for _, p := range postings {
		for k, metric := range append(slices.Clone(p.Years), p.Total) {
			x := l.sampleOf(metric)
			s.Text(p.From, p.To, p.Kind)
			if k < len(p.Years) {
				s.Integer(uint64(k + 1))
			} else {
				s.NoInteger()
			}
			s.Text(unit.Money.Symbol())
			s.Number(mean(x), x.MCSE())
			s.Number(x.Quantiles(0.05, 0.50, 0.95)...)
			s.End()
		}
	}
	return l.err
}
