package column

import "math"

// The kernels of an account that is settled now and then: what is due, what counts against it and what is left.

// Book adds floor/by to due and counted to sum and open, nil for nothing, but where closed is not 0.
func Book(due, sum, open, floor, counted, closed *Column, by float64) {
	if vector {
		bookVector(due, sum, open, floor, counted, closed, by)
		return
	}
	for i := range due {
		if closed[i] == 0 {
			due[i] += floor[i] / by
			sum[i] += counted[i]
			if open != nil {
				open[i] += counted[i]
			}
		}
	}
}

// BookC is Book of a floor that is the same on every path, more for this step.
func BookC(due, sum, open, counted, closed *Column, more float64) {
	if vector {
		bookCVector(due, sum, open, counted, closed, more)
		return
	}
	for i := range due {
		if closed[i] == 0 {
			due[i] += more
			sum[i] += counted[i]
			if open != nil {
				open[i] += counted[i]
			}
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

// Left sets d to the share of rest + due - spent, at the least 0, and to 0 where closed is not 0: Open, where nothing has been
// settled, is owed or kept, and the rest is the same on every path.
func Left(d, due, spent, closed, share *Column, rest float64) {
	if vector {
		leftVector(d, due, spent, closed, share, rest)
		return
	}
	for i := range d {
		v := rest + due[i] - spent[i]
		d[i] = float64(either(isZero(closed[i]), either(v <= 0, 0, v), 0) * share[i])
	}
}

// Earnings is what the result of a step is made of.
type Earnings struct {
	In, Interest, Out, Outside *Column // what comes in, and what goes out
	Paid, Gone                 *Column // what goes out as well, but where Gone is not 0; nil for nowhere
	Less, Rate                 *Column // what lowers the profit that is taxed, though nothing is paid, nil for nothing; the rate of tax
	Losses                     *Column // carried forward
	Result, Tax, Loss          *Column // what is left after tax; the tax; the mean loss of the last steps
	Last                       [4]*Column
}

// Earn makes the result of a step, the tax on what is left of it after losses carried, to which it is added where there is
// nothing left, and the mean loss of the last four steps, of which n are over. Result is noted as that of one of them.
func Earn(x *Earnings, now int, n float64) {
	if vector {
		earnVector(x, now, n)
		return
	}
	x.earned()
	x.taxed()
	result, loss := x.Result, x.Loss
	*x.Last[now] = *result
	w, y, z, v := x.Last[0], x.Last[1], x.Last[2], x.Last[3]
	for i := range loss {
		loss[i] = max(0, -(w[i]+y[i]+z[i]+v[i])/n)
	}
}

// earned makes the result before tax.
func (x *Earnings) earned() {
	d, in, interest, out, outside, paid, gone := x.Result, x.In, x.Interest, x.Out, x.Outside, x.Paid, x.Gone
	for i := range d {
		d[i] = in[i] + interest[i] - out[i] - outside[i]
	}
	for i := range d {
		if gone == nil || gone[i] == 0 {
			d[i] -= paid[i]
		}
	}
}

// taxed makes the tax, and takes it off the result.
func (x *Earnings) taxed() {
	result, tax, losses, less, rate := x.Result, x.Tax, x.Losses, x.Less, x.Rate
	for i, v := range result {
		taxed, due := v, 0.0
		if less != nil {
			taxed -= less[i]
		}
		if taxed < 0 {
			losses[i] -= taxed
		} else {
			use := smaller(taxed, losses[i])
			losses[i] -= use
			due = float64(rate[i] * (taxed - use))
		}
		tax[i] = due
		result[i] = v - due
	}
}

// inverse is 1/x where that is exact, as it is of a power of two: to divide by x is then to multiply by it, to the last bit.
// Else it is x.
func inverse(x float64) (v float64, times bool) {
	if part, _ := math.Frexp(x); part == 0.5 || part == -0.5 {
		return 1 / x, true
	}
	return x, false
}
