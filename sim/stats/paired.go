package stats

// Pair is what two runs of the same random world differ by.
type Pair struct {
	Moments        // of the differences, the second less the first
	Changed uint64 // differences that are not zero
}

// Paired returns what b has more than a, value by value.
//
// It is for two runs with the same draws, of which one has a term more: what chance does to both cancels, and the error
// of the mean difference (Pair.MCSE) is far smaller than the errors of the two means say.
//
// Model: d = b − a on each path; MCSE² = Σ(d − mean)²/(N(N−1)).
//
// Limits: where one of the two is undefined, so is the difference. It panics when there are more values of one.
//
// Source: Glasserman 2003, Monte Carlo Methods in Financial Engineering, §4.
//
// Checked: TestPairedDifference.
func Paired(a, b []float64) Pair {
	if len(a) != len(b) {
		panic("stats: pairs of different lengths")
	}
	d := make([]float64, len(a))
	var p Pair
	for i := range d {
		d[i] = b[i] - a[i]
		if d[i]-d[i] == 0 && d[i] != 0 {
			p.Changed++
		}
	}
	p.Moments = Of(d)
	return p
}
