package process

import (
	"math"
	"testing"
)

func knotsOf(t *testing.T, between string, at map[float64]string) *world {
	return build(t, "knots", given{grid: quarters(8), say: map[string]string{"between": between}, knots: map[string]map[float64]string{"knots": at}})
}

func same(t *testing.T, got []float64, want ...float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d values, want %d", len(got), len(want))
	}
	for q := range want {
		if math.Abs(got[q]-want[q]) > 1e-12 {
			t.Errorf("at step %d %g, want %g", q, got[q], want[q])
		}
	}
}

func TestKnotsLinear(t *testing.T) {
	same(t, knotsOf(t, "linear", map[float64]string{0.25: "0.3 GW", 0.75: "1 GW", 1.5: "4 GW", 9: "19 GW"}).one(""),
		0.3, 0.3, 0.65, 1, 2, 3, 4, 4.5, 5)
	same(t, knotsOf(t, "linear", map[float64]string{0.5: "2 GW"}).one(""), 2, 2, 2, 2, 2, 2, 2, 2, 2)
	same(t, knotsOf(t, "linear", map[float64]string{-1: "0 GW", 0.875: "3 GW"}).one(""), 1.6, 2, 2.4, 2.8, 3, 3, 3, 3, 3)
}

func TestKnotsPrevious(t *testing.T) {
	same(t, knotsOf(t, "previous", map[float64]string{0.25: "0.3 GW", 0.8: "1 GW", 1.5: "4 GW"}).one(""),
		0.3, 0.3, 0.3, 0.3, 1, 1, 4, 4, 4)
}

func TestKnotsOnly(t *testing.T) {
	same(t, knotsOf(t, "only", map[float64]string{0: "$1bn", 0.25: "$5bn", 0.6: "$2bn", 0.75: "$3bn", 2.25: "$7bn"}).one(""),
		1, 5, 0, 5, 0, 0, 0, 0, 0)
}

func TestShockOnAPlanScalesTheRest(t *testing.T) {
	w := knotsOf(t, "linear", map[float64]string{0: "0 GW", 1: "4 GW", 2: "0 GW"})
	w.begin(0)
	for range 3 {
		w.next(0)
	}
	w.shock("", 0.5, 0)
	for _, want := range []float64{1.5, 2, 1.5, 1, 0.5, 0} {
		near(t, "value", w.block.Col(w.out[""])[0], want)
		if w.block.Step < 8 {
			w.next(0)
		}
	}
}

func TestLogistic(t *testing.T) {
	for middle, integral := range map[string]float64{"4y": 29.8752739933, "5y": 25} {
		g := given{grid: quarters(40), say: map[string]string{"cap": "5 GW", "speed": "90%/y", "midpoint": middle}}
		x := build(t, "logistic", g).one("")
		t0 := float64(middle[0] - '0')
		sum := 0.0
		for q, v := range x {
			near(t, "capacity", v, 5/(1+math.Exp(-0.9*(float64(q)/4-t0))))
			weight := []float64{2, 4}[q%2] // Simpson's rule
			if q == 0 || q == 40 {
				weight = 1
			}
			sum += weight * v / 12
		}
		if math.Abs(sum/integral-1) > 1e-5 {
			t.Errorf("the integral is %.10g, want %.10g", sum, integral)
		}
	}
}

func noisyOf(t *testing.T, between string, say ...string) *world {
	g := given{grid: quarters(8), say: map[string]string{"between": between, "noise": "40%", "speed": "80%/y"},
		knots: map[string]map[float64]string{"knots": {0.25: "0.3 GW", 0.75: "1 GW", 1.5: "4 GW"}}}
	for i := 0; i < len(say); i += 2 {
		g.say[say[i]] = say[i+1]
	}
	return build(t, "knots", g)
}

// TestPlanWithNoise: the plan is the mean at every date.
func TestPlanWithNoise(t *testing.T) {
	x := noisyOf(t, "linear").all("", 400, 0, 1, 4, 8)
	for q, plan := range map[int]float64{1: 0.3, 4: 2, 8: 4} {
		v := ouVariance(0.8, 0.4, float64(q)/4)
		holds(t, "mean", mean(x[q]), plan, plan*math.Exp(v/2))
		holds(t, "mean of the log", mean(logs(x[q])), math.Log(plan)-v/2, math.Log(plan))
		holds(t, "variance of the log", variance(logs(x[q])), v, v*1.05)
	}
	for _, v := range x[0] {
		near(t, "on the day of the deal", v, 0.3)
	}
	walk := noisyOf(t, "linear", "speed", "0%/y").at("", 8, 400)
	holds(t, "mean of a walk", mean(walk), 4, 4*math.Exp(0.16))
	holds(t, "variance of its log", variance(logs(walk)), 0.32, ouVariance(0.8, 0.4, 2))
	same(t, noisyOf(t, "linear", "noise", "0%").one(""), 0.3, 0.3, 0.65, 1, 2, 3, 4, 4, 4)
}

func TestNoiseOnPaymentsOnly(t *testing.T) {
	x := noisyOf(t, "only").all("", 200, 2, 3, 6)
	near(t, "where there is no payment", mean(each(x[2], math.Abs)).value, 0)
	holds(t, "mean of a payment", mean(x[3]), 1, math.Exp(ouVariance(0.8, 0.4, 0.75)/2))
	holds(t, "mean of a payment", mean(x[6]), 4, 4*math.Exp(ouVariance(0.8, 0.4, 1.5)/2))
}
