package stats

import "math"

// Moments is what is kept of some values to know their mean and spread.
//
// It is used where values come in chunks: each chunk has its moments, and they are merged in the order of the chunks.
// Its zero value holds no values and is ready to merge into. Where nothing finite was seen, Mean, Min and Max are NaN
// (in what Of and Merge return), so that no value is never read as zero.
//
// Model: Mean = Σx/N, M2 = Σ(x−Mean)², over the finite values.
//
// Units: Mean, Min, Max those of the values; M2 their square.
//
// Limits: beyond about 1e150 squares overflow and M2 is +Inf; beyond about 1e307 sums do, and Mean is of no use.
type Moments struct {
	N         uint64 // finite values
	Undefined uint64 // NaN
	Infinite  uint64 // +Inf and -Inf
	Mean      float64
	M2        float64
	Min, Max  float64
}

// Of returns the moments of values.
//
// It looks twice: once for the mean, as distances from the first finite value, once for the squares and for what the
// mean has lost to rounding. Equal values have exactly their own mean and no spread. Finite values are added up in eight
// lanes (see lanes.go).
//
// Model: c = Σ(x−m)/N, Mean = m+c, M2 = Σ(x−m)² − N·c².
//
// Source: Chan, Golub, LeVeque 1983, Algorithms for Computing the Sample Variance (corrected two-pass).
//
// Checked: TestMomentsOfFarNumbers, TestConstantStaysConstant, TestInfinitiesDoNotPoison.
func Of(values []float64) Moments {
	if len(values) > 0 {
		if m, finite := ofFinite(values); finite {
			return m
		}
	}
	return ofAny(values)
}

// ofAny is Of of values that may be undefined or infinite.
func ofAny(values []float64) Moments {
	var room [512]float64
	if len(values) > len(room) {
		m, _ := ofSome(make([]float64, len(values)), values)
		return m
	}
	m, _ := ofSome(room[:], values)
	return m
}

// OfFinite is Of. It returns the finite values as well, in their order: the values themselves where all are, else in front
// of room, which is as long, and may be the values.
//
// Checked: TestFiniteValuesInTheirOrder.
func OfFinite(room, values []float64) (Moments, []float64) {
	if len(values) > 0 {
		if m, finite := ofFinite(values); finite {
			return m, values
		}
	}
	return ofSome(room, values)
}

// ofSome is OfFinite of values that may be undefined or infinite.
func ofSome(room, values []float64) (Moments, []float64) {
	n, undefined := onlyFinite(room[:len(values)], values)
	some := room[:n]
	m := Moments{Mean: math.NaN(), Min: math.NaN(), Max: math.NaN()}
	if n > 0 {
		var ok bool
		if m, ok = ofFinite(some); !ok {
			m = ofHuge(some)
		}
	}
	m.Undefined, m.Infinite = uint64(undefined), uint64(len(values)-n-undefined)
	return m, some
}

// ofHuge is Of of finite values that overflow when they are added up: one after another.
func ofHuge(values []float64) Moments {
	m := Moments{N: uint64(len(values)), Min: values[0], Max: values[0]}
	pivot, sum := values[0], 0.0
	for _, v := range values {
		sum += v - pivot
		m.Min, m.Max = min(m.Min, v), max(m.Max, v)
	}
	n := float64(m.N)
	mean := pivot + sum/n
	var rest, squares float64
	for _, v := range values {
		d := v - mean
		rest += d
		squares += float64(d * d)
	}
	c := rest / n
	m.Mean = min(max(mean+c, m.Min), m.Max)
	m.M2 = max(squares-float64(c*rest), 0)
	m.Min, m.Max = m.Min+0, m.Max+0 // -0 becomes 0
	return m
}

// Merge adds the values of o to m.
//
// Merging is not exactly commutative: for the same bits merge in the same order.
//
// Model: δ = o.Mean−Mean, Mean += δ·o.N/N, M2 += o.M2 + δ²·N₁·o.N/N, with N the new count and N₁ the old.
//
// Source: Chan, Golub, LeVeque 1979, Updating Formulae and a Pairwise Algorithm for Computing Sample Variances.
//
// Checked: TestMergedMomentsAreThoseOfTheWhole, TestConstantStaysConstant.
func (m *Moments) Merge(o Moments) { m.MergeIn(&o) }

// MergeIn is Merge of values whose moments have just been written: a copy would be read before they are there.
func (m *Moments) MergeIn(o *Moments) {
	undefined, infinite := m.Undefined+o.Undefined, m.Infinite+o.Infinite
	switch {
	case m.N == 0 && o.N == 0:
		*m = Moments{Mean: math.NaN(), Min: math.NaN(), Max: math.NaN()}
	case m.N == 0:
		*m = *o
	case o.N == 0:
	default:
		old, n := float64(m.N), float64(m.N+o.N)
		share := float64(o.N) / n
		if delta := o.Mean - m.Mean; delta != 0 {
			m.Mean += float64(delta * share)
			m.M2 += o.M2 + float64(float64(delta*delta)*float64(old*share))
		} else {
			m.M2 += o.M2
		}
		m.N += o.N
		m.Min, m.Max = min(m.Min, o.Min), max(m.Max, o.Max)
	}
	m.Undefined, m.Infinite = undefined, infinite
}

// SD returns the standard deviation, with divisor N−1; NaN for fewer than two values.
func (m Moments) SD() float64 {
	if m.N < 2 {
		return math.NaN()
	}
	return math.Sqrt(m.M2 / float64(m.N-1))
}

// MCSE returns the Monte Carlo standard error of the mean: SD/√N; NaN for fewer than two values.
//
// Limits: it is that of independent values.
func (m Moments) MCSE() float64 { return m.SD() / math.Sqrt(float64(m.N)) }
