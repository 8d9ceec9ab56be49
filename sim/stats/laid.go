package stats

// Laid is a sample laid out for several questions, which are then asked in one sweep. Every answer is that of the sample.
//
// Limits: nothing may be added to the sample meanwhile, and nothing asked after Forget.
//
// Checked: TestASampleIsLaidOutOnce.
type Laid struct {
	s *Sample
	r ranks
}

// Lay lays the sample out.
func (s *Sample) Lay() *Laid { return &Laid{s, s.ranks()} }

// Quantiles is that of the sample.
func (l *Laid) Quantiles(p ...float64) []float64 { return quantiles(l.r, p) }

// TailMean is that of the sample.
func (l *Laid) TailMean(p float64) float64 {
	if p == 1 {
		return l.s.Mean
	}
	return l.r.lowerMean(p)
}

// Bins is that of the sample.
func (l *Laid) Bins(n int) []Bin { return l.r.bins(n, l.s.bits(), nil) }

// Forget gives the memory back.
func (l *Laid) Forget() { l.r.forget() }
