package plots

import (
	"math"
	"strings"
	"testing"
	"time"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// TestChartOfAPath: revenue and value by ratio, a standing line for each day on which shares were bought or something
// ended, and the spend of each year on the floor's axis below.
func TestChartOfAPath(t *testing.T) {
	r := &result.Result{Name: "x", Title: "A lab", Commitments: []result.Commitment{{ID: "aws", Spend: "aws.spend", FloorToDate: "aws.floor_to_date"}}}
	for q := range 9 {
		r.Dates = append(r.Dates, time.Date(2026, time.Month(4+3*q), 1, 0, 0, 0, 0, time.UTC))
		r.Years = append(r.Years, float64(q)/4)
	}
	p := result.Path{Number: 12}
	add := func(name string, flow bool, f func(q float64) float64) {
		r.Series = append(r.Series, result.Series{Name: name, Label: name, Dim: unit.Money, Flow: flow})
		var v []float64
		for q := range r.Dates {
			v = append(v, f(float64(q)))
		}
		p.Values = append(p.Values, v)
	}
	add("lab.arr", false, func(q float64) float64 { return 10 * math.Exp(q/8) })
	add("lab.value", false, func(q float64) float64 { return 100 + q })
	add("aws.spend", true, func(q float64) float64 { return q })
	add("aws.floor_to_date", false, func(q float64) float64 { return 5 * q })
	p.Events = []result.Event{{Step: 0, Kind: "funded", Subject: "now"}, {Step: 3, Kind: "funded", Subject: "one"}, {Step: 3, Kind: "funded", Subject: "two"},
		{Step: 4, Kind: "payment", Subject: "aws"}, {Step: 7, Kind: "exit", Subject: "ipo"}}
	f := OfPath(r, p)
	if f.Title != "A lab: path 12" || !f.Y.Log || f.Lower == nil || len(f.Series) != 4 {
		t.Fatalf("%+v", f)
	}
	if f.Series[0].End != "lab revenue" || f.Series[1].End != "lab value" || f.Series[1].Y[8] != 108 {
		t.Errorf("%+v", f.Series[:2])
	}
	if s := f.Series[2]; len(s.Y) != 2 || s.Y[0] != 1+2+3+4 || s.Y[1] != 5+6+7+8 {
		t.Errorf("spent are %v", s.Y)
	}
	if s := f.Series[3]; len(s.Y) != 2 || s.Y[0] != 20 || s.Y[1] != 20 {
		t.Errorf("floors are %v", s.Y)
	}
	if len(f.Rules) != 2 || f.Rules[0].Label != "one, two" || f.Rules[0].At != 0.75 || f.Rules[1].Label != "ipo" {
		t.Errorf("marks are %+v", f.Rules)
	}
	for _, format := range Formats() {
		var b strings.Builder
		if err := f.Write(&b, format); err != nil || b.Len() < 1000 {
			t.Errorf("%s: %d bytes, %v", format, b.Len(), err)
		}
	}
	r.Commitments, r.Series, p.Values = nil, r.Series[:1], p.Values[:1]
	r.Series[0].Name, r.Series[0].Dim = "rate", unit.Rate // a file without money
	if f := OfPath(r, p); len(f.Series) != 1 || f.Lower != nil {
		t.Errorf("%+v", f)
	}
	r.Series, p.Values = nil, nil
	f = OfPath(r, p) // nothing to draw is no panic
	if err := f.Write(&strings.Builder{}, "svg"); err != nil {
		t.Error(err)
	}
}
