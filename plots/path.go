package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// OfPath draws one path: revenue and value of each company above, on a scale of ratios with the days on which money was
// decided on; what was spent each year against the floor below, of the commitment with the largest floor. Of a file without
// companies its first quantities in money, or else its first quantity.
func OfPath(r *result.Result, p result.Path) Figure {
	f := Figure{Name: fmt.Sprintf("path-%d", p.Number), Title: shorten(r.Title, 60) + fmt.Sprintf(": path %d", p.Number), X: calendar(r), Source: source(r)}
	var names []string
	low, high := math.Inf(1), math.Inf(-1)
	label := labels(money)
	companies := companiesOf(r)
	for k, x := range r.Series {
		company, what, _ := strings.Cut(x.Name, ".")
		at := slices.Index(companies, company)
		main := at >= 0 && (what == "arr" || what == "value")
		if companies != nil && !main || companies == nil && !(x.Dim == unit.Money && !x.Flow && len(r.Commitments) == 0 && len(f.Series) < 3) {
			continue
		}
		names = append(names, r.Say(x.Label))
		end := x.Label
		line := Line{X: r.Years, Y: p.Values[k], color: palette[len(f.Series)%len(palette)], width: 3}
		if main {
			end = brief(r.Called(company)) + " " + map[string]string{"arr": "revenue", "value": "value"}[what]
			if len(companies) > 1 { // a company has one colour
				if line.color = palette[at%len(palette)]; what == "arr" {
					line.width, line.dash = 2, dashes
				}
			}
		}
		line.End = end
		f.Series = append(f.Series, line)
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
	if len(companies) > 1 {
		f.Subtitle = fmt.Sprintf("Market value of each of %d companies, and dashed its annualised revenue", len(companies))
	}
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

// companiesOf are those that have a value or a revenue, by name; no more than there are colours.
func companiesOf(r *result.Result) (names []string) {
	for _, x := range r.Series {
		name, what, _ := strings.Cut(x.Name, ".")
		if (what == "arr" || what == "value") && !slices.Contains(names, name) && len(names) < len(palette) {
			names = append(names, name)
		}
	}
	return names
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
	for k, step := range order[:min(len(order), most)] {
		label := strings.Join(said[step], ", ")
		if len(order) > 2 { // there is no room for more names in a row: the legend has them
			n := strconv.Itoa(k + 1)
			f.Series = append(f.Series, Line{Label: n + ": " + label, color: muted, width: 1.6, dash: dots})
			label = n
		}
		f.Rules = append(f.Rules, Rule{Label: label, At: r.Years[step], Vertical: true, color: muted, dash: dots})
	}
}

// largest is the commitment with the largest floor on a path, the first of equal ones.
func largest(r *result.Result, p result.Path) result.Commitment {
	floor := func(c result.Commitment) float64 {
		k := slices.IndexFunc(r.Metrics, func(m result.Metric) bool { return m.Name == c.Floor })
		if k < 0 || k >= len(p.Ends) {
			return 0
		}
		return p.Ends[k]
	}
	return slices.MaxFunc(r.Commitments, func(a, b result.Commitment) int { return cmp.Compare(floor(a), floor(b)) })
}

// spent draws the spend of each year of the commitment with the largest floor against the floor of the year, below.
func (f *Figure) spent(r *result.Result, p result.Path) {
	if len(r.Commitments) == 0 {
		return
	}
	c := largest(r, p)
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
	of := ""
	if n := len(r.Commitments); n > 1 {
		of = fmt.Sprintf(", the largest of %d", n)
	}
	a.Caption = fmt.Sprintf("Commitment %s%s: spend of each year (bars) against its floor (lines)", brief(r.Called(c.ID)), of)
	f.Lower = &a
	f.Series = append(f.Series, bars, rungs)
}
