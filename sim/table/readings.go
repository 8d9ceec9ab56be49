package table

import (
	"io"

	"dealsim/sim/result"
)

// readingsTable is the file of the three readings; it is written when a scenario asks for them.
var readingsTable = &Table{"readings.csv", "Three readings of the same cash", "an item under one reading", []string{"item", "reading"}, []Column{
	{"item", String, "", "tranche, commitment or holding whose cash is read", ""},
	{"label", String, "", "the cash in words", ""},
	{"reading", String, "", "real-world frequency (not discounted), real-world cash at the holder's rate, or risk-adjusted value (drifts less the price of risk; risk-free rate plus credit spread): never to be mixed", ""},
	{"unit", String, "", "unit of the row's numbers", ""},
	{"rate", Number, "1/y", "continuous rate of discount", "nothing is discounted, or the rate is uncertain"},
	{"probability", Number, Share, "share of paths on which any of the money flows", "of the readings that are values"},
	{"mean", Number, PerRow, "mean over all paths", noDraw},
	{"mcse", Number, PerRow, "Monte Carlo standard error of the mean", "fewer than two draws are defined"},
	{"p05", Number, PerRow, "5% quantile of the draws", noDraw},
	{"p50", Number, PerRow, "median of the draws", noDraw},
	{"p95", Number, PerRow, "95% quantile of the draws", noDraw},
}, readings}

// readings has three rows for each item.
func readings(r *result.Result, s *Sheet) error {
	for _, x := range r.Readings {
		q := x.Sample.Quantiles(0.05, 0.5, 0.95)
		s.Text(x.Item, x.Label, x.Reading, x.Dim.Symbol())
		s.Number(x.Rate, x.Probability, x.Sample.Mean, x.Sample.MCSE(), q[0], q[1], q[2])
		s.End()
	}
	return nil
}

// Readings is readings.csv as a file of its own; none where the scenario asks for no readings.
func Readings(r *result.Result) []File {
	if len(r.Readings) == 0 {
		return nil
	}
	return []File{{Name: readingsTable.Name, Table: readingsTable, Write: func(w io.Writer) error {
		_, err := readingsTable.Write(w, r)
		return err
	}}}
}
