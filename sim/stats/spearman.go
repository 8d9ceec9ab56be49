package stats

import "math"

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
func MidRanks(values []float64) []float64 { return MidRanksBy(values, Order(values)) }

// MidRanksBy is MidRanks of values whose Order is known.
func MidRanksBy(values []float64, order []int32) []float64 {
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

// Correlations returns the Correlation of each column with those after it; NaN where a column is nil.
//
// It has the bits of Correlation: a sum goes through the rows in their order, beside those of other columns.
//
// Limits: columns that are not nil have as many rows.
//
// Checked: TestCorrelationsAreThoseOfPairs.
func Correlations(columns [][]float64) [][]float64 {
	const rows, beside = 1024, 4
	about := make([]Moments, len(columns))
	sums := make([][]float64, len(columns))
	var some []int // columns that are there
	n := 0
	for a, x := range columns {
		sums[a] = make([]float64, len(columns))
		for b := range sums[a] {
			sums[a][b] = math.NaN()
		}
		if x != nil {
			about[a], n, some = Of(x), len(x), append(some, a)
		}
	}
	less := make([][]float64, len(columns)) // of some rows, less the mean
	for _, a := range some {
		less[a] = make([]float64, rows)
		for _, b := range some {
			sums[a][b] = 0
		}
	}
	for from := 0; from < n; from += rows {
		for _, a := range some {
			less[a] = less[a][:min(rows, n-from)]
			for i, v := range columns[a][from:][:len(less[a])] {
				less[a][i] = v - about[a].Mean
			}
		}
		for k, a := range some {
			for k++; k < len(some); k += beside {
				var to [beside]int
				for i := range to {
					to[i] = some[min(k+i, len(some)-1)]
				}
				products(less[a], less[to[0]], less[to[1]], less[to[2]], less[to[3]],
					&sums[a][to[0]], &sums[a][to[1]], &sums[a][to[2]], &sums[a][to[3]], len(some)-k)
			}
		}
	}
	for k, a := range some {
		for _, b := range some[k+1:] {
			x, y := about[a], about[b]
			if x.N == 0 || x.M2 == 0 || y.M2 == 0 {
				sums[a][b] = math.NaN()
				continue
			}
			sums[a][b] = min(max(sums[a][b]/math.Sqrt(float64(x.M2*y.M2)), -1), 1)
		}
	}
	return sums
}

// products adds the products of a column with the first n of four others.
func products(x, a, b, c, d []float64, toA, toB, toC, toD *float64, n int) {
	a, b, c, d = a[:len(x)], b[:len(x)], c[:len(x)], d[:len(x)]
	sumA, sumB, sumC, sumD := *toA, *toB, *toC, *toD
	for i, v := range x {
		sumA += float64(v * a[i])
		sumB += float64(v * b[i])
		sumC += float64(v * c[i])
		sumD += float64(v * d[i])
	}
	*toA = sumA
	if n > 1 {
		*toB = sumB
	}
	if n > 2 {
		*toC = sumC
	}
	if n > 3 {
		*toD = sumD
	}
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
