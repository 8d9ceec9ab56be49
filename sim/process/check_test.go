package process

import (
	"math"
	"testing"
)

// An estimate with its standard error.
type estimate struct{ value, se float64 }

// errors is how many standard errors the truth is away.
func (e estimate) errors(truth float64) float64 { return math.Abs(e.value-truth) / e.se }

// holds demands the truth within 5 standard errors, and that what a mistaken law would give is outside: the negative
// control, without which a test with few paths proves nothing.
func holds(t *testing.T, what string, e estimate, truth, mistaken float64) {
	t.Helper()
	if d := e.errors(truth); !(d <= 5) {
		t.Errorf("%s is %.9g, want %.9g: %.1f standard errors", what, e.value, truth, d)
	}
	if d := e.errors(mistaken); !(d > 5) {
		t.Errorf("%s is %.9g, which does not refuse the mistaken %.9g: %.1f standard errors", what, e.value, mistaken, d)
	}
}

func mean(x []float64) estimate {
	var sum, squares float64
	for _, v := range x {
		sum += v
	}
	n := float64(len(x))
	m := sum / n
	for _, v := range x {
		squares += (v - m) * (v - m)
	}
	return estimate{m, math.Sqrt(squares / (n - 1) / n)}
}

// variance has the error that follows from the fourth moment.
func variance(x []float64) estimate {
	m, n := mean(x).value, float64(len(x))
	var two, four float64
	for _, v := range x {
		d := (v - m) * (v - m)
		two += d
		four += d * d
	}
	two, four = two/n, four/n
	return estimate{two * n / (n - 1), math.Sqrt((four - two*two) / n)}
}

// share is how often something is so, with the binomial error.
func share(x []float64, is func(float64) bool) estimate {
	hits := 0.0
	for _, v := range x {
		if is(v) {
			hits++
		}
	}
	n := float64(len(x))
	p := hits / n
	return estimate{p, math.Sqrt(max(p*(1-p), 1/n) / n)}
}

func below(x []float64, q float64) estimate { return share(x, func(v float64) bool { return v <= q }) }

func each(x []float64, f func(float64) float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = f(v)
	}
	return out
}

func logs(x []float64) []float64 { return each(x, math.Log) }

// near demands equality to a relative 1e-9.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if d := math.Abs(got - want); !(d <= 1e-9*math.Max(math.Abs(want), 1e-3)) {
		t.Errorf("%s is %.15g, want %.15g", what, got, want)
	}
}

// cdf is the normal law.
func cdf(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
