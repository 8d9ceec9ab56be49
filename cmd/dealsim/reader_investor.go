package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// Lines for whoever puts money in.

// upTo is what an investor may pay in all, by its tranches: the headline.
func (v *view) upTo(who string) (most float64) {
	investor, company, ok := v.Holding(who)
	if !ok {
		investor = who
	}
	for _, t := range v.Tranches {
		if t.Investor == investor && (company == "" || t.Company == company) {
			most += v.Metric(t.Amount).Sample.Max
		}
	}
	return most
}

func deployed(v *view) [][]string {
	return v.each("_deployed", func(who string, m *result.Metric) []string {
		if m.Sample.Max == 0 { // it only holds what it got before
			return nil
		}
		words := ": money paid"
		if most := v.upTo(who); most > 0 {
			words += ", of up to " + show(most, unit.Money)
		}
		return row(v.called(who)+words, m.Sample, m.Dim, "")
	})
}

// tranchesAtOnce is the chance and the median date of each tranche that may not come, in one line for each investor.
func tranchesAtOnce(v *view) [][]string {
	return v.sentences(func(t result.Tranche) (who, part string) {
		funded := v.Metric(t.Funded).Sample
		if !t.Conditional && funded.Mean == 1 {
			return "", ""
		}
		var notes []string
		if when := v.Metric(t.FundedTime).Sample; when.N > 0 {
			notes = append(notes, dateAt(v.Result, when.Quantile(0.5)))
		}
		return t.Investor, inBrackets(v.Called(t.ID)+" "+show2(funded.Mean, unit.Number), notes)
	}, ": chance of each tranche, and its median date: ")
}

// returns are the multiple, and beside it the rate of return and the present value.
func returns(v *view) [][]string {
	return v.each("_moic", func(who string, m *result.Metric) []string {
		line := multiple(row(v.called(who)+": multiple on the money of the deal", m.Sample, m.Dim, ""), m.Sample)
		var notes []string
		if irr := v.Metric(who + "_irr"); irr != nil && irr.Sample.N > 0 {
			notes = append(notes, "a year: median "+show2(irr.Sample.Quantile(0.5), irr.Dim))
		}
		if npv := v.Metric(who + "_npv"); npv != nil && npv.Sample.N > 0 {
			notes = append(notes, "present value "+show(npv.Sample.Mean, npv.Dim))
		}
		line[5] = strings.Join(notes, ", ")
		return line
	})
}

// invests says whether a party holds shares.
func (v *view) invests(party string) bool {
	return slices.ContainsFunc(v.Series, func(s result.Series) bool {
		base, ok := strings.CutSuffix(s.Name, ".stake")
		investor, _, _ := strings.Cut(base, ".")
		return ok && investor == party
	})
}

func vendorSpend(v *view) [][]string {
	return v.commitments(true, func(c result.Commitment) []string { return spendRow(v, c) })
}

func floorBinds(v *view) [][]string {
	return v.commitments(true, func(c result.Commitment) []string {
		return notMet(v, c, overAll("by ", v.Metric(c.ID+"_shortfall_total")))
	})
}

func netCash(v *view) [][]string {
	return v.each("_net_cash", func(who string, m *result.Metric) []string {
		line := row(v.called(who)+": cloud margin, true-ups and what comes back, less money invested", m.Sample, m.Dim, "")
		if back := v.Metric(who + "_payback"); back != nil {
			switch never := float64(back.Sample.Undefined) / float64(v.Paths); {
			case back.Sample.N == 0:
				line[5] = "never paid back"
			default:
				line[5] = fmt.Sprintf("paid back by %s in the median", dateAt(v.Result, back.Sample.Quantile(0.5)))
				if never > 0 {
					line[5] += ", never on " + show2(never, unit.Number)
				}
			}
		}
		return line
	})
}

// jointTail is what is spent where the stake ends worst: do both sides of the deal fail together?
func jointTail(v *view) (out [][]string) {
	draws := map[string][]float64{}
	for k, name := range v.Joint.Metrics {
		draws[name] = v.Joint.Draws[k]
	}
	for _, by := range v.Joint.By {
		who, _, _ := strings.Cut(by, "_stake_value_")
		investor, _, _ := v.Holding(who)
		for _, c := range v.Commitments {
			spend := draws[c.ID+"_spend_total"]
			if c.Seller != investor || spend == nil {
				continue
			}
			bad, all := worstTenth(draws[by], spend)
			if math.IsNaN(bad) {
				continue
			}
			out = append(out, []string{fmt.Sprintf("%s: spend at %s where the stake ends in its worst tenth", v.called(who), v.Called(c.ID)),
				show(bad, unit.Money), "", "", "", "against " + show(all, unit.Money) + " over all paths"})
		}
	}
	return out
}

// worstTenth is the mean of one metric over the tenth of the paths on which another is lowest, and over all of them.
// Paths on which either has no value are left out.
func worstTenth(by, of []float64) (bad, all float64) {
	var order []int
	for i := range by {
		if by[i]-by[i] == 0 && of[i]-of[i] == 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case by[a] < by[b]:
			return -1
		case by[a] > by[b]:
			return 1
		}
		return 0
	})
	n := len(order) / 10
	for k, i := range order {
		if k < n {
			bad += of[i] / float64(n)
		}
		all += of[i] / float64(len(order))
	}
	if n == 0 {
		return math.NaN(), all
	}
	return bad, all
}
