package process

import (
	"math"
	"testing"
)

func gbmOf(t *testing.T, start, drift, vol string, n int) *world {
	return build(t, "gbm", given{grid: quarters(n), say: map[string]string{"start": start, "drift": drift, "volatility": vol}})
}

// TestGBM holds the closed forms of Glasserman (2003), 3.2.
func TestGBM(t *testing.T) {
	x := gbmOf(t, "$350bn", "15%/y", "60%", 12).at("", 12, 800)
	nu := 0.15 - 0.18
	holds(t, "mean", mean(x), 548.909264922, 350*math.Exp(nu*3))
	holds(t, "mean of the log", mean(logs(x)), math.Log(350)+nu*3, math.Log(350)+0.15*3)
	holds(t, "variance of the log", variance(logs(x)), 0.36*3, 0.36*3*1.05)
	holds(t, "share below q05", below(x, 57.8903742402), 0.05, 0.06)
	holds(t, "share below q50", below(x, 319.875914845), 0.50, 0.51)
	holds(t, "share below q95", below(x, 1767.48902112), 0.95, 0.96)
	reached := func(b float64) estimate { return share(x, func(v float64) bool { return v >= b }) }
	holds(t, "probability of 380", reached(380), 0.434182283261, 0.45)
	holds(t, "probability of 800", reached(800), 0.188868296059, 0.20)
	holds(t, "mean where 800 is reached", mean(each(x, func(v float64) float64 {
		if v >= 800 {
			return v
		}
		return 0
	})), 308.728029477, 290)
	holds(t, "mean of the worst 5%", mean(each(x, func(v float64) float64 {
		if v <= 57.8903742402 {
			return v / 0.05
		}
		return 0
	})), 39.9215156339, 57.89/2)
	holds(t, "mean of the best 5%", mean(each(x, func(v float64) float64 {
		if v >= 1767.48902112 {
			return v / 0.05
		}
		return 0
	})), 2990.26572823, 2700)

	y := gbmOf(t, "$30bn", "40%/y", "35%", 20).at("", 20, 400)
	holds(t, "mean", mean(y), 221.671682968, 30*math.Exp((0.40-0.35*0.35/2)*5))
	holds(t, "share below q05", below(y, 45.0442706617), 0.05, 0.06)
	holds(t, "share below q95", below(y, 591.255927235), 0.95, 0.96)
	holds(t, "share below 100", below(y, 100), 1-0.734281639096, 0.28)
	holds(t, "share below 300", below(y, 300), 1-0.218301914076, 0.79)
}

func TestGBMWithoutVolatility(t *testing.T) {
	for q, v := range gbmOf(t, "$30bn", "40%/y", "0%", 40).one("") {
		near(t, "value", v, 30*math.Exp(0.40*float64(q)/4))
	}
}

// TestUncertainNumbersArePerPath gives every path its own drift.
func TestUncertainNumbersArePerPath(t *testing.T) {
	w := build(t, "gbm", given{grid: quarters(8), say: map[string]string{"start": "3 GW", "volatility": "0%"},
		vary: map[string]func(uint64) float64{"drift": func(path uint64) float64 { return 0.01 * float64(path) }}})
	for i, v := range w.at("", 8, 2) {
		near(t, "value", v, 3*math.Exp(0.02*float64(i)))
	}
}

func TestConstantStays(t *testing.T) {
	w := build(t, "constant", given{grid: quarters(8), say: map[string]string{"value": "$10bn/GW/y"}})
	for _, v := range w.one("") {
		near(t, "value", v, 10)
	}
}

func TestShockOnAConstantLasts(t *testing.T) {
	w := build(t, "constant", given{grid: quarters(8), say: map[string]string{"value": "$10bn/GW/y"}})
	w.begin(0)
	w.next(0)
	w.shock("", 1.1, 0)
	for range 5 {
		near(t, "value", w.block.Col(w.out[""])[7], 11)
		w.next(0)
	}
}
