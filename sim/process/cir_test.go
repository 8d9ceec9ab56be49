package process

import (
	"fmt"
	"math"
	"testing"

	"dealsim/sim/unit"
)

// cirOf is the process with the σ of books.
func cirOf(t *testing.T, grid unit.Calendar, start, level, k, sigma float64) *world {
	share := func(v float64) string { return fmt.Sprintf("%.17g", v) }
	return build(t, "cir", given{grid: grid, say: map[string]string{"start": share(start), "level": share(level),
		"speed": share(k) + "/y", "volatility": share(sigma / math.Sqrt(level))}})
}

func TestCIR(t *testing.T) {
	for _, c := range []struct {
		start, level, k, sigma float64
		years                  int
		mean, variance         float64
	}{
		{0.03, 0.04, 0.5, 0.1, 5, 0.0391791500138, 0.000382235410875},
		{0.25, 0.15, 1, 0.3, 2, 0.163533528324, 0.00767954623663},
	} {
		for _, perYear := range []int{1, 4, 12} { // exact whatever the step
			x := cirOf(t, steps(perYear, c.years*perYear), c.start, c.level, c.k, c.sigma).at("", c.years*perYear, 800)
			holds(t, "mean", mean(x), c.mean, c.level+(c.start-c.level)*math.Pow(1-c.k/4, float64(4*c.years))+0.002)
			holds(t, "variance", variance(x), c.variance, ouVariance(c.k, c.sigma*math.Sqrt(c.level), float64(c.years))*1.1)
			for _, v := range x {
				if !(v >= 0) {
					t.Fatalf("a value of %g", v)
				}
			}
		}
	}
}

// noncentral is the cdf of the noncentral chi-square law: a Poisson mixture of central ones, summed by their series.
func noncentral(x, df, lambda float64) float64 {
	sum := 0.0
	for j := 0.0; j < 400; j++ {
		g, _ := math.Lgamma(j + 1)
		weight := math.Exp(-lambda/2 + j*math.Log(lambda/2) - g)
		a := df/2 + j // the incomplete gamma function at a, x/2
		g, _ = math.Lgamma(a + 1)
		term := math.Exp(a*math.Log(x/2) - x/2 - g)
		below := term
		for n := 1.0; n < 500; n++ {
			term *= x / 2 / (a + n)
			below += term
		}
		sum += weight * below
	}
	return sum
}

// TestCIRIsCloseToNoncentralChiSquare measures the form: within half a point of probability by quarters.
func TestCIRIsCloseToNoncentralChiSquare(t *testing.T) {
	const start, level, k, sigma, years = 0.25, 0.15, 1.0, 0.3, 2.0
	x := cirOf(t, quarters(8), start, level, k, sigma).at("", 8, 1600)
	c := sigma * sigma * -math.Expm1(-k*years) / (4 * k)
	df, lambda := 4*k*level/(sigma*sigma), start*math.Exp(-k*years)/c
	sd := math.Sqrt(0.00767954623663)
	for _, q := range []float64{0.05, 0.1, 0.15, 0.2, 0.3, 0.45} {
		got, want := below(x, q), noncentral(q/c, df, lambda)
		if math.Abs(got.value-want) > 0.005+5*got.se {
			t.Errorf("below %g with probability %.5g, want %.5g", q, got.value, want)
		}
		// the normal law of the same moments must be told from it
		if wrong := cdf((q - 0.163533528324) / sd); q <= 0.1 && math.Abs(got.value-wrong) < 0.005+5*got.se {
			t.Errorf("below %g with probability %.5g: a normal law passes", q, got.value)
		}
	}
}

// TestCIRDiscountsABond holds the price of a bond: the integral by the trapezoidal rule over months.
func TestCIRDiscountsABond(t *testing.T) {
	for _, c := range []struct {
		start, level, k, sigma float64
		years                  int
		bond                   float64
	}{{0.03, 0.04, 0.5, 0.1, 5, 0.83523441886}, {0.25, 0.15, 1, 0.3, 2, 0.684168100783}} {
		w := cirOf(t, steps(12, 12*c.years), c.start, c.level, c.k, c.sigma)
		var discounted []float64
		for n := range 400 {
			w.begin(n)
			var sum [256]float64
			for {
				weight := 1.0 / 12
				if w.block.Step == 0 || w.block.Step == 12*c.years {
					weight /= 2
				}
				for i, v := range w.block.Col(w.out[""]) {
					sum[i] += weight * v
				}
				if w.block.Step == 12*c.years {
					break
				}
				w.next(n)
			}
			discounted = append(discounted, each(sum[:], func(v float64) float64 { return math.Exp(-v) })...)
		}
		holds(t, "bond", mean(discounted), c.bond, math.Exp(-c.level*float64(c.years)))
	}
}

func TestCIRWithoutVolatility(t *testing.T) {
	for q, v := range cirOf(t, quarters(20), 0.25, 0.15, 1, 0).one("") {
		near(t, "value", v, ouMean(0.25, 0.15, 1, float64(q)/4))
	}
}
