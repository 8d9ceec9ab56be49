package process

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// maxSpeed is the fastest return to a level that is told from an immediate one: a half-life of microseconds.
const maxSpeed = 1e9

// speedFields are the two ways to say how fast a quantity returns; exactly one is given.
func speedFields() []schema.Field {
	return []schema.Field{
		{Name: "speed", Form: schema.Number, Dim: unit.Rate, Min: schema.Limit(0), Max: schema.Limit(1000),
			Help: "one of speed and half_life is needed: share of the gap closed per year, continuously: ln 2 / half_life"},
		{Name: "half_life", Form: schema.Number, Dim: unit.Years, Min: schema.Limit(0.001),
			Help: "or the time in which half of the gap closes, in place of speed"},
	}
}

// onlyWith says of fields that they have a part only beside another.
func onlyWith(other string, fields []schema.Field) []schema.Field {
	for k := range fields {
		fields[k].Help = "with " + other + ": " + fields[k].Help
	}
	return fields
}

// speedRules refuses both and neither.
func speedRules(q program.Query) []program.Rule {
	switch has := q.Has("speed"); {
	case has && q.Has("half_life"):
		return []program.Rule{rule("half_life", "speed and half_life say the same thing twice", "keep one of them")}
	case !has && !q.Has("half_life"):
		return []program.Rule{rule("half_life", "neither half_life nor speed is given", "write half_life: 18 months, or speed: 46%/y")}
	}
	return nil
}

// speed is a column with the speed, whichever way it is given, from Start on.
func speed(m program.Maker) program.Slot {
	if !m.Has("half_life") {
		return m.Number("speed")
	}
	half := m.Number("half_life")
	return m.Derived(1, []program.Slot{half}, func(b *program.Block, to []program.Slot) {
		h, dst := b.Col(half), b.Col(to[0])
		for i := range dst {
			dst[i] = math.Ln2 / h[i]
		}
	})[0]
}

// The integrals of exponentials over a step of length dt at speed k, as functions of x = k*dt. Near zero the closed
// forms cancel, and a series takes their place; at zero they are those of a random walk.

// rounded is k*dt within reach.
func rounded(k, dt float64) float64 { return float64(min(k, maxSpeed) * dt) }

// decay is e^-x.
func decay(x float64) float64 { return column.Exp1(-x) }

// phi1 is (1-e^-x)/x = 1 - x/2 + x²/6 - …, the mean of e^-xu over u in 0..1.
func phi1(x float64) float64 {
	if math.Abs(x) > 0.5 {
		return (1 - column.Exp1(-x)) / x
	}
	sum, term := 1.0, 1.0
	for n := 2.0; n < 18; n++ {
		term = -float64(term*x) / n
		sum += term
	}
	return sum
}

// phi2 is (x-1+e^-x)/x² = 1/2 - x/6 + x²/24 - …
func phi2(x float64) float64 {
	if math.Abs(x) > 0.5 {
		return (1 - phi1(x)) / x
	}
	sum, term := 0.5, 0.5
	for n := 3.0; n < 18; n++ {
		term = -float64(term*x) / n
		sum += term
	}
	return sum
}

// phi3 is (x - 2(1-e^-x) + (1-e^-2x)/2)/x³ = 1/3 - x/4 + 7x²/60 - …: the variance of the integral of an
// Ornstein–Uhlenbeck process that starts from a point, over dt³.
func phi3(x float64) float64 {
	if math.Abs(x) > 1 {
		e := column.Exp1(-x)
		return (x - float64(2*(1-e)) + float64(0.5*(1-e)*(1+e))) / float64(x*x*x)
	}
	sum, power := 0.0, 1.0
	for n, up := range ups {
		sum += float64(up*power) / downs[n]
		power = -float64(power * x)
	}
	return sum
}

// revert is the exact step of an Ornstein–Uhlenbeck process toward a column of levels: from Start on it has the
// columns of the decay and of the noise.
type revert struct {
	state, level, keep, noise program.Slot
	factor                    program.Factor
	same                      bool // level, decay and noise are the same on every path
}

// newRevert makes the columns; the state and the level must have their values at Start.
func newRevert(m program.Maker, state, level, speed, volatility program.Slot, factor string) *revert {
	r := &revert{state: state, level: level, factor: m.Normal(factor)}
	dt := m.Grid().Dt()
	made := m.Derived(4, []program.Slot{speed, volatility}, func(b *program.Block, to []program.Slot) {
		keep, noise, x, spare := b.Col(to[0]), b.Col(to[1]), b.Col(to[2]), b.Col(to[3])
		roundeds(x, b.Col(speed), dt)
		decays(keep, x)
		deviations(noise, x, spare, dt)
		column.Mul(noise, b.Col(volatility), noise)
	})
	r.keep, r.noise = made[0], made[1]
	r.same = m.Same(level) && m.Same(r.keep) && m.Same(r.noise)
	return r
}

// step moves the state.
func (r *revert) step(b *program.Block) {
	if r.same {
		column.RevertC(b.Col(r.state), b.Z(r.factor), b.Col(r.level)[0], b.Col(r.keep)[0], b.Col(r.noise)[0])
		return
	}
	column.Revert(b.Col(r.state), b.Col(r.level), b.Col(r.keep), b.Col(r.noise), b.Z(r.factor))
}
