package column

import "math"

// atOnce is how many paths ratesEach works on together: each loop does one thing for all of them, so that the processor has
// several at work, where the steps to one rate wait for each other. Fewer than fewFlows are kept of each; those of a path with
// more are gathered again at each look.
const (
	atOnce   = 64
	fewFlows = 32
)

// seeking is what is known of a path while its rate is looked for: x = log v, what comes in over what goes out, its logarithm
// y and the slope of x by y, at the last look and the one before.
type seeking struct {
	x, v, ratio, y, slope float64
	x0, y0, slope0        float64
	side, near            float64 // 1 where the rate is above 0, -1 where it is below
	flows                 int
}

// gathered are the flows of paths that are not 0, and their steps.
type gathered struct {
	few      [atOnce][fewFlows]float64
	fewSteps [atOnce][fewFlows]uint16
	all      [MostFlows]float64
	allSteps [MostFlows]uint16
}

// ratesEach is Rates without vectors.
func ratesEach(rate *Column, flows []Column, some []uint16, perYear float64) (left Set) {
	span := spanOf(flows, perYear)
	var g gathered
	var at [atOnce]seeking
	var list [atOnce]uint8
	for begin := 0; begin < Size; begin += atOnce {
		n := 0
		for j := range at {
			i := begin + j
			at[j].flows = g.gather(j, flows, some, i)
			amounts, steps := g.of(j, at[j].flows, flows, some, i)
			var known bool
			if rate[i], known = at[j].firstLook(amounts, steps); !known {
				left[i/64] |= 1 << (i % 64)
			}
			list[n] = uint8(j)
			if at[j].side != 0 {
				n++
			}
		}
		open := list[:n]
		for _, j := range open {
			p := &at[j%atOnce]
			p.y0 = Log1(p.ratio)
			p.x = 0 - float64(p.y0*p.slope0)
		}
		for looks := 0; looks < mostLooks && len(open) > 0; looks++ {
			n = 0
			for _, j := range open {
				p := &at[j%atOnce]
				p.v = Exp1(p.x)
				open[n] = j
				if float64(math.Abs(p.x)*span) <= farthest {
					n++
				}
			}
			open = open[:n]
			for _, j := range open {
				p := &at[j%atOnce]
				amounts, steps := g.of(int(j), p.flows, flows, some, begin+int(j))
				in, out, inLate, outLate := worth(amounts, steps, p.v)
				p.ratio, p.slope = in/out, paceOf(in, out, inLate, outLate)
			}
			for _, j := range open {
				p := &at[j%atOnce]
				p.y = Log1(p.ratio)
			}
			n = 0
			for _, j := range open {
				p := &at[j%atOnce]
				open[n] = j
				if step, near := p.move(span); !near {
					n++
				} else if u := float64((Log1(p.v) + step) * -perYear); float64(u*p.side) > 0 {
					i := begin + int(j)
					rate[i] = Exp1(u) - 1
					left[i/64] &^= 1 << (i % 64)
				}
			}
			open = open[:n]
		}
	}
	return left
}

// gather keeps the flows of a path, in place j, that are not 0, if they are few. It returns how many they are.
func (g *gathered) gather(j int, flows []Column, some []uint16, i int) int {
	few, steps, n := &g.few[j], &g.fewSteps[j], 0
	for _, k := range some {
		c := flows[k][i]
		few[n%fewFlows], steps[n%fewFlows] = c, k
		size := math.Float64bits(c) << 1
		n += int((size | -size) >> 63) // without a branch: nobody foresees which are 0
	}
	return n
}

// of is the n flows of a path.
func (g *gathered) of(j, n int, flows []Column, some []uint16, i int) ([]float64, []uint16) {
	if n < fewFlows { // else the last place has been written over
		return g.few[j][:n], g.fewSteps[j][:n]
	}
	n = 0
	for _, k := range some {
		if c := flows[k][i]; c != 0 {
			g.all[n], g.allSteps[n] = c, k
			n++
		}
	}
	return g.all[:n], g.allSteps[:n]
}

// firstLook looks at the flows at x = 0, and at their signs. It says whether it is known already that there is no rate, or one of
// 0. Where one is to be looked for, side is not 0.
func (p *seeking) firstLook(flows []float64, steps []uint16) (rate float64, known bool) {
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
	p.side = 0
	in, out := gross+sum, gross-sum // twice of each
	switch {
	case changes == 0 || sum-sum != 0:
		return math.NaN(), true
	case changes == 1 && sum == 0:
		return 0, true
	case changes > 1 && (sumChanges != 1 || sum == 0),
		!(in >= leastFlow && in <= mostFlow && out >= leastFlow && out <= mostFlow && math.Abs(sum) >= float64(gross*balanced)):
		return math.NaN(), false
	}
	p.side, p.near = 1, nearOnce
	switch {
	case changes > 1:
		p.near = nearMany
	case (sum > 0) == down: // as the first flow
		p.side = -1
	}
	p.ratio, p.slope0, p.x0 = in/out, paceOf(in, out, grossLate+sumLate, grossLate-sumLate), 0
	return math.NaN(), false
}

// move goes to the next x, or says that the step to it is the last.
func (p *seeking) move(span float64) (step float64, near bool) {
	step = 0 - float64(p.y*p.slope)
	g := 1 / (p.y0 - p.y)
	q, m := float64(p.y*g), float64((p.x0-p.x)*g)
	bend := float64((m-p.slope)*(p.y0-p.y)) - float64(((p.slope0-m)-(m-p.slope))*p.y0)
	halved := math.Abs(p.y) <= float64(math.Abs(p.y0)*0.5)
	if halved {
		step += float64(float64(q*q) * bend)
	}
	is, was := float64(math.Abs(step)*span), float64(math.Abs(p.x0-p.x)*span)
	p.x0, p.y0, p.slope0, p.x = p.x, p.y, p.slope, p.x+step
	return step, halved && is <= p.near && float64(is*was) <= nearTwice
}

// paceOf is how far x goes for each unit of y: twice what comes in and goes out is given, and the sums of each times its step.
func paceOf(in, out, inLate, outLate float64) float64 {
	return float64(in*out) / (float64(inLate*out) - float64(outLate*in))
}

// worth is twice what comes in and goes out at a discount factor of a step, and the sums of each times its step.
func worth(flows []float64, steps []uint16, v float64) (in, out, inLate, outLate float64) {
	v2 := float64(v * v)
	v3, v4 := float64(v2*v), float64(v2*v2)
	powers := [inRow]float64{1, v, v2, v3, v4, float64(v4 * v), float64(v3 * v3), float64(v4 * v3)}
	whole, row, factor := float64(v4*v4), uint16(0), 1.0
	var sum, gross, sumLate, grossLate float64
	steps = steps[:len(flows)]
	for i, c := range flows {
		k := steps[i]
		for ; row < k>>rowBits; row++ {
			factor = float64(factor * whole)
		}
		now := float64(c * float64(factor*powers[k%inRow]))
		late := float64(now * float64(k))
		sum += now
		gross += math.Abs(now)
		sumLate += late
		grossLate += math.Abs(late)
	}
	return gross + sum, gross - sum, grossLate + sumLate, grossLate - sumLate
}
