package process

import (
	"math"
	"testing"
)

func garchOf(t *testing.T, alpha, beta string) *world {
	return build(t, "garch", given{grid: quarters(40), say: map[string]string{"start": "$10bn/GW/y", "drift": "20%/y",
		"volatility_level": "25%", "volatility": "40%", "alpha": alpha, "beta": beta}})
}

// TestGARCH holds Bollerslev's moments: v' = ω + (α·z²+β)·v, with E[z²] = 1 and E[z⁴] = 3.
func TestGARCH(t *testing.T) {
	const a, b, level, first, n = 0.2, 0.6, 0.0625, 0.16, 8
	omega := (1 - a - b) * level
	one, two := first, first*first // mean of v and of its square
	for range n {
		one, two = omega+(a+b)*one, omega*omega+2*omega*(a+b)*one+(3*a*a+2*a*b+b*b)*two
	}
	near(t, "mean of v in closed form", one, level+(first-level)*math.Pow(a+b, n))
	w := garchOf(t, "20%", "60%")
	x := w.at("", n, 1600)
	holds(t, "mean", mean(x), 10*math.Exp(0.4), 10*math.Exp(0.4-level))
	v := each(w.at("volatility", n, 1600), func(s float64) float64 { return s * s })
	holds(t, "mean of v", mean(v), one, level)
	holds(t, "variance of v", variance(v), two-one*one, (two-one*one)*1.15)

	// in the long run: the kurtosis of a step, and how a surprise echoes in the next step's variance
	const from = 39
	y := w.all("", 2400, from, from+1)
	s := w.at("volatility", from, 2400)
	e := make([]float64, len(s))
	for i := range e {
		e[i] = math.Log(y[from+1][i]/y[from][i]) - (0.2-0.5*s[i]*s[i])/4
	}
	holds(t, "variance of a step", mean(each(e, func(v float64) float64 { return v * v })), level/4, first/4)
	kurtosis := 3 * (1 - (a+b)*(a+b)) / (1 - (a+b)*(a+b) - 2*a*a)
	holds(t, "kurtosis of a step", mean(each(e, func(v float64) float64 { return v * v * v * v / (level * level / 16) })), kurtosis, 3)
	after := w.at("volatility", from+1, 2400)
	for i := range e {
		z2 := e[i] * e[i] * 4
		near(t, "the next step's variance", after[i]*after[i], omega+a*z2+b*s[i]*s[i])
	}
}

// TestGARCHWithoutReactionIsGBM: without alpha the variance goes its way, and from its level it stays there.
func TestGARCHWithoutReactionIsGBM(t *testing.T) {
	w := build(t, "garch", given{grid: quarters(8), say: map[string]string{"start": "$380bn", "drift": "25%/y",
		"volatility_level": "45%", "alpha": "0%", "beta": "80%"}})
	x, y := w.at("", 8, 1), gbmOf(t, "$380bn", "25%/y", "45%", 8).at("", 8, 1)
	for i := range x {
		near(t, "value", x[i], y[i])
	}
	for q, v := range garchOf(t, "0%", "80%").one("volatility") {
		near(t, "volatility", v, math.Sqrt(0.0625+(0.16-0.0625)*math.Pow(0.8, float64(q))))
	}
}

func TestShockOnVolatilityFades(t *testing.T) {
	w := garchOf(t, "0%", "50%")
	w.begin(0)
	w.shock("volatility", 0, 0.65)
	for range 2 {
		w.next(0)
	}
	near(t, "volatility", w.block.Col(w.out["volatility"])[9], math.Sqrt(0.0625+0.36/4))
}
