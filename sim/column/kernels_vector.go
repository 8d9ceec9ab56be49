//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// Which vectors the kernels work on is found out once, when the program starts. GODEBUG=cpu.avx512f=off takes AVX-512
// away, GODEBUG=cpu.avx512f=off,cpu.avx2=off all vectors, so that one machine can test what others do. The API of
// archsimd carries no promise of compatibility: it is used in the files of this package, of random, stats and dist that
// are built with GOEXPERIMENT=simd, nowhere else.
var (
	avx512 = archsimd.X86.AVX512()
	vector = avx512 || archsimd.X86.AVX2()
)

func addVector(d, x, y *Column) {
	if avx512 {
		add8(d, x, y)
	} else {
		add4(d, x, y)
	}
}

func subVector(d, x, y *Column) {
	if avx512 {
		sub8(d, x, y)
	} else {
		sub4(d, x, y)
	}
}

func mulVector(d, x, y *Column) {
	if avx512 {
		mul8(d, x, y)
	} else {
		mul4(d, x, y)
	}
}

func divVector(d, x, y *Column) {
	if avx512 {
		div8(d, x, y)
	} else {
		div4(d, x, y)
	}
}

func mulAddVector(d, a, x, y *Column) {
	if avx512 {
		mulAdd8(d, a, x, y)
	} else {
		mulAdd4(d, a, x, y)
	}
}

func scaleVector(d, x *Column, w float64) {
	if avx512 {
		scale8(d, x, w)
	} else {
		scale4(d, x, w)
	}
}

func addScaledVector(d, x *Column, w float64) {
	if avx512 {
		addScaled8(d, x, w)
	} else {
		addScaled4(d, x, w)
	}
}

func sumOfTwoVector(d, x *Column, u float64, y *Column, v float64) {
	if avx512 {
		sumOfTwo8(d, x, u, y, v)
	} else {
		sumOfTwo4(d, x, u, y, v)
	}
}

func sumOfThreeVector(d, x *Column, u float64, y *Column, v float64, z *Column, w float64) {
	if avx512 {
		sumOfThree8(d, x, u, y, v, z, w)
	} else {
		sumOfThree4(d, x, u, y, v, z, w)
	}
}

func shiftVector(d, x *Column, w float64) {
	if avx512 {
		shift8(d, x, w)
	} else {
		shift4(d, x, w)
	}
}

func lessVector(d, x, y *Column) {
	if avx512 {
		less8(d, x, y)
	} else {
		less4(d, x, y)
	}
}

func atMostVector(d, x, y *Column) {
	if avx512 {
		atMost8(d, x, y)
	} else {
		atMost4(d, x, y)
	}
}

func equalVector(d, x, y *Column) {
	if avx512 {
		equal8(d, x, y)
	} else {
		equal4(d, x, y)
	}
}

func unequalVector(d, x, y *Column) {
	if avx512 {
		unequal8(d, x, y)
	} else {
		unequal4(d, x, y)
	}
}

func andVector(d, x, y *Column) {
	if avx512 {
		and8(d, x, y)
	} else {
		and4(d, x, y)
	}
}

func orVector(d, x, y *Column) {
	if avx512 {
		or8(d, x, y)
	} else {
		or4(d, x, y)
	}
}

func largerVector(d, x, y *Column) {
	if avx512 {
		larger8(d, x, y)
	} else {
		larger4(d, x, y)
	}
}

func smallerVector(d, x, y *Column) {
	if avx512 {
		smaller8(d, x, y)
	} else {
		smaller4(d, x, y)
	}
}

func highestVector(d, x *Column) {
	if avx512 {
		highest8(d, x)
	} else {
		highest4(d, x)
	}
}

func lowestVector(d, x *Column) {
	if avx512 {
		lowest8(d, x)
	} else {
		lowest4(d, x)
	}
}

func selectVector(d, c, x, y *Column) {
	if avx512 {
		select8(d, c, x, y)
	} else {
		select4(d, c, x, y)
	}
}

func expVector(dst, src *Column) {
	if avx512 {
		exp8(dst, src)
	} else {
		exp4(dst, src)
	}
}

func timesExpVector(d, y, x *Column) {
	if avx512 {
		timesExp8(d, y, x)
	} else {
		timesExp4(d, y, x)
	}
}

func logisticVector(d, x *Column) { logistic8(d, x) }

func logVector(dst, src *Column) {
	if avx512 {
		log8(dst, src, end)
	} else {
		log4(dst, src)
	}
}

func normalsVector(z *[4]Column, w *[2][Size]uint64) {
	if avx512 {
		normals8(z, w)
	} else {
		normals4(z, w)
	}
}

func anyVector(c *Column) bool {
	if avx512 {
		return any8(c)
	}
	return any4(c)
}
