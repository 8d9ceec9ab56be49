package column

// The kernels of series in a column, for what is worked out once a path.

// maxTerms is how many terms vectors have room for.
const maxTerms = 32

// Terms sets d to begin + begin·(-x/n) + begin·(-x/n)·(-x/(n+1)) + …, up to a last divisor of to - 1.
func Terms(d, x *Column, begin float64, n, to int) {
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
