package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPortableExpAndLog(t *testing.T) {
	near := func(got, want float64) bool { return math.Abs(got-want) <= 2.3e-16*math.Abs(want)*1.5 || got == want }
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-708, 709.7).Draw(t, "x")
		if got, want := exp(x), math.Exp(x); !near(got, want) {
			t.Fatalf("exp(%v): got %v, want %v", x, got, want)
		}
		y := rapid.Float64Range(0x1p-1022, math.MaxFloat64).Draw(t, "y")
		if got, want := log(y), math.Log(y); !near(got, want) {
			t.Fatalf("log(%v): got %v, want %v", y, got, want)
		}
		z := rapid.Float64Range(0.3, 3).Draw(t, "z")
		if got, want := log(z), math.Log(z); !near(got, want) {
			t.Fatalf("log(%v): got %v, want %v", z, got, want)
		}
	})
	inf := math.Inf(1)
	for _, c := range [][2]float64{
		{exp(0), 1}, {exp(inf), inf}, {exp(-inf), 0}, {exp(710), inf}, {exp(-800), 0},
		{log(1), 0}, {log(0), -inf}, {log(inf), inf}, {log(0x1p-1074), -1074 * math.Ln2},
	} {
		if c[0] != c[1] {
			t.Errorf("got %v, want %v", c[0], c[1])
		}
	}
	if x := exp(math.NaN()) + log(-1); x == x {
		t.Errorf("got %v, want NaN", x)
	}
}
