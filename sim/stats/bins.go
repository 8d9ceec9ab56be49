package stats

import "math"

// Bin is one bar of a histogram to draw: [Low, High), the last one closed.
type Bin struct {
	Low, High float64
	Count     uint64
	Density   float64 // Count/N/(High−Low); NaN where Low == High
	CDF       float64 // share of values in this bin and those below
}

// Bins returns about n bins that touch each other and hold all finite values, with exact counts.
//
// Model: edges are multiples of a round step (1, 2, 2.5 or 5 times a power of ten) over the range of the middle 99% of
// the values, each moved to the nearest edge of a bucket; a number such as 100 or 0.25, which is one, stays. Beyond
// them one bin on each side reaches to the least and the greatest value. A few atoms on a lattice (0, 1, 2, …) have a
// bin around each. If all values are equal there is one bin with Low == High.
//
// Step: counts are exact, as no bucket lies in two bins. An edge moves by at most 2^-(bits+1) of itself.
//
// Limits: nil for no values; tiny values are counted as zero. Fewer bins than asked where they would be narrower than
// buckets.
//
// Checked: TestBinsCountExactly, TestRoundEdgesStayRound, TestFewAtomsHaveABinEach, TestHeavyTailsKeepNarrowBins.
func (s *Sample) Bins(n int) []Bin {
	r := s.ranks()
	defer r.forget()
	return r.bins(n, s.bits(), nil)
}

func (r ranks) bins(n int, bits uint, over *[2]float64) []Bin {
	n = max(n, 1)
	switch {
	case r.n == 0:
		return nil
	case r.min == r.max:
		return []Bin{{r.min, r.max, r.n, math.NaN(), 1}}
	}
	edges := r.lattice(n)
	if edges == nil {
		edges = r.roundEdges(n, bits, over)
	}
	bins := make([]Bin, len(edges)-1)
	for i := range bins {
		bins[i].Low, bins[i].High = edges[i], edges[i+1]
	}
	i := 0
	for _, b := range r.buckets {
		for i+1 < len(bins) && b.low >= bins[i].High {
			i++
		}
		bins[i].Count += b.count
	}
	var sum uint64
	for i := range bins {
		b := &bins[i]
		sum += b.Count
		b.CDF = float64(sum) / float64(r.n)
		b.Density = float64(b.Count) / float64(r.n) / (b.High - b.Low)
	}
	return bins
}

// lattice returns edges halfway between atoms that are at most 2n and not much further apart than the nearest two; nil
// where the values are otherwise.
func (r ranks) lattice(n int) []float64 {
	if len(r.buckets) > 2*n || len(r.buckets) < 2 { // one bucket of several values: they are too small to have others
		return nil
	}
	gap := math.Inf(1)
	for i, b := range r.buckets {
		if b.low != b.high {
			return nil
		}
		if i > 0 {
			gap = min(gap, b.low-r.buckets[i-1].low)
		}
	}
	steps := math.Round((r.max - r.min) / gap)
	if !(steps+1 <= float64(2*n)) {
		return nil
	}
	edges := make([]float64, int(steps)+2)
	for i := range edges {
		edges[i] = r.min + float64((float64(i)-0.5)*gap)
	}
	return edges
}

// roundEdges returns about n+1 round edges over the middle of the values, or over a given range, and the ends.
func (r ranks) roundEdges(n int, bits uint, over *[2]float64) []float64 {
	least, most := max(r.min, -largest), min(r.max, largest)
	low, high := max(r.quantile(0.005), -largest), min(r.quantile(0.995), largest)
	if over != nil {
		low, high = max(over[0], least), min(over[1], most)
	}
	if !(high > low) || most-least <= 1.25*(high-low) {
		low, high = least, most
	}
	if !(high-low > tiniest) {
		return []float64{r.min, r.max}
	}
	step := roundStep((high - low) / float64(n))
	first := math.Floor(low / step.size())
	count := int(min(math.Ceil(high/step.size())-first, float64(4*n)))
	edges := []float64{r.min}
	for i := -1; i <= count+1; i++ {
		edge := snap(step.times(first+float64(i)), bits)
		switch {
		case edge <= r.min:
			edges[0] = edge
		case edge >= r.max:
			return append(edges, edge)
		case edge > edges[len(edges)-1]:
			edges = append(edges, edge)
		}
	}
	return append(edges, r.max)
}

// decimal is a round number: digit · 10^exponent.
type decimal struct {
	digit    float64
	exponent int
}

// roundStep returns the number among 1, 2, 2.5 and 5 times a power of ten that is nearest to x by ratio.
func roundStep(x float64) decimal {
	exponent := int(math.Floor(math.Log10(x)))
	best, off := decimal{1, exponent}, math.Inf(1)
	for _, d := range []decimal{{1, exponent}, {2, exponent}, {2.5, exponent}, {5, exponent}, {1, exponent + 1}} {
		ratio := d.size() / x
		if o := max(ratio, 1/ratio); o < off {
			best, off = d, o
		}
	}
	return best
}

func (d decimal) size() float64 { return d.times(1) }

// times returns i·d, rounded once.
func (d decimal) times(i float64) float64 {
	if d.exponent < 0 {
		return i * d.digit / math.Pow10(-d.exponent)
	}
	return i * d.digit * math.Pow10(d.exponent)
}

// snap returns the bucket edge nearest to x.
func snap(x float64, bits uint) float64 {
	switch magnitude := math.Abs(x); {
	case magnitude < tiniest:
		return 0
	case magnitude >= largest:
		return math.Copysign(largest, x)
	}
	b := math.Float64bits(x) + 1<<(51-bits)
	return math.Float64frombits(b &^ (1<<(52-bits) - 1))
}
