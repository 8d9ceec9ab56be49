package plots

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dealsim/sim/result"
)

func init() {
	register(Chart{
		Name:  "payments",
		Title: "What is invested and what comes back as spend",
		About: "Expected equity and expected spend of each calendar year, and their running difference.",
		Rank:  60,
		Draw:  drawPayments,
	})
}

// drawPayments draws the means by calendar year; means add, so that no path need be seen.
func drawPayments(r *result.Result) []Figure {
	if len(r.Dates) < 2 || len(r.Years) != len(r.Dates) {
		return nil
	}
	first, last := r.Dates[0].Year(), r.Dates[len(r.Dates)-1].Year()
	var investors, sellers []string
	equity, spend := make([]float64, last-first+1), make([]float64, last-first+1)
	both := roundTrips(r)
	for _, t := range r.Tranches {
		if both != nil && !slices.Contains(both, t.Investor) {
			continue
		}
		if !slices.Contains(investors, t.Investor) && addYearly(equity, r, t.Investor+".invested") {
			investors = append(investors, t.Investor)
		}
	}
	paid := 0
	for _, c := range r.Commitments {
		if both != nil && !slices.Contains(both, c.Seller) {
			continue
		}
		if addYearly(spend, r, c.Spend) {
			paid++
			if !slices.Contains(sellers, c.Seller) {
				sellers = append(sellers, c.Seller)
			}
		}
	}
	if len(investors) == 0 || paid == 0 {
		return nil
	}
	n := len(equity)
	net, sum, low, high := make([]float64, n), 0.0, 0.0, 0.0
	x := Axis{Min: 0.4, Max: float64(n) + 0.6, bare: true}
	for k := range n {
		sum += spend[k] - equity[k]
		net[k] = sum
		low, high = min(low, equity[k], spend[k]), max(high, equity[k], spend[k])
		x.Ticks = append(x.Ticks, Tick{float64(k + 1), strconv.Itoa(first + k)})
	}
	at, to := slots(n, 0.36)
	mid := make([]float64, n)
	for k := range mid {
		mid[k] = float64(k + 1)
	}
	lower := inParts(slices.Min(net), slices.Max(net), 3, money)
	lower.Caption = "Spend less equity, running total"
	y := linear(low, high, money)
	y.Caption = "By calendar year"
	return []Figure{{
		Name:  "payments",
		Title: "Expected equity and spend by year",
		Subtitle: fmt.Sprintf("Means over %s, from %s to %s", paths(r.Paths),
			r.Dates[0].Format("2 January 2006"), r.Dates[len(r.Dates)-1].Format("2 January 2006")),
		X:     x,
		Y:     y,
		Lower: &lower,
		Series: []Line{
			{Label: "Equity from " + list(r, investors, "investors"), Mark: Bars, X: at, To: mid, Y: equity, color: orange},
			{Label: "Spend at " + list(r, sellers, "vendors"), Mark: Bars, X: mid, To: to, Y: spend, color: blue},
			{Label: "Running total", Mark: Curve, Scale: Below, X: mid, Y: net, color: ink, width: 2.4},
		},
	}}
}

// roundTrips are those who both put money in and sell: their equity and their sales are held against each other, and what
// others pay or get has no place in it. Nil where nobody does both.
func roundTrips(r *result.Result) (both []string) {
	for _, t := range r.Tranches {
		for _, c := range r.Commitments {
			if c.Seller == t.Investor && c.Buyer == t.Company && !slices.Contains(both, t.Investor) {
				both = append(both, t.Investor)
			}
		}
	}
	return both
}

// addYearly adds the means of a series to the years its dates lie in; false when there is no such series of money.
// A level counts by how much its mean has risen.
func addYearly(years []float64, r *result.Result, name string) bool {
	s := r.SeriesOf(name)
	if s == nil || s.Dim.Money != 1 || len(s.At) != len(r.Dates) {
		return false
	}
	before := 0.0
	for i, at := range s.At {
		if at == nil || at.N == 0 {
			continue
		}
		k := r.Dates[i].Year() - r.Dates[0].Year()
		years[k] += at.Mean - before
		if !s.Flow {
			before = at.Mean
		}
	}
	return true
}

// list names one or two where the legend has room, and counts more.
func list(r *result.Result, ids []string, what string) string {
	var names []string
	for _, id := range ids {
		names = append(names, r.Called(id))
	}
	const room = 15
	if joined := strings.Join(names, " and "); len(names) == 1 || len(joined) <= room {
		return joined
	}
	return fmt.Sprintf("%d %s", len(names), what)
}
