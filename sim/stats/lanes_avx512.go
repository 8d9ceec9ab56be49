//go:build goexperiment.simd && amd64

package stats

import (
	"math/bits"
	"simd/archsimd"
	"unsafe"
)

// eights are the whole vectors of values, and the values that are left.
func eights(values []float64) (whole [][8]float64, left []float64) {
	n := len(values) / 8
	return vectorsOf[[8]float64](values, n), values[8*n:]
}

func distances8(values []float64, pivot float64) (sum, least, most float64) {
	whole, left := eights(values)
	from := archsimd.BroadcastFloat64x8(pivot)
	var s archsimd.Float64x8
	low, high := from, from
	for i := range whole {
		v := archsimd.LoadFloat64x8(&whole[i])
		s = s.Add(v.Sub(from))
		low, high = v.Min(low), v.Max(high)
	}
	var sums lanes
	s.Store((*[8]float64)(&sums))
	least, most = extremes4(low.GetLo().Min(low.GetHi()), high.GetLo().Max(high.GetHi()))
	return distancesEnd(&sums, left, pivot, least, most)
}

func spread8(values []float64, mean float64) (rest, squares float64) {
	whole, left := eights(values)
	from := archsimd.BroadcastFloat64x8(mean)
	var r, q archsimd.Float64x8
	for i := range whole {
		d := archsimd.LoadFloat64x8(&whole[i]).Sub(from)
		r = r.Add(d)
		q = q.Add(d.Mul(d))
	}
	var rests, sums lanes
	r.Store((*[8]float64)(&rests))
	q.Store((*[8]float64)(&sums))
	archsimd.ClearAVXUpperBits()
	return spreadEnd(&rests, &sums, left, mean)
}

func keys8(dst Keys, values, atoms []float64, bucketBits uint) {
	whole, left := eights(values)
	narrow := vectorsOf[[8]uint16](dst.narrow, len(dst.narrow)/8)
	wide := vectorsOf[[8]uint32](dst.wide, len(dst.wide)/8)
	sign, magnitude := archsimd.BroadcastUint64x8(63), archsimd.BroadcastUint64x8(1<<63-1)
	first, span := archsimd.BroadcastUint64x8(lowest<<52), archsimd.BroadcastUint64x8(octaves<<52)
	shift := archsimd.BroadcastUint64x8(uint64(52 - bucketBits))
	middle := archsimd.BroadcastUint64x8(uint64(middleKey(bucketBits)))
	zero, name := archsimd.BroadcastUint64x8(0), archsimd.LoadUint64x8(&names)
	zeroKey := name.Add(archsimd.BroadcastUint64x8(keyZero))
	for i := range whole {
		v := archsimd.LoadFloat64x8(&whole[i])
		b := v.AsUint64x8()
		s := b.ShiftRight(sign)
		m := b.Sub(s).And(magnitude).Sub(first)
		key := m.ShiftRight(shift).Xor(zero.Sub(s)).Add(middle)
		nothing := b.And(magnitude).Equal(zero)
		key = zeroKey.Merge(key, nothing)
		far := m.GreaterEqual(span).ToBits() &^ nothing.ToBits()
		for k, a := range atoms {
			same := v.Equal(archsimd.BroadcastFloat64x8(a))
			key = name.Add(archsimd.BroadcastUint64x8(keyAtom+uint64(k))).Merge(key, same)
			far &^= same.ToBits()
		}
		if len(narrow) > 0 {
			key.TruncateToUint16().Store(&narrow[i])
		} else {
			key.TruncateToUint32().Store(&wide[i])
		}
		for ; far != 0; far &= far - 1 {
			j := bits.TrailingZeros8(far)
			if k := outsideKey((*[8]uint64)(unsafe.Pointer(&whole[i]))[j], j); len(narrow) > 0 {
				narrow[i][j] = uint16(k)
			} else {
				wide[i][j] = k
			}
		}
	}
	archsimd.ClearAVXUpperBits()
	keysLeft(dst, 8*len(whole), left, atoms, bucketBits)
}

// spreadKeys8 is spread8, and keysAbove of the values.
func spreadKeys8(dst Keys, values []float64, mean float64, bucketBits uint) (rest, squares float64) {
	if dst.narrow != nil {
		keysAboveVector(dst, values, bucketBits)
		return spread8(values, mean)
	}
	whole, left := eights(values)
	wide := vectorsOf[[8]uint32](dst.wide, len(dst.wide)/8)[:len(whole)]
	from := archsimd.BroadcastFloat64x8(mean)
	shift := archsimd.BroadcastUint64x8(uint64(52 - bucketBits))
	first := archsimd.BroadcastUint64x8(firstAbove(bucketBits))
	var r, q archsimd.Float64x8
	for i := range whole {
		v := archsimd.LoadFloat64x8(&whole[i])
		d := v.Sub(from)
		r = r.Add(d)
		q = q.Add(d.Mul(d))
		v.AsUint64x8().ShiftRight(shift).Add(first).TruncateToUint32().Store(&wide[i])
	}
	var rests, sums lanes
	r.Store((*[8]float64)(&rests))
	q.Store((*[8]float64)(&sums))
	archsimd.ClearAVXUpperBits()
	keysAboveEach(dst.wide[8*len(whole):], left, bucketBits)
	return spreadEnd(&rests, &sums, left, mean)
}

// keysAbove8 leaves the values after the whole vectors.
func keysAbove8(dst Keys, values []float64, bucketBits uint) {
	whole, _ := eights(values)
	shift := archsimd.BroadcastUint64x8(uint64(52 - bucketBits))
	first := archsimd.BroadcastUint64x8(firstAbove(bucketBits))
	if dst.narrow != nil {
		narrow := vectorsOf[[8]uint16](dst.narrow, len(dst.narrow)/8)[:len(whole)]
		for i := range whole {
			b := archsimd.LoadFloat64x8(&whole[i]).AsUint64x8()
			b.ShiftRight(shift).Add(first).TruncateToUint16().Store(&narrow[i])
		}
	} else {
		wide := vectorsOf[[8]uint32](dst.wide, len(dst.wide)/8)[:len(whole)]
		for i := range whole {
			b := archsimd.LoadFloat64x8(&whole[i]).AsUint64x8()
			b.ShiftRight(shift).Add(first).TruncateToUint32().Store(&wide[i])
		}
	}
	archsimd.ClearAVXUpperBits()
}

func finite8(dst, values []float64) (n, undefined int) {
	whole, left := eights(values)
	zero := archsimd.BroadcastFloat64x8(0)
	dst = dst[:len(values)]
	for i := range whole {
		v := archsimd.LoadFloat64x8(&whole[i])
		is := v.Sub(v).Equal(zero)
		v.Compress(is).Store((*[8]float64)(dst[n:]))
		n += bits.OnesCount8(is.ToBits())
		undefined += bits.OnesCount8(v.NotEqual(v).ToBits())
	}
	archsimd.ClearAVXUpperBits()
	more, none := finiteEach(dst[n:][:len(left)], left)
	return n + more, undefined + none
}

func both8(values []float64, a, b float64) (ofA, ofB int) {
	whole, left := eights(values)
	isA, isB := archsimd.BroadcastFloat64x8(a), archsimd.BroadcastFloat64x8(b)
	for i := range whole {
		v := archsimd.LoadFloat64x8(&whole[i])
		ofA += bits.OnesCount8(v.Equal(isA).ToBits())
		ofB += bits.OnesCount8(v.Equal(isB).ToBits())
	}
	archsimd.ClearAVXUpperBits()
	leftA, leftB := bothEach(left, a, b)
	return ofA + leftA, ofB + leftB
}
