package plots

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// portfolio is a path of two companies, two commitments and three days on which money was decided on.
func portfolio() (*result.Result, result.Path) {
	r := &result.Result{Name: "x", Title: "Two labs", Names: map[string]string{"a": "Lab A", "b": "Lab B", "big": "Big cloud"},
		Commitments: []result.Commitment{{ID: "small", Floor: "small_floor", Spend: "small.spend", FloorToDate: "small.floor_to_date"},
			{ID: "big", Floor: "big_floor", Spend: "big.spend", FloorToDate: "big.floor_to_date"}},
		Metrics: []result.Metric{{Name: "small_floor"}, {Name: "big_floor"}}}
	p := result.Path{Number: 3, Ends: []float64{10, 90}}
	for q := range 9 {
		r.Dates = append(r.Dates, time.Date(2026, time.Month(4+3*q), 1, 0, 0, 0, 0, time.UTC))
		r.Years = append(r.Years, float64(q)/4)
	}
	for k, name := range []string{"a.arr", "a.value", "b.arr", "b.value", "big.floor_to_date", "big.spend", "gained", "small.floor_to_date", "small.spend"} {
		r.Series = append(r.Series, result.Series{Name: name, Label: name, Dim: unit.Money, Flow: strings.HasSuffix(name, "spend")})
		p.Values = append(p.Values, nil)
		for q := range r.Dates {
			p.Values[k] = append(p.Values[k], float64((k+1)*(q+1)))
		}
	}
	for q, who := range []string{"one", "two", "ipo"} {
		p.Events = append(p.Events, result.Event{Step: q + 1, Kind: "funded", Subject: who})
	}
	return r, p
}

// TestPathOfSeveralCompanies: each company has its value and its revenue under its name, quantities of the file none; the
// commitment below is the one with the largest floor; three standing lines are numbered, and named in the legend.
func TestPathOfSeveralCompanies(t *testing.T) {
	r, p := portfolio()
	f := OfPath(r, p)
	var ends, legend, marks []string
	for i := range f.Series {
		if f.Series[i].End != "" {
			ends = append(ends, f.Series[i].End)
		}
	}
	for _, l := range f.entries() {
		legend = append(legend, l.Label)
	}
	for _, m := range f.Rules {
		marks = append(marks, m.Label)
	}
	if got, want := strings.Join(ends, "|"), "Lab A revenue|Lab A value|Lab B revenue|Lab B value"; got != want {
		t.Errorf("lines are %s, want %s", got, want)
	}
	if f.Series[0].color != f.Series[1].color || f.Series[0].color == f.Series[2].color {
		t.Error("a company has not one colour of its own")
	}
	if got := strings.Join(marks, "|") + " " + strings.Join(legend, "|"); got != "1|2|3 1: one|2: two|3: ipo" {
		t.Errorf("marks are %s", got)
	}
	if f.Lower == nil || !strings.Contains(f.Lower.Caption, "Big cloud, the largest of 2") || strings.Contains(f.Subtitle, "gained") {
		t.Errorf("%q, %+v", f.Subtitle, f.Lower)
	}
	p.Ends = []float64{100, 90}
	if f := OfPath(r, p); !strings.Contains(f.Lower.Caption, "Commitment small") {
		t.Errorf("the larger floor is another: %s", f.Lower.Caption)
	}
	if err := f.Write(&strings.Builder{}, "svg"); err != nil {
		t.Error(err)
	}
}

// TestNoBandsWithoutSpread: what is the same on every path has one line and no bands in the legend; with a spread of one
// path in ten it has them.
func TestNoBandsWithoutSpread(t *testing.T) {
	for spread, want := range map[float64]string{0: "Every path", 5: "Median|50% of paths|90% of paths"} {
		var samples []*stats.Sample
		for range 3 {
			v := make([]float64, 100)
			for i := range v {
				v[i] = 10
			}
			for i := range 10 {
				v[i] += spread
			}
			samples = append(samples, sampled(v))
		}
		q := quantilesOf(samples)
		var got []string
		for _, l := range q.lines([]float64{0, 1, 2}, blue) {
			got = append(got, l.Label)
		}
		if strings.Join(got, "|") != want || (q.banded("bands") == "bands") != (spread > 0) {
			t.Errorf("with a spread of %g: %v, %s", spread, got, q.banded("bands"))
		}
	}
}

// TestFloorIsTheMedianOnlyWhereItIsUncertain: a sum that differs in the sixteenth digit is certain.
func TestFloorIsTheMedianOnlyWhereItIsUncertain(t *testing.T) {
	for more, want := range map[float64]string{1e-13: "$100B floor", 10: "$100B median floor"} {
		r := usual
		r.paths = 400
		x := r.simulate()
		v := make([]float64, 401)
		for i := range v {
			v[i] = 100
		}
		v[0], v[1] = 100+more, 100-more
		x.Metric(x.Commitments[0].Floor).Sample = sampled(v)
		f := figure(All(x), "commitment-aws")
		if got := f.Rules[0].Label; got != want {
			t.Errorf("with floors of $100bn and $%gbn more: %s, want %s", more, got, want)
		}
	}
}

// TestPaymentsAreOfThePair: the equity of an investor who sells nothing is not held against what another sells.
func TestPaymentsAreOfThePair(t *testing.T) {
	d := usual
	d.paths = 400
	alone, with := d.simulate(), d.simulate()
	for i := range alone.Tranches {
		alone.Tranches[i].Company = alone.Commitments[0].Buyer
	}
	with.Tranches = append(alone.Tranches[:len(alone.Tranches):len(alone.Tranches)], result.Tranche{ID: "chips", Investor: "nvidia", Company: "anthropic"})
	other := *with.SeriesOf("amazon.invested")
	other.Name = "nvidia.invested"
	with.Series = append(with.Series, other)
	a, b := figure(All(alone), "payments"), figure(All(with), "payments")
	if fmt.Sprint(a.Series[0].Y, a.Series[0].Label, a.Series[2].Y) != fmt.Sprint(b.Series[0].Y, b.Series[0].Label, b.Series[2].Y) {
		t.Errorf("with the equity of another\n%s %v\nwithout\n%s %v", b.Series[0].Label, b.Series[0].Y, a.Series[0].Label, a.Series[0].Y)
	}
	for i := range with.Commitments { // negative control: where nobody both pays and sells, all are shown
		with.Commitments[i].Seller = "cloud"
	}
	if c := figure(All(with), "payments"); fmt.Sprint(c.Series[0].Y) == fmt.Sprint(a.Series[0].Y) {
		t.Error("of two investors only one is shown")
	}
}

// TestYearsOfACommitment: a last year of six months says so; an annual floor has the mean shortfall of each year below.
func TestYearsOfACommitment(t *testing.T) {
	d := usual
	d.paths, d.annual = 400, true
	r := d.simulate()
	years := r.Commitments[0].Years
	for k := range years {
		years[k].Length = 1
		years[k].Shortfall = fmt.Sprint("missed ", k)
		r.Metrics = append(r.Metrics, result.Metric{Name: years[k].Shortfall, Dim: unit.Money, Hidden: true, Sample: sampled([]float64{0, float64(2 * k)})})
	}
	last := len(years) - 1
	years[last].Length = 0.5
	f := figure(All(r), "fan-spend-aws")
	if got := f.X.Ticks[last].Label; got != fmt.Sprintf("%d (6 months)", last+1) || f.X.Ticks[0].Label != "1" {
		t.Errorf("years are %v", f.X.Ticks)
	}
	bars := f.Series[len(f.Series)-1]
	if f.Lower == nil || bars.Scale != Below || bars.Y[0] != 0 || bars.Y[last] != float64(last) {
		t.Errorf("shortfalls are %+v", bars)
	}
	r.Commitments[0].Cumulative = true
	if f := figure(All(r), "fan-spend-aws"); f.Lower != nil {
		t.Error("a cumulative floor has no floors by year")
	}
}

// TestReturnsAreWrittenAsInTheSummary: a rate of return is a share however large, a multiple has an x.
func TestReturnsAreWrittenAsInTheSummary(t *testing.T) {
	wide := sampled([]float64{-0.5, 0.1, 3, 5})
	for name, want := range map[string]string{"fund_irr": "250%", "fund_moic": "2.5x", "count": "2.5"} {
		if got := labelsOf(&result.Metric{Name: name, Dim: unit.Number, Sample: wide})(2.5, 3); got != want {
			t.Errorf("%s is written %s, want %s", name, got, want)
		}
	}
}
