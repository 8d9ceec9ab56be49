package process

import (
	"math"
	"testing"
)

func jumpsOf(t *testing.T, n int, say ...string) *world {
	g := given{grid: quarters(n), say: map[string]string{"start": "$380bn", "drift": "25%/y", "volatility": "45%",
		"jump_rate": "50%/y", "jump_mean": "-25%", "jump_volatility": "20%"}}
	for i := 0; i < len(say); i += 2 {
		g.say[say[i]] = say[i+1]
	}
	return build(t, "jump-diffusion", g)
}

// TestJumpDiffusion holds Merton's model without compensation.
func TestJumpDiffusion(t *testing.T) {
	x := jumpsOf(t, 8).at("", 8, 2000)
	holds(t, "mean", mean(x), 510.150028111, 380*math.Exp(0.5))
	holds(t, "mean of the log", mean(logs(x)), 5.98767125272, 5.98767125272+0.25)
	holds(t, "variance of the log", variance(logs(x)), 0.5075, 0.405)
	holds(t, "probability of 800", share(x, func(v float64) bool { return v >= 800 }), 0.162701238256, 0.18)
}

func TestCompensatedJumpsLeaveTheMean(t *testing.T) {
	x := jumpsOf(t, 8, "compensated", "yes").at("", 8, 1000)
	holds(t, "mean", mean(x), 380*math.Exp(0.5), 510.150028111)
	holds(t, "variance of the log", variance(logs(x)), 0.5075, 0.405)
}

// TestJumpDiffusionPricesACall holds Merton's series for options.
func TestJumpDiffusionPricesACall(t *testing.T) {
	call := func(x []float64, strike, discount float64) estimate {
		return mean(each(x, func(v float64) float64 { return discount * math.Max(0, v-strike) }))
	}
	x := jumpsOf(t, 8, "drift", "4%/y", "compensated", "yes").at("", 8, 1000)
	holds(t, "call", call(x, 350, math.Exp(-0.08)), 127.036437183, 110)
	y := jumpsOf(t, 4, "start", "$100bn", "drift", "5%/y", "volatility", "20%", "jump_rate", "100%/y", "jump_mean", "-10%",
		"jump_volatility", "15%", "compensated", "yes").at("", 4, 1000)
	holds(t, "call", call(y, 100, math.Exp(-0.05)), 12.7612885936, 10.4505835722)
}

// TestJumpsCostNothingWhenThereAreNone compares with gbm on the same normals.
func TestJumpsCostNothingWhenThereAreNone(t *testing.T) {
	x := jumpsOf(t, 8, "jump_rate", "0%/y").at("", 8, 1)
	y := gbmOf(t, "$380bn", "25%/y", "45%", 8).at("", 8, 1)
	for i := range x {
		if x[i] != y[i] {
			t.Fatalf("path %d is %g, without jumps %g", i, x[i], y[i])
		}
	}
}

// TestNumberOfJumpsIsPoisson compares the inverse with sums of the probabilities.
func TestNumberOfJumpsIsPoisson(t *testing.T) {
	for _, mean := range []float64{1e-9, 0.0375, 0.5, 3, 40, 500} {
		none := math.Exp(-mean)
		log := func(n float64) float64 { g, _ := math.Lgamma(n + 1); return n*math.Log(mean) - mean - g }
		sum := 0.0
		for n := 0.0; n <= 3*mean+20; n++ {
			p := math.Exp(log(n))
			if p > 1e-9 {
				if got := count(sum+p*1e-3, none, mean); got != n {
					t.Errorf("mean %g: just above %g events come %g", mean, n, got)
				}
				if got := count(sum+p*(1-1e-3), none, mean); got != n {
					t.Errorf("mean %g: just below %g events come %g", mean, n+1, got)
				}
			}
			sum += p
		}
		if n := count(1-0x1p-54, none, mean); !(n <= mean+10*math.Sqrt(mean)+20) {
			t.Errorf("mean %g: the last uniform gives %g events", mean, n)
		}
		if n := count(0x1p-54, none, mean); !(n >= mean-10*math.Sqrt(mean)-1) {
			t.Errorf("mean %g: the first uniform gives %g events", mean, n)
		}
	}
	if n := count(1-0x1p-54, 1, 0); n > 20 {
		t.Errorf("no rate gives %g events", n)
	}
}

func TestPoisson(t *testing.T) {
	w := build(t, "poisson", given{grid: quarters(8), say: map[string]string{"rate": "150%/y"}})
	x := w.at("", 8, 1000)
	holds(t, "mean", mean(x), 3, 8*(1-math.Exp(-0.375)))
	holds(t, "variance", variance(x), 3, 8*0.375*(1-0.375))
	holds(t, "none", below(x, 0), math.Exp(-3), 0.055)
	events := w.all("events", 300, 0, 5)
	holds(t, "mean of a step", mean(events[5]), 0.375, 0.35)
	near(t, "events on the day of the deal", mean(events[0]).value, 0)
}

func TestHazard(t *testing.T) {
	w := build(t, "hazard", given{grid: quarters(8), say: map[string]string{"rate": "35%/y"}})
	all := w.all("", 2000, 1, 8)
	holds(t, "by the end of the first quarter", mean(all[1]), 0.0837811283491, 0.35/4)
	holds(t, "within two years", mean(all[8]), 0.503414696209, 1-math.Pow(1-0.35, 2))
	time := w.at("time", 8, 2000)
	// on the grid the event comes up to a quarter late: E[min(time, T)] is a sum of survival probabilities
	want := 0.0
	for q := range 8 {
		want += math.Exp(-0.35*float64(q)/4) / 4
	}
	capped := each(time, func(v float64) float64 {
		if v != v {
			return 2
		}
		return v
	})
	holds(t, "mean time", mean(capped), want, 1.43832770345)
	// discounted from the ends of the quarters
	holds(t, "mean of the discounted event", mean(each(time, func(v float64) float64 {
		if v != v {
			return 0
		}
		return math.Exp(-0.10 * v)
	})), 0.455728441783, 0.461556931313)
}

func TestHazardByYear(t *testing.T) {
	w := build(t, "hazard", given{grid: quarters(20), years: map[string]map[int]string{"rates": {1: "10%/y", 2: "40%/y", 4: "20%/y"}}})
	all := w.all("", 800, 4, 5, 20)
	holds(t, "within a year", mean(all[4]), 1-math.Exp(-0.1), 0.10)
	holds(t, "a quarter later", mean(all[5]), 1-math.Exp(-0.2), 1-math.Exp(-0.125))
	holds(t, "within five years", mean(all[20]), 0.727468206966, 1-math.Exp(-0.1-0.4*4))
}

// TestHazardIsTheSameOnEveryGrid: the draw is one a path, so a year's end sees the same events by quarters and months.
func TestHazardIsTheSameOnEveryGrid(t *testing.T) {
	say := map[string]string{"rate": "50%/y"}
	x := build(t, "hazard", given{grid: steps(4, 8), say: say}).at("", 8, 20)
	y := build(t, "hazard", given{grid: steps(12, 24), say: say}).at("", 24, 20)
	for i := range x {
		if x[i] != y[i] {
			t.Fatalf("path %d: %g by quarters, %g by months", i, x[i], y[i])
		}
	}
}

func TestHazardFromALaterDay(t *testing.T) {
	w := build(t, "hazard", given{grid: quarters(8), say: map[string]string{"rate": "55%/y"}, days: map[string]int{"from": 3}})
	all := w.all("", 400, 2, 3, 8)
	near(t, "before", mean(all[2]).value, 0)
	holds(t, "in the first quarter", mean(all[3]), 1-math.Exp(-0.55/4), 1-math.Exp(-0.55/2))
	holds(t, "within two years", mean(all[8]), 1-math.Exp(-0.55*1.5), 1-math.Exp(-0.55*1.25))
}

func TestHazardWithoutRateNeverStrikes(t *testing.T) {
	w := build(t, "hazard", given{grid: quarters(8), say: map[string]string{"rate": "0%/y"}})
	near(t, "share", mean(w.at("", 8, 50)).value, 0)
	for _, v := range w.at("time", 8, 1) {
		if v == v {
			t.Fatal("a time without an event")
		}
	}
}
