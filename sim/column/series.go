package column

import "math"

// The kernels of series in a column, for what is worked out once a path.

// maxTerms is how many terms vectors have room for.
const maxTerms = 32

// Terms sets d to begin + begin·(-x/n) + begin·(-x/n)·(-x/(n+1)) + …, up to a last divisor of to - 1.
func Terms(d, x *Column, begin float64, n, to int) {
	if to-n < maxTerms {
		var sizes [maxTerms]float64
		size, far := math.Abs(begin), farthest0(x)
		sizes[0] = size
		for k := n; k < to; k++ {
			size = float64(size*far) / float64(k)
			sizes[k-n+1] = size
		}
		to = n + enough(sizes[:max(to-n, 0)+1]) - 1
	}
	if vector && to <= maxTerms {
		termsVector(d, x, begin, n, to)
		return
	}
	for i := range d {
		sum, term := begin, begin
		for k := n; k < to; k++ {
			term = -float64(term*x[i]) / float64(k)
			sum += term
		}
		d[i] = sum
	}
}

// Series sets d to the sum of ups[n]·(-x)^n / downs[n].
func Series(d, x *Column, ups, downs []float64) {
	if len(ups) <= maxTerms {
		var sizes [maxTerms]float64
		power, far := 1.0, farthest0(x)
		for n, up := range ups {
			sizes[n] = math.Abs(float64(up*power) / downs[n])
			power = float64(power * far)
		}
		ups = ups[:enough(sizes[:len(ups)])]
	}
	if vector && len(ups) <= maxTerms {
		seriesVector(d, x, ups, downs)
		return
	}
	for i := range d {
		sum, power := 0.0, 1.0
		for n, up := range ups {
			sum += float64(up*power) / downs[n]
			power = -float64(power * x[i])
		}
		d[i] = sum
	}
}

// farthest0 is how far from 0 the values of a column are at most; undefined where one is.
func farthest0(x *Column) float64 {
	low, high := Range(x)
	return max(math.Abs(low), math.Abs(high))
}

// enough is how many terms of a sum, of which no path has a larger one than is given, can change it: the first, where all others
// together are less than half of it, and those up to the last that is not far smaller than the last place of the sum.
func enough(sizes []float64) int {
	n := len(sizes)
	if n == 0 {
		return 0
	}
	others := 0.0
	for _, s := range sizes[1:] {
		others += s
	}
	if !(others < float64(sizes[0]/2)) {
		return n
	}
	for ; n > 1 && sizes[n-1] < float64(sizes[0]*0x1p-58); n-- {
	}
	return n
}
