package process

import (
	"math"
	"testing"
)

// adopted is Bass's closed form.
func adopted(p, q, share, t float64) float64 {
	r := (1 - share) / (p + q*share) * math.Exp(-(p+q)*t)
	return (1 - p*r) / (1 + q*r)
}

func bassOf(t *testing.T, n int, say ...string) *world {
	g := given{grid: quarters(n), say: map[string]string{"market": "$400bn", "innovation": "3%/y", "imitation": "60%/y"}}
	for i := 0; i < len(say); i += 2 {
		g.say[say[i]] = say[i+1]
	}
	return build(t, "bass", g)
}

func TestBass(t *testing.T) {
	w := bassOf(t, 60)
	x, adds := w.one(""), w.one("adds")
	for q, v := range x {
		near(t, "adopters", v, 400*adopted(0.03, 0.6, 0, float64(q)/4))
		if q > 0 {
			near(t, "new adopters", adds[q], v-x[q-1])
		}
	}
	near(t, "new adopters on the day of the deal", adds[0], 0)
	fastest := 0
	for q, v := range adds {
		if v > adds[fastest] {
			fastest = q
		}
	}
	if want := math.Log(20) / 0.63; math.Abs(float64(fastest)/4-0.125-want) > 0.125 {
		t.Errorf("adoption is fastest in quarter %d, want after %g years", fastest, want)
	}
	for q, v := range bassOf(t, 60, "share", "20%").one("") {
		near(t, "adopters from a share", v, 400*adopted(0.03, 0.6, 0.2, float64(q)/4))
	}
}

// TestBassByItsEquation integrates the differential equation by Euler's fine steps: the closed form is not taken on trust.
func TestBassByItsEquation(t *testing.T) {
	f := 0.02
	const n = 400000
	for range n {
		f += (0.03 + 0.6*f) * (1 - f) * 5 / n
	}
	x := bassOf(t, 20, "share", "2%").one("")
	if math.Abs(x[20]/400/f-1) > 1e-5 {
		t.Errorf("after five years %.9g have adopted, by the equation %.9g", x[20]/400, f)
	}
}

// TestBassOnARandomClock reads the clock off the adopters.
func TestBassOnARandomClock(t *testing.T) {
	const p, q = 0.03, 0.6
	read := func(w *world, at int) []float64 {
		return each(w.at("", at, 400), func(x float64) float64 {
			f := x / 400
			return math.Log((p+q*f)/((1-f)*p)) / (p + q)
		})
	}
	for _, years := range []int{1, 3} { // on either grid
		w := bassOf(t, 12, "volatility", "30%")
		tau := read(w, 4*years)
		holds(t, "mean of the clock", mean(tau), float64(years), float64(years)-0.02)
		holds(t, "variance of the clock", variance(tau), 0.09*float64(years), 0.09*float64(years)*1.1)
		w.given.grid = steps(12, 36)
		w = build(t, "bass", w.given)
		tau = read(w, 12*years)
		holds(t, "mean of the clock by months", mean(tau), float64(years), float64(years)-0.02)
		holds(t, "variance of the clock by months", variance(tau), 0.09*float64(years), 0.09*float64(years)*1.1)
	}
	x, still := bassOf(t, 12, "volatility", "0%").one(""), bassOf(t, 12).one("")
	for i := range x {
		near(t, "without volatility", x[i], still[i])
	}
}

func TestBassAtTheEnds(t *testing.T) {
	for _, c := range []struct {
		say  []string
		want float64
	}{
		{[]string{"innovation", "0%/y"}, 0},
		{[]string{"innovation", "0%/y", "imitation", "0%/y", "share", "30%"}, 120},
		{[]string{"share", "100%"}, 400},
		{[]string{"market", "$0", "share", "100%"}, 0},
		{[]string{"imitation", "0%/y"}, 400 * -math.Expm1(-0.03*3)},
		{[]string{"innovation", "0%/y", "share", "10%"}, 400 / (1 + 9*math.Exp(-0.6*3))},
	} {
		near(t, "adopters", bassOf(t, 12, c.say...).one("")[12], c.want)
	}
}
