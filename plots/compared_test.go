package plots

import (
	"math"
	"strings"
	"testing"

	"dealsim/sim/unit"
)

// TestChartOfTwoRuns: all or nothing of $20bn against four parts of it, by hand.
func TestChartOfTwoRuns(t *testing.T) {
	block := Draws{"one block", []float64{0, 0, 20, 20}}
	parts := Draws{"four parts", []float64{0, 5, 15, 20, math.NaN()}}
	f, err := Compared("Money paid", "of 4 paths", unit.Money, []Draws{block, parts})
	if err != nil || len(f.Series) != 2 || len(f.Rules) != 1 {
		t.Fatalf("%v %+v", err, f)
	}
	at := func(i int, x float64) float64 {
		k := int(math.Round((x - f.X.Min) / (f.X.Max - f.X.Min) * reachPoints))
		return f.Series[i].Y[k]
	}
	for _, c := range []struct{ x, block, parts float64 }{{0, 1, 1}, {1, 0.5, 0.75}, {10, 0.5, 0.5}, {17, 0.5, 0.25}, {20.7, 0, 0}} {
		if b, p := at(0, c.x), at(1, c.x); b != c.block || p != c.parts {
			t.Errorf("at least $%gbn: %g and %g, want %g and %g", c.x, b, p, c.block, c.parts)
		}
	}
	if r := f.Rules[0]; r.At != 10 || r.Label != "means $10bn" {
		t.Errorf("the means, which are equal, are %+v", f.Rules)
	}
	parts.Values = []float64{0, 5, 5, 20}
	if far, _ := Compared("", "", unit.Money, []Draws{block, parts}); len(far.Rules) != 2 || far.Rules[1].At != 7.5 || far.Rules[1].Label != "mean $7.5bn" {
		t.Errorf("means apart are %+v", far.Rules)
	}
	for _, format := range Formats() {
		var b strings.Builder
		if err := f.Write(&b, format); err != nil || b.Len() < 1000 {
			t.Errorf("%s: %d bytes, %v", format, b.Len(), err)
		}
	}
	if _, err := Compared("", "", unit.Money, []Draws{block, {"none", []float64{math.NaN()}}}); err == nil {
		t.Error("what is undefined everywhere is drawn")
	}
	if f, err := Compared("", "", unit.Number, []Draws{{"same", []float64{0.2, 0.2}}}); err != nil || !(f.X.Max > f.X.Min) {
		t.Errorf("one value everywhere: %v %+v", err, f.X)
	}
}
