package main

import (
	"math"
	"testing"

	"dealsim/sim/stats"
)

// TestAChanceOfNoneHasNoSign: what is -0 on every path is written as what is 0.
func TestAChanceOfNoneHasNoSign(t *testing.T) {
	for _, v := range []float64{0, math.Copysign(0, -1)} {
		s := &stats.Sample{Moments: stats.Moments{N: 2, Mean: v}}
		if got := chance("", s, "")[1]; got != "0.0% ± 0.00%" {
			t.Errorf("a chance of %v is written %q", v, got)
		}
	}
}
