package process

import (
	"fmt"
	"math"
	"math/cmplx"
	"testing"

	"dealsim/sim/unit"
)

// heston is a case of the model; variances as variances.
type heston struct{ start, drift, v0, level, k, xi, rho float64 }

func (h heston) build(t *testing.T, grid unit.Calendar) *world {
	plain := func(v float64) string { return fmt.Sprintf("%.17g", v) }
	return build(t, "heston", given{grid: grid, lean: map[[2]string]float64{{"", "variance"}: h.rho}, say: map[string]string{
		"start": plain(h.start), "drift": plain(h.drift) + "/y", "volatility": plain(math.Sqrt(h.v0)),
		"volatility_level": plain(math.Sqrt(h.level)), "speed": plain(h.k) + "/y", "vol_of_variance": plain(h.xi)}})
}

// call is the undiscounted mean of (S-K)+ by Lewis's integral over Heston's characteristic function, in the form
// without the branch cut.
func (h heston) call(strike, t float64) float64 {
	phi := func(u complex128) complex128 { // of log S/mean
		iu := 1i * u
		b := complex(h.k, 0) - complex(h.rho*h.xi, 0)*iu
		d := cmplx.Sqrt(b*b + complex(h.xi*h.xi, 0)*(iu+u*u))
		g := (b - d) / (b + d)
		e := cmplx.Exp(-d * complex(t, 0))
		c := complex(h.k*h.level/(h.xi*h.xi), 0) * ((b-d)*complex(t, 0) - 2*cmplx.Log((1-g*e)/(1-g)))
		return cmplx.Exp(c + complex(h.v0/(h.xi*h.xi), 0)*(b-d)*(1-e)/(1-g*e))
	}
	forward := h.start * math.Exp(h.drift*t)
	x := math.Log(forward / strike)
	const n, end = 40000, 400.0
	sum := 0.0
	for i := range n { // midpoints
		u := (float64(i) + 0.5) * end / n
		sum += real(cmplx.Exp(complex(0, u*x))*phi(complex(u, -0.5))) / (u*u + 0.25) * end / n
	}
	return forward - math.Sqrt(forward*strike)*sum/math.Pi
}

// TestHestonReference holds the integral against the value of Fang and Oosterlee (2008), A Novel Pricing Method for
// European Options Based on Fourier-Cosine Series Expansions, section 5.2.
func TestHestonReference(t *testing.T) {
	h := heston{100, 0, 0.0175, 0.0398, 1.5768, 0.5751, -0.5711}
	if got := h.call(100, 1); math.Abs(got-5.785155450) > 1e-6 {
		t.Errorf("the call is %.10g, want 5.785155450", got)
	}
	if got := h.call(100, 10); math.Abs(got-22.318945791) > 1e-6 {
		t.Errorf("the call of ten years is %.10g, want 22.318945791", got)
	}
}

// market is a young company's: the case whose errors Step states.
var market = heston{100, 0.04, 0.36, 0.25, 1.5, 0.6, -0.7}

func TestHeston(t *testing.T) {
	h := market
	w := h.build(t, quarters(12))
	x := w.at("", 12, 1600)
	holds(t, "mean", mean(x), 100*math.Exp(0.12), 100*math.Exp(0.12-0.5*0.25*3))
	spread := h.level*3 + (h.v0-h.level)*-math.Expm1(-h.k*3)/h.k
	holds(t, "mean of the log", mean(logs(x)), math.Log(100)+0.12-spread/2, math.Log(100)+0.12-h.v0*3/2)
	v := each(w.at("volatility", 12, 800), func(s float64) float64 { return s * s })
	keep := math.Exp(-h.k * 3)
	holds(t, "mean of the variance", mean(v), ouMean(h.v0, h.level, h.k, 3), ouMean(h.v0, h.level, h.k, 3)*1.02)
	holds(t, "variance of the variance", variance(v), h.xi*h.xi*(h.v0*(keep-keep*keep)/h.k+h.level*(1-keep)*(1-keep)/(2*h.k)),
		h.xi*h.xi*h.level/(2*h.k)*1.1)
}

// TestHestonPricesACall holds the bias that Step states and its order, and far from the money that the factors lean.
func TestHestonPricesACall(t *testing.T) {
	forward := 100 * math.Exp(0.04)
	// price has the value itself as a control: its mean is known
	price := func(strike float64, perYear int) estimate {
		return mean(each(market.build(t, steps(perYear, perYear)).at("", perYear, 1000), func(v float64) float64 {
			return math.Max(0, v-strike) - 0.8*(v-forward)
		}))
	}
	want := market.call(forward, 1)
	for _, c := range []struct {
		perYear int
		bias    float64 // share of the price
	}{{4, 0.021}, {12, 0.008}, {48, 0.003}} {
		e := price(forward, c.perYear)
		if math.Abs(e.value-want) > c.bias*want+5*e.se {
			t.Errorf("with %d steps a year the call is %.5g ± %.2g, want %.5g", c.perYear, e.value, e.se, want)
		}
		if c.perYear == 4 && math.Abs(e.value-want) < 5*e.se {
			t.Errorf("by quarters no bias is seen: %.5g ± %.2g, want %.5g", e.value, e.se, want)
		}
	}
	straight := market
	straight.rho = 0
	e, far := price(200, 48), market.call(200, 1)
	if math.Abs(e.value-far) > 0.01*far+5*e.se || math.Abs(e.value-straight.call(200, 1)) < 0.01*far+5*e.se {
		t.Errorf("a call at twice the value is %.5g ± %.2g, want %.5g; without correlation %.5g", e.value, e.se, far, straight.call(200, 1))
	}
}

func TestHestonWithoutVolOfVarianceIsGBM(t *testing.T) {
	x := heston{380, 0.25, 0.2025, 0.2025, 1, 0, 0}.build(t, quarters(8)).at("", 8, 1)
	w := heston{380, 0.25, 0.2025, 0.09, 1, 0, 0}.build(t, quarters(8))
	for _, v := range w.at("volatility", 8, 1) {
		near(t, "volatility on its way", v*v, ouMean(0.2025, 0.09, 1, 2))
	}
	// the same normals for the value: those of the variance come after it, so that only one step can be compared
	holds(t, "variance of the log", variance(logs(x)), 0.405, 0.405*3)
}
