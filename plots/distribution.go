package plots

import (
	"fmt"
	"math"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

func init() {
	register(Chart{
		Name:  "distribution",
		Title: "How an outcome is spread over the paths",
		About: "A histogram of a metric, with the share of paths at or below each amount.",
		Rank:  50,
		Draw:  drawDistributions,
	})
}

// distributed are the metrics worth a histogram, by the ends of their names.
var distributed = []struct{ suffix, title string }{
	{"_spend_total", "Total spend under %s"},
	{"_stake_value_5y", "Value of %s’s stake after 5 years"},
	{"_stake_value_{h}y", "Value of %s’s stake after {h} years"}, // at the horizon
}

// drawDistributions draws one histogram for each such metric; for each metric there is where there is no deal.
func drawDistributions(r *result.Result) []Figure {
	var figures []Figure
	horizon := ""
	if n := len(r.Years); n > 0 {
		horizon = strings.TrimSuffix(unit.Format(r.Years[n-1], unit.Years, 6), "y")
	}
	drawn := map[string]bool{}
	for _, kind := range distributed {
		for i := range r.Metrics {
			m := &r.Metrics[i]
			whose, ok := strings.CutSuffix(m.Name, strings.ReplaceAll(kind.suffix, "{h}", horizon))
			if !ok || m.Sample == nil || m.Sample.N == 0 || drawn[m.Name] {
				continue
			}
			drawn[m.Name] = true
			f := histogram(m.Sample, labelsFor(m.Dim, m.Sample.Min, m.Sample.Max))
			f.Name = "distribution-" + m.Name
			title := strings.ReplaceAll(kind.title, "{h}", horizon)
			f.Title = fmt.Sprintf(title, brief(r.Called(whose)))
			if investor, company, _ := r.Holding(whose); company != "" {
				f.Title = strings.Replace(fmt.Sprintf(title, brief(r.Called(investor))), "stake", "stake in "+brief(r.Called(company)), 1)
			}
			figures = append(figures, f)
		}
	}
	if len(r.Tranches)+len(r.Commitments) > 0 {
		return figures
	}
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if m.Hidden || m.Sample == nil || m.Sample.N == 0 || m.Sample.Min == m.Sample.Max || drawn[m.Name] || len(figures) >= most || onOff([]*stats.Sample{m.Sample}) {
			continue
		}
		f := histogram(m.Sample, labelsOf(m))
		f.Name, f.Title = "distribution-"+m.Name, sentence(shorten(strings.ReplaceAll(r.LabelOf(m), "_", " "), 60))
		figures = append(figures, f)
	}
	return figures
}

// labelsOf writes the values of a metric as the summary does: a rate of return as percent a year, a multiple as 2.5x.
func labelsOf(m *result.Metric) labels {
	switch {
	case strings.HasSuffix(m.Name, "_irr"):
		return percent
	case strings.HasSuffix(m.Name, "_moic"):
		return func(v float64, digits int) string { return labelsFor(unit.Number, 3, 3)(v, digits) + "x" }
	}
	return labelsFor(m.Dim, m.Sample.Quantile(0.05), m.Sample.Quantile(0.95))
}

const (
	binsWanted = 40
	ecdfPoints = 160
)

// histogram draws the bins of the middle of a sample, and its distribution function over them.
func histogram(s *stats.Sample, label labels) Figure {
	if s.Min == s.Max {
		return spike(s, label)
	}
	bins, step, outside := middle(s)
	q := s.Quantiles(0.05, 0.5, 0.95)
	inner, outer, tallest := Line{Label: "p5 to p95"}, Line{Label: "Tails"}, 0.0
	for _, b := range bins {
		height := float64(b.Count) / float64(s.N) * step / (b.High - b.Low)
		tallest = math.Max(tallest, height)
		// the part of the bin below p5, the part within, the part above p95
		cuts := []float64{b.Low, clamp(q[0], b.Low, b.High), clamp(q[2], b.Low, b.High), b.High}
		for k, to := range []*Line{&outer, &inner, &outer} {
			if cuts[k] < cuts[k+1] {
				to.X, to.To, to.Y = append(to.X, cuts[k]), append(to.To, cuts[k+1]), append(to.Y, height)
			}
		}
	}
	f := bars(s, bins[0].Low, bins[len(bins)-1].High, tallest, label, inner, outer)
	f.Subtitle = subtitle(s, "dashed lines mark the 5th and 95th percentile", outside)
	f.Y.Caption += " per " + label(step, 4)
	digits := 3
	for q[0] != q[2] && label(q[0], digits) == label(q[2], digits) && digits < 9 {
		digits++
	}
	for i, name := range []string{"p5", "median", "p95"} {
		r := Rule{Label: name + " " + label(q[i], digits), At: clamp(q[i], f.X.Min, f.X.Max), Vertical: true, color: ink}
		if i != 1 {
			r.dash = dashes
		}
		f.Rules = append(f.Rules, r)
	}
	return f
}

// spike draws a sample whose values are all equal.
func spike(s *stats.Sample, label labels) Figure {
	v := s.Min + 0
	low, high := math.Min(2*v, 0), math.Max(2*v, 0)
	if v == 0 {
		high = 1
	}
	half := (high - low) / 80
	all := Line{Label: "Paths", X: []float64{math.Max(v-half, low)}, To: []float64{math.Min(v+half, high)}, Y: []float64{1}}
	f := bars(s, low, high, 1, label, all, Line{})
	f.Subtitle = subtitle(s, "all have the same value", 0)
	f.Rules = []Rule{{Label: label(v, 3), At: v, Vertical: true, color: ink}}
	return f
}

// bars is the picture of a histogram: bars of two tints, and the distribution function.
func bars(s *stats.Sample, low, high, tallest float64, label labels, inner, outer Line) Figure {
	brown := rgb(0xB45309)
	f := Figure{X: within(low, high, 6, label), Right: &Axis{Max: 1, Caption: "Paths at or below", color: brown}}
	f.Y, f.Right.Ticks = paired(tallest)
	f.Y.Caption = "Share of paths"
	inner.Mark, inner.color = Bars, tint(blue, 0.62)
	outer.Mark, outer.color = Bars, tint(blue, 0.28)
	f.Series = append(f.Series, inner)
	if len(outer.X) > 0 {
		f.Series = append(f.Series, outer)
	}
	curve := Line{Label: "Paths at or below", Mark: Curve, Scale: OnRight, color: brown, width: 2.2}
	for i := range ecdfPoints + 1 {
		curve.X = append(curve.X, low+(high-low)*float64(i)/ecdfPoints)
	}
	curve.Y = s.CDFs(curve.X)
	f.Series = append(f.Series, curve)
	return f
}

// tail is how far from the median the picture reaches, in distances of the 5th or the 95th percentile: a normal's 99%
// reach to 1.57 of them. Those of a stake may reach to ten, and then half of all paths would stand in one bar.
const tail = 1.6

// middle is the bins that are drawn, their usual width, and the share of values left out: an end bin wider than the
// others is the tail beyond the middle 99%, or beyond what can be seen with the rest.
func middle(s *stats.Sample) (bins []stats.Bin, step, outside float64) {
	q := s.Quantiles(0.005, 0.05, 0.5, 0.95, 0.995)
	low, high := math.Max(q[0], q[2]-tail*(q[2]-q[1])), math.Min(q[4], q[2]+tail*(q[3]-q[2]))
	bins = s.BinsBetween(low, high, binsWanted)
	step = bins[len(bins)/2].High - bins[len(bins)/2].Low
	if n := len(bins) - 2; n > 1 {
		step = (bins[n].High - bins[1].Low) / float64(n)
	}
	step = significant(step, 2) // edges are moved a little from round ones
	var cut uint64
	if last := bins[len(bins)-1]; last.High-last.Low > 1.5*step && len(bins) > 2 {
		cut, bins = cut+last.Count, bins[:len(bins)-1]
	}
	if first := bins[0]; first.High-first.Low > 1.5*step && len(bins) > 2 {
		cut, bins = cut+first.Count, bins[1:]
	}
	return bins, step, float64(cut) / float64(s.N)
}

// subtitle says what the histogram is of, and what it leaves out.
func subtitle(s *stats.Sample, what string, outside float64) string {
	n := s.N + s.Undefined + s.Infinite
	text := paths(int(n)) + "; " + what
	if outside > 0 {
		text += "; " + probability(outside) + " of paths lie beyond the picture"
	}
	if lost := n - s.N; lost > 0 {
		text += "; undefined in " + percentOf(lost, n)
	}
	return text
}

func clamp(v, low, high float64) float64 { return math.Min(math.Max(v, low), high) }
