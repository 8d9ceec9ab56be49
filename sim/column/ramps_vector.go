//go:build goexperiment.simd && amd64

package column

func unchangedVector(x, y *Column) bool {
	if avx512 {
		return unchanged8(x, y)
	}
	return unchanged4(x, y)
}

func advanceVector(clock, late *Column, t float64) {
	if avx512 {
		advance8(clock, late, t)
	} else {
		advance4(clock, late, t)
	}
}

func slipsVector(clock, late *Column, t, dt, instant float64) bool {
	if avx512 {
		return slips8(clock, late, t, dt, instant)
	}
	return slips4(clock, late, t, dt, instant)
}

func slabVector(sum, at, a, b, c, d, room, use *Column, f1, f2, width float64) {
	if avx512 {
		slab8(sum, at, a, b, c, d, room, use, f1, f2, width)
	} else {
		slab4(sum, at, a, b, c, d, room, use, f1, f2, width)
	}
}

func areasVector(sum, at, late, room, use, not *Column, k *Knots, from, to float64) {
	if avx512 {
		areas8(sum, at, late, room, use, not, k, from, to)
	} else {
		areas4(sum, at, late, room, use, not, k, from, to)
	}
}

func climbVector(sum, at, late, room, use, not, lines *Column, first, last int, opens, from, to float64) {
	low, high := uintptr(first)*bytesOfRow, uintptr(last)*bytesOfRow
	done := max(opens, lines[last*rowOfLines])
	if avx512 {
		climb8(sum, at, late, room, use, not, lines, low, high, opens, done, from, to)
	} else {
		climb4(sum, at, late, room, use, not, lines, low, high, opens, done, from, to)
	}
}
