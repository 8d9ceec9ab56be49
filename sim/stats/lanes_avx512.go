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
	return unsafe.Slice((*[8]float64)(unsafe.Pointer(unsafe.SliceData(values))), n), values[8*n:]
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
	var sums, lows, highs lanes
	s.Store((*[8]float64)(&sums))
	low.Store((*[8]float64)(&lows))
	high.Store((*[8]float64)(&highs))
	archsimd.ClearAVXUpperBits()
	least, most = pivot, pivot
	for j := range lows {
		least, most = min(least, lows[j]), max(most, highs[j])
	}
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

func keys8(dst []uint32, values []float64, atoms []float64, bucketBits uint) {
	whole, left := eights(values)
	to := unsafe.Slice((*[8]uint32)(unsafe.Pointer(unsafe.SliceData(dst))), len(whole))
	sign, magnitude := archsimd.BroadcastUint64x8(63), archsimd.BroadcastUint64x8(1<<63-1)
	first, span := archsimd.BroadcastUint64x8(lowest<<52), archsimd.BroadcastUint64x8(octaves<<52)
	shift := archsimd.BroadcastUint64x8(uint64(52 - bucketBits))
	middle := archsimd.BroadcastUint64x8(uint64(middleKey(bucketBits)))
	zero, zeroKey := archsimd.BroadcastUint64x8(0), archsimd.BroadcastUint64x8(keyZero)
	var is [maxAtoms]archsimd.Float64x8
	for k, a := range atoms {
		is[k] = archsimd.BroadcastFloat64x8(a)
	}
	for i := range whole {
		v := archsimd.LoadFloat64x8(&whole[i])
		b := v.AsUint64x8()
		s := b.ShiftRight(sign)
		m := b.Sub(s).And(magnitude).Sub(first)
		key := m.ShiftRight(shift).Xor(zero.Sub(s)).Add(middle)
		nothing := b.And(magnitude).Equal(zero)
		key = zeroKey.Merge(key, nothing)
		far := m.GreaterEqual(span).ToBits() &^ nothing.ToBits()
		for k := range atoms {
			same := v.Equal(is[k])
			key = archsimd.BroadcastUint64x8(keyAtom+uint64(k)).Merge(key, same)
			far &^= same.ToBits()
		}
		key.TruncateToUint32().Store(&to[i])
		for ; far != 0; far &= far - 1 {
			j := bits.TrailingZeros8(far)
			to[i][j] = outsideKey(whole[i][j])
		}
	}
	archsimd.ClearAVXUpperBits()
	keysEach(dst[8*len(whole):], left, atoms, bucketBits)
}
