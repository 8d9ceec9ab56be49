//go:build goexperiment.simd && amd64

package dist

import (
	"simd/archsimd"
	"unsafe"

	"dealsim/sim/column"
)

// cells8 is the values of cells for eight z at a time, from the one at a place on up to the first eight of which some have no
// cell that can be used, or beyond the n-th. Eight cells are loaded as rows, whose columns are what is reckoned with. Where
// they lie is written into room for all of them first, in halves of vectors: of a whole one nothing can be read in parts at once.
func (t *inverse) cells8(u *column.Column, cells [][6]float64, many float64, at, n int, room *column.Column) int {
	if len(cells) == 0 {
		return at
	}
	table, all, index := unsafe.Pointer(&cells[0]), unsafe.Pointer(u), unsafe.Pointer(room)
	zero, end := archsimd.Float64x8{}, archsimd.BroadcastFloat64x8(many)
	from, scale := archsimd.BroadcastFloat64x8(far), archsimd.BroadcastFloat64x8(t.scale)
	outer, inner := archsimd.LoadUint64x8(&outerPairs), archsimd.LoadUint64x8(&innerPairs)
	lows, highs := archsimd.LoadUint64x8(&lowHalves), archsimd.LoadUint64x8(&highHalves)
	for i := at; i < n; i += 8 {
		p := archsimd.LoadFloat64x8((*[8]float64)(unsafe.Add(all, 8*i))).Add(from).Mul(scale)
		p.ConvertToInt32().Store((*[8]int32)(unsafe.Add(index, 4*i)))
	}
	for ; at < n; at += 8 {
		p := archsimd.LoadFloat64x8((*[8]float64)(unsafe.Add(all, 8*at))).Add(from).Mul(scale)
		if p.GreaterEqual(zero).And(p.Less(end)).ToBits() != 0xff {
			break
		}
		row := (*[8]int32)(unsafe.Add(index, 4*at))
		s := p.Sub(archsimd.LoadInt32x8(row).ConvertToFloat64())
		a, b := row8(table, row[0]), row8(table, row[1])
		even01, odd01 := a.InterleaveLoGrouped(b), a.InterleaveHiGrouped(b) // c0 of both, then c2, c4; c1, c3, c5
		a, b = row8(table, row[2]), row8(table, row[3])
		even23, odd23 := a.InterleaveLoGrouped(b), a.InterleaveHiGrouped(b)
		a, b = row8(table, row[4]), row8(table, row[5])
		even45, odd45 := a.InterleaveLoGrouped(b), a.InterleaveHiGrouped(b)
		a, b = row8(table, row[6]), row8(table, row[7])
		even67, odd67 := a.InterleaveLoGrouped(b), a.InterleaveHiGrouped(b)

		y := odd01.ConcatPermute(odd23, inner).ConcatPermute(odd45.ConcatPermute(odd67, inner), lows).AsFloat64x8().Mul(s)
		y = y.Add(even01.ConcatPermute(even23, inner).ConcatPermute(even45.ConcatPermute(even67, inner), lows).AsFloat64x8()).Mul(s)
		a, b = odd01.ConcatPermute(odd23, outer), odd45.ConcatPermute(odd67, outer)
		c1 := a.ConcatPermute(b, lows).AsFloat64x8()
		y = y.Add(a.ConcatPermute(b, highs).AsFloat64x8()).Mul(s)
		a, b = even01.ConcatPermute(even23, outer), even45.ConcatPermute(even67, outer)
		y = y.Add(a.ConcatPermute(b, highs).AsFloat64x8()).Mul(s)
		y = y.Add(c1).Mul(s)
		y = y.Add(a.ConcatPermute(b, lows).AsFloat64x8())
		if y.Equal(y).ToBits() != 0xff {
			break
		}
		y.Store((*[8]float64)(unsafe.Add(all, 8*at)))
	}
	archsimd.ClearAVXUpperBits()
	return at
}

// row8 is a cell, and two numbers of the next.
func row8(table unsafe.Pointer, k int32) archsimd.Uint64x8 {
	return archsimd.LoadUint64x8((*[8]uint64)(unsafe.Add(table, 48*int(k))))
}

// Which of two vectors of pairs come together: the first two pairs of each, the third, or halves of four numbers.
var (
	outerPairs = [8]uint64{0, 1, 8, 9, 2, 3, 10, 11}
	innerPairs = [8]uint64{4, 5, 12, 13, 4, 5, 12, 13}
	lowHalves  = [8]uint64{0, 1, 2, 3, 8, 9, 10, 11}
	highHalves = [8]uint64{4, 5, 6, 7, 12, 13, 14, 15}
)
