package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// pairs draws from a bivariate normal law.
func pairs(seed uint64, n int, rho float64) (x, y []float64) {
	r := rand.New(rand.NewPCG(seed, 0x5bea))
	for range n {
		a, b := r.NormFloat64(), r.NormFloat64()
		x, y = append(x, a), append(y, rho*a+math.Sqrt(1-rho*rho)*b)
	}
	return x, y
}

func spearman(x, y []float64) float64 { return Correlation(MidRanks(x), MidRanks(y)) }

// TestSpearmanOfABivariateNormal holds the estimate against 6/π·asin(ρ/2), also when both are stretched, which no rank
// sees. The negative control is ρ itself: Pearson's correlation, which is up to 0.018 away.
func TestSpearmanOfABivariateNormal(t *testing.T) {
	const n = 200_000
	for _, rho := range []float64{-0.9, -0.5, 0, 0.3, 0.6, 0.9} {
		x, y := pairs(1, n, rho)
		for i := range x {
			x[i], y[i] = math.Exp(3*x[i]), y[i]*y[i]*y[i]
		}
		want := 6 / math.Pi * math.Asin(rho/2)
		got := spearman(x, y)
		se := SpearmanError(got, n)
		if math.Abs(got-want) > 5*se {
			t.Errorf("ρ = %g: %g, want %g ± %g", rho, got, want, se)
		}
		if math.Abs(rho) == 0.5 && math.Abs(got-rho) < 5*se {
			t.Errorf("negative control: ρ = %g is not told from Spearman's %g", rho, got)
		}
	}
}

// TestSpearmanErrorIsTheSpreadOfSeeds compares the error with what other seeds give: 2000 runs know a spread to 1.6%.
func TestSpearmanErrorIsTheSpreadOfSeeds(t *testing.T) {
	const runs, n = 2000, 400
	for _, rho := range []float64{0, 0.5, 0.9} {
		var got []float64
		for seed := range uint64(runs) {
			x, y := pairs(seed, n, rho)
			got = append(got, spearman(x, y))
		}
		m := Of(got)
		if ratio := SpearmanError(m.Mean, n) / m.SD(); math.Abs(ratio-1) > 0.1 {
			t.Errorf("ρ = %g: the error is %.3f of the spread", rho, ratio)
		}
		if ratio := SpearmanError(m.Mean, n) * math.Sqrt2 / m.SD(); math.Abs(ratio-1) < 0.1 {
			t.Errorf("negative control: ρ = %g: half of the pairs would do", rho)
		}
	}
}

func TestSpearmanByHand(t *testing.T) {
	// ranks 1 2 3 4 5 and 2 1 4 3 5: Σd² = 4, ρ = 1 − 6·4/(5·24) = 0.8
	if got := spearman([]float64{10, 20, 30, 40, 50}, []float64{7, 1, 100, 8, 1000}); math.Abs(got-0.8) > 1e-15 {
		t.Errorf("got %v, want 0.8", got)
	}
	// ranks 1.5 1.5 3 4 and 1 2 3 4: Σ(x−2.5)(y−2.5) = 4.5, over √(4.5·5)
	if got, want := spearman([]float64{0, 0, 1, 2}, []float64{1, 2, 3, 4}), 4.5/math.Sqrt(22.5); math.Abs(got-want) > 1e-15 {
		t.Errorf("with a tie: got %v, want %v", got, want)
	}
	if spearman([]float64{1, 2, 3}, []float64{1, 8, 9}) != 1 || spearman([]float64{1, 2, 3}, []float64{9, 8, 1}) != -1 {
		t.Error("one order, or one turned about, is not 1 or -1")
	}
	for _, c := range [][2][]float64{{{1, 1, 1}, {1, 2, 3}}, {{1, 2}, {5, 5}}, {nil, nil}} {
		if got := spearman(c[0], c[1]); got == got {
			t.Errorf("%v: got %v, want NaN", c, got)
		}
	}
	if SpearmanError(1, 100) != 0 || SpearmanError(0, 103) != 0.1 || SpearmanError(0, 3) == SpearmanError(0, 3) {
		t.Error("the error of a rank correlation")
	}
}

func TestMidRanksByHand(t *testing.T) {
	got := MidRanks([]float64{0, 7, 0, -3, math.Copysign(0, -1), 7})
	if want := []float64{3, 5.5, 3, 1, 3, 5.5}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Order([]float64{2, 1, 2, 1}); !slices.Equal(got, []int32{1, 3, 0, 2}) {
		t.Errorf("got %v", got)
	}
	// the ranks of n values add up to n(n+1)/2, whatever is equal
	r := rand.New(rand.NewPCG(3, 4))
	var v []float64
	for range 5000 {
		v = append(v, max(0, math.Round(r.NormFloat64()*5)))
	}
	sum := 0.0
	for _, k := range MidRanks(v) {
		sum += k
	}
	if sum != 5000*5001/2 {
		t.Errorf("ranks add up to %v", sum)
	}
}
