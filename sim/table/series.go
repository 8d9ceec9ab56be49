package table

import (
	"fmt"
	"slices"
	"strings"

	"dealsim/sim/result"
)

// series has a row for each quantity and date, by name, then date.
func series(r *result.Result, s *Sheet) error {
	for _, q := range byName(r) {
		x := &r.Series[q]
		if len(x.At) != len(r.Dates) {
			return fmt.Errorf("bug: %s has %d dates, want %d", x.Name, len(x.At), len(r.Dates))
		}
		for k, at := range x.At {
			s.Text(x.Name, x.Dim.Symbol())
			s.Date(r.Dates[k])
			s.Number(r.Years[k], mean(at), at.MCSE())
			s.Number(at.Quantiles(0.05, 0.25, 0.50, 0.75, 0.95)...)
			s.End()
		}
	}
	return nil
}

// byName is the order of the series by name, as indices into Series.
func byName(r *result.Result) []int {
	order := make([]int, len(r.Series))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return strings.Compare(r.Series[a].Name, r.Series[b].Name)
	})
	return order
}
