//go:build goexperiment.simd && amd64

package column

func fillVector(d *Column, c float64) {
	if avx512 {
		fill8(d, c)
	} else {
		fill4(d, c)
	}
}

func cSubVector(d *Column, c float64, x *Column) {
	if avx512 {
		cSub8(d, c, x)
	} else {
		cSub4(d, c, x)
	}
}

func divCVector(d, x *Column, c float64) {
	if avx512 {
		divC8(d, x, c)
	} else {
		divC4(d, x, c)
	}
}

func cDivVector(d *Column, c float64, x *Column) {
	if avx512 {
		cDiv8(d, c, x)
	} else {
		cDiv4(d, c, x)
	}
}

func lessCVector(d, x *Column, c float64) {
	if avx512 {
		lessC8(d, x, c)
	} else {
		lessC4(d, x, c)
	}
}

func atMostCVector(d, x *Column, c float64) {
	if avx512 {
		atMostC8(d, x, c)
	} else {
		atMostC4(d, x, c)
	}
}

func greaterCVector(d, x *Column, c float64) {
	if avx512 {
		greaterC8(d, x, c)
	} else {
		greaterC4(d, x, c)
	}
}

func atLeastCVector(d, x *Column, c float64) {
	if avx512 {
		atLeastC8(d, x, c)
	} else {
		atLeastC4(d, x, c)
	}
}

func equalCVector(d, x *Column, c float64) {
	if avx512 {
		equalC8(d, x, c)
	} else {
		equalC4(d, x, c)
	}
}

func unequalCVector(d, x *Column, c float64) {
	if avx512 {
		unequalC8(d, x, c)
	} else {
		unequalC4(d, x, c)
	}
}

func largerCVector(d, x *Column, c float64) {
	if avx512 {
		largerC8(d, x, c)
	} else {
		largerC4(d, x, c)
	}
}

func smallerCVector(d, x *Column, c float64) {
	if avx512 {
		smallerC8(d, x, c)
	} else {
		smallerC4(d, x, c)
	}
}

func cLargerVector(d *Column, c float64, x *Column) {
	if avx512 {
		cLarger8(d, c, x)
	} else {
		cLarger4(d, c, x)
	}
}

func cSmallerVector(d *Column, c float64, x *Column) {
	if avx512 {
		cSmaller8(d, c, x)
	} else {
		cSmaller4(d, c, x)
	}
}

func affineVector(d, x *Column, a, b float64) {
	if avx512 {
		affine8(d, x, a, b)
	} else {
		affine4(d, x, a, b)
	}
}

func revertCVector(x, z *Column, to, keep, noise float64) {
	if avx512 {
		revertC8(x, z, to, keep, noise)
	} else {
		revertC4(x, z, to, keep, noise)
	}
}
