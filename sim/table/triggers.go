package table

import (
	"fmt"

	"dealsim/sim/result"
)

// triggers has a row for each tranche and date: how likely it is to have triggered by then. A tranche that names no
// such series has none.
func triggers(r *result.Result, s *Sheet) error {
	l := newLookup(r)
	for _, t := range r.Tranches {
		x := l.seriesOf(t.Triggered)
		if x == nil {
			continue
		}
		if len(x.At) != len(r.Dates) {
			return fmt.Errorf("bug: %s has %d dates, want %d", x.Name, len(x.At), len(r.Dates))
		}
		for k, at := range x.At {
			s.Text(t.ID)
			s.Date(r.Dates[k])
			s.Number(r.Years[k], share(at, at.Mean), at.MCSE())
			s.End()
		}
	}
	return l.err
}
