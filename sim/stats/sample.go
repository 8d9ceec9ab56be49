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

func (s *Sample) bits() uint {
	if s.Tally != nil {
		return s.Tally.bits
	}
	return s.Hist.bits
}

// Outside returns how many finite values have no bucket: those so large that no quantile among them is known, and those so
// near to zero that they count as zero.
//
// Checked: TestValuesWithoutABucketAreCounted.
func (s *Sample) Outside() (large, small uint64) {
	switch {
	case s.Min >= tiniest && s.Max < largest:
		return 0, 0
	case s.Tally != nil:
		return s.Tally.special(keyBelow) + s.Tally.special(keyAbove), s.Tally.special(keyTiny)
	}
	return s.Hist.below.count + s.Hist.above.count, s.Hist.special(keyTiny)
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
