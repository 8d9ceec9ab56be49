//go:build goexperiment.simd && amd64

package column

// ofWord is how many bytes of a column a word of a set is about.
const ofWord = 64 * 8

func whereVector(s *Set, x *Column) {
	if avx512 {
		where8(s, x)
	} else {
		where4(s, x)
	}
}

func whereIsVector(s *Set, x *Column, c float64) {
	if avx512 {
		whereIs8(s, x, c)
	} else {
		whereIs4(s, x, c)
	}
}

func whereLessVector(s *Set, x, y *Column) {
	if avx512 {
		whereLess8(s, x, y)
	} else {
		whereLess4(s, x, y)
	}
}

func whereAboveVector(s *Set, x *Column, c float64) {
	if avx512 {
		whereAbove8(s, x, c)
	} else {
		whereAbove4(s, x, c)
	}
}

func whereUnderVector(s *Set, words, limits *Column) {
	if avx512 {
		whereUnder8(s, words, limits)
	} else {
		whereUnder4(s, words, limits)
	}
}

func inARowVector(s *Set, d, holds *Column, least float64) {
	if avx512 {
		inARow8(s, d, holds, least)
	} else {
		inARow4(s, d, holds, least)
	}
}

func addWhereVector(d, x, y *Column) {
	if avx512 {
		addWhere8(d, x, y)
	} else {
		addWhere4(d, x, y)
	}
}

func addSaleVector(fresh, sold, paid, shares, money *Column) {
	if avx512 {
		addSale8(fresh, sold, paid, shares, money)
	} else {
		addSale4(fresh, sold, paid, shares, money)
	}
}

func repriceVector(price, rise, paid, sold, shares, listed *Column) {
	if avx512 {
		reprice8(price, rise, paid, sold, shares, listed)
	} else {
		reprice4(price, rise, paid, sold, shares, listed)
	}
}
