package plots

import (
	"fmt"
	"math"

	"dealsim/sim/result"
)

func init() {
	register(Chart{
		Name:  "commitment",
		Title: "Spend to date against what is promised",
		About: "Whether spend keeps up with the floor of a commitment.",
		Rank:  30,
		Draw:  drawCommitments,
	})
}

// drawCommitments draws spend to date against the floor to date and the whole floor.
func drawCommitments(r *result.Result) []Figure {
	var figures []Figure
	for _, c := range r.Commitments {
		s := r.SeriesOf(c.SpendToDate)
		if s == nil || !timed(r, len(s.At)) {
			continue
		}
		q := quantilesOf(s.At)
		if q == nil {
			continue
		}
		f := Figure{
			Name:  "commitment-" + c.ID,
			Title: fmt.Sprintf("Spend of %s at %s against its commitment", brief(r.Called(c.Buyer)), brief(r.Called(c.Seller))),
			Subtitle: fmt.Sprintf("Commitment %s, spend to date: %s", brief(r.Called(c.ID)),
				q.banded("the bands hold the middle 50% and 90% of "+paths(r.Paths))),
			X:      calendar(r),
			Series: q.lines(r.Years, blue),
		}
		low, high := q.reach()
		if s := r.SeriesOf(c.FloorToDate); s != nil && timed(r, len(s.At)) {
			if floor := quantilesOf(s.At); floor != nil {
				f.Series = append(f.Series, Line{Label: "Floor to date", Mark: Stairs, X: r.Years, Y: floor.p50, color: ink, width: 2.2})
				l, h := floor.reach()
				low, high = min(low, l), max(high, h)
			}
		}
		if whole := sampleOf(r, c.Floor); whole != nil && whole.N > 0 {
			at, label := whole.Quantile(0.5), " floor"
			if whole.Max-whole.Min > 1e-9*math.Abs(whole.Max) { // a sum of yearly floors is rounded
				label = " median floor"
			}
			if at > 0 {
				f.Rules = append(f.Rules, Rule{Label: amount(at) + label, At: at, color: ink, dash: dashes})
				high = max(high, at)
			}
		}
		f.Y = linear(low, high, money)
		figures = append(figures, f)
	}
	return figures
}
