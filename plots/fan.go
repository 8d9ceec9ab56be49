package plots

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/stats"
)

func init() {
	register(Chart{
		Name:  "fan",
		Title: "A company's value, revenue and cash over time",
		About: "The median path by date, and the bands that hold half and nine tenths of the paths.",
		Rank:  10,
		Draw:  drawFans,
	})
	register(Chart{
		Name:  "quantity",
		Title: "A driver or another quantity over time, of a file without companies",
		About: "Where what moves may go when there is no company to look at.",
		Rank:  15,
		Draw:  drawQuantities,
	})
}

// drawFans draws each company's market value, revenue and cash.
func drawFans(r *result.Result) []Figure {
	var figures []Figure
	for _, kind := range []struct{ suffix, title string }{
		{".value", "Market value"},
		{".arr", "Annualised revenue run-rate"},
		{".cash", "Cash"},
	} {
		fans := fansOf(r, kind.suffix, kind.title, logSpread)
		if log := func(f Figure) bool { return f.Y.Log }; slices.ContainsFunc(fans, log) { // companies are seen beside each other
			fans = fansOf(r, kind.suffix, kind.title, 1)
		}
		figures = append(figures, fans...)
	}
	return figures
}

// fansOf draws one quantity of every company.
func fansOf(r *result.Result, suffix, title string, spread float64) []Figure {
	var figures []Figure
	for i := range r.Series {
		s := &r.Series[i]
		company, ok := strings.CutSuffix(s.Name, suffix)
		if !ok {
			continue
		}
		if f := fanOf(r, s, spread); f != nil {
			f.Name = "fan-" + company + "-" + suffix[1:]
			f.Title = title + " of " + brief(r.Called(company))
			figures = append(figures, *f)
		}
	}
	return figures
}

// most is how many quantities, and how many metrics, have a chart of their own where nothing says which matter.
const most = 12

// drawQuantities draws what is followed in a file without companies: a fan each, or the share of paths in which it holds.
func drawQuantities(r *result.Result) []Figure {
	if len(drawFans(r)) > 0 {
		return nil
	}
	var figures []Figure
	for i := range r.Series {
		s := &r.Series[i]
		f := fanOf(r, s, logSpread)
		if onOff(s.At) {
			f = shareOf(r, s)
		}
		if f == nil || len(figures) == most {
			continue
		}
		f.Name = "fan-" + s.Name
		switch {
		case r.Names[s.Name] != "":
			f.Title = r.Names[s.Name]
		case s.Label == "":
			f.Title = brief(s.Name)
		default:
			f.Title = sentence(shorten(r.Say(s.Label), 60))
		}
		figures = append(figures, *f)
	}
	return figures
}

// onOff says whether a series is 0 or 1 on every path.
func onOff(at []*stats.Sample) bool {
	for _, s := range at {
		if s == nil || s.N == 0 || s.Min != 0 && s.Min != 1 || s.Max != 0 && s.Max != 1 || math.Abs(s.M2/float64(s.N)-s.Mean*(1-s.Mean)) > 1e-9 {
			return false
		}
	}
	return len(at) > 0
}

// shareOf draws on which share of the paths a series is 1.
func shareOf(r *result.Result, s *result.Series) *Figure {
	if !timed(r, len(s.At)) {
		return nil
	}
	line, high := Line{Label: "Share of paths", Mark: Stairs, X: r.Years, color: blue, width: 2.8}, 0.0
	for _, at := range s.At {
		line.Y = append(line.Y, at.Mean+0)
		high = math.Max(high, at.Mean)
	}
	return &Figure{Subtitle: "On which share of " + paths(r.Paths) + " it is on, by date", X: calendar(r), Y: share(high), Series: []Line{line}}
}

// fanOf draws one series, on a log axis where it reaches over more than a factor; nil when it has nothing to show.
func fanOf(r *result.Result, s *result.Series, spread float64) *Figure {
	if len(s.At) < 2 || !timed(r, len(s.At)) {
		return nil
	}
	q := quantilesOf(s.At)
	if q == nil {
		return nil
	}
	f := &Figure{
		Subtitle: sentence(q.banded("at each date the bands hold the middle 50% and 90% of " + paths(r.Paths))),
		X:        calendar(r),
		Series:   q.lines(r.Years, blue),
	}
	low, high := q.reach()
	label := labelsFor(s.Dim, low, high)
	if least := q.leastPositive(); low >= 0 && least > 0 && high/least > spread {
		f.Y = logarithmic(math.Max(least, high/mostDecades), high, label)
		f.Subtitle += "; log scale"
		if slices.ContainsFunc(q.p05, func(v float64) bool { return v < f.Y.Min }) {
			f.Subtitle += ", cut off at " + label(f.Y.Min, 1)
		}
	} else {
		f.Y = linear(low, high, label)
	}
	return f
}

const (
	logSpread   = 50  // a fan that reaches over more than this has a log axis
	mostDecades = 1e5 // and over no more than this
)

// timed says whether the result has a date for each of n samples.
func timed(r *result.Result, n int) bool { return n > 1 && len(r.Dates) == n && len(r.Years) == n }

// fan is the quantiles of a series, or of metrics that stand in a row.
type fan struct{ p05, p25, p50, p75, p95 []float64 }

// quantilesOf reads the quantiles; nil when no sample has a value.
func quantilesOf(samples []*stats.Sample) *fan {
	f, any := &fan{}, false
	for _, s := range samples {
		q := []float64{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
		if s != nil && s.N > 0 {
			q, any = s.Quantiles(0.05, 0.25, 0.5, 0.75, 0.95), true
		}
		for i, to := range []*[]float64{&f.p05, &f.p25, &f.p50, &f.p75, &f.p95} {
			*to = append(*to, q[i]+0) // −0 becomes 0
		}
	}
	if !any {
		return nil
	}
	return f
}

// lines are the fan's two bands and its median.
func (q *fan) lines(x []float64, c color.NRGBA) []Line {
	if q.certain() {
		return []Line{{Label: "Every path", Mark: Curve, X: x, Y: q.p50, color: c, width: 2.8}}
	}
	return []Line{
		{Label: "Median", Mark: Curve, X: x, Y: q.p50, color: c, width: 2.8},
		{Label: "50% of paths", Mark: Band, X: x, Y: q.p75, Low: q.p25, color: tint(c, innerTint)},
		{Label: "90% of paths", Mark: Band, X: x, Y: q.p95, Low: q.p05, color: tint(c, outerTint)},
	}
}

// certain says that the fan has no spread anywhere: there are no bands to see.
func (q *fan) certain() bool {
	for i := range q.p05 {
		if q.p95[i]-q.p05[i] > 1e-9*math.Abs(q.p95[i]) {
			return false
		}
	}
	return true
}

// banded is what a subtitle says of the bands: words, but of a fan without any spread.
func (q *fan) banded(words string) string {
	if q.certain() {
		return "the same on every path"
	}
	return words
}

// reach is the range of the fan.
func (q *fan) reach() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for i := range q.p05 {
		if drawable(q.p05[i], q.p95[i]) {
			low, high = math.Min(low, q.p05[i]), math.Max(high, q.p95[i])
		}
	}
	return low, high
}

// leastPositive is the lowest p05 above zero; 0 when there is none.
func (q *fan) leastPositive() float64 {
	least := math.Inf(1)
	for _, v := range q.p05 {
		if v > 0 && v < least {
			least = v
		}
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return least
}

// percentOf says a share of paths in words of a subtitle.
func percentOf(count, n uint64) string {
	return fmt.Sprintf("%s of paths", probability(float64(count)/float64(n)))
}
