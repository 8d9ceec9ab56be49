package stats

// Sample is what is kept of one quantity over many paths: moments and a histogram of the same values.
//
// Everything it says keeps within the least and the greatest finite value.
//
// Limits: moments are merged in a fixed order for the same bits; the histogram in any. Who merges them apart calls
// s.Moments.Merge and s.Hist.Merge.
//
// Checked: TestSampleKeepsWithinItsValues, TestSampleInChunksIsTheWhole.
type Sample struct {
	Moments
	Hist  *Histogram
	Tally *Tally // instead of Hist, where there are many such samples
}

// NewSample returns an empty sample whose histogram has 2^bits buckets an octave.
func NewSample(bits int) *Sample { return &Sample{Moments: Of(nil), Hist: NewHistogram(bits)} }

// NewTallies makes empty samples that are counted by keys, each with its atoms; see Tally.
func NewTallies(samples []*Sample, bits int, atoms func(k int) []float64) {
	made, tallies, empty := make([]Sample, len(samples)), make([]Tally, len(samples)), Of(nil)
	for k := range samples {
		tallies[k].init(bits, atoms(k))
		made[k] = Sample{Moments: empty, Tally: &tallies[k]}
		samples[k] = &made[k]
	}
}

// Add adds values, as one chunk.
func (s *Sample) Add(values []float64) {
	s.Moments.Merge(Of(values))
	if s.Tally != nil {
		keys := NewKeys(int(s.Tally.bits), len(values))
		s.Tally.Keys(keys, values)
		s.Tally.Count(keys)
		return
	}
	s.Hist.Add(values)
}

// Merge adds the values of o; of samples with a histogram only.
func (s *Sample) Merge(o *Sample) {
	s.Moments.Merge(o.Moments)
	s.Hist.Merge(o.Hist)
}

func (s *Sample) ranks() ranks {
	if s.Tally != nil {
		return s.Tally.ranks(s.Min, s.Max)
	}
	return s.Hist.ranks(s.Min, s.Max)
}

// Quantile returns the value that a share p of the values lies below; see Histogram.Quantiles. It is Min at 0 and Max
// at 1.
func (s *Sample) Quantile(p float64) float64 { return s.Quantiles(p)[0] }

// Quantiles returns a quantile for each p, in one sweep.
func (s *Sample) Quantiles(p ...float64) []float64 { return s.quantilesOf(p) }

// TailMean returns the mean of the lowest p share of the values; see Histogram.TailMean. At 1 it is Mean.
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

// CDF returns the share of values ≤ x; see Histogram.CDF.
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

// Bins returns about n bins to draw, with exact counts; see Histogram.Bins.
func (s *Sample) Bins(n int) []Bin {
	r := s.ranks()
	defer r.forget()
	return r.bins(n, s.bits(), nil)
}

func (s *Sample) bits() uint {
	if s.Tally != nil {
		return s.Tally.bits
	}
	return s.Hist.bits
}

// BinsBetween returns bins as Bins does, but over a range that a reader wants to see rather than over the middle 99% of
// the values: with a long tail most values stand in the first few bins of that middle.
//
// Checked: TestBinsBetween.
func (s *Sample) BinsBetween(low, high float64, n int) []Bin {
	r := s.ranks()
	defer r.forget()
	return r.bins(n, s.bits(), &[2]float64{low, high})
}
