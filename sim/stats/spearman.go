package stats

import (
	"math"
	"slices"
)

// MidRanks returns the rank of each value among all, counted from 1; equal values share the mean of their ranks.
//
// It is used where values have atoms, such as shortfalls that are zero on most paths: no value is put before its equal.
//
// Model: rank = (values below) + ((values equal) + 1)/2.
//
// Limits: the values are finite. -0 and 0 are equal.
//
// Source: Kendall 1945, The treatment of ties in ranking problems.
//
// Checked: TestMidRanksByHand.
func MidRanks(values []float64) []float64 {
	order := Order(values)
	ranks := make([]float64, len(values))
	for i := 0; i < len(order); {
		k := i + 1
		for k < len(order) && values[order[k]] == values[order[i]] {
			k++
		}
		for _, at := range order[i:k] {
			ranks[at] = float64(i+k+1) / 2
		}
		i = k
	}
	return ranks
}

// Order returns the indices of the values from the least to the greatest; equal values stay in their order.
//
// Limits: the values are finite.
//
// Checked: TestMidRanksByHand.
func Order(values []float64) []int {
	type item struct {
		value float64
		at    int
	}
	items := make([]item, len(values))
	for i, v := range values {
		items[i] = item{v, i}
	}
	slices.SortFunc(items, func(a, b item) int {
		switch {
		case a.value < b.value:
			return -1
		case a.value > b.value:
			return 1
		}
		return a.at - b.at
	})
	order := make([]int, len(values))
	for i, x := range items {
		order[i] = x.at
	}
	return order
}

// Correlation returns Pearson's correlation of pairs; of mid-ranks it is Spearman's rank correlation.
//
// Model: Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)²·Σ(y−ȳ)²).
//
// Limits: the values are finite, below about 1e70. NaN where x or y is the same everywhere, and for no pairs.
//
// Source: Spearman 1904; Kendall and Gibbons 1990, Rank Correlation Methods, chapter 3, for ties.
//
// Checked: TestSpearmanOfABivariateNormal, TestSpearmanByHand.
func Correlation(x, y []float64) float64 {
	mx, my := Of(x), Of(y)
	if mx.N == 0 || mx.M2 == 0 || my.M2 == 0 {
		return math.NaN()
	}
	sum := 0.0
	for i := range x {
		sum += float64((x[i] - mx.Mean) * (y[i] - my.Mean))
	}
	return min(max(sum/math.Sqrt(float64(mx.M2*my.M2)), -1), 1)
}

// SpearmanError returns the standard error of a rank correlation of n independent pairs.
//
// Model: Fisher's z = artanh r has the variance (1 + r²/2)/(n − 3); r has that times (1 − r²)².
//
// Step: of first order in 1/n. Made for continuous pairs with |r| below 0.95; of pairs with ties it is a guide.
//
// Limits: NaN for fewer than four pairs.
//
// Source: Bonett, Wright 2000, Sample size requirements for estimating Pearson, Kendall and Spearman correlations,
// Psychometrika 65(1).
//
// Checked: TestSpearmanErrorIsTheSpreadOfSeeds.
func SpearmanError(r float64, n int) float64 {
	if n < 4 {
		return math.NaN()
	}
	square := float64(r * r)
	return (1 - square) * math.Sqrt((1+square/2)/float64(n-3))
}
