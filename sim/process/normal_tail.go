package process

import (
	"math"
	"sync"

	"dealsim/sim/column"
)

// hermite is a function as a table: cubic pieces through values and slopes at equal distances, straight lines beyond.
type hermite struct {
	from, perUnit float64
	value, slope  []float64 // slopes per cell
}

func (h *hermite) at(x float64) float64 {
	place, last := float64((x-h.from)*h.perUnit), len(h.value)-1
	if !(place >= 0 && place < float64(last)) {
		if place > 0 {
			return h.value[last] + float64(h.slope[last]*(place-float64(last)))
		}
		return h.value[0] + float64(h.slope[0]*place)
	}
	i := int(place)
	f := place - float64(i)
	v, s, t := h.value[i], h.slope[i], h.slope[i+1]
	d := h.value[i+1] - v
	y := (s + t) - float64(2*d)
	y = (float64(3*d) - float64(2*s) - t) + float64(f*y)
	y = s + float64(f*y)
	return v + float64(f*y)
}

// logTwoPi is log(√(2π)).
const logTwoPi = 0.918938533204672741780

// above is the probability Φ(-z) that a normal is above z, and its logarithm: the series near the middle, Laplace's
// continued fraction for the rest.
//
// Source: Abramowitz and Stegun (1964), 26.2.11 and 26.2.14. Checked: TestNormalTail.
func above(z float64) (p, log float64) {
	a := math.Abs(z)
	density := float64(-0.5*a*a) - logTwoPi
	if a < 2 {
		term, sum := a, a
		for k := 3.0; term > 1e-17*sum; k += 2 {
			term = float64(term*a*a) / k
			sum += term
		}
		half := float64(column.Exp1(density) * sum)
		p = 0.5 - math.Copysign(half, z)
		return p, column.Log1(p)
	}
	fraction := a
	for k := 120.0; k >= 1; k-- {
		fraction = a + k/fraction
	}
	log = density - column.Log1(fraction)
	p = column.Exp1(log)
	if z < 0 {
		return 1 - p, column.Log1(1 - p)
	}
	return p, log
}

// logTail is log Φ(-z) as a table, within 1e-9 up to |z| = 9: how an exponential is drawn from a normal.
var logTail = sync.OnceValue(func() *hermite {
	const reach, perUnit = 9.0, 32.0
	h := &hermite{from: -reach, perUnit: perUnit}
	for i := 0.0; i <= 2*reach*perUnit; i++ {
		z := float64(i/perUnit) - reach
		_, log := above(z)
		h.value = append(h.value, log)
		h.slope = append(h.slope, -column.Exp1(float64(-0.5*z*z)-logTwoPi-log)/perUnit)
	}
	return h
})
