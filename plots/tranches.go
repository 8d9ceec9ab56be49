package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"dealsim/sim/result"
)

func init() {
	register(Chart{
		Name:  "tranches",
		Title: "How likely each tranche is, and when",
		About: "The probability of each tranche's trigger up to each date.",
		Rank:  20,
		Draw:  drawTranches,
	})
}

// drawTranches draws one step line for each tranche, the likeliest first.
func drawTranches(r *result.Result) []Figure {
	type rising struct {
		id       string
		mean, se []float64
		final    float64 // the last mean there is
	}
	var all []rising
	for _, t := range r.Tranches {
		s := r.SeriesOf(t.Triggered)
		if s == nil || !timed(r, len(s.At)) {
			continue
		}
		v := rising{id: r.Called(t.ID), final: math.NaN()}
		for _, at := range s.At {
			mean, se := math.NaN(), 0.0
			if at != nil && at.N > 0 {
				mean = at.Mean + 0
				v.final = mean
				if e := at.MCSE(); e > 0 {
					se = e
				}
			}
			v.mean, v.se = append(v.mean, mean), append(v.se, se)
		}
		if drawable(v.final) {
			all = append(all, v)
		}
	}
	if len(all) == 0 || !slices.ContainsFunc(r.Tranches, func(t result.Tranche) bool { return t.Conditional }) {
		return nil // what comes on a day is no question
	}
	slices.SortStableFunc(all, func(a, b rising) int { return cmp.Compare(b.final, a.final) })
	f := Figure{
		Name:     "tranches",
		Title:    "Probability that each tranche has triggered",
		Subtitle: fmt.Sprintf("Share of %s by date; the bands are 95%% intervals for Monte Carlo error", paths(r.Paths)),
		X:        calendar(r),
	}
	highest := 0.0
	for i, v := range all {
		c := palette[i%len(palette)]
		band := Line{Mark: Tread, X: r.Years, color: veil(c, 0.2)}
		for k, m := range v.mean {
			e := 1.96 * v.se[k]
			band.Low, band.Y = append(band.Low, math.Max(m-e, 0)), append(band.Y, math.Min(m+e, 1))
			if drawable(m) {
				highest = math.Max(highest, band.Y[k])
			}
		}
		line := Line{Label: v.id, End: probability(v.final) + "  " + v.id, Mark: Stairs, X: r.Years, Y: v.mean, color: c, width: 2.4}
		if i >= len(palette) {
			line.dash = dashes
		}
		f.Series = append(f.Series, line, band)
	}
	f.Y = share(highest)
	return []Figure{f}
}
