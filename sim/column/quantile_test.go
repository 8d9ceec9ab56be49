package column_test

import (
	"math"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/column/internal/exact"
)

// quantileWant returns the quantile in 256 bits and then rounded.
func quantileWant(p float64) float64 {
	if p > 0.5 {
		return -quantileWantOfTail(1 - p) // 1-p is exact
	}
	return quantileWantOfTail(p)
}

func quantileWantOfTail(p float64) float64 {
	z, _ := exact.TailQuantile(exact.Of(p)).Float64()
	return -z
}

func TestQuantileIsRightInBothTails(t *testing.T) {
	at := spread(500, 0, 1)
	for e := -1; e >= -300; e-- {
		at = append(at, math.Pow(10, float64(e)), 3*math.Pow(10, float64(e-1)))
	}
	for e := -1; e >= -15; e-- {
		at = append(at, 1-math.Pow(10, float64(e)))
	}
	at = append(at, 0.075, 0.925, 0.0749999, 0.5+1e-12, 0.5-1e-12, 1-0x1p-53, math.Exp(-25))
	worst, where := 0.0, 0.0
	for _, p := range at {
		want := quantileWant(p)
		if e := math.Abs(column.Quantile(p)/want - 1); e > worst {
			worst, where = e, p
		}
	}
	t.Logf("worst relative error %.3g at %v", worst, where)
	if worst > 1.2e-15 {
		t.Errorf("relative error %.3g at %v, want at most 1.2e-15", worst, where)
	}
}

func TestQuantileAtTheEnds(t *testing.T) {
	for _, c := range []struct{ p, want float64 }{
		{0, math.Inf(-1)}, {1, math.Inf(1)}, {0.5, 0},
	} {
		if got := column.Quantile(c.p); got != c.want {
			t.Errorf("quantile of %v is %v, want %v", c.p, got, c.want)
		}
	}
	for _, p := range []float64{math.NaN(), -1e-300, -1, 1.0000001, math.Inf(1), math.Inf(-1)} {
		if got := column.Quantile(p); got == got {
			t.Errorf("quantile of %v is %v, want NaN", p, got)
		}
	}
	if got := column.Quantile(math.SmallestNonzeroFloat64); math.Abs(got+38.4674056) > 1e-6 {
		t.Errorf("quantile of the smallest float is %v, want -38.4674056", got)
	}
}
