package process

import (
	"math"
	"testing"
)

// multipleOf is a company with a run-rate of 30 that grows by 2 a step and, when it has growth, 100%/y fading to 7%/y.
func multipleOf(t *testing.T, growing bool, vol string) *world {
	type quantity = func(block, path, step int) float64
	g := given{owner: "lab", grid: quarters(20), others: map[string]quantity{
		"lab.arr": func(_, _, step int) float64 { return 30 + 2*float64(step) }},
		say: map[string]string{"start": "$600bn", "multiple_level": "7", "growth_loading": "0.8", "speed": "50%/y", "volatility": vol}}
	if growing {
		g.others["lab.growth"] = func(_, _, step int) float64 { return 0.07 + 0.93*math.Exp(-0.7*float64(step)/4) }
		g.others["lab.growth_level"] = func(_, _, _ int) float64 { return 0.07 }
	}
	return build(t, "multiple", g)
}

func TestMultipleMeetsTodaysValue(t *testing.T) {
	for _, growing := range []bool{true, false} {
		w := multipleOf(t, growing, "40%")
		near(t, "value", w.at("value", 0, 1)[5], 600)
		near(t, "multiple", w.at("multiple", 0, 1)[5], 20)
	}
}

func TestMultipleOfAGrowingCompany(t *testing.T) {
	w := multipleOf(t, true, "40%")
	x := logs(w.at("value", 12, 400))
	x0 := math.Log(20.0/7) - 0.8*0.93
	m := math.Log(54*7) + 0.8*0.93*math.Exp(-0.7*3) + x0*math.Exp(-0.5*3)
	holds(t, "mean of the log", mean(x), m, m-0.8*0.93*math.Exp(-0.7*3))
	holds(t, "variance of the log", variance(x), ouVariance(0.5, 0.4, 3), 0.4*0.4*3)
	v, mult := w.at("value", 12, 1), w.at("multiple", 12, 1)
	for i := range v {
		near(t, "value over run-rate", v[i]/54, mult[i])
	}
}

func TestMultipleWithoutGrowth(t *testing.T) {
	for q, v := range multipleOf(t, false, "0%").one("value") {
		near(t, "value", v, (30+2*float64(q))*7*math.Exp(math.Log(20.0/7)*math.Exp(-0.5*float64(q)/4)))
	}
	for q, v := range multipleOf(t, true, "0%").one("multiple") {
		years := float64(q) / 4
		near(t, "multiple", v, 7*math.Exp(0.8*0.93*math.Exp(-0.7*years)+(math.Log(20.0/7)-0.8*0.93)*math.Exp(-0.5*years)))
	}
}

func TestShockOnAMultipleDecays(t *testing.T) {
	plain := multipleOf(t, false, "0%").one("value")
	for _, what := range []string{"multiple", "value"} {
		w := multipleOf(t, false, "0%")
		w.begin(0)
		for range 3 {
			w.next(0)
		}
		w.shock(what, 0.7, 0)
		for range 4 {
			w.next(0)
		}
		near(t, "value a year after a shock on "+what, w.block.Col(w.out["value"])[8], plain[7]*math.Exp(math.Log(0.7)*math.Exp(-0.5)))
	}
}
