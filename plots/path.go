package plots

import (
	"fmt"
	"math"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// OfPath draws one path: revenue and value of the first company above, on a scale of ratios with the days on which
// money was decided on; what was spent each year against the floor below. Of a file without companies its first
// quantities in money, or else its first quantity.
func OfPath(r *result.Result, p result.Path) Figure {
	f := Figure{Name: fmt.Sprintf("path-%d", p.Number), Title: shorten(r.Title, 60) + fmt.Sprintf(": path %d", p.Number), X: calendar(r), Source: source(r)}
	var names []string
	low, high := math.Inf(1), math.Inf(-1)
	label := labels(money)
	for k, x := range r.Series {
		main := strings.HasSuffix(x.Name, ".arr") || strings.HasSuffix(x.Name, ".value")
		if !main && !(x.Dim == unit.Money && !x.Flow && len(r.Commitments) == 0) || len(f.Series) == 3 {
			continue
		}
		names = append(names, r.Say(x.Label))
		end := x.Label
		if main {
			company, what, _ := strings.Cut(x.Name, ".")
			end = brief(r.Called(company)) + " " + map[string]string{"arr": "revenue", "value": "value"}[what]
		}
		f.Series = append(f.Series, Line{End: end, X: r.Years, Y: p.Values[k], color: palette[len(f.Series)], width: 3})
		low, high = reachOf(p.Values[k], low, high)
	}
	if len(f.Series) == 0 && len(r.Series) > 0 {
		x := r.Series[0]
		low, high := reachOf(p.Values[0], math.Inf(1), math.Inf(-1))
		label = labelsFor(x.Dim, low, high)
		names = append(names, r.Say(x.Label))
		f.Series = append(f.Series, Line{End: brief(r.Say(x.Label)), X: r.Years, Y: p.Values[0], color: blue, width: 3})
		low, high = reachOf(p.Values[0], low, high)
	}
	f.Subtitle = strings.Join(names, ", ")
	switch {
	case !(low <= high):
		f.Y = linear(0, 1, label)
	case low > 0:
		f.Y = logarithmic(low, high, label)
		f.Subtitle += ", on a scale of ratios"
	default:
		f.Y = linear(low, high, label)
	}
	f.marks(r, p)
	f.spent(r, p)
	return f
}

// reachOf widens a range to hold the finite values.
func reachOf(vs []float64, low, high float64) (float64, float64) {
	for _, v := range vs {
		if drawable(v) {
			low, high = math.Min(low, v), math.Max(high, v)
		}
	}
	return low, high
}

// marks are standing lines where money was paid under a tranche or a note, a company was listed or ended. Those of a
// day share one.
func (f *Figure) marks(r *result.Result, p result.Path) {
	said := map[int][]string{}
	var order []int
	for _, e := range p.Events {
		if e.Kind != "funded" && e.Kind != "exit" && e.Kind != "note" || e.Step == 0 {
			continue
		}
		if said[e.Step] == nil {
			order = append(order, e.Step)
		}
		said[e.Step] = append(said[e.Step], brief(r.Called(e.Subject)))
	}
	const most = 6 // labels above a picture
	for _, step := range order {
		if len(f.Rules) < most {
			f.Rules = append(f.Rules, Rule{Label: strings.Join(said[step], ", "), At: r.Years[step], Vertical: true, color: muted, dash: dots})
		}
	}
}

// spent draws the spend of each contract year of the first commitment against the floor of the year, below.
func (f *Figure) spent(r *result.Result, p result.Path) {
	if len(r.Commitments) == 0 {
		return
	}
	c := r.Commitments[0]
	var spend, floor []float64
	for k, x := range r.Series {
		if x.Name == c.Spend {
			spend = p.Values[k]
		}
		if x.Name == c.FloorToDate {
			floor = p.Values[k]
		}
	}
	if spend == nil || floor == nil {
		return
	}
	bars := Line{Label: "spend", Mark: Bars, Scale: Below, color: tint(blue, 0.6)}
	rungs := Line{Label: "floor", Mark: Rungs, Scale: Below, color: ink, width: 2.4}
	sum, from, high := 0.0, 0, 0.0
	for q := 1; q < len(spend); q++ {
		sum += spend[q]
		if whole := math.Abs(r.Years[q]-math.Round(r.Years[q])) < 1e-9; !whole && q < len(spend)-1 {
			continue
		}
		due := floor[q] - floor[from]
		bars.X, bars.To, bars.Y = append(bars.X, r.Years[from]+0.08), append(bars.To, r.Years[q]-0.08), append(bars.Y, sum)
		if due > 0 {
			rungs.X, rungs.To, rungs.Y = append(rungs.X, r.Years[from]), append(rungs.To, r.Years[q]), append(rungs.Y, due)
		}
		high = math.Max(high, math.Max(sum, due))
		sum, from = 0, q
	}
	a := inParts(0, high, 3, money)
	a.Caption = fmt.Sprintf("Commitment %s: spend of each year (bars) against its floor (lines)", brief(r.Called(c.ID)))
	f.Lower = &a
	f.Series = append(f.Series, bars, rungs)
}
