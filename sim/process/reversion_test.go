package process

import (
	"math"
	"testing"

	"dealsim/sim/column"
)

// The closed forms of an Ornstein–Uhlenbeck process.
func ouMean(x0, level, k, t float64) float64 { return level + (x0-level)*math.Exp(-k*t) }
func ouVariance(k, s, t float64) float64     { return s * s * -math.Expm1(-2*k*t) / (2 * k) }

func TestMeanRevertingOnLevel(t *testing.T) {
	w := build(t, "mean-reverting", given{grid: quarters(16), say: map[string]string{"on": "level",
		"start": "90%", "level": "8%", "speed": "55%/y", "deviation": "0.35"}})
	x := w.at("", 16, 400)
	holds(t, "mean", mean(x), 0.170858589857, 0.08+0.82*math.Pow(1-0.55/4, 16))
	holds(t, "variance", variance(x), 0.109996387147, 0.35*0.35/4*(1-math.Pow(1-0.55/4, 32))/(1-math.Pow(1-0.55/4, 2)))
	sd := math.Sqrt(0.109996387147)
	holds(t, "share below q05", below(x, 0.170858589857-1.6448536269514722*sd), 0.05, 0.06)
	holds(t, "share below q95", below(x, 0.170858589857+1.6448536269514722*sd), 0.95, 0.96)
}

func TestMeanRevertingOnLog(t *testing.T) {
	w := build(t, "mean-reverting", given{grid: quarters(12), say: map[string]string{
		"start": "$12bn/GW/y", "level": "$9bn/GW/y", "half_life": "18 months", "volatility": "45%"}})
	x := w.at("", 12, 400)
	k := math.Ln2 / 1.5
	m, v := ouMean(math.Log(12), math.Log(9), k, 3), ouVariance(k, 0.45, 3)
	holds(t, "mean of the log", mean(logs(x)), m, ouMean(math.Log(12), math.Log(9), 1/1.5, 3))
	holds(t, "variance of the log", variance(logs(x)), v, 0.45*0.45*3)
	holds(t, "mean", mean(x), math.Exp(m+v/2), math.Exp(m))
	holds(t, "share below the median", below(x, math.Exp(m)), 0.5, 0.515)
}

func TestMeanRevertingOnLogit(t *testing.T) {
	w := build(t, "mean-reverting", given{grid: quarters(12), say: map[string]string{"on": "logit",
		"start": "40%", "level": "38%", "speed": "50%/y", "volatility": "35%"}})
	x := w.at("", 12, 400)
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	m, v := ouMean(logit(0.40), logit(0.38), 0.5, 3), ouVariance(0.5, 0.35, 3)
	y := each(x, logit)
	holds(t, "mean of the logit", mean(y), m, logit(0.40))
	holds(t, "variance of the logit", variance(y), v, 0.35*0.35*3)
	holds(t, "share below q10", below(x, 1/(1+math.Exp(-(m-1.2815515655446004*math.Sqrt(v))))), 0.10, 0.11)
}

func TestMeanReversionWithoutSpeedIsARandomWalk(t *testing.T) {
	w := build(t, "mean-reverting", given{grid: quarters(12), say: map[string]string{"on": "level",
		"start": "$5bn", "level": "$9bn", "speed": "0%/y", "deviation": "$2bn"}})
	x := w.at("", 12, 400)
	holds(t, "mean", mean(x), 5, 9)
	holds(t, "variance", variance(x), 4*3, ouVariance(0.05, 2, 3))
}

// TestShockOnALogDecays doubles a price that has no noise: half a life later half of the logarithm of two is left.
func TestShockOnALogDecays(t *testing.T) {
	w := build(t, "mean-reverting", given{grid: quarters(8), say: map[string]string{
		"start": "9 GW", "level": "9 GW", "half_life": "1y", "volatility": "0%"}})
	w.begin(0)
	w.shock("", 2, 0)
	for range 4 {
		w.next(0)
	}
	near(t, "value", w.block.Col(w.out[""])[3], 9*math.Sqrt2)
}

func TestCurve(t *testing.T) {
	w := build(t, "curve", given{grid: quarters(40), say: map[string]string{"start": "62%", "level": "36%", "half_life": "18 months"}})
	for q, v := range w.one("") {
		near(t, "value", v, 0.36+0.26*math.Exp2(-float64(q)/6))
	}
	still := build(t, "curve", given{grid: quarters(40), say: map[string]string{"start": "62%", "level": "36%", "speed": "0%/y"}})
	for _, v := range still.one("") {
		near(t, "value", v, 0.62)
	}
}

// TestIntegralsOfTheDecay compares the series with the closed forms where both hold, and with numerical integration.
func TestIntegralsOfTheDecay(t *testing.T) {
	for _, x := range []float64{1e-12, 1e-3, 0.1, 0.3, 0.4999, 0.5001, 0.75, 0.9999, 1.0001, 3, 40, -0.2, -0.7} {
		var one, two, three float64
		const n = 20000 // midpoint rule
		for i := range n {
			u := (float64(i) + 0.5) / n
			e := math.Exp(-x * u)
			one += e / n
			two += (1 - u) * e / n
			if math.Abs(x) > 1e-6 {
				g := -math.Expm1(-x*u) / x
				three += g * g / n
			} else {
				three += u * u / n
			}
		}
		for _, c := range []struct {
			what      string
			got, want float64
		}{{"phi1", phi1(x), one}, {"phi2", phi2(x), two}, {"phi3", phi3(x), three}} {
			if math.Abs(c.got/c.want-1) > 1e-6 {
				t.Errorf("%s(%g) is %.12g, want %.12g", c.what, x, c.got, c.want)
			}
		}
	}
	for _, f := range []func(float64) float64{phi1, phi2, phi3} {
		for _, x := range []float64{0.5, 1} { // no jump where the series ends
			if a, b := f(x*(1-1e-15)), f(x*(1+1e-15)); math.Abs(a/b-1) > 2e-14 {
				t.Errorf("a jump at %g: %.17g, %.17g", x, a, b)
			}
		}
	}
	near(t, "phi3(0)", phi3(0), 1.0/3)
	near(t, "phi3 of a huge speed", phi3(maxSpeed)*maxSpeed*maxSpeed, 1-1.5/maxSpeed)
}

// TestPhisOfAColumnAreThoseOfEach holds what a step takes from a speed for a whole block against one path at a time, on
// both sides of where the series end.
func TestPhisOfAColumnAreThoseOfEach(t *testing.T) {
	const dt = 0.25
	for _, most := range []float64{0.3, 1.5, 6, 1e12} {
		var k, x, keep, spread, one, two, three, spare column.Column
		for i := range k {
			k[i] = most * float64(i) / column.Size
		}
		k[77], k[78] = math.NaN(), -2*most
		roundeds(&x, &k, dt)
		decays(&keep, &x)
		deviations(&spread, &x, &spare, dt)
		phis(&one, &x, 1, 2, phi1)
		phis(&two, &x, 0.5, 3, phi2)
		phi3s(&three, &x)
		for i := range k {
			y := rounded(k[i], dt)
			for name, c := range map[string][2]float64{"x": {x[i], y}, "keep": {keep[i], decay(y)}, "deviation": {spread[i], deviation(y, dt)},
				"phi1": {one[i], phi1(y)}, "phi2": {two[i], phi2(y)}, "phi3": {three[i], phi3(y)}} {
				if got, want := c[0], c[1]; math.Float64bits(got) != math.Float64bits(want) && (got == got || want == want) {
					t.Fatalf("%s at a speed of %v is %v, want %v", name, k[i], got, want)
				}
			}
		}
	}
}

// deviation is the standard deviation that unit noise adds in a step: sqrt((1-e^-2k·dt)/2k).
func deviation(x, dt float64) float64 { return math.Sqrt(float64(dt * phi1(float64(2*x)))) }
