package plots

import (
	"fmt"
	"strconv"

	"dealsim/sim/result"
	"dealsim/sim/stats"
)

func init() {
	register(Chart{
		Name:  "fan-spend",
		Title: "What is spent in each contract year",
		About: "The spread of each contract year's spend, beside the year's floor where there is one.",
		Rank:  40,
		Draw:  drawSpend,
	})
}

// drawSpend draws a box for each contract year of each commitment.
func drawSpend(r *result.Result) []Figure {
	var figures []Figure
	for _, c := range r.Commitments {
		var spend, floors []*stats.Sample
		for _, y := range c.Years {
			spend = append(spend, sampleOf(r, y.Spend))
			floors = append(floors, sampleOf(r, y.Floor))
		}
		q := quantilesOf(spend)
		if q == nil {
			continue
		}
		f := Figure{
			Name:  "fan-spend-" + c.ID,
			Title: fmt.Sprintf("Yearly spend of %s at %s", brief(r.Called(c.Buyer)), brief(r.Called(c.Seller))),
			Subtitle: fmt.Sprintf("Commitment %s: %s", brief(r.Called(c.ID)),
				q.banded("in each contract year the boxes hold the middle 50% and 90% of "+paths(r.Paths))),
			X: Axis{Min: 0.4, Max: float64(len(c.Years)) + 0.6, Caption: "Contract year", bare: true},
		}
		for k := range c.Years {
			f.X.Ticks = append(f.X.Ticks, Tick{float64(k + 1), strconv.Itoa(k+1) + partOfYear(c.Years[k].Length)})
		}
		from, to := slots(len(c.Years), 0.34)
		f.Series = []Line{
			{Label: "Median", Mark: Rungs, X: from, To: to, Y: q.p50, color: blue, width: 3},
			{Label: "50% of paths", Mark: Bars, X: from, To: to, Y: q.p75, Low: q.p25, color: tint(blue, innerTint)},
			{Label: "90% of paths", Mark: Bars, X: from, To: to, Y: q.p95, Low: q.p05, color: tint(blue, outerTint)},
		}
		if q.certain() {
			f.Series = []Line{{Label: "Every path", Mark: Rungs, X: from, To: to, Y: q.p50, color: blue, width: 3}}
		}
		low, high := q.reach()
		if floor := quantilesOf(floors); floor != nil && !c.Cumulative {
			wide, wider := slots(len(c.Years), 0.46)
			f.Series = append(f.Series, Line{Label: "Floor of the year", Mark: Rungs, X: wide, To: wider, Y: floor.p50, color: ink, width: 2, dash: dashes})
			l, h := floor.reach()
			low, high = min(low, l), max(high, h)
			f.missed(r, c)
		}
		f.Y = linear(low, high, money)
		figures = append(figures, f)
	}
	return figures
}

// partOfYear says of a contract year that is none how long it is: its spend is that of fewer months.
func partOfYear(years float64) string {
	if years <= 0 || years > 1-1e-9 {
		return ""
	}
	return fmt.Sprintf(" (%.0f months)", 12*years)
}

// missed draws below what each year falls short of its floor: the mean over all paths.
func (f *Figure) missed(r *result.Result, c result.Commitment) {
	from, to := slots(len(c.Years), 0.34)
	bars, high := Line{Label: "Shortfall", Mark: Bars, Scale: Below, X: from, To: to, color: orange}, 0.0
	for _, y := range c.Years {
		s := sampleOf(r, y.Shortfall)
		if s == nil || s.N == 0 {
			return
		}
		bars.Y = append(bars.Y, s.Mean)
		high = max(high, s.Mean)
	}
	if high <= 0 {
		return
	}
	lower := inParts(0, high, 3, money)
	lower.Caption = "Expected shortfall of the year"
	f.Lower, f.Series = &lower, append(f.Series, bars)
}

// slots are the edges of n bars around 1, 2, …, n.
func slots(n int, half float64) (from, to []float64) {
	for k := 1; k <= n; k++ {
		from, to = append(from, float64(k)-half), append(to, float64(k)+half)
	}
	return from, to
}

// sampleOf is a metric's sample; nil when there is none.
func sampleOf(r *result.Result, metric string) *stats.Sample {
	if m := r.Metric(metric); metric != "" && m != nil {
		return m.Sample
	}
	return nil
}
