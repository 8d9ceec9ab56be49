package column

// The kernels of an account that is settled now and then: what is due, what counts against it and what is left.

// Book adds floor/by to due and counted to sum and open, but where closed is not 0.
func Book(due, sum, open, floor, counted, closed *Column, by float64) {
	if vector {
		bookVector(due, sum, open, floor, counted, closed, by)
		return
	}
	for i := range due {
		if closed[i] == 0 {
			due[i] += floor[i] / by
			sum[i] += counted[i]
			open[i] += counted[i]
		}
	}
}

// Open sets d to rest + (due - settled + owed) - spent - kept, at the least 0, and to 0 where closed is not 0.
func Open(d, rest, due, settled, owed, spent, kept, closed *Column) {
	if vector {
		openVector(d, rest, due, settled, owed, spent, kept, closed)
		return
	}
	for i := range d {
		v := rest[i] + (due[i] - settled[i] + owed[i]) - spent[i] - kept[i]
		d[i] = either(isZero(closed[i]), either(v <= 0, 0, v), 0)
	}
}

// Settle holds open and what is carried against due less settled, where closed is 0: short is what is missing, 0 elsewhere;
// what is above is carried where that is kept, and all of due is settled.
func Settle(short, open, carried, due, settled, closed *Column, keeps float64) {
	if vector {
		settleVector(short, open, carried, due, settled, closed, keeps)
		return
	}
	for i := range short {
		short[i] = 0
		if closed[i] != 0 {
			continue
		}
		over := open[i] + carried[i] - (due[i] - settled[i])
		if !(over >= 0) {
			short[i] = -over
		}
		carried[i] = 0
		if keeps != 0 {
			carried[i] = max(0, over)
		}
		open[i], settled[i] = 0, due[i]
	}
}
