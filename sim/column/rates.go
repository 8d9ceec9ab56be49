package column

import "math"

// MostFlows is how many flows of a path Rates has room for.
const MostFlows = 1201

// A power of the discount factor is made of two: the weight of step k is (v^8)^(k/8)·v^(k mod 8).
const (
	rowBits  = 3
	inRow    = 1 << rowBits
	mostRows = MostFlows>>rowBits + 1
)

// What Rates does not do: it leaves it to who looks closer.
const (
	leastFlow = 1e-15 // of what comes in and of what goes out together
	mostFlow  = 1e15
	balanced  = 1e-12 // flows whose sum is less of all of them, and not 0: rounding may have made its sign
	farthest  = 300   // the logarithm of the discount factor of the last step, or of ten years
	mostLooks = 8
)

// When the next step is the last, in units of the logarithm of the discount factor of the last step.
const (
	nearTwice = 1e-8 // the step times the one before
	nearOnce  = 1e-3 // and the step itself
	nearMany  = 1e-9 // where signs change more than once: the worth may be bent there
)

// Rates sets rate to the effective annual rate at which the flows of each path are worth nothing, and returns the paths that
// it leaves to who looks closer (stats.IRR). Flow k is at the end of step k, of which there are perYear in a year. some are
// the steps in whose columns there may be flows, ascending; all others are passed over.
//
// Model: Σ flowₖ·vᵏ = 0, where v is the discount factor of a step. With I what comes in and O what goes out, both discounted,
// y = log(I/O) is nearly a straight line in x = log v: a line if each is one flow. The first step is Newton's from x = 0,
// where all sums are known without a power; others go to y = 0 on the curve x(y) through the last two looks that has their
// slopes too (inverse cubic interpolation), or are Newton's where y is not halved. The rate is e^(−perYear·x) − 1.
//
// It knows the same rules of signs as stats.IRR, and says the same: NaN without a change of sign, 0 for a sum of 0 with one. It leaves
// paths on which several rates may be, those whose rate is not within farthest, and those that mostLooks do not bring close.
//
// Step: the error is Σ rounding over the time between what goes out and what comes in: the rate is off by a few units in the 15th digit of
// 1 + rate.
//
// Limits: the rate of a path depends on its own flows alone, to the last bit.
//
// Source: inverse interpolation with slopes, Traub 1964, Iterative Methods for the Solution of Equations, chapter 4.
//
// Checked: TestRatesAreThoseOfOnePath, TestRatesHaveOneAnswerEverywhere.
func Rates(rate *Column, flows []Column, some []uint16, perYear float64) (left Set) {
	if len(flows) > MostFlows {
		panic("column: more flows than there is room for")
	}
	if vector {
		ratesVector(rate, flows, some, perYear, &left)
		return left
	}
	span := spanOf(flows, perYear)
	var amounts [MostFlows]float64
	var steps [MostFlows]uint16
	for i := range rate {
		n := 0
		for _, k := range some {
			c := flows[k][i]
			amounts[n], steps[n] = c, k
			size := math.Float64bits(c) << 1
			n += int((size | -size) >> 63) // without a branch: nobody foresees which are 0
		}
		var sure bool
		if rate[i], sure = rateOf(amounts[:n], steps[:n], span, perYear); !sure {
			left[i/64] |= 1 << (i % 64)
		}
	}
	return left
}

// spanOf is how many steps there are after the first, or in ten years.
func spanOf(flows []Column, perYear float64) float64 {
	return max(float64(len(flows)-1), 10*perYear)
}

// rateOf is the rate of one path, of which only flows that are not 0 are given.
func rateOf(flows []float64, steps []uint16, span, perYear float64) (rate float64, sure bool) {
	var sum, gross, sumLate, grossLate float64
	var up, down, upSum, downSum bool // the last flow that was not 0 came in, or went out; so of the sum until now
	changes, sumChanges := 0, 0
	steps = steps[:len(flows)]
	for i, c := range flows {
		k, size := float64(steps[i]), math.Abs(c)
		sum += c
		gross += size
		sumLate += float64(k * c)
		grossLate += float64(k * size)
		if c > 0 && down || c < 0 && up {
			changes++
		}
		up, down = c > 0 || up && !(c < 0), c < 0 || down && !(c > 0)
		if sum > 0 && downSum || sum < 0 && upSum {
			sumChanges++
		}
		upSum, downSum = sum > 0 || upSum && !(sum < 0), sum < 0 || downSum && !(sum > 0)
	}
	side, near := 1.0, nearOnce
	switch {
	case changes == 0 || sum-sum != 0:
		return math.NaN(), true
	case changes == 1 && sum == 0:
		return 0, true
	case changes == 1:
		if (sum > 0) == down { // as the first flow
			side = -1
		}
	case sumChanges == 1 && sum != 0:
		near = nearMany
	default:
		return 0, false
	}
	in, out := gross+sum, gross-sum // twice of each
	if !(in >= leastFlow && in <= mostFlow && out >= leastFlow && out <= mostFlow && math.Abs(sum) >= float64(gross*balanced)) {
		return 0, false
	}
	inLate, outLate := grossLate+sumLate, grossLate-sumLate
	y0, slope0, x0 := Log1(in/out), paceOf(in, out, inLate, outLate), 0.0
	x := x0 - float64(y0*slope0)
	for range mostLooks {
		if !(float64(math.Abs(x)*span) <= farthest) {
			return 0, false
		}
		v := Exp1(x)
		in, out, inLate, outLate := worth(flows, steps, v)
		y, slope := Log1(in/out), paceOf(in, out, inLate, outLate)
		newton := 0 - float64(y*slope)
		g := 1 / (y0 - y)
		q, m := float64(y*g), float64((x0-x)*g)
		bend := float64((m-slope)*(y0-y)) - float64(((slope0-m)-(m-slope))*y0)
		step := newton + float64(float64(q*q)*bend)
		halved := math.Abs(y) <= float64(math.Abs(y0)*0.5)
		if !halved {
			step = newton
		}
		is, was := float64(math.Abs(step)*span), float64(math.Abs(x0-x)*span)
		if halved && is <= near && float64(is*was) <= nearTwice {
			u := float64((Log1(v) + step) * -perYear)
			return Exp1(u) - 1, float64(u*side) > 0
		}
		x0, y0, slope0, x = x, y, slope, x+step
	}
	return 0, false
}

// paceOf is how far x goes for each unit of y: twice what comes in and goes out is given, and the sums of each times its step.
func paceOf(in, out, inLate, outLate float64) float64 {
	return float64(in*out) / (float64(inLate*out) - float64(outLate*in))
}

// worth is twice what comes in and goes out at a discount factor of a step, and the sums of each times its step.
func worth(flows []float64, steps []uint16, v float64) (in, out, inLate, outLate float64) {
	var powers [inRow]float64
	v2 := float64(v * v)
	v3, v4 := float64(v2*v), float64(v2*v2)
	powers = [inRow]float64{1, v, v2, v3, v4, float64(v4 * v), float64(v3 * v3), float64(v4 * v3)}
	whole, row, factor := float64(v4*v4), uint16(0), 1.0
	var sum, gross, sumLate, grossLate float64
	steps = steps[:len(flows)]
	for i, c := range flows {
		k := steps[i]
		for ; row < k>>rowBits; row++ {
			factor = float64(factor * whole)
		}
		now := float64(c * float64(factor*powers[k%inRow]))
		size, late := math.Abs(now), float64(now*float64(k))
		sum += now
		gross += size
		sumLate += late
		grossLate += math.Abs(late)
	}
	return gross + sum, gross - sum, grossLate + sumLate, grossLate - sumLate
}
