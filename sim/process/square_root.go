package process

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// squareRoot is a step of Feller's process dX = k·(level - X)·dt + s·√X·dW by Andersen's quadratic-exponential scheme:
// X' is a·(b+z)², or, where chance is large beside the mean, exponential with an atom at zero, with a, b or the rate
// such that mean and variance are those of the exact law. As both depend on X linearly, mean and variance are exact at
// every date, whatever the step; X' rises with z and is never below zero.
type squareRoot struct {
	state, level, keep, gain, square program.Slot
	factor                           program.Factor
	tail                             *hermite
}

// newSquareRoot makes the columns: square is s², which must have its values at Start, as must speed.
func newSquareRoot(m program.Maker, state, level, speed, square program.Slot, factor string) *squareRoot {
	r := &squareRoot{state: state, level: level, keep: m.Column(), gain: m.Column(), square: square, factor: m.Normal(factor), tail: logTail()}
	dt := m.Grid().Dt()
	m.Start(func(b *program.Block) {
		k, keep, gain := b.Col(speed), b.Col(r.keep), b.Col(r.gain)
		for i := range keep {
			x := rounded(k[i], dt)
			keep[i], gain[i] = decay(x), float64(dt*phi1(x))
		}
	})
	return r
}

// step moves the state.
func (r *squareRoot) step(b *program.Block) {
	x, to, keep, gain, square, z := b.Col(r.state), b.Col(r.level), b.Col(r.keep), b.Col(r.gain), b.Col(r.square), b.Z(r.factor)
	for i := range x {
		mean := to[i] + float64(keep[i]*(x[i]-to[i]))
		chance := float64(x[i]*keep[i]) + float64(0.5*to[i]*(1-keep[i]))
		x[i] = r.draw(mean, float64(square[i]*gain[i]*chance), z[i])
	}
}

// draw is the value with that mean and variance at the normal z.
func (r *squareRoot) draw(mean, variance, z float64) float64 {
	if !(mean > 0) {
		return 0
	}
	psi := variance / mean / mean
	switch {
	case psi < 1e-100:
		return mean
	case psi <= 1.5:
		c := 2 / psi
		square := c - 1 + float64(math.Sqrt(c)*math.Sqrt(c-1))
		y := math.Sqrt(square) + z
		return float64(mean/(1+square)) * float64(y*y)
	case psi < 1e15:
		left := 2 / (psi + 1) // the probability that it is above zero
		return max(0, (column.Log1(left)-r.tail.at(z))*mean) / left
	}
	return 0
}
