package dist

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"dealsim/sim/unit"
)

func cut(t *testing.T, l Law, min, max float64) Law {
	t.Helper()
	got, p := Truncate(l, min, max)
	if p != nil {
		t.Fatalf("%s: %s", p.Why, p.Remedy)
	}
	return got
}

func through90(t *testing.T, lo, hi float64) Law {
	t.Helper()
	l, _, p := Range(unit.Quantity{Value: lo}, unit.Quantity{Value: hi})
	if p != nil {
		t.Fatal(p)
	}
	return l
}

func TestTruncatedNormalHasTheKnownMoments(t *testing.T) {
	l := cut(t, law(t, "{normal: [0.4, 0.15]}"), 0, 1)
	printed(t, "mean", l.Mean(), 0.401695872919)
	printed(t, "variance", l.SD()*l.SD(), 0.0217986224842)
	// closed form: mean = m + s (φ(a)-φ(b))/Z
	for _, c := range [][2]float64{{-1, 2}, {1, math.Inf(1)}, {math.Inf(-1), 0.5}, {4, 6}, {8, math.Inf(1)}} {
		l := cut(t, law(t, "{normal: [0, 1]}"), c[0], c[1])
		n := distuv.UnitNormal
		mass := 0.5 * (math.Erfc(c[0]/math.Sqrt2) - math.Erfc(c[1]/math.Sqrt2))
		near(t, "mean", l.Mean(), (n.Prob(c[0])-n.Prob(c[1]))/mass, 1e-11)
		edge := n.Prob(c[0]) * c[0]
		if math.IsInf(c[0], 0) {
			edge = 0
		}
		if !math.IsInf(c[1], 0) {
			edge -= c[1] * n.Prob(c[1])
		}
		near(t, "variance", l.SD()*l.SD(), 1+edge/mass-l.Mean()*l.Mean(), 1e-9)
	}
}

func TestTruncationIsExactFarOut(t *testing.T) {
	// Beyond a an exponential law is itself again.
	for _, a := range []float64{1, 10, 30, 60} {
		l := cut(t, law(t, "{gamma: [1, 1]}"), a, math.Inf(1))
		near(t, "mean", l.Mean(), a+1, 1e-10)
		near(t, "sd", l.SD(), 1, 1e-8)
		for _, u := range grid {
			near(t, "quantile", l.Quantile(u), a-math.Log1p(-u), 1e-10)
		}
	}
	// Ten standard deviations out: Φ'(x)/(1-Φ(x)) by Laplace's fraction.
	l := cut(t, law(t, "{normal: [0, 1]}"), 10, math.Inf(1))
	near(t, "mean of the far tail", l.Mean(), 10.0980932339625119628436, 1e-12)
}

func TestTruncatedLawsReturnThroughTheCDF(t *testing.T) {
	for name, l := range continuousLaws(t) {
		lo, hi := l.Quantile(0.1), l.Quantile(0.97)
		for _, b := range [][2]float64{{lo, hi}, {math.Inf(-1), hi}, {lo, math.Inf(1)}, {l.Quantile(0.6), hi}} {
			if l.Quantile(0.6) == 0 || !(b[0] < b[1]) || lo == 0 {
				continue // shapes with more mass at 0 than a float64 can tell apart
			}
			c := cut(t, l, b[0], b[1])
			for _, u := range grid[3 : len(grid)-3] {
				x := c.Quantile(u)
				if !(x >= b[0] && x <= b[1]) {
					t.Errorf("%s: %g is not within %g", name, x, b)
				}
				slack := c.CDF(math.Nextafter(x, math.Inf(1))) - c.CDF(math.Nextafter(x, math.Inf(-1)))
				if math.Abs(c.CDF(x)-u) > 1e-9*u+1e-11+2*slack {
					t.Errorf("%s in %g at %g: the cdf returns %.12g", name, b, u, c.CDF(x))
				}
			}
			mean := 0.0
			const n = 1 << 14
			for i := range n {
				mean += c.Quantile((float64(i)+0.5)/n) / n
			}
			if math.Abs(mean-c.Mean()) > 2e-3*c.SD() {
				t.Errorf("%s in %g: mean %g by the midpoint rule, %g said", name, b, mean, c.Mean())
			}
		}
	}
}

func TestTruncatedUniformIsUniform(t *testing.T) {
	l, want := cut(t, law(t, "{uniform: [0, 10]}"), 2, 4), law(t, "{uniform: [2, 4]}")
	twice := cut(t, cut(t, law(t, "{uniform: [0, 10]}"), 1, 4), 2, 9)
	for _, u := range grid {
		near(t, "quantile", l.Quantile(u), want.Quantile(u), 1e-15)
		near(t, "quantile, cut twice", twice.Quantile(u), want.Quantile(u), 1e-15)
	}
	near(t, "mean", l.Mean(), 3, 1e-13)
	near(t, "sd", l.SD(), want.SD(), 1e-12)
	tri := cut(t, law(t, "{triangular: [0, 1, 2]}"), 0.5, 1.5)
	near(t, "triangular mean", tri.Mean(), 1, 1e-13)
	near(t, "triangular sd", tri.SD(), math.Sqrt(5.0/72), 1e-11) // ∫(1-|y|)y²dy from -1/2 to 1/2, over 3/4
}

func TestTruncatedDiscreteSharesOutTheRest(t *testing.T) {
	l := cut(t, law(t, "{discrete: [[1, 20%], [2, 30%], [3, 50%]]}"), 2, 9)
	near(t, "mean", l.Mean(), 2.625, 1e-15)
	if l.Quantile(0.37) != 2 || l.Quantile(0.38) != 3 {
		t.Error("the shares are not 3 and 5 of 8")
	}
	counts := cut(t, law(t, "{poisson: [2]}"), 1, math.Inf(1))
	near(t, "poisson without 0", counts.Mean(), 2/(1-math.Exp(-2)), 1e-14)
}

func TestBoundsThatBindNothingChangeNothing(t *testing.T) {
	for name, f := range Families() {
		l := example(t, f)
		if cut(t, l, math.Inf(-1), math.Inf(1)) != l {
			t.Errorf("%s is another law between infinite bounds", name)
		}
	}
}

// stranger is a Law from elsewhere.
type stranger struct{ distuv.Exponential }

func (s stranger) SD() float64 { return s.StdDev() }

func TestLawsFromElsewhereCanBeTruncated(t *testing.T) {
	l := cut(t, stranger{distuv.Exponential{Rate: 1}}, 1, 3)
	e := math.Exp(-2)
	near(t, "mean", l.Mean(), 1+(1-3*e)/(1-e), 1e-10)
}

// TestNoDrawLiesBeyondTheEnds: the furthest draws that there are lie within the ends, and come near those that are finite.
func TestNoDrawLiesBeyondTheEnds(t *testing.T) {
	laws := map[string]Law{}
	for name, l := range continuousLaws(t) {
		laws[name] = l
	}
	for name, f := range Families() {
		l := example(t, f)
		laws[name], laws[name+" cut"] = l, cut(t, l, l.Quantile(0.02), l.Quantile(0.9))
	}
	finite := 0
	for name, l := range laws {
		low, high := Ends(l)
		least, most := l.Quantile(0x1p-54), l.Quantile(1-0x1p-53)
		if least < low || most > high {
			t.Errorf("%s: draws go from %g to %g, and its ends are %g and %g", name, least, most, low, high)
		}
		if name == "pert" || name == "pert cut" {
			finite++
			if near := 1e-3 * l.SD(); least-low > near || high-most > near {
				t.Errorf("%s: draws go from %g to %g, far from its ends %g and %g", name, least, most, low, high)
			}
		}
	}
	if finite != 2 {
		t.Errorf("%d laws of 2 have ends that were looked at", finite)
	}
}
