package engine

import (
	"fmt"
	"math"
	"testing"
)

// studentBelow is the cdf of t with df degrees of freedom, as a finite sum in the angle whose tangent is x/√df.
//
// Source: Abramowitz and Stegun, 26.7.3 and 26.7.4.
func studentBelow(x float64, df int) float64 {
	a := math.Atan(x / math.Sqrt(float64(df)))
	sin, cos := math.Sin(a), math.Cos(a)
	if df%2 == 0 {
		term, sum := 1.0, 0.0
		for k := 0; k <= df-2; k += 2 {
			sum += term
			term *= cos * cos * float64(k+1) / float64(k+2)
		}
		return 0.5 + sin*sum/2
	}
	term, sum := cos, 0.0
	for k := 1; k <= df-2; k += 2 {
		sum += term
		term *= cos * cos * float64(k+1) / float64(k+2)
	}
	return 0.5 + (a+sin*sum)/math.Pi
}

// studentAt is the inverse of studentBelow.
func studentAt(p float64, df int) float64 {
	low, high := -1e4, 1e4
	for range 80 {
		if mid := (low + high) / 2; studentBelow(mid, df) < p {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

func normalBelow(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// simpson integrates over an even number of parts.
func simpson(f func(float64) float64, from, to float64, parts int) float64 {
	h, sum := (to-from)/float64(parts), f(from)+f(to)
	for i := 1; i < parts; i++ {
		sum += f(from+float64(i)*h) * float64(2+2*(i%2))
	}
	return sum * h / 3
}

// tBoth is the t copula at u, u: the integral over the correlation sin θ, from -1, of what it adds to the probability,
// which at -1 is max(0, 2u - 1).
//
// Source: Genz (2004), Numerical computation of rectangular bivariate and trivariate normal and t probabilities,
// Statistics and Computing 14, after Plackett.
func tBoth(u, correlation float64, df int) float64 {
	h, nu := studentAt(u, df), float64(df)
	return math.Max(0, 2*u-1) + simpson(func(a float64) float64 {
		cos2 := math.Cos(a) * math.Cos(a)
		if cos2 < 1e-20 {
			return 0
		}
		return math.Pow(1+2*h*h*(1-math.Sin(a))/(nu*cos2), -nu/2) / (2 * math.Pi)
	}, -math.Pi/2, math.Asin(correlation), 20_000)
}

// TestReferenceOfTheTCopula holds the reference against the same probability by another integral, over the common
// χ² and the first of the two normals, and against a number that is known for four degrees of freedom.
func TestReferenceOfTheTCopula(t *testing.T) {
	if got := tBoth(0.2, 0.7, 4); !(math.Abs(got-0.1168201378) <= 1e-9) {
		t.Errorf("C(0.2, 0.2; 0.7) is %.10f with 4 degrees of freedom", got)
	}
	for _, df := range []int{3, 5, 7} {
		for _, u := range []float64{0.05, 0.2, 0.6} {
			h, nu, r := studentAt(u, df), float64(df), 0.7
			gamma, _ := math.Lgamma(nu / 2)
			got := simpson(func(w float64) float64 { // w² is χ²
				if w == 0 {
					return 0
				}
				density := math.Exp((nu-1)*math.Log(w) - w*w/2 - (nu/2-1)*math.Ln2 - gamma)
				limit := h * w / math.Sqrt(nu)
				return density * simpson(func(x float64) float64 {
					return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) * normalBelow((limit-r*x)/math.Sqrt(1-r*r))
				}, math.Min(-9, limit-1), limit, 400)
			}, 0, 9, 400)
			if want := tBoth(u, r, df); !(math.Abs(got-want) <= 1e-7) {
				t.Errorf("%d degrees of freedom: C(%v, %v; 0.7) is %.9f by one integral and %.9f by another", df, u, u, want, got)
			}
		}
	}
}

// TestTCopulaOfSeveralDegrees holds the share of steps in which two drivers with a correlation of 70% are both low, or
// one is, against the t copula with as many degrees of freedom as the file says.
func TestTCopulaOfSeveralDegrees(t *testing.T) {
	const paths = 200 * chunkSize
	for _, df := range []int{3, 5, 7} {
		x := moves(t, 2, paths, fmt.Sprintf("correlations: {a: [x0, x1, 70%%]}\ncopula: {family: t, df: %d}\n", df))
		n := float64(len(x[0]))
		for _, c := range []struct{ u, quantile float64 }{{0.05, -1.6448536269514726}, {0.2, -0.8416212335729142}} {
			one, both := 0.0, 0.0
			for i := range x[0] {
				if x[0][i] < c.quantile {
					one++
					if x[1][i] < c.quantile {
						both++
					}
				}
			}
			want := tBoth(c.u, 0.7, df)
			if se := math.Sqrt(want * (1 - want) / n); !(math.Abs(both/n-want) <= 5*se) {
				t.Errorf("%d degrees of freedom: both below %v on %.5f, want %.5f ± %.5f", df, c.u, both/n, want, se)
			} else if wrong := tBoth(c.u, 0.7, 40); c.u < 0.1 && math.Abs(both/n-wrong) < 5*se {
				t.Errorf("%d degrees of freedom are not told from 40", df)
			}
			if se := math.Sqrt(c.u * (1 - c.u) / n); !(math.Abs(one/n-c.u) <= 5*se) {
				t.Errorf("%d degrees of freedom: one below %v on %.5f ± %.5f", df, c.u, one/n, se)
			}
		}
	}
}

// TestChiSquareOfTheTCopula finds the χ² behind each step. The same deal without a t copula has the normals z, which it
// turns into e with Φ(e) = T(z·√(df/χ²)). Both drivers of a group must have the same χ²; it has the mean df and the
// variance 2 df, and nothing to do with that of another step.
func TestChiSquareOfTheTCopula(t *testing.T) {
	const paths = 8 * chunkSize
	for _, df := range []int{2, 3, 4, 5, 7, 8, 9} {
		const pair = "correlations: {a: [x0, x1, 30%]}\n"
		z := moves(t, 2, paths, pair)
		e := moves(t, 2, paths, pair+fmt.Sprintf("copula: {family: t, df: %d}\n", df))
		chi := func(d, i int) float64 { // by the lower tail, which keeps its digits
			s := -studentAt(normalBelow(-math.Abs(e[d][i])), df) / math.Abs(z[d][i])
			return float64(df) / (s * s)
		}
		nu, n := float64(df), float64(5*paths)
		all, sum, square := make([]float64, 5*paths), 0.0, 0.0
		for i := range all {
			d := 0 // the larger one
			if math.Abs(z[1][i]) > math.Abs(z[0][i]) {
				d = 1
			}
			all[i] = chi(d, i)
			if math.Abs(z[1-d][i]) > 0.1 && math.Abs(e[d][i]) < 4 {
				if other := chi(1-d, i); !(math.Abs(other/all[i]-1) <= 1e-5) {
					t.Fatalf("%d degrees of freedom: χ² is %v for one driver and %v for another", df, all[i], other)
				}
			}
			sum += all[i] - nu
			square += (all[i] - nu) * (all[i] - nu)
		}
		if se := math.Sqrt(2 * nu / n); !(math.Abs(sum/n) <= 5*se) {
			t.Errorf("%d degrees of freedom: the mean of χ² is %.4f ± %.4f", df, nu+sum/n, se)
		} else if math.Abs(sum/n-1) < 5*se {
			t.Errorf("%d degrees of freedom are not told from %d", df, df+1)
		}
		if se := math.Sqrt((48*nu + 8*nu*nu) / n); !(math.Abs(square/n-2*nu) <= 5*se) {
			t.Errorf("%d degrees of freedom: the variance of χ² is %.4f, want %v ± %.4f", df, square/n, 2*nu, se)
		}
		for lag := 1; lag <= 4; lag++ {
			m, together := float64((5-lag)*paths), 0.0
			for i := range (5 - lag) * paths {
				together += (all[i] - nu) * (all[i+lag*paths] - nu) / (2 * nu)
			}
			if !(math.Abs(together/m) <= 5/math.Sqrt(m)) {
				t.Errorf("%d degrees of freedom: χ² has a correlation of %.3f with that %d steps later", df, together/m, lag)
			}
		}
	}
}

// TestMarginOfT holds the table against its definition: the normal of the same probability as a t variate, far into
// the tail, where the probability is an integral over the angle that loses no digits.
func TestMarginOfT(t *testing.T) {
	worst := 0.0
	for _, df := range []int{2, 3, 4, 5, 7, 10, 30} {
		m, nu := newMargin(df), float64(df)
		power := func(a float64) float64 { return math.Pow(math.Sin(a), nu-1) }
		whole := simpson(power, 0, math.Pi, 4000)
		for x := 1e-4; x < 1e4; x *= 1.0137 {
			p := simpson(power, 0, math.Atan2(math.Sqrt(nu), x), 2000) / whole
			if p < 1e-12 {
				break
			}
			e := m.normal(-x)
			if m.normal(x) != -e {
				t.Fatalf("%d degrees of freedom: %v and %v at ±%v", df, m.normal(x), e, x)
			}
			off := math.Abs(normalBelow(e)-p) / (math.Exp(-e*e/2) / math.Sqrt(2*math.Pi))
			if worst = max(worst, off); !(off <= 1e-9) {
				t.Fatalf("%d degrees of freedom: %v stands for %v, off by %.2g", df, e, -x, off)
			}
		}
	}
	t.Logf("off by at most %.2g", worst)
}
