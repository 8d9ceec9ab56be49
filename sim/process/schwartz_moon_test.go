package process

import (
	"fmt"
	"math"
	"testing"
)

// paper is the Amazon case of Schwartz and Moon (2000), Exhibit 2, turned from quarters into years.
//
// With time in quarters: d(mu) = kappa(mubar-mu)dt + eta dz, dR/R = (mu - lambda1 sigma)dt + sigma dz. With t_y = t/4,
// growth per year is 4mu, kappa·dt = 4kappa·dt_y, and a Brownian motion over quarters is 2 (√4) times one over years:
// sigma·dz = 2sigma·dz_y, d(4mu) = … + 4·2·eta·dz_y; lambda1·sigma per quarter is 4·lambda1·sigma per year, which is
// 2lambda1 times the year's sigma.
func paper(lambda float64) given {
	const mu, sigma, eta, mubar, sigmabar, kappa = 0.11, 0.10, 0.03, 0.015, 0.05, 0.07
	yearly := func(v float64) string { return fmt.Sprintf("%.15g/y", v) }
	plain := func(v float64) string { return fmt.Sprintf("%.15g", v) }
	return given{owner: "amazon", grid: quarters(40), say: map[string]string{
		"start": "$356bn", "growth": yearly(4 * mu), "growth_level": yearly(4 * mubar), "growth_speed": yearly(4 * kappa),
		"volatility": plain(2 * sigma), "volatility_level": plain(2 * sigmabar), "volatility_speed": yearly(4 * kappa),
		"growth_volatility": plain(8 * eta), "growth_volatility_speed": yearly(4 * kappa),
		"risk_premium": plain(2 * lambda), "scheme": "start-of-step"}}
}

// TestSchwartzMoonPaper holds the exact law of the paper's discrete scheme.
func TestSchwartzMoonPaper(t *testing.T) {
	x := build(t, "schwartz-moon", paper(0.01)).all("arr", 1000, 1, 4, 12, 20, 40)
	for _, c := range []struct {
		n                       int
		log, variance, mean     float64
		q05, q25, q50, q75, q95 float64
	}{
		{1, 5.9789307309, 0.0100000000, 396.997797, 335.1055, 369.2529, 395.0178, 422.5804, 465.6415},
		{4, 6.2561629346, 0.0462208596, 533.400935, 365.9641, 450.8588, 521.2152, 602.5507, 742.3276},
		{12, 6.7994868487, 0.2743656839, 1029.336491, 379.1431, 630.2960, 897.3867, 1277.6581, 2124.0077},
		{20, 7.1561921010, 0.6185906506, 1746.706731, 351.6041, 754.2337, 1282.0198, 2179.1320, 4674.5036},
		{40, 7.6734686082, 1.2881308511, 4095.049294, 332.4960, 1000.1955, 2150.5279, 4623.8663, 13909.2484},
	} {
		at := func(what string) string { return fmt.Sprintf("after %d quarters the %s", c.n, what) }
		y := logs(x[c.n])
		holds(t, at("mean of the log"), mean(y), c.log, c.log+0.02)
		holds(t, at("variance of the log"), variance(y), c.variance, c.variance*1.03)
		holds(t, at("mean"), mean(x[c.n]), c.mean, c.mean*math.Exp(-c.variance/2))
		for p, q := range map[float64]float64{0.05: c.q05, 0.25: c.q25, 0.5: c.q50, 0.75: c.q75, 0.95: c.q95} {
			holds(t, at("share below a quantile"), below(x[c.n], q), p, p+0.01)
		}
	}
	plain := build(t, "schwartz-moon", paper(0)).all("arr", 400, 4, 20)
	holds(t, "mean without premium", mean(plain[4]), 535.435017, 520)
	holds(t, "mean without premium", mean(plain[20]), 1774.119326, 1700)
}

// law is the exact mean and variance of log R at a step. log R is linear in the normals, so that the variance is the
// sum of the squares of what each of them moves when it alone is one.
func (w *world) law(step int) (mean, variance float64) {
	run := func(factor string, at int) float64 {
		w.begin(0)
		for w.block.Step < step {
			w.block.Step++
			for name, s := range w.factor {
				z := w.block.Z(s)
				clear(z[:])
				if name == factor && w.block.Step == at {
					z[0] = 1
				}
			}
			w.run()
		}
		return math.Log(w.block.Col(w.out["arr"])[0])
	}
	mean = run("", 0)
	for name := range w.factor {
		for q := 1; q <= step; q++ {
			d := run(name, q) - mean
			variance += d * d
		}
	}
	return mean, variance
}

// TestSchwartzMoonPaperToTheLastDigit holds the table without sampling.
func TestSchwartzMoonPaperToTheLastDigit(t *testing.T) {
	g := paper(0.01)
	g.grid = quarters(100)
	w := build(t, "schwartz-moon", g)
	for n, want := range map[int][2]float64{1: {5.9789307309, 0.01}, 4: {6.2561629346, 0.0462208596}, 12: {6.7994868487, 0.2743656839},
		20: {7.1561921010, 0.6185906506}, 28: {7.4056914750, 0.9427882167}, 40: {7.6734686082, 1.2881308511}, 100: {8.5499440166, 1.7442378555}} {
		m, v := w.law(n)
		near(t, "mean of the log", m, want[0])
		near(t, "variance of the log", v, want[1])
	}
}

// TestSchwartzMoonIntegratedIsTheContinuousLaw holds the closed form without sampling, on every grid.
func TestSchwartzMoonIntegratedIsTheContinuousLaw(t *testing.T) {
	for _, perYear := range []int{1, 4, 12} {
		w := build(t, "schwartz-moon", lab(10*perYear, perYear))
		for _, years := range []int{1, 3, 10} {
			m, v := w.law(years * perYear)
			wantM, wantV, _, _, _ := continuous(1, 0.07, 0.7, 0.35, 0.35, float64(years))
			near(t, "mean of the log", m, wantM)
			near(t, "variance of the log", v, wantV)
		}
	}
}

func lab(n, perYear int, more ...string) given {
	g := given{owner: "lab", grid: steps(perYear, n), say: map[string]string{"start": "$30bn", "growth": "100%/y",
		"growth_level": "7%/y", "growth_speed": "70%/y", "volatility": "35%", "growth_volatility": "35%"}}
	for i := 0; i < len(more); i += 2 {
		g.say[more[i]] = more[i+1]
	}
	return g
}

// continuous is the mean and variance of log R and of growth at time t, with constant volatilities.
func continuous(g0, level, k, s, eta, t float64) (m, v, gm, gv, both float64) {
	e := math.Exp(-k * t)
	m = math.Log(30) + level*t + (g0-level)*(1-e)/k - s*s/2*t
	v = s*s*t + eta*eta/(k*k)*(t-2*(1-e)/k+(1-e*e)/(2*k))
	both = eta * eta * (1 - e) * (1 - e) / (2 * k * k)
	return m, v, level + (g0-level)*e, eta * eta * (1 - e*e) / (2 * k), both
}

func TestSchwartzMoonIntegrated(t *testing.T) {
	w := build(t, "schwartz-moon", lab(12, 4))
	x, g := logs(w.at("arr", 12, 800)), w.at("growth", 12, 800)
	m, v, gm, gv, both := continuous(1, 0.07, 0.7, 0.35, 0.35, 3)
	paperMean, gap := math.Log(30)-0.35*0.35/2*3, 1-math.Exp(-0.7*3)
	paperMean += 0.07*3 + 0.93*gap/(1-math.Exp(-0.7/4))/4 // growth from the start of each step
	holds(t, "mean of the log", mean(x), m, paperMean)
	holds(t, "variance of the log", variance(x), v, 0.35*0.35*3)
	holds(t, "mean of the run-rate", mean(each(x, math.Exp)), math.Exp(m+v/2), math.Exp(m+0.35*0.35*3/2))
	holds(t, "mean of growth", mean(g), gm, gm+0.02)
	holds(t, "variance of growth", variance(g), gv, 0.35*0.35/4*(1-math.Pow(1-0.7/4, 24))/(1-math.Pow(1-0.7/4, 2)))
	product := make([]float64, len(x))
	for i := range x {
		product[i] = (x[i] - m) * (g[i] - gm)
	}
	holds(t, "covariance of growth and log", mean(product), both, 0.9*both)
	sd := math.Sqrt(v)
	holds(t, "share below q05", below(x, m-1.6448536269514722*sd), 0.05, 0.06)
	holds(t, "share below q95", below(x, m+1.6448536269514722*sd), 0.95, 0.96)
}

// TestSchwartzMoonIntegratedDoesNotDependOnTheStep has one step of a year and demands the law of the continuous model.
func TestSchwartzMoonIntegratedDoesNotDependOnTheStep(t *testing.T) {
	for _, perYear := range []int{1, 12} {
		x := logs(build(t, "schwartz-moon", lab(3*perYear, perYear)).at("arr", 3*perYear, 400))
		m, v, _, _, _ := continuous(1, 0.07, 0.7, 0.35, 0.35, 3)
		holds(t, "mean of the log", mean(x), m, m+0.05)
		holds(t, "variance of the log", variance(x), v, 0.9*v)
	}
}

// TestSchwartzMoonWithoutReversion has a growth that wanders freely.
func TestSchwartzMoonWithoutReversion(t *testing.T) {
	w := build(t, "schwartz-moon", lab(12, 4, "growth_speed", "0%/y", "growth", "20%/y"))
	x, g := logs(w.at("arr", 12, 400)), w.at("growth", 12, 400)
	holds(t, "mean of the log", mean(x), math.Log(30)+(0.20-0.35*0.35/2)*3, math.Log(30)+0.20*3)
	holds(t, "variance of the log", variance(x), 0.35*0.35*(3+27.0/3), 0.35*0.35*(3+27.0/3)*0.97)
	holds(t, "variance of growth", variance(g), 0.35*0.35*3, 0.35*0.35*2.8)
}

func TestSchwartzMoonWithoutVolatility(t *testing.T) {
	for _, k := range []float64{0.7, 0.2, 3, 1e-9} {
		w := build(t, "schwartz-moon", lab(40, 4, "volatility", "0%", "growth_volatility", "0%", "growth_speed", fmt.Sprintf("%g/y", k)))
		for q, v := range w.one("arr") {
			years := float64(q) / 4
			near(t, "run-rate", v, 30*math.Exp(0.07*years+0.93*-math.Expm1(-k*years)/k))
		}
	}
	told := build(t, "schwartz-moon", lab(40, 4, "volatility", "0%", "growth_volatility", "0%")).one("arr")
	for q, want := range map[int]float64{4: 62.8040626819, 8: 93.8921825264, 20: 154.4158718713, 40: 227.8203340837} {
		near(t, "run-rate", told[q], want)
	}
}

// TestSchwartzMoonPremiumOnGrowth: the price of growth's risk moves the mean of growth and of its integral as a
// shifted level would: level - premium·eta/k.
func TestSchwartzMoonPremiumOnGrowth(t *testing.T) {
	for _, scheme := range []string{"integrated", "start-of-step"} {
		priced := build(t, "schwartz-moon", lab(20, 4, "growth_risk_premium", "20%", "scheme", scheme))
		shifted := build(t, "schwartz-moon", lab(20, 4, "growth_level", "-3%/y", "scheme", scheme)) // 0.07 - 0.2*0.35/0.7
		for _, what := range []string{"arr", "growth"} {
			x, y := priced.at(what, 20, 1), shifted.at(what, 20, 1)
			for i := range x {
				if math.Abs(x[i]-y[i]) > 1e-9*math.Abs(y[i])+1e-12 {
					t.Fatalf("%s, %s of path %d is %.12g, want %.12g", scheme, what, i, x[i], y[i])
				}
			}
		}
	}
}

// TestShockOnRevenueLasts takes a fifth off the run-rate before a step: what comes after is a fifth lower.
func TestShockOnRevenueLasts(t *testing.T) {
	w := build(t, "schwartz-moon", lab(8, 4, "volatility", "0%", "growth_volatility", "0%"))
	plain := w.one("arr")
	w.begin(0)
	w.next(0)
	w.shock("arr", 0.8, 0)
	w.next(0)
	near(t, "run-rate", w.block.Col(w.out["arr"])[0], 0.8*plain[2])
	w.shock("growth", 1, -0.1)
	near(t, "growth", w.block.Col(w.out["growth"])[0], 0.07+0.93*math.Exp(-0.7*0.5)-0.1)
	w.next(0)
	near(t, "run-rate", w.block.Col(w.out["arr"])[0], 0.8*plain[3]*math.Exp(-0.1*(1-math.Exp(-0.7/4))/0.7))
}
