package process

// maxRate is the most events a year: with steps of a year the probability of none is still a normal number.
const maxRate = 500

// count is how many events a step has: the inverse of the Poisson law at the uniform u, where none is e^-mean.
// It ends where the tail is beyond a uniform's resolution.
func count(u, none, mean float64) float64 {
	n, p, below := 0.0, none, none
	for u >= below && (n <= mean || p > 0x1p-60) {
		n++
		p = float64(p*mean) / n
		below += p
	}
	return n
}
