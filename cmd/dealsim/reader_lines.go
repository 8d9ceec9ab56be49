package main

import (
	"fmt"
	"slices"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// What the lines of all readers share.

// each makes a row of every metric whose name ends so; {h} is the horizon. The row may be nil.
func (v *view) each(suffix string, row func(who string, m *result.Metric) []string) (out [][]string) {
	suffix = strings.ReplaceAll(suffix, "{h}", v.horizon)
	for i := range v.Metrics {
		m := &v.Metrics[i]
		who, ok := strings.CutSuffix(m.Name, suffix)
		if !ok || m.Hidden || m.Sample.N == 0 {
			continue
		}
		if line := row(who, m); line != nil {
			out = append(out, undefined(line, m.Sample, v.Paths))
		}
	}
	return out
}

// holdings is in how many companies somebody holds shares.
func (v *view) holdings() int {
	var companies []string
	for _, s := range v.Series {
		base, is := strings.CutSuffix(s.Name, ".stake")
		if _, company, ok := strings.Cut(base, "."); is && ok && !slices.Contains(companies, company) {
			companies = append(companies, company)
		}
	}
	return len(companies)
}

// expected are the file's own metrics of which its author expects something, in the order of the file.
func expected(v *view) (out [][]string) {
	const most = 6 // there is room for the others too
	var seen []string
	for _, x := range v.program.Scenario.Expect {
		m := v.Metric(x.Metric)
		if m == nil || !m.Own || m.Hidden || len(seen) == most || slices.Contains(seen, m.Name) {
			continue
		}
		seen = append(seen, m.Name)
		out = append(out, ownRow(v.Result, m))
	}
	return out
}

// called is a subject of a metric in words: amazon, amazon in openai, amazon from aws.
func (v *view) called(who string) string {
	if investor, company, ok := v.Holding(who); ok && company != "" {
		return v.Called(investor) + " in " + v.Called(company)
	}
	for _, c := range v.Commitments {
		if who == c.Seller+"_"+c.ID {
			return v.Called(c.Seller) + " from " + v.Called(c.ID)
		}
	}
	return v.Called(who)
}

// simple makes a row of every metric that ends so.
func simple(suffix, words string) line {
	return func(v *view) [][]string {
		return v.each(suffix, func(who string, m *result.Metric) []string {
			return row(v.called(who)+": "+strings.ReplaceAll(words, "{h}", v.horizon), m.Sample, m.Dim, "")
		})
	}
}

var (
	finalStake    = simple("_stake_{h}y", "stake after {h} years")
	stakeWorth    = simple("_stake_value_{h}y", "value of the whole stake after {h} years")
	bothSides     = simple("_both_sides", "cloud and shares together, less what was paid")
	ownershipLeft = simple("_ownership_left", "share left to those who held it before")
)

// commitments makes a row of each commitment; of those at investors alone, where there are any.
func (v *view) commitments(invested bool, make func(c result.Commitment) []string) (out [][]string) {
	for _, c := range v.Commitments {
		if line := make(c); line != nil && (!invested || v.invests(c.Seller)) {
			out = append(out, line)
		}
	}
	return out
}

func spendRow(v *view, c result.Commitment) []string {
	m := v.Metric(c.ID + "_spend_total")
	if m == nil {
		return nil
	}
	floor := v.Metric(c.Floor).Sample.Mean
	return row(fmt.Sprintf("%s: spend of %s, against a floor of %s", v.Called(c.ID), v.Called(c.Buyer), show(floor, unit.Money)), m.Sample, m.Dim, "")
}

// notMet is the chance that spend alone falls short of a floor.
func notMet(v *view, c result.Commitment, note string) []string {
	m := v.Metric(c.ID + "_floor_met")
	if m == nil || m.Sample.N == 0 {
		return nil
	}
	line := chance(v.Called(c.ID)+": spend alone falls short of the floor", m.Sample, note)
	line[1] = fmt.Sprintf("%.1f%% ± %.2f%%", 100*(1-m.Sample.Mean), 100*m.Sample.MCSE())
	return undefined(line, m.Sample, v.Paths)
}

// overAll is how large a sum is where there is any, in words.
func overAll(words string, m *result.Metric) string {
	if m == nil || !(m.Sample.Max > 0) {
		return ""
	}
	return fmt.Sprintf("%s%s over all paths, %s at P90", words, show(m.Sample.Mean, m.Dim), show(m.Sample.Quantile(0.9), m.Dim))
}

// inBrackets puts notes behind a text.
func inBrackets(text string, notes []string) string {
	if len(notes) == 0 {
		return text
	}
	return text + " (" + strings.Join(notes, ", ") + ")"
}

// sentences say something of some tranches, one sentence for each party that part names; "" leaves a tranche out.
func (v *view) sentences(part func(result.Tranche) (who, part string), words string) (out [][]string) {
	const most = 6
	var order []string
	parts := map[string][]string{}
	for _, t := range v.Tranches {
		who, text := part(t)
		if who == "" {
			continue
		}
		if !slices.Contains(order, who) {
			order = append(order, who)
		}
		parts[who] = append(parts[who], text)
	}
	for _, who := range order {
		list := parts[who]
		if n := len(list) - most; n > 0 {
			list = append(list[:most:most], fmt.Sprintf("%d more in tranches.csv", n))
		}
		out = append(out, []string{v.Called(who) + words + strings.Join(list, ", ")})
	}
	return out
}
