package process

import (
	"fmt"
	"math"
	"testing"

	"dealsim/sim/unit"
)

// regimesOf is a market that opens and shuts.
func regimesOf(t *testing.T, grid unit.Calendar, begins string) *world {
	return build(t, "regime-switching", given{grid: grid, say: map[string]string{"start": "$380bn", "begins": begins,
		"calm.drift": "30%/y", "calm.volatility": "35%", "calm.leave": "10%/y",
		"stress.drift": "-40%/y", "stress.volatility": "80%", "stress.leave": "100%/y"}})
}

type matrix [2][2]float64

func (m matrix) times(n matrix) (out matrix) {
	for i := range m {
		for j := range n {
			out[i][j] = m[i][0]*n[0][j] + m[i][1]*n[1][j]
		}
	}
	return
}

func (m matrix) power(n int) matrix {
	out := matrix{{1, 0}, {0, 1}}
	for range n {
		out = out.times(m)
	}
	return out
}

// exponential is e^m by squaring a long series' square root.
func (m matrix) exponential() matrix {
	const halvings = 20
	for i := range m {
		for j := range m[i] {
			m[i][j] /= 1 << halvings
		}
	}
	two := m.times(m)
	out := matrix{{1, 0}, {0, 1}}
	for i := range m {
		for j := range m[i] {
			out[i][j] += m[i][j] + two[i][j]/2
		}
	}
	for range halvings {
		out = out.times(out)
	}
	return out
}

func sum(row [2]float64) float64 { return row[0] + row[1] }

// stepwise is the matrix of a step of the mean: growth by the regime at the start, then the change.
func stepwise(dt float64) matrix {
	const a, b = 0.1, 1.0
	up := a / (a + b) * -math.Expm1(-(a+b)*dt)
	down := b / (a + b) * -math.Expm1(-(a+b)*dt)
	calm, stress := math.Exp(0.3*dt), math.Exp(-0.4*dt)
	return matrix{{calm * (1 - up), calm * up}, {stress * down, stress * (1 - down)}}
}

func TestRegimes(t *testing.T) {
	x := regimesOf(t, quarters(12), "calm").all("regime", 1500, 0, 4, 12)
	near(t, "stress on the day of the deal", mean(x[0]).value, 0)
	holds(t, "stress after a year", mean(x[4]), 0.060648083300, 1-math.Exp(-0.1))
	holds(t, "stress after three years", mean(x[12]), 0.1/1.1*-math.Expm1(-3.3), 0.1/1.1)
	y := regimesOf(t, steps(1, 1), "calm").at("regime", 1, 2000)
	holds(t, "stress after one long step", mean(y), 0.060648083300, 0.1)
	z := regimesOf(t, quarters(4), "stress").all("regime", 800, 0, 4)
	near(t, "stress on the day of the deal", mean(z[0]).value, 1)
	holds(t, "stress after a year in it", mean(z[4]), 0.1/1.1+1/1.1*math.Exp(-1.1), math.Exp(-1))
}

func TestRegimesInTheLongRun(t *testing.T) {
	x := regimesOf(t, quarters(8), "long-run").all("regime", 1200, 0, 1, 8)
	for q, v := range x {
		holds(t, fmt.Sprintf("stress after %d quarters", q), mean(v), 0.1/1.1, 0.1)
	}
	w := build(t, "regime-switching", given{grid: quarters(8), say: map[string]string{"start": "$380bn", "begins": "long-run",
		"calm.volatility": "35%", "calm.leave": "0%/y", "stress.volatility": "80%", "stress.leave": "0%/y"}})
	near(t, "stress where nothing changes", mean(w.at("regime", 8, 2)).value, 0)
}

func TestRegimeSwitching(t *testing.T) {
	x := regimesOf(t, quarters(12), "calm").at("", 12, 1200)
	holds(t, "mean", mean(x), 380*sum(stepwise(0.25).power(12)[0]), 380*math.Exp(0.9))
	// the log: sums over steps of what the regime gives, whose covariances follow from the chain
	const dt, a, b = 0.25, 0.1, 1.0
	stress := func(from, steps float64) float64 {
		return a/(a+b) + (from-a/(a+b))*math.Exp(-(a+b)*dt*steps)
	}
	calmMean, stressMean := (0.3-0.35*0.35/2)*dt, (-0.4-0.8*0.8/2)*dt
	gap, m, v := stressMean-calmMean, 0.0, 0.0
	for i := 0.0; i < 12; i++ {
		p := stress(0, i)
		m += calmMean + p*gap
		v += (0.35*0.35+p*(0.8*0.8-0.35*0.35))*dt + p*(1-p)*gap*gap
		for j := i + 1; j < 12; j++ {
			v += 2 * p * (stress(1, j-i) - stress(0, j)) * gap * gap
		}
	}
	holds(t, "mean of the log", mean(logs(x)), math.Log(380)+m, math.Log(380)+12*calmMean)
	holds(t, "variance of the log", variance(logs(x)), v, 12*dt*(0.35*0.35+a/(a+b)*(0.8*0.8-0.35*0.35)))
}

// TestRegimeSwitchingComesToTheMatrixExponential: the error of the mean falls with the step, and is that of order one.
func TestRegimeSwitchingComesToTheMatrixExponential(t *testing.T) {
	threeYears := matrix{{3 * (-0.1 + 0.3), 3 * 0.1}, {3 * 1, 3 * (-1 - 0.4)}}
	want := sum(threeYears.exponential()[0])
	gap := func(perYear int) float64 {
		return sum(stepwise(1 / float64(perYear)).power(3 * perYear)[0])/want - 1
	}
	for _, n := range []int{4, 12, 48} {
		if ratio := gap(n) / gap(2*n); !(ratio > 1.7 && ratio < 2.3) {
			t.Errorf("halving a step of 1/%d years takes the error from %g to %g", n, gap(n), gap(2*n))
		}
	}
	if g := gap(4); !(g > 0.005 && g < 0.05) {
		t.Errorf("by quarters the mean is off by %g", g)
	}
	x := regimesOf(t, steps(48, 144), "calm").at("", 144, 200)
	holds(t, "mean on a fine grid", mean(x), 380*want, 380*math.Exp(0.9))
}

// TestOneRegimeIsGBM compares on the same normals.
func TestOneRegimeIsGBM(t *testing.T) {
	x := build(t, "regime-switching", given{grid: quarters(8), say: map[string]string{"start": "$380bn",
		"calm.drift": "25%/y", "calm.volatility": "45%", "calm.leave": "0%/y", "stress.volatility": "80%", "stress.leave": "100%/y"}}).at("", 8, 1)
	y := gbmOf(t, "$380bn", "25%/y", "45%", 8).at("", 8, 1)
	for i := range x {
		if x[i] != y[i] {
			t.Fatalf("path %d is %g, as gbm %g", i, x[i], y[i])
		}
	}
}
