package stats

// The loops over many values that a run spends its time in. They add up in eight lanes, value i in lane i mod 8, so that
// vectors of eight and of four give the same bits (lanes_vector.go); in a build without GOEXPERIMENT=simd vector is false, and known
// to be so when it is compiled.

// ofFinite is Of of values that are all finite, and do not overflow when they are added up; else it says no.
func ofFinite(values []float64) (m Moments, ok bool) {
	pivot := values[0]
	sum, low, high := distances(values, pivot)
	if sum-sum != 0 {
		return m, false
	}
	n := float64(len(values))
	mean := pivot + sum/n
	rest, squares := spread(values, mean)
	c := rest / n
	return Moments{N: uint64(len(values)), Mean: min(max(mean+c, low), high), M2: max(squares-float64(c*rest), 0),
		Min: low + 0, Max: high + 0}, true // -0 becomes 0
}

// distances returns the sum of what values are above the pivot, and the least and the greatest of them. One that is
// undefined or infinite makes the sum so.
func distances(values []float64, pivot float64) (sum, low, high float64) {
	if vector {
		return distancesVector(values, pivot)
	}
	var s lanes
	low, high = pivot, pivot
	for len(values) >= 8 {
		v := (*lanes)(values)
		for j := range v {
			s[j] += v[j] - pivot
			if v[j] < low {
				low = v[j]
			}
			if v[j] > high {
				high = v[j]
			}
		}
		values = values[8:]
	}
	return distancesEnd(&s, values, pivot, low, high)
}

// distancesEnd adds the values after the last whole vector, and the lanes.
func distancesEnd(s *lanes, values []float64, pivot, low, high float64) (sum, least, most float64) {
	for j, v := range values {
		s[j] += v - pivot
		low, high = min(low, v), max(high, v)
	}
	return s.sum(), low, high
}

// spread returns the sums of the distances from the mean and of their squares.
func spread(values []float64, mean float64) (rest, squares float64) {
	if vector {
		return spreadVector(values, mean)
	}
	var r, q lanes
	for len(values) >= 8 {
		v := (*lanes)(values)
		for j := range v {
			d := v[j] - mean
			r[j] += d
			q[j] += float64(d * d)
		}
		values = values[8:]
	}
	return spreadEnd(&r, &q, values, mean)
}

func spreadEnd(r, q *lanes, values []float64, mean float64) (rest, squares float64) {
	for j, v := range values {
		d := v - mean
		r[j] += d
		q[j] += float64(d * d)
	}
	return r.sum(), q.sum()
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
