package dist

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// half is what the last digit of a printed value leaves open.
func half(want float64) float64 { return 0.6 * math.Pow(10, math.Floor(math.Log10(math.Abs(want)))-11) }

func printed(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > half(want) {
		t.Errorf("%s: got %.13g, want %.12g", what, got, want)
	}
}

func TestPertHasTheKnownValues(t *testing.T) {
	for text, want := range map[string][5]float64{
		"{pert: [6, 10, 18]}":               {10.6666666667, 4.88888888889, 7.31398870398, 10.509750084, 14.5594486386},
		"{pert: [0.2, 0.4, 0.7]}":           {0.416666666667, 0.00876984126984, 0.269640226941, 0.412735401001, 0.57722579972},
		"{pert: [0, 1, 4]}":                 {1.33333333333, 0.507936507937, 0.305761565649, 1.25524068182, 2.629633272},
		"{pert: {min: 0, mode: 1, max: 4}}": {1.33333333333, 0.507936507937, 0.305761565649, 1.25524068182, 2.629633272},
	} {
		l := law(t, text)
		for i, got := range []float64{l.Mean(), l.SD() * l.SD(), l.Quantile(0.05), l.Quantile(0.5), l.Quantile(0.95)} {
			printed(t, fmt.Sprint(text, i), got, want[i])
		}
	}
}

func TestTriangularHasTheKnownValues(t *testing.T) {
	for text, want := range map[string][3]float64{
		"{triangular: [6, 10, 18]}":     {11.3333333333, 6.22222222222, 11.0717967697},
		"{triangular: [0.2, 0.4, 0.7]}": {0.433333333333, 0.0105555555556, 0.426138721247},
	} {
		l := law(t, text)
		for i, got := range []float64{l.Mean(), l.SD() * l.SD(), l.Quantile(0.5)} {
			printed(t, fmt.Sprint(text, i), got, want[i])
		}
	}
}

func TestLognormalHasTheKnownValues(t *testing.T) {
	for text, want := range map[string][5]float64{
		"{lognormal: {p10: $350bn, p90: $850bn}}": {6.30158475198, 0.346183180941, 579.117937979, 206.640136098, 545.435605732},
		"{lognormal: {p5: 60, p95: 400}}":         {5.04290455467, 0.576683527884, 182.945171806, 114.912141823, 154.919333848},
	} {
		l := law(t, text)
		d := l.(*continuous).shape.(lognormal)
		for i, got := range []float64{d.mu, d.sigma, l.Mean(), l.SD(), l.Quantile(0.5)} {
			printed(t, fmt.Sprint(text, i), got, want[i])
		}
		same := law(t, fmt.Sprintf("{lognormal: {mean: %.17g, sd: %.17g}}", l.Mean(), l.SD()))
		near(t, text+" by mean and sd", same.Quantile(0.9), l.Quantile(0.9), 1e-13)
	}
}

func TestRangeHoldsNineDrawsOfTen(t *testing.T) {
	for text, l := range map[string]Law{
		"positive": through90(t, 350, 850), "across zero": through90(t, -10, 30),
	} {
		lo, hi := 350.0, 850.0
		if text != "positive" {
			lo, hi = -10, 30
		}
		near(t, text+" p5", l.Quantile(0.05), lo, 1e-13)
		near(t, text+" p95", l.Quantile(0.95), hi, 1e-13)
		near(t, text+" share", l.CDF(hi)-l.CDF(lo), 0.9, 1e-13)
	}
}

func TestBetaFromMeanAndSDHasThem(t *testing.T) {
	l := law(t, "{beta: {mean: $3bn, sd: $1bn, min: $1bn, max: $9bn}}")
	near(t, "mean", l.Mean(), 3, 1e-14)
	near(t, "sd", l.SD(), 1, 1e-14)
	mean, sd := moments(l.(*continuous).shape)
	near(t, "mean of quantiles", mean, 3, 1e-10)
	near(t, "sd of quantiles", sd, 1, 1e-9)
}

func TestFamiliesMeetGonum(t *testing.T) {
	for text, want := range map[string]interface {
		CDF(float64) float64
		Mean() float64
		StdDev() float64
	}{
		"{uniform: [2, 5]}":              distuv.Uniform{Min: 2, Max: 5},
		"{triangular: [2, 3, 7]}":        distuv.NewTriangle(2, 7, 3, nil),
		"{triangular: [2, 2, 7]}":        distuv.NewTriangle(2, 7, 2, nil),
		"{triangular: [2, 7, 7]}":        distuv.NewTriangle(2, 7, 7, nil),
		"{pert: [0, 0.25, 1]}":           distuv.Beta{Alpha: 2, Beta: 4},
		"{pert: [0, 0, 1]}":              distuv.Beta{Alpha: 1, Beta: 5},
		"{pert: [0, 1, 1]}":              distuv.Beta{Alpha: 5, Beta: 1},
		"{normal: [3, 2]}":               distuv.Normal{Mu: 3, Sigma: 2},
		"{normal: {mean: 3, sd: 2}}":     distuv.Normal{Mu: 3, Sigma: 2},
		"{lognormal: [2, 1.5]}":          distuv.LogNormal{Mu: math.Log(2) - math.Log(1.5625)/2, Sigma: math.Sqrt(math.Log(1.5625))},
		"{beta: [0.5, 2.5]}":             distuv.Beta{Alpha: 0.5, Beta: 2.5},
		"{beta: {mean: 0.25, sd: 0.25}}": distuv.Beta{Alpha: 0.5, Beta: 1.5},
		"{gamma: [0.5, 3]}":              distuv.Gamma{Alpha: 0.5, Beta: 1.0 / 3},
		"{gamma: {mean: 6, sd: 3}}":      distuv.Gamma{Alpha: 4, Beta: 2.0 / 3},
		"{poisson: [0.2]}":               distuv.Poisson{Lambda: 0.2},
		"{poisson: [3]}":                 distuv.Poisson{Lambda: 3},
		"{poisson: [1234.5]}":            distuv.Poisson{Lambda: 1234.5},
	} {
		l := law(t, text)
		near(t, text+" mean", l.Mean(), want.Mean(), 1e-13)
		near(t, text+" sd", l.SD(), want.StdDev(), 1e-13)
		_, counts := l.(*discrete)
		for _, u := range grid {
			x := l.Quantile(u)
			if counts {
				if !(want.CDF(x) >= u-1e-11 && want.CDF(x-1) < u+1e-11) {
					t.Errorf("%s: the quantile of %g is %g", text, u, x)
				}
				continue
			}
			// next to a bound that is not zero, the last bit of x is worth more
			slack := want.CDF(math.Nextafter(x, math.Inf(1))) - want.CDF(math.Nextafter(x, math.Inf(-1)))
			if c := want.CDF(x); math.Abs(c-u) > 1e-9*u+2*slack+1e-15 {
				t.Errorf("%s: the cdf of the quantile of %g is %.15g", text, u, c)
			} else if math.Abs(c-l.CDF(x)) > 1e-10*c+2*slack+1e-15 {
				t.Errorf("%s: the cdf at %.15g is %.15g, gonum has %.15g", text, x, l.CDF(x), c)
			}
		}
	}
}

func TestDiscreteDrawsEachValueInItsShare(t *testing.T) {
	l := law(t, "{discrete: [[$10bn, 70%], [$5bn, 10%], [$1bn, 0%], [$5bn, 20%]]}")
	near(t, "mean", l.Mean(), 8.5, 1e-15)
	near(t, "sd", l.SD(), math.Sqrt(0.3*0.7)*5, 1e-15)
	for u, want := range map[float64]float64{1e-300: 5, 0.1: 5, 0.2999: 5, 0.3001: 10, 0.9999: 10, 1 - 0x1p-53: 10} {
		if got := l.Quantile(u); got != want {
			t.Errorf("the quantile of %g is %g, want %g", u, got, want)
		}
	}
	for x, want := range map[float64]float64{4.9: 0, 5: 0.3, 9: 0.3, 10: 1, 11: 1} {
		near(t, fmt.Sprint("cdf at ", x), l.CDF(x), want, 1e-15)
	}
}

func TestEmpiricalDrawsWhatStandsThere(t *testing.T) {
	l := law(t, "{empirical: [4, 1, 4, 7]}")
	near(t, "mean", l.Mean(), 4, 1e-15)
	near(t, "sd", l.SD(), math.Sqrt(4.5), 1e-15)
	for u, want := range map[float64]float64{0.1: 1, 0.25: 1, 0.26: 4, 0.75: 4, 0.76: 7} {
		if got := l.Quantile(u); got != want {
			t.Errorf("the quantile of %g is %g, want %g", u, got, want)
		}
	}
}
