package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPortableExp(t *testing.T) {
	near := func(got, want float64) bool { return math.Abs(got-want) <= 2.3e-16*math.Abs(want)*1.5 || got == want }
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-708, 709.7).Draw(t, "x")
		if got, want := exp(x), math.Exp(x); !near(got, want) {
			t.Fatalf("exp(%v): got %v, want %v", x, got, want)
		}
	})
	inf := math.Inf(1)
	for _, c := range [][2]float64{
		{exp(0), 1}, {exp(inf), inf}, {exp(-inf), 0}, {exp(710), inf}, {exp(-800), 0},
	} {
		if c[0] != c[1] {
			t.Errorf("got %v, want %v", c[0], c[1])
		}
	}
	if x := exp(math.NaN()); x == x {
		t.Errorf("got %v, want NaN", x)
	}
}
