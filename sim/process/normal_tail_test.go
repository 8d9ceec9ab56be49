package process

import (
	"math"
	"testing"
)

// TestNormalTail compares the tail and its table with the complementary error function of package math.
func TestNormalTail(t *testing.T) {
	table, worst := logTail(), 0.0
	for z := -9.0; z <= 9; z += 0.00317 {
		want := math.Log(math.Erfc(z/math.Sqrt2) / 2)
		if z < -5 {
			want = math.Log1p(-math.Erfc(-z/math.Sqrt2) / 2)
		}
		if _, got := above(z); math.Abs(got-want) > 1e-14*math.Max(1, math.Abs(want)) {
			t.Errorf("log of the tail at %g is %.17g, want %.17g", z, got, want)
		}
		if p, _ := above(z); math.Abs(p-cdf(-z)) > 1e-15 {
			t.Errorf("the tail at %g is %.17g, want %.17g", z, p, cdf(-z))
		}
		worst = math.Max(worst, math.Abs(table.at(z)-want))
	}
	if worst > 1e-9 {
		t.Errorf("the table is off by %g", worst)
	}
	if at, end := table.at(12), math.Log(math.Erfc(9/math.Sqrt2)/2); !(at < end-3*9) {
		t.Errorf("beyond the table: %g", at)
	}
	if v := table.at(math.NaN()); v == v {
		t.Errorf("a tail of nothing: %g", v)
	}
}
