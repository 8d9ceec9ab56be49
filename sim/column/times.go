package column

// FirstTime sets d to now where it is undefined and the condition holds, which is 1, 0 or undefined.
func FirstTime(d, holds, now *Column) {
	if vector {
		firstTimeVector(d, holds, now)
		return
	}
	_, _, _ = *d, *holds, *now
	for i, was := range d {
		d[i] = either(isUndefined(was), either(holds[i] > 0, now[i], was), was)
	}
}

// Discount goes on by a step, whose discount factor is by, and adds what x is worth to d.
func Discount(d, factor, x, by *Column) {
	if vector {
		discountVector(d, factor, x, by)
		return
	}
	for i, f := range by {
		f = float64(factor[i] * f)
		factor[i] = f
		d[i] += float64(x[i] * f)
	}
}
