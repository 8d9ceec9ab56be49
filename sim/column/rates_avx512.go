//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic on flows, on AVX-512, as in arithmetic_avx512.go: go generate makes rates_avx2.go.

func abs8(v f8, magnitude archsimd.Uint64x8) f8 { return v.AsUint64x8().And(magnitude).AsFloat64x8() }

// firstLook8 looks at the flows at x = 0, and at their signs; rate is undefined before. It says whether there is one to look for.
func firstLook8(w *rating, rate *Column, flows []Column, some []uint16) bool {
	magnitude, any := archsimd.BroadcastUint64x8(1<<63-1), uint8(0)
	zero, one := f8{}, all8(1)
	least, most, even := all8(leastFlow), all8(mostFlow), all8(balanced)
	once, many := all8(nearOnce), all8(nearMany)
	for i := first; i < end; i += next8 {
		var sum, gross, sumLate, grossLate f8
		var up, down, changed, more uint8 // the last flow that was not 0 came in, or went out
		n, steps := 0, &w.steps[i/next8]
		for _, k := range some {
			c := load8(&flows[k], i)
			in, out := c.Greater(zero).ToBits(), c.Less(zero).ToBits()
			turned := in&down | out&up
			more |= changed & turned
			changed |= turned
			up, down = up&^out|in, down&^in|out
			steps[n%roomForSteps] = k
			n += int(-uint32(in|out) >> 31)
			late := c.Mul(load8(ofRows[k>>rowBits].at(), 0).Add(load8(inRows[k%inRow].at(), 0)))
			sum = sum.Add(c)
			gross = gross.Add(abs8(c, magnitude))
			sumLate = sumLate.Add(late)
			grossLate = grossLate.Add(abs8(late, magnitude))
		}
		w.used[i/next8] = n
		simple := changed &^ more
		if more != 0 {
			var total f8
			var above, below, changed, again uint8 // of the sums until now
			for _, k := range some {
				total = total.Add(load8(&flows[k], i))
				in, out := total.Greater(zero).ToBits(), total.Less(zero).ToBits()
				turned := in&below | out&above
				again |= changed & turned
				changed |= turned
				above, below = above&^out|in, below&^in|out
			}
			simple |= more & changed &^ again
		}
		finite := sum.Sub(sum).Equal(zero).ToBits()
		above, below := sum.Greater(zero).ToBits(), sum.Less(zero).ToBits()
		nothing := changed &^ more & finite &^ above &^ below
		in, out := gross.Add(sum), gross.Sub(sum) // twice of each
		open := changed & (above | below) & finite & simple &
			in.GreaterEqual(least).ToBits() & in.LessEqual(most).ToBits() & out.GreaterEqual(least).ToBits() & out.LessEqual(most).ToBits() &
			abs8(sum, magnitude).GreaterEqual(gross.Mul(even)).ToBits()
		lost := (above&down | below&up) &^ more
		any |= open
		is := load8(flagged(open), 0)
		store8(&w.open, i, is)
		store8(&w.left, i, load8(flagged(changed&finite&^nothing), 0))
		store8(&w.side, i, is.Sub(load8(flagged(open&lost), 0)).Sub(load8(flagged(open&lost), 0)))
		store8(&w.near, i, many.Merge(once, load8(flagged(more), 0).NotEqual(zero)))
		store8(rate, i, zero.Merge(load8(rate, i), load8(flagged(nothing), 0).NotEqual(zero)))
		store8(&w.ratio, i, in.Div(out).Merge(one, is.NotEqual(zero)))
		inLate, outLate := grossLate.Add(sumLate), grossLate.Sub(sumLate)
		store8(&w.slope0, i, in.Mul(out).Div(inLate.Mul(out).Sub(outLate.Mul(in))))
		store8(&w.found, i, one)
	}
	archsimd.ClearAVXUpperBits()
	return any != 0
}

// within8 gives up where x is too far.
func within8(w *rating, span float64) {
	n, most, magnitude := all8(span), all8(farthest), archsimd.BroadcastUint64x8(1<<63-1)
	for i := first; i < end; i += next8 {
		x := load8(&w.x, i)
		is := abs8(x, magnitude).Mul(n).LessEqual(most)
		store8(&w.x, i, x.Masked(is))
		store8(&w.open, i, load8(&w.open, i).Masked(is))
	}
	archsimd.ClearAVXUpperBits()
}

// look8 adds up what comes in and what goes out, discounted.
func look8(w *rating, flows []Column, some []uint16) {
	zero, one, magnitude := f8{}, all8(1), archsimd.BroadcastUint64x8(1<<63-1)
	var powers [inRow]f8
	var rows [mostRows]f8
	for i := first; i < end; i += next8 {
		if load8(&w.open, i).NotEqual(zero).ToBits() == 0 {
			continue
		}
		steps := some
		if n := w.used[i/next8]; n < roomForSteps { // else the last place has been written over
			steps = w.steps[i/next8][:n]
		}
		v := load8(&w.v, i)
		v2 := v.Mul(v)
		v3, v4 := v2.Mul(v), v2.Mul(v2)
		powers[0], powers[1], powers[2], powers[3] = one, v, v2, v3
		powers[4], powers[5], powers[6], powers[7] = v4, v4.Mul(v), v3.Mul(v3), v4.Mul(v3)
		whole, factor := v4.Mul(v4), one
		for k := range rows[:steps[len(steps)-1]>>rowBits+1] {
			rows[k] = factor
			factor = factor.Mul(whole)
		}
		var sum, gross, sumLate, grossLate f8
		for _, k := range steps {
			now := load8(&flows[k], i).Mul(rows[k>>rowBits].Mul(powers[k%inRow]))
			late := now.Mul(load8(ofRows[k>>rowBits].at(), 0).Add(load8(inRows[k%inRow].at(), 0)))
			sum = sum.Add(now)
			gross = gross.Add(abs8(now, magnitude))
			sumLate = sumLate.Add(late)
			grossLate = grossLate.Add(abs8(late, magnitude))
		}
		in, out, inLate, outLate := gross.Add(sum), gross.Sub(sum), grossLate.Add(sumLate), grossLate.Sub(sumLate)
		store8(&w.ratio, i, in.Div(out))
		store8(&w.slope, i, in.Mul(out).Div(inLate.Mul(out).Sub(outLate.Mul(in))))
	}
	archsimd.ClearAVXUpperBits()
}

// move8 goes to the next x, and keeps what is near enough. It says whether there are others.
func move8(w *rating, span float64) bool {
	zero, one, half, n, twice := f8{}, all8(1), all8(0.5), all8(span), all8(nearTwice)
	magnitude, any := archsimd.BroadcastUint64x8(1<<63-1), uint8(0)
	for i := first; i < end; i += next8 {
		open := load8(&w.open, i)
		if open.NotEqual(zero).ToBits() == 0 {
			continue
		}
		x, y, slope := load8(&w.x, i), load8(&w.y, i), load8(&w.slope, i)
		x0, y0, slope0 := load8(&w.x0, i), load8(&w.y0, i), load8(&w.slope0, i)
		newton := zero.Sub(y.Mul(slope))
		g := one.Div(y0.Sub(y))
		q, m := y.Mul(g), x0.Sub(x).Mul(g)
		bend := m.Sub(slope).Mul(y0.Sub(y)).Sub(slope0.Sub(m).Sub(m.Sub(slope)).Mul(y0))
		halved := abs8(y, magnitude).LessEqual(abs8(y0, magnitude).Mul(half))
		step := newton.Add(q.Mul(q).Mul(bend)).Merge(newton, halved)
		is, was := abs8(step, magnitude).Mul(n), abs8(x0.Sub(x), magnitude).Mul(n)
		done := halved.And(is.LessEqual(load8(&w.near, i))).And(is.Mul(was).LessEqual(twice)).And(open.NotEqual(zero))
		store8(&w.found, i, load8(&w.v, i).Merge(load8(&w.found, i), done))
		store8(&w.step, i, step.Merge(load8(&w.step, i), done))
		store8(&w.left, i, zero.Merge(load8(&w.left, i), done))
		open = zero.Merge(open, done)
		any |= open.NotEqual(zero).ToBits()
		store8(&w.open, i, open)
		store8(&w.x, i, x.Add(step))
		store8(&w.x0, i, x)
		store8(&w.y0, i, y)
		store8(&w.slope0, i, slope)
	}
	archsimd.ClearAVXUpperBits()
	return any != 0
}

// rated8 sets the rates that are found: x is their force, v is e^x.
func rated8(w *rating, rate *Column) {
	zero, one := f8{}, all8(1)
	for i := first; i < end; i += next8 {
		left, side := load8(&w.left, i), load8(&w.side, i)
		is := load8(&w.x, i).Mul(side).Greater(zero).And(left.Equal(zero))
		store8(rate, i, load8(&w.v, i).Sub(one).Merge(load8(rate, i), is))
		left = one.Merge(left, side.NotEqual(zero))
		store8(&w.left, i, zero.Merge(left, is))
	}
	archsimd.ClearAVXUpperBits()
}
