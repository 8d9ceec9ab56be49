package stats

import "math"

// Status says whether flows have an internal rate of return.
type Status uint8

const (
	Unique    Status = iota // one rate
	None                    // no rate: nothing comes back, or nothing was paid
	NotUnique               // several rates, or one at which the value touches zero without crossing it
)

// IRR returns the effective annual rate at which dated flows are worth nothing, if there is one.
//
// It is one path's rate of return: column.Rates has those of many, and leaves the hard ones to this. The rate is NaN unless the status is Unique. It allocates nothing.
//
// Model: Σ flowᵢ·(1+r)^−tᵢ = 0. Flows of one time count as one. Then, in this order:
//
//	no change of sign among the flows            → None
//	one change of sign                           → Unique (Descartes' rule, which holds for any real times)
//	one change of sign among the running sums    → Unique: the only r > 0 (Norstrom); a negative r beside it, as a
//	                                               last payment out can make, is passed over
//	else all r in (−0.9999, 1000] are isolated and counted, and a double one counts as two
//
// Step: the rate is off by a few units in its 15th digit, or as much as rounding moves the sum.
//
// Units: times in years, ascending; the rate as a fraction a year.
//
// Limits: None where a rate proved to be unique is not within about (−1+1e-14, 1e14), and for flows that are NaN or
// infinite. It panics where times do not ascend.
//
// Source: Norstrom 1972, A Sufficient Condition for a Unique Nonnegative Internal Rate of Return; Jameson 2006,
// Counting zeros of generalised polynomials (Descartes' rule).
//
// Checked: TestIRRKnownAnswers, TestNorstromPassesOverNegativeRates, TestIRRCountsRates, TestAUniqueRateIsWorthNothing,
// TestIRRFindsTheRateItWasMadeWith.
func IRR(flows, times []float64) (rate float64, status Status) {
	s := survey(flows, times)
	if s.changes == 0 || s.sum-s.sum != 0 {
		return math.NaN(), None
	}
	flows, times = flows[s.from:s.to], times[s.from:s.to]
	future := side{flows, times, times[0], 1}
	past := side{flows, times, times[len(times)-1], -1}
	var u float64
	switch {
	case s.changes == 1 && s.sum == 0:
		return 0, Unique
	case s.changes == 1 && (s.sum > 0) == (s.first > 0):
		u, status = past.only()
		return exp(-u) - 1, status
	case s.changes == 1, s.sumChanges == 1 && s.sum != 0:
		u, status = future.only()
		return exp(u) - 1, status
	}
	return isolated(future, past, s.sum == 0)
}

// signs is what the rules of signs ask of flows.
type signs struct {
	from, to   int     // without flows at either end that come to nothing
	changes    int     // among the flows
	sumChanges int     // among the running sums
	first, sum float64 // first flow that is not zero, and their total
}

func survey(flows, times []float64) signs {
	s := signs{from: len(flows)}
	var last, lastSum float64
	for i := 0; i < len(flows); {
		begin := i
		c, next := together(flows, times, i)
		if next < len(flows) && !(times[next] > times[i]) {
			panic("stats: the times of flows must ascend")
		}
		i = next
		if c == 0 {
			continue
		}
		if s.first == 0 {
			s.first, s.from = c, begin
		}
		s.to = i
		if last != 0 && (c > 0) != (last > 0) {
			s.changes++
		}
		last = c
		s.sum += c
		if s.sum == 0 {
			continue
		}
		if lastSum != 0 && (s.sum > 0) != (lastSum > 0) {
			s.sumChanges++
		}
		lastSum = s.sum
	}
	return s
}

// together returns the sum of the flows that have the time of flow i, and the place of the next one.
func together(flows, times []float64, i int) (sum float64, next int) {
	sum, t := flows[i], times[i]
	for i++; i < len(flows) && times[i] == t; i++ {
		sum += flows[i]
	}
	return sum, i
}
