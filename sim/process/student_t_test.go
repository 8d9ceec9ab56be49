package process

import (
	"math"
	"testing"
)

// TestStudentQuantile holds printed tables of the t law, and the exact laws of one and two degrees of freedom.
func TestStudentQuantile(t *testing.T) {
	for _, c := range []struct{ df, p, t float64 }{
		{3, 0.025, 3.182446305}, {3, 0.005, 5.840909310}, {3, 0.0005, 12.92397864}, {4, 0.025, 2.776445105}, {4, 0.0005, 8.610301581},
		{5, 0.05, 2.015048373}, {10, 0.025, 2.228138852}, {10, 0.0005, 4.586893859}, {30, 0.005, 2.749995654}, {100, 0.025, 1.983971519},
	} {
		if q, _ := studentTail(c.df, c.t); math.Abs(q/c.p-1) > 2e-9*c.df {
			t.Errorf("more than %g with %g degrees of freedom has probability %.10g, want %g", c.t, c.df, q, c.p)
		}
	}
	for x := 0.001; x < 1e5; x *= 1.7 {
		q, log := studentTail(1, x)
		near(t, "Cauchy's tail", q*x, math.Atan(1/x)/math.Pi*x)
		near(t, "its logarithm", log, math.Log(math.Atan(1/x)/math.Pi))
		q, _ = studentTail(2, x)
		near(t, "tail of two", q*x*x, x*x/(math.Sqrt(2+x*x)*(math.Sqrt(2+x*x)+x)))
	}
	for _, df := range []float64{3, 4, 7, 50, 200} { // the table, between its nodes and in the tail
		table := newStudent(df, 100)
		scale := studentScale(df, 100)
		for z := 0.00123; z < 8.9; z += 0.0517 {
			_, log := studentTail(df, table.at(z)/scale)
			_, want := above(z)
			if math.Abs(log-want) > 2e-8 {
				t.Errorf("df %g: the quantile at %g is off by %g in probability", df, z, math.Expm1(log-want))
			}
		}
	}
}

// expected is the mean of f of a step's cut variable, by quadrature over the density of the t law.
func expected(df, limit float64, f func(e float64) float64) float64 {
	scale := studentScale(df, limit)
	a, _ := math.Lgamma((df + 1) / 2)
	b, _ := math.Lgamma(df / 2)
	constant := math.Exp(a-b) / math.Sqrt(math.Pi*df)
	// the middle by Simpson's rule; the two cut ends as points
	const n = 20000
	sum, mass, width := 0.0, 0.0, 2*limit/scale/n
	for i := range n + 1 {
		t := -limit/scale + float64(i)*width
		w := width / 3 * []float64{2, 4}[i%2]
		if i == 0 || i == n {
			w /= 2
		}
		p := w * constant * math.Pow(1+t*t/df, -(df+1)/2)
		sum += p * f(scale*t)
		mass += p
	}
	return sum + (1-mass)/2*(f(limit)+f(-limit))
}

func TestStudentTStandardised(t *testing.T) {
	for _, df := range []float64{3, 4, 5, 10, 200} {
		for _, limit := range []float64{3, 5, 10, 100} {
			near(t, "variance", expected(df, limit, func(e float64) float64 { return e * e }), 1)
		}
	}
	near(t, "scale of a far cut", studentScale(10, 100), math.Sqrt(0.8))
}

func studentOf(t *testing.T, n int, df string) *world {
	return build(t, "student-t", given{grid: quarters(n), say: map[string]string{"start": "$350bn", "drift": "15%/y", "volatility": "60%", "df": df}})
}

func TestStudentT(t *testing.T) {
	x := studentOf(t, 12, "4").at("", 12, 1600)
	holds(t, "share below the median", below(x, 350*math.Exp(0.45)), 0.5, 0.505)
	holds(t, "mean of the log", mean(logs(x)), math.Log(350)+0.45, math.Log(350)+0.45-0.54)
	holds(t, "variance of the log", variance(logs(x)), 1.08, 1.08*2) // the mistake of a t variable that is not rescaled
	growth := expected(4, 10, func(e float64) float64 { return math.Exp(0.3 * e) })
	holds(t, "mean", mean(x), 350*math.Exp(0.45)*math.Pow(growth, 12), 350*math.Exp(0.45+0.54))
}

func TestStudentTStep(t *testing.T) {
	e := each(studentOf(t, 1, "5").at("", 1, 1600), func(v float64) float64 { return (math.Log(v/350) - 0.0375) / 0.3 })
	fourth := expected(5, 10, func(e float64) float64 { return e * e * e * e })
	if !(fourth > 5 && fourth < 9) {
		t.Errorf("kurtosis %g, want it between a normal's and that without the cut", fourth)
	}
	holds(t, "kurtosis", mean(each(e, func(v float64) float64 { return v * v * v * v })), fourth, 3)
	scale := studentScale(5, 10)
	for _, c := range []struct{ t, p float64 }{{2.015048373, 0.95}, {3.364929999, 0.99}, {5.893429531, 0.999}} {
		holds(t, "share below a quantile", below(e, c.t*scale), c.p, cdf(c.t*scale))
	}
	for _, v := range e {
		if math.Abs(v) > 10+1e-9 {
			t.Fatalf("a move of %g standard deviations", v)
		}
	}
}

// TestStudentTComesToGBM: with many degrees of freedom the same normals give almost the same path.
func TestStudentTComesToGBM(t *testing.T) {
	x := studentOf(t, 8, "200").at("", 8, 1)
	y := gbmOf(t, "$350bn", "33%/y", "60%", 8).at("", 8, 1) // 15% of the median
	for i := range x {
		if d := math.Abs(math.Log(x[i] / y[i])); d > 0.03 {
			t.Fatalf("path %d is %g, as gbm %g", i, x[i], y[i])
		}
	}
	four := studentOf(t, 8, "4").at("", 8, 1)
	worst := 0.0
	for i := range four {
		worst = math.Max(worst, math.Abs(math.Log(four[i]/y[i])))
	}
	if worst < 0.1 {
		t.Errorf("four degrees of freedom pass for a normal: %g", worst)
	}
}
