//go:build goexperiment.simd && amd64

package column

func rangeVector(c *Column) (low, high float64) {
	if avx512 {
		return range8(c)
	}
	return range4(c)
}

func anyButVector(x, y *Column) bool {
	if avx512 {
		return anyBut8(x, y)
	}
	return anyBut4(x, y)
}

func towardVector(x, to, keep *Column) {
	if avx512 {
		toward8(x, to, keep)
	} else {
		toward4(x, to, keep)
	}
}

func revertVector(x, to, keep, noise, z *Column) {
	if avx512 {
		revert8(x, to, keep, noise, z)
	} else {
		revert4(x, to, keep, noise, z)
	}
}

func switchVector(x, u, off, on *Column) {
	if avx512 {
		switch8(x, u, off, on)
	} else {
		switch4(x, u, off, on)
	}
}

func excessVector(d, x, y *Column) {
	if avx512 {
		excess8(d, x, y)
	} else {
		excess4(d, x, y)
	}
}

func yieldVector(d, x, by, off *Column) {
	if avx512 {
		yield8(d, x, by, off)
	} else {
		yield4(d, x, by, off)
	}
}

func trapezoidVector(d, x, y, off *Column, half float64) {
	if avx512 {
		trapezoid8(d, x, y, off, half)
	} else {
		trapezoid4(d, x, y, off, half)
	}
}

func partVector(d, e, x, y, off, share *Column) {
	if avx512 {
		part8(d, e, x, y, off, share)
	} else {
		part4(d, e, x, y, off, share)
	}
}

func takeVector(d, short, want, free, there, price *Column) {
	if avx512 {
		take8(d, short, want, free, there, price)
	} else {
		take4(d, short, want, free, there, price)
	}
}

func drainVector(d, short, want, free *Column, there, price []*Column) {
	if avx512 {
		drain8(d, short, want, free, there, price)
	} else {
		drain4(d, short, want, free, there, price)
	}
}

func earnVector(x *Earnings, now int, n float64) {
	if n, times := inverse(n); avx512 {
		earn8(x, now, n, times)
	} else {
		earn4(x, now, n, times)
	}
}

func leftVector(d, due, spent, closed, share *Column, rest float64) {
	if avx512 {
		left8(d, due, spent, closed, share, rest)
	} else {
		left4(d, due, spent, closed, share, rest)
	}
}

func integrateVector(d *Column, p *Path, dt float64, of uintptr) {
	if avx512 {
		integrate8(d, p, dt, of)
	} else {
		integrate4(d, p, dt, of)
	}
}

func fadeVector(p *Path, keep, noise *Column, of uintptr) {
	if avx512 {
		fade8(p, keep, noise, of)
	} else {
		fade4(p, keep, noise, of)
	}
}

func loadVector(d, a, k, x, y, z *Column) {
	if avx512 {
		loads8(d, a, k, x, y, z)
	} else {
		loads4(d, a, k, x, y, z)
	}
}

func growVector(d, growth, vol, premium, z *Column, dt, root float64) {
	if avx512 {
		grow8(d, growth, vol, premium, z, dt, root)
	} else {
		grow4(d, growth, vol, premium, z, dt, root)
	}
}

func bookVector(due, sum, open, floor, counted, closed *Column, by float64) {
	if by, times := inverse(by); avx512 {
		book8(due, sum, open, floor, counted, closed, by, times)
	} else {
		book4(due, sum, open, floor, counted, closed, by, times)
	}
}

func bookCVector(due, sum, open, counted, closed *Column, more float64) {
	if avx512 {
		bookC8(due, sum, open, counted, closed, more)
	} else {
		bookC4(due, sum, open, counted, closed, more)
	}
}

func openVector(d, rest, due, settled, owed, spent, kept, closed *Column) {
	if avx512 {
		open8(d, rest, due, settled, owed, spent, kept, closed)
	} else {
		open4(d, rest, due, settled, owed, spent, kept, closed)
	}
}

func settleVector(short, open, carried, due, settled, closed *Column, keeps float64) {
	if avx512 {
		settle8(short, open, carried, due, settled, closed, keeps)
	} else {
		settle4(short, open, carried, due, settled, closed, keeps)
	}
}

func termsVector(d, x *Column, begin float64, n, to int) {
	if avx512 {
		terms8(d, x, begin, n, to)
	} else {
		terms4(d, x, begin, n, to)
	}
}

func seriesVector(d, x *Column, ups, downs []float64) {
	if avx512 {
		series8(d, x, ups, downs)
	} else {
		series4(d, x, ups, downs)
	}
}
