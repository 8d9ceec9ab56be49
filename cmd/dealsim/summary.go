package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"dealsim/sim/engine"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// printSummary is what a person asks first: what the press says against what is to be expected, with its range.
func printSummary(w io.Writer, r *result.Result, p *engine.Program, who *reader, timings map[string]float64, folder string) {
	fmt.Fprintf(w, "%s\n%s paths, %s to %s, seed 0x%x\n\n", r.Title, grouped(r.Paths), r.Dates[0].Format("2006-01-02"), r.Dates[len(r.Dates)-1].Format("2006-01-02"), r.Seed)
	var rows [][]string
	if who != nil {
		if rows = who.rows(&view{r, p, horizonOf(r)}); rows == nil {
			fmt.Fprintf(w, "nothing here for %s: that needs %s\n\n", who.article(), who.wants)
		}
	}
	if !slices.ContainsFunc(rows, func(row []string) bool { return len(row) > 1 }) { // no numbers of its own
		rows = slices.Concat(rows, said(r, trancheRows(r)), said(r, commitmentRows(r)), metricRows(r, p.Scenario))
	}
	printRows(w, rows)
	for _, line := range r.Warnings {
		fmt.Fprintln(w, "doubt:", line)
	}
	fmt.Fprintf(w, "read %.2f s, simulated %.2f s, written %.2f s: %s\n", timings["read_s"]+timings["compile_s"], timings["simulate_s"], timings["write_s"], folder)
}

func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// said puts names in place of ids into the first and the last cell of rows.
func said(r *result.Result, rows [][]string) [][]string {
	for _, line := range rows {
		line[0], line[len(line)-1] = r.Say(line[0]), r.Say(line[len(line)-1])
	}
	return rows
}

// row is a line of the summary: a mean with its error, and the range across paths.
func row(label string, s *stats.Sample, d unit.Dim, note string) []string {
	q := s.Quantiles(0.1, 0.5, 0.9)
	f, f2 := func(v float64) string { return show(v, d) }, func(v float64) string { return show2(v, d) }
	if d == unit.Number && math.Max(math.Abs(s.Mean), math.Abs(q[2])) > 20 { // a count, and no share
		f = func(v float64) string { return strings.TrimSuffix(show(v/100, d), "%") }
		f2 = func(v float64) string { return strings.TrimSuffix(show2(v/100, d), "%") }
	}
	mean := f(s.Mean)
	if e := s.MCSE(); e > 0 {
		mean += " ± " + f2(e)
	}
	return []string{label, mean, f(q[0]), f(q[1]), f(q[2]), note}
}

func show(v float64, d unit.Dim) string  { return unit.Format(v, d, 3) }
func show2(v float64, d unit.Dim) string { return unit.Format(v, d, 2) }

// chance is a line for a probability: no range across paths, each is 0 or 1. Where all are -0, as a product can be, so is their
// mean, which would be written -0.0%.
func chance(label string, s *stats.Sample, note string) []string {
	return []string{label, fmt.Sprintf("%.1f%% ± %.2f%%", 100*math.Abs(s.Mean), 100*s.MCSE()), "", "", "", note}
}

// trancheRows hold "up to $20bn" against what is paid.
func trancheRows(r *result.Result) [][]string {
	var out [][]string
	most := map[[2]string]float64{} // the largest amount on conditions, by investor and company
	for _, t := range r.Tranches {
		if t.Conditional {
			amount := r.Metric(t.Amount).Sample.Max
			most[[2]string{t.Investor, t.Company}] += amount
			most[[2]string{t.Investor, ""}] += amount
		}
	}
	for _, m := range r.Metrics {
		if who, ok := strings.CutSuffix(m.Name, "_conditional_paid"); ok {
			investor, company, _ := r.Holding(who)
			if who = investor; company != "" {
				who += " in " + company
			}
			out = append(out, row(who+": paid on conditions, of up to "+show(most[[2]string{investor, company}], unit.Money), m.Sample, m.Dim, ""))
		}
	}
	for _, t := range r.Tranches {
		funded, amount := r.Metric(t.Funded).Sample, r.Metric(t.Amount).Sample
		what := fmt.Sprintf("%s: %s from %s", t.ID, show(amount.Mean, unit.Money), t.Investor)
		if !t.Conditional {
			if funded.Mean < 1 {
				out = append(out, chance(what, funded, "dated"))
			}
			continue
		}
		note := fates(r, t)
		if when := r.Metric(t.FundedTime).Sample; when.N > 0 {
			note += ", median " + dateAt(r, when.Quantile(0.5))
		}
		out = append(out, chance(what, funded, note))
	}
	return out
}

// dateAt is the month of a time in years.
func dateAt(r *result.Result, years float64) string {
	for i, y := range r.Years {
		if y >= years-1e-9 {
			return r.Dates[i].Format("Jan 2006")
		}
	}
	return "later"
}

// commitmentRows hold "$100bn+" against what is spent.
func commitmentRows(r *result.Result) [][]string {
	var out [][]string
	for _, c := range r.Commitments {
		floor := r.Metric(c.Floor).Sample
		if m := r.Metric(c.ID + "_spend_total"); m != nil {
			out = append(out, row(c.ID+": spend, against a floor of "+show(floor.Mean, unit.Money), m.Sample, m.Dim, ""))
		}
		if m := r.Metric(c.ID + "_floor_met"); m != nil && m.Sample.N > 0 {
			out = append(out, undefined(chance(c.ID+": floor met by spend alone", m.Sample, ""), m.Sample, r.Paths))
		}
		if m := r.Metric(c.ID + "_shortfall_total"); m != nil {
			out = append(out, row(c.ID+": shortfall", m.Sample, m.Dim, ""))
		}
	}
	return out
}

// headline metrics of a position, by the end of their names, with the words for them.
var headlines = []struct{ suffix, words string }{
	{"_stake_value_%sy", "value of the whole stake after %s years"},
	{"_moic", "multiple on the money of the deal"},
	{"_circularity", "circularity: invested over spent"},
	{"_net_cash", "cloud margin, true-ups and what comes back, less money invested"},
}

// horizonOf is the length of a run in years, as names of metrics have it.
func horizonOf(r *result.Result) string {
	return strings.TrimSuffix(unit.Format(r.Years[len(r.Years)-1], unit.Years, 6), "y")
}

// metricRows are the headline metrics of each investor, and the file's own; where there is no deal at all, every metric.
func metricRows(r *result.Result, s *scenario.Scenario) [][]string {
	var out [][]string
	shown := map[string]bool{}
	horizon := horizonOf(r)
	for _, h := range headlines {
		suffix, words := h.suffix, h.words
		if strings.Contains(suffix, "%s") {
			suffix, words = fmt.Sprintf(suffix, horizon), fmt.Sprintf(words, horizon)
		}
		for _, m := range r.Metrics {
			who, ok := strings.CutSuffix(m.Name, suffix)
			if !ok || m.Hidden || m.Sample.N == 0 {
				continue
			}
			shown[m.Name] = true
			if investor, company, holds := r.Holding(who); holds && company != "" {
				who = investor + " in " + company
			}
			line := row(r.Say(who)+": "+words, m.Sample, m.Dim, "")
			if strings.HasSuffix(m.Name, "_moic") {
				line = multiple(line, m.Sample)
			}
			out = append(out, undefined(line, m.Sample, r.Paths))
		}
	}
	own := map[string]bool{}
	for _, m := range s.Metrics {
		own[m.ID] = true
	}
	for _, m := range r.Metrics {
		if m.Hidden || shown[m.Name] || !own[m.Name] && len(r.Tranches)+len(r.Commitments) > 0 {
			continue
		}
		out = append(out, ownRow(r, &m))
	}
	return out
}

// ownRow is the line of a metric in its author's words.
func ownRow(r *result.Result, m *result.Metric) []string {
	line := row(strings.ReplaceAll(r.LabelOf(m), "_", " "), m.Sample, m.Dim, "")
	if truth(*m) {
		line = chance(line[0], m.Sample, "")
	}
	return undefined(line, m.Sample, r.Paths)
}

// undefined notes on how many paths a metric has no value.
func undefined(line []string, s *stats.Sample, paths int) []string {
	if u := s.Undefined + s.Infinite; u > 0 {
		if line[5] != "" {
			line[5] += "; "
		}
		line[5] += "undefined on " + show(float64(u)/float64(paths), unit.Number)
	}
	return line
}

// multiple writes a multiple on the money as 2.5x.
func multiple(line []string, s *stats.Sample) []string {
	q := s.Quantiles(0.1, 0.5, 0.9)
	f := func(v float64) string {
		if math.Abs(v) >= 100 {
			return fmt.Sprintf("%.0fx", v)
		}
		return fmt.Sprintf("%.2fx", v)
	}
	return []string{line[0], f(s.Mean) + fmt.Sprintf(" ± %.2g", s.MCSE()), f(q[0]), f(q[1]), f(q[2]), line[5]}
}

// dollars writes what is given for a dollar as $1.20.
func dollars(line []string, s *stats.Sample) []string {
	q := s.Quantiles(0.1, 0.5, 0.9)
	f := func(v float64) string { return fmt.Sprintf("$%.2f", v) }
	return []string{line[0], f(s.Mean) + fmt.Sprintf(" ± %.2g", s.MCSE()), f(q[0]), f(q[1]), f(q[2]), line[5]}
}

// fates is what became of a tranche where it was not paid, as far as it happens at all.
func fates(r *result.Result, t result.Tranche) string {
	var parts []string
	rest := 1 - r.Metric(t.Funded).Sample.Mean
	for _, x := range []struct{ word, metric string }{{"declined", t.Declined}, {"expired", t.Expired}, {"cancelled", t.Cancelled}} {
		if p := r.Metric(x.metric).Sample.Mean; p > 0 {
			parts = append(parts, x.word+" "+show(p, unit.Number))
			rest -= p
		}
	}
	if rest > 1e-9 {
		parts = append(parts, "open at the end "+show(rest, unit.Number))
	}
	return strings.Join(parts, ", ")
}

// truth says whether a metric is 0 or 1 on every path: then its mean is a probability, and its variance is p(1-p).
func truth(m result.Metric) bool {
	s := m.Sample
	if m.Dim == unit.Bool {
		return true
	}
	return m.Dim == unit.Number && s.N > 0 && s.Min >= 0 && s.Max <= 1 && (s.Min == 0 || s.Min == 1) && (s.Max == 0 || s.Max == 1) &&
		math.Abs(s.M2/float64(s.N)-s.Mean*(1-s.Mean)) < 1e-9
}
