package stats

import "slices"

// some are the places in the order of the values that are asked for, counted from 0, rising. nil stands for all.
//
// Where nothing is asked of a page of buckets, or of a few in it, they are left out: a quantile needs two buckets of some
// thousand.
type some []uint64

// few buckets of a page are laid out one by one where something is asked of them.
const few = 16

// placesOf are the places between which quantiles lie.
func placesOf(p []float64, n uint64) some {
	places := make(some, 0, 2*len(p))
	for _, p := range p {
		if p >= 0 && p <= 1 && n > 0 {
			k := min(uint64(p*float64(n-1)), n-1)
			places = append(places, k, min(k+1, n-1))
		}
	}
	slices.Sort(places)
	return places
}

// quantilesOf returns a quantile for each p of n values, laid out where these lie alone.
func (s *Sample) quantilesOf(p []float64) []float64 {
	places := placesOf(p, s.N)
	var r ranks
	if s.Tally != nil {
		r = s.Tally.ranksAt(s.Min, s.Max, places)
	} else {
		r = s.Hist.ranksAt(s.Min, s.Max, places)
	}
	if r.n != s.N { // the moments are of other values
		r.forget()
		r = s.ranks()
	}
	defer r.forget()
	return quantiles(r, p)
}
