package dist

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func TestExpAndLogAreThoseOfTheLibrary(t *testing.T) {
	for i := range 400_000 {
		x := -745 + 1454*float64(i)/400_000
		if e := math.Exp(x); e > 1e-300 {
			near(t, "exp", exp(x), e, 1e-15)
		} else if math.Abs(exp(x)-e) > 1e-315 {
			t.Errorf("exp(%g): got %g, want %g", x, exp(x), e)
		}
		y := math.Exp(x/1.1) + float64(i)*1e-7
		near(t, "log", log(y), math.Log(y), 1e-15)
	}
	for _, x := range []float64{1e-300, 1, 1 + 1e-15, math.MaxFloat64} {
		near(t, "log", log(x), math.Log(x), 1e-15)
	}
	near(t, "log of a subnormal number", log(0x1p-1070), -1070*math.Ln2, 1e-15)
	for _, x := range []float64{-60, -3, -0.1, -1e-5, -1e-12, -1e-30, 0, 1e-30, 1e-9, 0.01, 1, 3, 50} {
		near(t, "expm1", expm1(x), math.Expm1(x), 2e-15)
		if x > -1 {
			near(t, "log1p", log1p(x), math.Log1p(x), 2e-15)
		}
	}
	for _, x := range []float64{math.Inf(1), math.Inf(-1), 0, -800, 800} {
		if exp(x) != math.Exp(x) {
			t.Errorf("exp(%g): got %g, want %g", x, exp(x), math.Exp(x))
		}
	}
	if !math.IsInf(log(0), -1) || !math.IsInf(log(math.Inf(1)), 1) || !math.IsNaN(log(-1)) || !math.IsNaN(log(math.NaN())) || !math.IsNaN(exp(math.NaN())) {
		t.Error("log or exp is wrong at an end")
	}
}

func TestNormalQuantileMeetsTheLibrary(t *testing.T) {
	for x := -37.0; x <= 37; x += 0.01 {
		below, above := phiSplit(x)
		near(t, "Φ", below, 0.5*math.Erfc(-x/math.Sqrt2), 1e-12)
		near(t, "1-Φ", above, 0.5*math.Erfc(x/math.Sqrt2), 1e-12)
		if math.Abs(phiAt(below, above)-x) > 1e-13*(1+math.Abs(x)) {
			t.Errorf("the quantile of Φ(%g) is %.16g", x, phiAt(below, above))
		}
	}
	for _, u := range grid {
		near(t, "quantile", phiAt(u, 1-u), distuv.UnitNormal.Quantile(u), 1e-12)
	}
}
