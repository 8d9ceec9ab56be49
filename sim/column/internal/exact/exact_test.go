package exact_test

import (
	"math/big"
	"testing"

	"dealsim/sim/column/internal/exact"
)

// agree checks a number against its known digits. Source of the digits: OEIS A001113, A002162, A002392.
func agree(t *testing.T, name string, got *big.Float, digits string) {
	t.Helper()
	if s := got.Text('g', len(digits)-1-leading(digits)); s != digits {
		t.Errorf("%s: got %s, want %s", name, s, digits)
	}
}

func leading(digits string) int {
	if digits[0] == '-' {
		return 1
	}
	if digits[:2] == "0." {
		return 1
	}
	return 0
}

func TestKnownDigits(t *testing.T) {
	agree(t, "e", exact.Exp(exact.Of(1)), "2.7182818284590452353602874713526624977572470936999595749669676")
	agree(t, "log 2", exact.Ln2(), "0.69314718055994530941723212145817656807550013436025525412068001")
	agree(t, "log 10", exact.Log(exact.Of(10)), "2.302585092994045684017991454684364207601101488628772976033")
}

// TestTailTwoWays compares the series below 5 with the continued fraction from 5 on, across the seam.
func TestTailTwoWays(t *testing.T) {
	h := new(big.Float).SetPrec(exact.Bits).SetMantExp(big.NewFloat(1), -150)
	five := exact.Of(5)
	below := exact.Tail(new(big.Float).Sub(five, h))
	above := exact.Tail(five)
	gap := new(big.Float).Sub(below, above)
	slope := new(big.Float).Quo(gap, h)
	if s, _ := slope.Float64(); s < 1.486719514734e-6 || s > 1.486719514735e-6 {
		t.Errorf("slope across the seam is %v, want the density 1.4867195147343e-6", s)
	}
}

func TestQuantileUndoesTail(t *testing.T) {
	for _, z := range []float64{1e-9, 0.25, 1, 4.999, 5.001, 6.34, 20, 37} {
		back := exact.TailQuantile(exact.Tail(exact.Of(z)))
		if d := exact.Ulps(z, back); d > 1e-9 || d < -1e-9 {
			t.Errorf("quantile of the tail of %v is off by %v ulp", z, d)
		}
	}
}
