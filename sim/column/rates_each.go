package column

import (
	"math"
	"math/bits"
)

// atOnce is how many paths ratesEach works on together, as many as bits in a word: each loop does one thing for all of them,
// so that the processor has several at work, where the steps to one rate wait for each other. Up to fewFlows are kept of each;
// those of a path with more are gathered again at each look.
const (
	atOnce   = 64
	fewFlows = 16
)

// seeking is what is known of a path while its rate is looked for: x = log v, what comes in over what goes out, its logarithm
// y and the slope of x by y, at the last look and the one before.
type seeking struct {
	x, v, ratio, y, slope, step    float64
	x0, y0, slope0                 float64
	sum, gross, sumLate, grossLate float64 // of the flows at x = 0
	side, near                     float64 // 1 where the rate is above 0, -1 where it is below
	flows                          int
	few                            [fewFlows]float64 // flows that are not 0, and their steps
	fewSteps                       [fewFlows]uint16
}

// together are paths that are worked on together.
type together struct {
	paths         [atOnce]seeking
	open, near    [atOnce]uint8 // those whose rate is looked for, and those that are near it
	changed, more uint64        // paths whose flows change sign, and those on which they do more than once
	down          uint64        // paths whose last flow goes out

	factors [mostRows]float64
	flows   [MostFlows]float64 // of one path with more than a few
	steps   [MostFlows]uint16
}

// ratesEach is Rates without vectors.
func ratesEach(rate *Column, flows []Column, some []uint16, perYear float64) (left Set) {
	span := spanOf(flows, perYear)
	var t together
	for begin := 0; begin < Size; begin += atOnce {
		t.gather(flows, some, begin)
		n := 0
		for j := range t.paths {
			p, i := &t.paths[j], begin+j
			var known bool
			if rate[i], known = t.firstLook(j, flows, some, i); !known {
				left.Put(i)
			}
			t.open[n] = uint8(j)
			if p.side != 0 {
				n++
			}
		}
		open, near := t.open[:n], 0
		for _, j := range open {
			p := &t.paths[j%atOnce]
			p.y0 = Log1(p.ratio)
			p.x = 0 - float64(p.y0*p.slope0)
		}
		for looks := 0; looks < mostLooks && len(open) > 0; looks++ {
			n = 0
			for _, j := range open {
				p := &t.paths[j%atOnce]
				p.v = Exp1(p.x)
				open[n] = j
				if float64(math.Abs(p.x)*span) <= farthest {
					n++
				}
			}
			open = open[:n]
			for _, j := range open {
				t.look(int(j), flows, some, begin+int(j))
			}
			for _, j := range open {
				p := &t.paths[j%atOnce]
				p.y = Log1(p.ratio)
			}
			n = 0
			for _, j := range open {
				p := &t.paths[j%atOnce]
				open[n] = j
				t.near[near] = j
				if p.move(span) {
					near++
				} else {
					n++
				}
			}
			open = open[:n]
		}
		for _, j := range t.near[:near] {
			p, i := &t.paths[j%atOnce], begin+int(j)
			whole := p.v // the powers of this one were counted with: its logarithm has none of their rounding
			for range rowBits {
				whole = float64(whole * whole)
			}
			if u := float64((float64(Log1(whole)/inRow) + p.step) * -perYear); float64(u*p.side) > 0 {
				rate[i] = Exp1(u) - 1
				left.Drop(i)
			}
		}
	}
	return left
}

// gather keeps the flows of paths that are not 0, if they are few, and adds them up as they are at x = 0. Nobody foresees which
// are 0: their bits are made without a jump.
func (t *together) gather(flows []Column, some []uint16, begin int) {
	for j := range t.paths {
		p := &t.paths[j]
		p.sum, p.gross, p.sumLate, p.grossLate, p.flows = 0, 0, 0, 0, 0
	}
	var up, down, changed, more uint64 // the last flow that was not 0 came in, or went out
	for _, k := range some {
		column := (*[atOnce]float64)(flows[k][begin:])
		there, minus, late := uint64(0), uint64(0), float64(k)
		for _, c := range column {
			b := math.Float64bits(c)
			there = there>>1 | bit(b<<1 != 0)<<63
			minus = minus>>1 | b&(1<<63)
		}
		in, out := there&^minus, there&minus
		turned := in&down | out&up
		more |= changed & turned
		changed |= turned
		up, down = up&^out|in, down&^in|out
		for ; there != 0; there &= there - 1 {
			j := bits.TrailingZeros64(there) % atOnce
			p, c := &t.paths[j], column[j]
			at := p.flows % fewFlows
			p.few[at], p.fewSteps[at] = c, k
			p.flows++
			size := math.Abs(c)
			p.sum += c
			p.gross += size
			p.sumLate += float64(late * c)
			p.grossLate += float64(late * size)
		}
	}
	t.changed, t.more, t.down = changed, more, down
}

// of is the flows of a path that are not 0, and their steps.
func (t *together) of(j int, flows []Column, some []uint16, i int) ([]float64, []uint16) {
	p := &t.paths[j]
	if n := p.flows; n <= fewFlows {
		return p.few[:n], p.fewSteps[:n]
	}
	n := 0
	for _, k := range some {
		if c := flows[k][i]; c != 0 {
			t.flows[n], t.steps[n] = c, k
			n++
		}
	}
	return t.flows[:n], t.steps[:n]
}

// firstLook looks at the flows at x = 0, and at their signs. It says whether it is known already that there is no rate, or one of
// 0. Where one is to be looked for, side is not 0.
func (t *together) firstLook(j int, flows []Column, some []uint16, i int) (rate float64, known bool) {
	p := &t.paths[j]
	p.side = 0
	sum, gross := p.sum, p.gross
	in, out := gross+sum, gross-sum // twice of each
	more := t.more>>j&1 != 0
	switch {
	case t.changed>>j&1 == 0 || sum-sum != 0:
		return math.NaN(), true
	case !more && sum == 0:
		return 0, true
	case more && (sum == 0 || !t.sumsTurnOnce(j, flows, some, i)),
		!(in >= leastFlow && in <= mostFlow && out >= leastFlow && out <= mostFlow && math.Abs(sum) >= float64(gross*balanced)):
		return math.NaN(), false
	}
	// below 0 where the sum has the sign of the first flow: that of the last one is the other
	p.side, p.near = math.Float64frombits(math.Float64bits(1)|math.Float64bits(sum)&(1<<63)^t.down>>j<<63), nearOnce
	if more {
		p.side, p.near = 1, nearMany
	}
	p.ratio, p.slope0, p.x0 = in/out, paceOf(in, out, p.grossLate+p.sumLate, p.grossLate-p.sumLate), 0
	return math.NaN(), false
}

// sumsTurnOnce says whether the running sums of the flows change sign once.
func (t *together) sumsTurnOnce(j int, flows []Column, some []uint16, i int) bool {
	amounts, _ := t.of(j, flows, some, i)
	sum, changes := 0.0, 0
	above, below := false, false // the last sum that was not 0
	for _, c := range amounts {
		sum += c
		if sum > 0 && below || sum < 0 && above {
			changes++
		}
		if sum != 0 {
			above, below = sum > 0, sum < 0
		}
	}
	return changes == 1
}

// look adds up what comes in and what goes out, discounted.
func (t *together) look(j int, flows []Column, some []uint16, i int) {
	amounts, steps := t.of(j, flows, some, i)
	p := &t.paths[j]
	v := p.v
	v2 := float64(v * v)
	v3, v4 := float64(v2*v), float64(v2*v2)
	powers := [inRow]float64{1, v, v2, v3, v4, float64(v4 * v), float64(v3 * v3), float64(v4 * v3)}
	whole, factor := float64(v4*v4), 1.0
	for row := range t.factors[:steps[len(steps)-1]>>rowBits+1] {
		t.factors[row] = factor
		factor = float64(factor * whole)
	}
	var sum, gross, sumLate, grossLate float64
	steps = steps[:len(amounts)]
	for i, c := range amounts {
		k := steps[i]
		now := float64(c * float64(t.factors[k>>rowBits]*powers[k%inRow]))
		late := float64(now * float64(k))
		sum += now
		gross += math.Abs(now)
		sumLate += late
		grossLate += math.Abs(late)
	}
	in, out := gross+sum, gross-sum
	p.ratio, p.slope = in/out, paceOf(in, out, grossLate+sumLate, grossLate-sumLate)
}

// paceOf is how far x goes for each unit of y: twice what comes in and goes out is given, and the sums of each times its step.
func paceOf(in, out, inLate, outLate float64) float64 {
	return float64(in*out) / (float64(inLate*out) - float64(outLate*in))
}

// move goes to the next x. It says whether the step there is the last.
func (p *seeking) move(span float64) (near bool) {
	step := 0 - float64(p.y*p.slope)
	g := 1 / (p.y0 - p.y)
	q, m := float64(p.y*g), float64((p.x0-p.x)*g)
	bend := float64((m-p.slope)*(p.y0-p.y)) - float64(((p.slope0-m)-(m-p.slope))*p.y0)
	halved := math.Abs(p.y) <= float64(math.Abs(p.y0)*0.5)
	if halved {
		step += float64(float64(q*q) * bend)
	}
	is, was := float64(math.Abs(step)*span), float64(math.Abs(p.x0-p.x)*span)
	p.x0, p.y0, p.slope0, p.x, p.step = p.x, p.y, p.slope, p.x+step, step
	return halved && is <= p.near && float64(is*was) <= nearTwice
}
