package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// Lines for whoever takes the money and makes the promise.

// floorCosts is what a shortfall takes from the buyer in bad years.
func floorCosts(v *view) [][]string {
	return v.commitments(false, func(c result.Commitment) []string {
		return notMet(v, c, overAll("paid for nothing: ", v.Metric(c.ID+"_true_up_total")))
	})
}

// leastCash is the runway: how low cash falls, how often below zero, and from when on in one path of twenty.
func leastCash(v *view) [][]string {
	return v.each("_least_cash", func(who string, m *result.Metric) []string {
		note := "never below zero"
		if p := m.Sample.CDF(math.Nextafter(0, -1)); m.Sample.Min < 0 {
			note = "below zero on " + probability(p)
		}
		if s := v.SeriesOf(who + ".cash"); s != nil {
			for q, at := range s.At {
				if at.N > 0 && at.Quantile(0.05) < 0 {
					note += ", in one path of twenty by " + v.Dates[q].Format("Jan 2006")
					break
				}
			}
		}
		return row(v.called(who)+": least cash", m.Sample, m.Dim, note)
	})
}

// probability does not call rare what is impossible.
func probability(p float64) string {
	if p > 0 && p < 0.0005 {
		return "less than 0.1%"
	}
	return fmt.Sprintf("%.1f%%", 100*p)
}

// equityGiven is what money costs a company in shares.
func equityGiven(v *view) [][]string {
	return v.each("_given_up", func(who string, m *result.Metric) []string {
		line := dollars(row("equity given to "+v.called(who)+" for a dollar", m.Sample, m.Dim, ""), m.Sample)
		if irr := v.Metric(who + "_irr"); irr != nil && irr.Sample.N > 0 {
			line[5] = "which then earns " + show2(irr.Sample.Quantile(0.5), irr.Dim) + " a year, in the median"
		}
		return line
	})
}

func coverage(v *view) [][]string {
	return v.each("_organic_coverage", func(who string, m *result.Metric) []string {
		return multiple(row(v.called(who)+": revenue over the floors that fall due", m.Sample, m.Dim, ""), m.Sample)
	})
}

// concentration is that on vendors, and what they cannot deliver.
func concentration(v *view) [][]string {
	out := v.each("_concentration", func(who string, m *result.Metric) []string {
		return row(v.called(who)+": concentration on vendors (HHI; 100%: one alone)", m.Sample, m.Dim, "")
	})
	return append(out, v.each("_unmet", func(who string, m *result.Metric) []string {
		return row(v.called(who)+": share of what it wants that vendors cannot deliver", m.Sample, m.Dim, "")
	})...)
}

// milestones are the conditions of tranches, in one line for each company: how likely, how far, and when.
func milestones(v *view) (out [][]string) {
	return v.sentences(func(t result.Tranche) (who, part string) {
		if !t.Conditional {
			return "", ""
		}
		when := v.Metric(t.TriggerTime).Sample
		notes := []string{}
		if far := v.distance(t); far != "" {
			notes = append(notes, far)
		}
		if when.N > 0 {
			notes = append(notes, dateAt(v.Result, when.Quantile(0.5)))
		}
		return t.Company, inBrackets(v.Called(t.ID)+" "+show2(float64(when.N)/float64(v.Paths), unit.Number), notes)
	}, ": chance of each milestone, its distance and median date: ")
}

// distance is how far the threshold of a tranche is from today, in the median of the kept paths, where it waits for one quantity.
func (v *view) distance(t result.Tranche) string {
	var ratios []float64
	for _, path := range v.Kept {
		for _, e := range path.Events {
			if e.Kind != "trigger" || e.Subject != t.ID {
				continue
			}
			s := v.SeriesOf(e.Quantity)
			if s == nil || s.At[0].N == 0 || !(s.At[0].Mean > 0) || !(e.Threshold > 0) || !strings.HasPrefix(t.Condition, e.Quantity+" ") {
				return ""
			}
			ratios = append(ratios, e.Threshold/s.At[0].Mean)
			break
		}
	}
	if len(ratios) == 0 {
		return ""
	}
	slices.Sort(ratios)
	return fmt.Sprintf("%.2g times today's", ratios[len(ratios)/2])
}
