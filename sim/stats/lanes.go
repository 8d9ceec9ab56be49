package stats

import "math"

// The loops over many values that a run spends its time in. They add up in eight lanes, value i in lane i mod 8, so that
// vectors of eight and of four give the same bits (lanes_vector.go); in a build without GOEXPERIMENT=simd vector is false, and known
// to be so when it is compiled.

// ofFinite is Of of values that are all finite, and do not overflow when they are added up; else it says no.
func ofFinite(values []float64) (m Moments, ok bool) {
	pivot := values[0]
	sum, low, high := distances(values, pivot)
	ok = m.about(values, pivot, sum, low, high)
	return m, ok
}

// about is ofFinite of values about whose distances from a pivot all is known.
func (m *Moments) about(values []float64, pivot, sum, low, high float64) bool {
	if sum-sum != 0 {
		return false
	}
	mean := pivot + sum/float64(len(values))
	var rest, squares float64
	if low != high { // else they are 0
		rest, squares = spread(values, mean)
	}
	m.set(len(values), mean, rest, squares, low, high)
	return true
}

// set makes them the moments of n values with a mean, before rounding is made up for, and sums of distances from it. They are
// written where they are kept: a copy would be read before it is there.
func (m *Moments) set(n int, mean, rest, squares, low, high float64) {
	c := rest / float64(n)
	m.N, m.Undefined, m.Infinite = uint64(n), 0, 0
	m.Mean, m.M2 = min(max(mean+c, low), high), max(squares-float64(c*rest), 0)
	m.Min, m.Max = low+0, high+0 // -0 becomes 0
}

// distances returns the sum of what values are above the pivot, and the least and the greatest of them. One that is
// undefined or infinite makes the sum so.
func distances(values []float64, pivot float64) (sum, low, high float64) {
	if vector {
		return distancesVector(values, pivot)
	}
	var s lanes
	left := values[len(values)&^7:]
	for half := 0; half < 8; half += 4 { // more at a time would go by way of memory: there are sixteen registers
		var s0, s1, s2, s3 float64
		for rows := values; len(rows) >= 8; rows = rows[8:] {
			v := (*[4]float64)(rows[half:])
			s0 += v[0] - pivot
			s1 += v[1] - pivot
			s2 += v[2] - pivot
			s3 += v[3] - pivot
		}
		*(*[4]float64)(s[half:]) = [4]float64{s0, s1, s2, s3}
	}
	for j, v := range left {
		s[j] += v - pivot
	}
	low, high = extremes(values)
	return s.sum(), low, high
}

// extremes returns the least and the greatest of values, one at least. It compares their bits as integers, which takes no
// branch: as numbers without a sign, bits rise with values from zero up, and fall with those below.
func extremes(values []float64) (low, high float64) {
	bits := math.Float64bits(values[0])
	first, last, top := bits, bits, int64(bits) // as numbers without a sign, and with one
	first1, last1, top1 := first, last, top     // of every second value, beside them
	rows := values
	for ; len(rows) >= 4; rows = rows[4:] {
		v := (*[4]float64)(rows)
		a, b := math.Float64bits(v[0]), math.Float64bits(v[1])
		first, last, top = min(first, a), max(last, a), max(top, int64(a))
		first1, last1, top1 = min(first1, b), max(last1, b), max(top1, int64(b))
		a, b = math.Float64bits(v[2]), math.Float64bits(v[3])
		first, last, top = min(first, a), max(last, a), max(top, int64(a))
		first1, last1, top1 = min(first1, b), max(last1, b), max(top1, int64(b))
	}
	for _, v := range rows {
		a := math.Float64bits(v)
		first, last, top = min(first, a), max(last, a), max(top, int64(a))
	}
	first, last, top = min(first, first1), max(last, last1), max(top, top1)
	least, most := first, uint64(top)
	if last>>63 != 0 { // some are below zero
		least = last
	}
	if top < 0 { // all are
		most = first
	}
	return math.Float64frombits(least), math.Float64frombits(most)
}

// spread returns the sums of the distances from the mean and of their squares.
func spread(values []float64, mean float64) (rest, squares float64) {
	if vector {
		return spreadVector(values, mean)
	}
	var r, q lanes
	left := values[len(values)&^7:]
	for half := 0; half < 8; half += 4 { // four lanes at a time: more sums than there are registers would go by way of memory
		var r0, r1, r2, r3, q0, q1, q2, q3 float64
		for rows := values; len(rows) >= 8; rows = rows[8:] {
			v := (*[4]float64)(rows[half:])
			d0, d1, d2, d3 := v[0]-mean, v[1]-mean, v[2]-mean, v[3]-mean
			r0, q0 = r0+d0, q0+float64(d0*d0)
			r1, q1 = r1+d1, q1+float64(d1*d1)
			r2, q2 = r2+d2, q2+float64(d2*d2)
			r3, q3 = r3+d3, q3+float64(d3*d3)
		}
		*(*[4]float64)(r[half:]) = [4]float64{r0, r1, r2, r3}
		*(*[4]float64)(q[half:]) = [4]float64{q0, q1, q2, q3}
	}
	return spreadEnd(&r, &q, left, mean)
}

func spreadEnd(r, q *lanes, values []float64, mean float64) (rest, squares float64) {
	for j, v := range values {
		d := v - mean
		r[j] += d
		q[j] += float64(d * d)
	}
	return r.sum(), q.sum()
}

// Both returns how many of the values are a and how many are b. It gives up early where the first values are neither.
//
// Checked: TestTwoValuesAreCounted.
func Both(values []float64, a, b float64) (ofA, ofB int) {
	for _, v := range values[:min(len(values), 4)] {
		if v != a && v != b {
			return 0, 0
		}
	}
	if vector {
		return bothVector(values, a, b)
	}
	return bothEach(values, a, b)
}

func bothEach(values []float64, a, b float64) (ofA, ofB int) {
	for _, v := range values {
		if v == a {
			ofA++
		}
		if v == b {
			ofB++
		}
	}
	return ofA, ofB
}

// onlyFinite puts the finite values in front of dst, which is as long, in their order. It returns how many they are, and how
// many are undefined.
func onlyFinite(dst, values []float64) (n, undefined int) {
	if vector {
		return finiteVector(dst, values)
	}
	return finiteEach(dst, values)
}

func finiteEach(dst, values []float64) (n, undefined int) {
	dst = dst[:len(values)]
	for _, v := range values {
		dst[n] = v
		// from 2^63 on where the exponent is all ones: whether a value is finite is not to be guessed
		high := math.Float64bits(v)&(1<<63-1) + 1<<52
		n += 1 - int(high>>63)
		undefined += int((high - 1) >> 63)
	}
	return n, undefined
}

// LeaveVectors readies the processor for long work without vectors, such as hashing a file: after Go has moved a
// goroutine off and on again, the upper halves of its registers count as used, and older instructions such as those of
// SHA-256 then run up to 40 times slower. In a build without vectors it does nothing.
func LeaveVectors() {
	if vector {
		leaveVectors()
	}
}

// lanes are eight sums.
type lanes [8]float64

func (l *lanes) sum() float64 {
	return ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]))
}
