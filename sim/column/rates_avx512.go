//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic on flows, on AVX-512, as in arithmetic_avx512.go: go generate makes rates_avx2.go.

func abs8(v f8, magnitude archsimd.Uint64x8) f8 { return v.AsUint64x8().And(magnitude).AsFloat64x8() }

// gather8 adds up the flows as they are at x = 0, and looks at their signs.
func gather8(w *rating, flows []Column, some []uint16) {
	magnitude, zero, sums := archsimd.BroadcastUint64x8(1<<63-1), f8{}, w.firstSums()
	for _, k := range some {
		c, place := &flows[k], load8(ofRows[k>>rowBits].at(), 0).Add(load8(inRows[k%inRow].at(), 0))
		for word := range w.up {
			in, out := uint64(0), uint64(0)
			for i := ofWord * uintptr(word); i < ofWord*uintptr(word+1); i += next8 {
				now := load8(c, i)
				late := now.Mul(place)
				store8(sums, 4*i, load8(sums, 4*i).Add(now))
				store8(sums, 4*i+next8, load8(sums, 4*i+next8).Add(abs8(now, magnitude)))
				store8(sums, 4*i+2*next8, load8(sums, 4*i+2*next8).Add(late))
				store8(sums, 4*i+3*next8, load8(sums, 4*i+3*next8).Add(abs8(late, magnitude)))
				above, below := now.Greater(zero).ToBits(), now.Less(zero).ToBits()
				in, out = in>>8|uint64(above)<<(64-8), out>>8|uint64(below)<<(64-8)
				n := w.used[i/next8]
				w.steps[i/next8][n%roomForSteps] = k
				w.used[i/next8] = n + -uint32(above|below)>>31
			}
			turned := in&w.down[word] | out&w.up[word]
			w.more[word] |= w.changed[word] & turned
			w.changed[word] |= turned
			w.up[word], w.down[word] = w.up[word]&^out|in, w.down[word]&^in|out
		}
	}
	archsimd.ClearAVXUpperBits()
}

// firstLook8 finds out on which paths there is a rate to look for; rate is undefined before. It says whether there is one.
func firstLook8(w *rating, rate *Column, flows []Column, some []uint16) bool {
	magnitude, any := archsimd.BroadcastUint64x8(1<<63-1), uint8(0)
	zero, one, sums := f8{}, all8(1), w.firstSums()
	least, most, even := all8(leastFlow), all8(mostFlow), all8(balanced)
	once, many := all8(nearOnce), all8(nearMany)
	for i := first; i < end; i += next8 {
		sum, gross, sumLate, grossLate := load8(sums, 4*i), load8(sums, 4*i+next8), load8(sums, 4*i+2*next8), load8(sums, 4*i+3*next8)
		word, from := i/ofWord, i%ofWord>>3
		changed, more, up, down := lanesOf8(w.changed[word]>>from), lanesOf8(w.more[word]>>from), lanesOf8(w.up[word]>>from), lanesOf8(w.down[word]>>from)
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
		store8(w.powers[0].at(), 0, one)
		store8(w.powers[1].at(), 0, v)
		store8(w.powers[2].at(), 0, v2)
		store8(w.powers[3].at(), 0, v3)
		store8(w.powers[4].at(), 0, v4)
		store8(w.powers[5].at(), 0, v4.Mul(v))
		store8(w.powers[6].at(), 0, v3.Mul(v3))
		store8(w.powers[7].at(), 0, v4.Mul(v3))
		whole, factor := v4.Mul(v4), one
		for k := range w.rows[:steps[len(steps)-1]>>rowBits+1] {
			store8(w.rows[k].at(), 0, factor)
			factor = factor.Mul(whole)
		}
		var sum, gross, sumLate, grossLate f8
		for _, k := range steps {
			now := load8(&flows[k], i).Mul(load8(w.rows[k>>rowBits].at(), 0).Mul(load8(w.powers[k%inRow].at(), 0)))
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
