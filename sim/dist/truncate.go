package dist

import (
	"math"

	"dealsim/sim/unit"
)

// Truncate is the law given that its draw lies from min to max; either may be infinite.
//
// It is used where a law's tails have no meaning: a share above 1, a price below 0.
//
// Model: Q(F(min) + u (F(max)-F(min))), with the complements of F in the upper tail; a law of single values loses
// the values outside and shares out their probabilities.
// Moments: sums of a law of single values, else quadrature.
// Limits: min below max, and at least 10^-40 of the law between them.
// Source: Devroye (1986), Non-Uniform Random Variate Generation, II.2.2.
// Checked: TestTruncatedNormalHasTheKnownMoments, TestTruncationIsExactFarOut.
func Truncate(l Law, min, max float64) (Law, *unit.Problem) {
	if !(min < max) {
		return nil, &unit.Problem{Why: "min is not below max", Remedy: "write the lower bound as min, or leave out a bound that binds nothing"}
	}
	if d, ok := l.(*discrete); ok {
		return d.within(min, max)
	}
	inner := shape(foreign{l})
	if c, ok := l.(*continuous); ok {
		inner = c.shape
	}
	t := &truncated{inner: inner, min: min, max: max}
	t.lowBelow, t.lowAbove = inner.split(min)
	t.highBelow, t.highAbove = inner.split(max)
	if t.lowBelow == 0 && t.highAbove == 0 {
		return l, nil
	}
	if !(t.mass() >= 1e-40) {
		return nil, nothingBetween()
	}
	var cuts []float64
	if c, ok := inner.(cornered); ok && c.corner() > min && c.corner() < max {
		below, _ := t.split(c.corner())
		cuts = append(cuts, below)
	}
	mean, sd := moments(t, cuts...)
	return &continuous{t, mean, sd}, nil
}

func nothingBetween() *unit.Problem {
	return &unit.Problem{Why: "nothing of the distribution lies between min and max", Remedy: "write bounds on both sides of its middle"}
}

type truncated struct {
	inner                shape
	min, max             float64
	lowBelow, lowAbove   float64 // the masses beside min
	highBelow, highAbove float64 // the masses beside max
}

func (t *truncated) at(u, v float64) float64 {
	below := mul(v, t.lowBelow) + mul(u, t.highBelow)
	above := mul(v, t.lowAbove) + mul(u, t.highAbove)
	return math.Min(math.Max(t.inner.at(below, above), t.min), t.max)
}

func (t *truncated) ends() (low, high float64) { return t.min, t.max }

func (t *truncated) split(x float64) (below, above float64) {
	if x <= t.min {
		return 0, 1
	}
	if x >= t.max {
		return 1, 0
	}
	b, a := t.inner.split(x)
	m := t.mass()
	if b < 0.5 {
		below = (b - t.lowBelow) / m
		return below, 1 - below
	}
	above = (a - t.highAbove) / m
	return 1 - above, above
}

// mass is what lies between the bounds, as a difference of small numbers.
func (t *truncated) mass() float64 {
	if t.lowAbove < 0.5 {
		return t.lowAbove - t.highAbove
	}
	return t.highBelow - t.lowBelow
}

func (t *truncated) corner() float64 {
	if c, ok := t.inner.(cornered); ok {
		return c.corner()
	}
	return math.NaN()
}
