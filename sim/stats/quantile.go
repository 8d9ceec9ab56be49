package stats

// Quantile returns the value that a share p of the values lies below; see Quantiles.
func (s *Sample) Quantile(p float64) float64 { return s.Quantiles(p)[0] }

// Quantiles returns a quantile for each p, in one sweep over the buckets. It is Min at 0 and Max at 1.
//
// Model: linear between the order statistics at rank p(N−1), counted from 0, each estimated within its own bucket:
// exactly where the bucket's values are all equal, else as if they lay evenly.
//
// Step: off by at most 2^-bits·((1−f)|x₀|+f|x₁|), where x₀ and x₁ are the two order statistics and f the fraction of
// the rank; where they have the same sign this is 2^-bits of the sample's quantile. Values below 2^-60 add at most
// 2^-60; beyond 2^60 there is no bound.
//
// Units: those of the values.
//
// Limits: NaN for p outside [0, 1] and for no values.
//
// Source: Hyndman, Fan 1996, Sample Quantiles in Statistical Packages, definition 7 (numpy's and R's default).
//
// Checked: TestQuantilesWithinOneBucket, TestAtomsHaveExactQuantiles.
func (s *Sample) Quantiles(p ...float64) []float64 { return s.quantilesOf(p) }

func quantiles(r ranks, p []float64) []float64 {
	q := make([]float64, len(p))
	for i := range p {
		q[i] = r.quantile(p[i])
	}
	return q
}

// TailMean returns the mean of the lowest p share of the values, the last of them in part.
//
// Where low is bad it is the mean of the worst share (conditional value at risk, expected shortfall).
//
// Model: mean of the lowest pN values; a value at the border counts with the fraction of it that is inside.
//
// Step: off by at most 2^-bits of the mean magnitude of those values; atoms are exact.
//
// Limits: NaN for p outside (0, 1] and for no values. At 1 it is Mean.
//
// Source: Rockafellar, Uryasev 2002, Conditional value-at-risk for general loss distributions, §3.
//
// Checked: TestTailMeansAgainstSorting.
func (s *Sample) TailMean(p float64) float64 {
	if p == 1 {
		return s.Mean
	}
	r := s.ranks()
	defer r.forget()
	return r.lowerMean(p)
}

// UpperTailMean returns the mean of the highest p share of the values. At 1 it is Mean.
func (s *Sample) UpperTailMean(p float64) float64 {
	if p == 1 {
		return s.Mean
	}
	return 0 - s.ranks().mirrored().lowerMean(p)
}

// CDF returns the share of values ≤ x.
//
// Step: exact at an atom and at a bucket's edge; inside a bucket proportional, off by at most that bucket's share.
//
// Limits: NaN for x NaN and for no values.
//
// Checked: TestCDFAgainstSorting.
func (s *Sample) CDF(x float64) float64 {
	r := s.ranks()
	defer r.forget()
	return r.cdf(x)
}

// CDFs returns the CDF at each x, in one sweep.
func (s *Sample) CDFs(x []float64) []float64 {
	r := s.ranks()
	defer r.forget()
	shares := make([]float64, len(x))
	for i := range x {
		shares[i] = r.cdf(x[i])
	}
	return shares
}
