package engine

import (
	"math"
	"testing"
)

// TestStrikesOfAStepAreIndependent: a year of three strikes on average, N of them, each by a factor m drawn for itself.
// E[∏m] = e^(λ(E[m]-1)) and E[∏m²] = e^(λ(E[m²]-1)), as each strike is a thinning. Were one m used for all strikes of a
// step it would be the mean of e^(λ(m-1)), and of e^(λ(m²-1)), over m, which is further off than chance goes. What is
// added has the mean λE[a] and the variance λE[a²]; were it one a, λ(1+λ)E[a²] - λ²E[a]².
func TestStrikesOfAStepAreIndependent(t *testing.T) {
	const paths, lambda = 40 * chunkSize, 3.0
	s := watch(deal(t, years+`
drivers:
  a: {process: constant, value: 1}
  b: {process: constant, value: 0}
shocks:
  storm: {rate: 300%/y, effects: {a: {times: {uniform: [50%, 90%]}}, b: {add: {uniform: [1, 3]}}}}
`), 0, paths)
	var n, product, square, sum, sumSquare float64
	for q := 1; q <= 3; q++ {
		for i := range paths {
			f := s.series["a"][q][i] / s.series["a"][q-1][i]
			x := s.series["b"][q][i] - s.series["b"][q-1][i]
			n, product, square, sum, sumSquare = n+1, product+f, square+f*f, sum+x, sumSquare+x*x
		}
	}
	// moment is E[m^k] of the factors; common what one m for all strikes would give
	moment := func(k float64) float64 { return (math.Pow(0.9, k+1) - math.Pow(0.5, k+1)) / (k + 1) / 0.4 }
	want := func(k float64) float64 { return math.Exp(lambda * (moment(k) - 1)) }
	common := func(k float64) float64 {
		const parts = 10_000
		mean := 0.0
		for i := range parts {
			m := 0.5 + 0.4*(float64(i)+0.5)/parts
			mean += math.Exp(lambda*(math.Pow(m, k)-1)) / parts
		}
		return mean
	}
	check := func(what string, got, want, wrong, se float64) {
		if !(math.Abs(got-want) <= 5*se) {
			t.Errorf("%s is %v, want %v ± %.2g", what, got, want, se)
		}
		if math.Abs(got-wrong) < 5*se {
			t.Errorf("%s is %v, which one draw for all strikes of a step would give: %v", what, got, wrong)
		}
	}
	check("the mean of the products", product/n, want(1), common(1), math.Sqrt((want(2)-want(1)*want(1))/n))
	check("the mean of their squares", square/n, want(2), common(2), math.Sqrt((want(4)-want(2)*want(2))/n))
	const a1, a2, a4 = 2, 13. / 3, 121. / 5 // of the uniform from 1 to 3: mean, and means of the second and fourth power
	variance := lambda * a2
	if se := math.Sqrt(variance / n); !(math.Abs(sum/n-lambda*a1) <= 5*se) {
		t.Errorf("%v is added, want %v ± %.2g", sum/n, lambda*a1, se)
	}
	check("the variance of what is added", sumSquare/n-(sum/n)*(sum/n), variance, lambda*(1+lambda)*a2-lambda*lambda*a1*a1,
		math.Sqrt((lambda*a4+2*variance*variance)/n))
}
