package main

import (
	"fmt"
	"strings"

	"dealsim/sim/doubt"
	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// Lines for whoever looks on from outside.

func spendOfAll(v *view) [][]string {
	return v.commitments(false, func(c result.Commitment) []string { return spendRow(v, c) })
}

func floorExceeded(v *view) [][]string {
	return v.commitments(false, func(c result.Commitment) []string {
		m := v.Metric(c.ID + "_floor_met")
		if m == nil || m.Sample.N == 0 {
			return nil
		}
		return undefined(chance(fmt.Sprintf("%s: spend alone reaches the floor of %s", v.Called(c.ID), show(v.Metric(c.Floor).Sample.Mean, unit.Money)), m.Sample, ""), m.Sample, v.Paths)
	})
}

// revenueAsked is the business that a promise of so much implies.
func revenueAsked(v *view) [][]string {
	return v.commitments(false, func(c result.Commitment) []string {
		m := v.Metric(c.ID + "_revenue_asked")
		if m == nil || m.Sample.N == 0 {
			return nil
		}
		note := ""
		if there := v.Metric(c.ID + "_revenue_in_term"); there != nil {
			note = "expected in the term: " + show(there.Sample.Mean, unit.Money)
		}
		return undefined(row(v.Called(c.ID)+": revenue a year that the floor asks of "+v.Called(c.Buyer), m.Sample, m.Dim, note), m.Sample, v.Paths)
	})
}

func circularity(v *view) [][]string {
	return v.each("_circularity", func(who string, m *result.Metric) []string {
		return row(v.called(who)+": circularity, invested over spent", m.Sample, m.Dim, "")
	})
}

// pricePaid is the price of what is sure to be paid, against the market's.
func pricePaid(v *view) (out [][]string) {
	for _, t := range v.Tranches {
		price, value := v.Metric(t.Price).Sample, v.SeriesOf(t.Company+".value")
		if t.Conditional || v.Metric(t.Funded).Sample.Mean < 1 || price.N == 0 {
			continue
		}
		line := row(fmt.Sprintf("%s: price of %s before the money", v.Called(t.ID), v.Called(t.Company)), price, unit.Money, "")
		if when := v.Metric(t.FundedTime).Sample; value != nil {
			for q, y := range v.Years {
				if y >= when.Min-1e-9 {
					line[5] = "the market's on that day: " + show(value.At[q].Mean, unit.Money)
					break
				}
			}
		}
		out = append(out, line)
	}
	return out
}

// inputShares is how much of the file somebody has said.
func inputShares(v *view) [][]string {
	count := map[string]int{}
	for _, in := range v.Inputs {
		count[in.Status]++
	}
	n := len(v.Inputs)
	if n == 0 {
		return nil
	}
	return [][]string{{fmt.Sprintf("inputs: of %d, %d are sourced, %d reported and %d assumed (%.0f%%)", n, count["sourced"], count["reported"], count["assumed"],
		100*float64(count["assumed"])/float64(n))}}
}

// movesMost is what the first headline moves with, of what is assumed, and what the rest is.
func movesMost(v *view) [][]string {
	if v.program == nil {
		return nil
	}
	names, draws := v.program.InputDraws(v.Joint.Paths)
	for _, text := range doubt.MovesWith(v.program.Scenario, v.Result, names, draws) {
		metric, _, _ := strings.Cut(strings.TrimPrefix(text, "moves with: "), ":")
		if strings.HasSuffix(metric, "_deployed") || strings.HasSuffix(metric, "_spend_total") || strings.Contains(metric, "_stake_value_") {
			return [][]string{{text}, {doubt.TheRest}} // one of them: the lines are few, and it must not stand alone
		}
	}
	return nil
}
