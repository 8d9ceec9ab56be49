//go:build goexperiment.simd && amd64

package stats

import (
	"math/bits"
	"simd/archsimd"
	"unsafe"
)

// wholeRows are the whole rows of eight values, each as two vectors, and the values that are left.
func wholeRows(values []float64) (whole [][2][4]float64, left []float64) {
	n := len(values) / 8
	return vectorsOf[[2][4]float64](values, n), values[8*n:]
}

// halves are eight lanes as two vectors.
func halves(l *lanes) *[2][4]float64 { return (*[2][4]float64)(unsafe.Pointer(l)) }

func distances4(values []float64, pivot float64) (sum, least, most float64) {
	whole, left := wholeRows(values)
	from := archsimd.BroadcastFloat64x4(pivot)
	var s0, s1 archsimd.Float64x4
	low0, low1, high0, high1 := from, from, from, from
	for i := range whole {
		v0, v1 := archsimd.LoadFloat64x4(&whole[i][0]), archsimd.LoadFloat64x4(&whole[i][1])
		s0, s1 = s0.Add(v0.Sub(from)), s1.Add(v1.Sub(from))
		low0, low1 = v0.Min(low0), v1.Min(low1)
		high0, high1 = v0.Max(high0), v1.Max(high1)
	}
	var sums lanes
	s0.Store(&halves(&sums)[0])
	s1.Store(&halves(&sums)[1])
	least, most = extremes4(low0.Min(low1), high0.Max(high1))
	return distancesEnd(&sums, left, pivot, least, most)
}

// extremes4 is the least of some values and the greatest of others, none undefined. It ends the use of vectors.
func extremes4(low, high archsimd.Float64x4) (least, most float64) {
	var ends [4]float64
	low.GetLo().Min(low.GetHi()).Store((*[2]float64)(ends[:2]))
	high.GetLo().Max(high.GetHi()).Store((*[2]float64)(ends[2:]))
	archsimd.ClearAVXUpperBits()
	least, most = ends[0], ends[2]
	if ends[1] < least {
		least = ends[1]
	}
	if ends[3] > most {
		most = ends[3]
	}
	return least, most
}

func spread4(values []float64, mean float64) (rest, squares float64) {
	whole, left := wholeRows(values)
	from := archsimd.BroadcastFloat64x4(mean)
	var r0, r1, q0, q1 archsimd.Float64x4
	for i := range whole {
		d0, d1 := archsimd.LoadFloat64x4(&whole[i][0]).Sub(from), archsimd.LoadFloat64x4(&whole[i][1]).Sub(from)
		r0, r1 = r0.Add(d0), r1.Add(d1)
		q0, q1 = q0.Add(d0.Mul(d0)), q1.Add(d1.Mul(d1))
	}
	var rests, sums lanes
	r0.Store(&halves(&rests)[0])
	r1.Store(&halves(&rests)[1])
	q0.Store(&halves(&sums)[0])
	q1.Store(&halves(&sums)[1])
	archsimd.ClearAVXUpperBits()
	return spreadEnd(&rests, &sums, left, mean)
}

// evens brings the low halves of four keys to the front.
var evens = [8]uint32{0, 2, 4, 6, 1, 3, 5, 7}

func keys4(dst Keys, values, atoms []float64, bucketBits uint) {
	n := len(values) / 4
	whole := vectorsOf[[4]float64](values, n)
	narrow := vectorsOf[[4]uint16](dst.narrow, len(dst.narrow)/4)
	wide := vectorsOf[[4]uint32](dst.wide, len(dst.wide)/4)
	sign, magnitude := archsimd.BroadcastUint64x4(63), archsimd.BroadcastUint64x4(1<<63-1)
	first, last := archsimd.BroadcastUint64x4(lowest<<52), archsimd.BroadcastInt64x4(octaves<<52-1)
	shift := archsimd.BroadcastUint64x4(uint64(52 - bucketBits))
	middle := archsimd.BroadcastUint64x4(uint64(middleKey(bucketBits)))
	zero, name := archsimd.BroadcastUint64x4(0), archsimd.LoadUint64x4((*[4]uint64)(names[:]))
	zeroKey := name.Add(archsimd.BroadcastUint64x4(keyZero))
	front := archsimd.LoadUint32x8(&evens)
	for i := range whole {
		v := archsimd.LoadFloat64x4(&whole[i])
		b := v.AsUint64x4()
		s := b.ShiftRight(sign)
		m := b.Sub(s).And(magnitude).Sub(first) // below 0 for what is too small: there are no unsigned comparisons
		key := m.ShiftRight(shift).Xor(zero.Sub(s)).Add(middle)
		nothing := b.And(magnitude).Equal(zero)
		key = zeroKey.Merge(key, nothing)
		far := zero.AsInt64x4().Greater(m.AsInt64x4()).Or(m.AsInt64x4().Greater(last)).ToBits() &^ nothing.ToBits()
		for k, a := range atoms {
			same := v.Equal(archsimd.BroadcastFloat64x4(a))
			key = name.Add(archsimd.BroadcastUint64x4(keyAtom+uint64(k))).Merge(key, same)
			far &^= same.ToBits()
		}
		low := key.AsUint32x8().Permute(front).GetLo()
		if len(narrow) > 0 {
			*(*uint64)(unsafe.Pointer(&narrow[i])) = low.AsInt32x4().SaturateToUint16Concat(low.AsInt32x4()).AsUint64x2().GetElem(0)
		} else {
			low.Store(&wide[i])
		}
		for ; far != 0; far &= far - 1 {
			j := bits.TrailingZeros8(far)
			if k := outsideKey((*[4]uint64)(unsafe.Pointer(&whole[i]))[j], j); len(narrow) > 0 {
				narrow[i][j] = uint16(k)
			} else {
				wide[i][j] = k
			}
		}
	}
	archsimd.ClearAVXUpperBits()
	keysLeft(dst, 4*n, values[4*n:], atoms, bucketBits)
}

// keysAbove4 leaves the values after the whole rows of eight.
func keysAbove4(dst Keys, values []float64, bucketBits uint) {
	n := len(values) / 8 * 2
	whole := vectorsOf[[4]float64](values, n)
	narrow := vectorsOf[[4]uint16](dst.narrow, len(dst.narrow)/4)
	wide := vectorsOf[[4]uint32](dst.wide, len(dst.wide)/4)
	shift := archsimd.BroadcastUint64x4(uint64(52 - bucketBits))
	first := archsimd.BroadcastUint64x4(firstAbove(bucketBits))
	front := archsimd.LoadUint32x8(&evens)
	for i := range whole {
		key := archsimd.LoadFloat64x4(&whole[i]).AsUint64x4().ShiftRight(shift).Add(first)
		low := key.AsUint32x8().Permute(front).GetLo()
		if len(narrow) > 0 {
			*(*uint64)(unsafe.Pointer(&narrow[i])) = low.AsInt32x4().SaturateToUint16Concat(low.AsInt32x4()).AsUint64x2().GetElem(0)
		} else {
			low.Store(&wide[i])
		}
	}
	archsimd.ClearAVXUpperBits()
}

func both4(values []float64, a, b float64) (ofA, ofB int) {
	whole, left := wholeRows(values)
	isA, isB := archsimd.BroadcastFloat64x4(a), archsimd.BroadcastFloat64x4(b)
	for i := range whole {
		for j := range whole[i] {
			v := archsimd.LoadFloat64x4(&whole[i][j])
			ofA += bits.OnesCount8(v.Equal(isA).ToBits())
			ofB += bits.OnesCount8(v.Equal(isB).ToBits())
		}
	}
	archsimd.ClearAVXUpperBits()
	leftA, leftB := bothEach(left, a, b)
	return ofA + leftA, ofB + leftB
}
