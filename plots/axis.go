package plots

import (
	"math"
	"strconv"
	"time"

	"dealsim/sim/result"
)

// niceStep is the smallest of 1, 2, 2.5 and 5 times a power of ten that divides a range into n parts or fewer.
func niceStep(span float64, n int) float64 {
	if !(span > 0) || math.IsInf(span, 0) {
		return 1
	}
	raw := span / float64(n)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= raw*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// linear is an axis from low to high, opened to whole steps, with 0 on it.
func linear(low, high float64, label labels) Axis { return inParts(low, high, 6, label) }

// inParts is a linear axis of about n steps. What reaches over zero by less than half a step takes no more room than that.
func inParts(low, high float64, n int, label labels) Axis {
	low, high = math.Min(low, 0), math.Max(high, 0)
	if low == high {
		high = 1
	}
	step := niceStep(high-low, n)
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	a := Axis{Min: first * step, Max: last * step}
	if low < 0 && low > -step/2 { // a little below zero takes no whole step
		a.Min, first = low-step/10, 0
	}
	if high > 0 && high < step/2 && low < 0 {
		a.Max, last = high+step/10, 0
	}
	a.Ticks = steps(first, last, step, label)
	return a
}

// within is an axis from low to high exactly, with ticks at whole steps between.
func within(low, high float64, n int, label labels) Axis {
	step := niceStep(high-low, n)
	return Axis{Min: low, Max: high, Ticks: steps(math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9), step, label)}
}

// steps are ticks at whole multiples of a step, with as many digits as tell them apart.
func steps(first, last, step float64, label labels) []Tick {
	farthest := math.Max(math.Abs(first), math.Abs(last))
	if !(farthest < 1e12) { // the ticks are nearer to each other than numbers are
		return nil
	}
	digits := 3 + int(math.Log10(math.Max(farthest, 10)))
	var ticks []Tick
	for i := first; i <= last; i++ {
		at := i * step
		if i == 0 {
			at = 0 // never −0
		}
		ticks = append(ticks, Tick{at, label(at, digits)})
	}
	return ticks
}

// share is an axis of probabilities: to 100%, or to less when all are small but not zero.
func share(high float64) Axis {
	if a := linear(0, math.Min(high, 1), percent); high > 0 && a.Max <= 0.5 {
		return a
	}
	return linear(0, 1, percent)
}

// paired is an axis of shares in four or five parts, and the ticks of an axis from 0 to 100% on the same lines.
func paired(high float64) (Axis, []Tick) {
	step, parts := math.Inf(1), 0.0
	for _, n := range []float64{4, 5} {
		if s := niceStep(high, int(n)); s*n < step*parts || parts == 0 {
			step, parts = s, n
		}
	}
	return Axis{Max: parts * step, Ticks: steps(0, parts, step, percent)}, steps(0, parts, 1/parts, percent)
}

// logarithmic is an axis with ticks at 1, 3, 10, or at powers of ten when there are many.
func logarithmic(low, high float64, label labels) Axis {
	const room = 1.08
	a := Axis{Log: true, Max: high * room}
	decades := math.Log10(high / low)
	stride := 1
	if decades > 8 {
		stride = 2
	}
	for k := int(math.Floor(math.Log10(low))) - 1; k <= int(math.Ceil(math.Log10(high))); k++ {
		for _, m := range []float64{1, 3} {
			if m == 3 && decades > 3.5 || k%stride != 0 {
				continue
			}
			at := m * math.Pow(10, float64(k))
			if at > a.Max*(1+1e-9) {
				continue
			}
			if at <= low*(1+1e-9) { // the last tick below the data is the foot
				a.Ticks = a.Ticks[:0]
			}
			a.Ticks = append(a.Ticks, Tick{at, label(at, 1)})
		}
	}
	a.Min = a.Ticks[0].At
	return a
}

// calendar is the axis of time after the day of the deal, with the years at their first days.
//
// A step ends with the last moment of its day, so that the end of a year's last step is the next year's first day.
// A span with fewer than two new years in it has dates instead.
func calendar(r *result.Result) Axis {
	last := len(r.Dates) - 1
	a := Axis{Min: r.Years[0], Max: r.Years[last]}
	if a.Max <= a.Min {
		a.Max = a.Min + 1
	}
	from, to := r.Dates[0].Year(), r.Dates[last].Year()+1
	stride := int(math.Max(1, niceStep(float64(to-from), 12)))
	for y := from; y <= to; y++ {
		if t, ok := when(r, time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)); ok && y%stride == 0 {
			a.Ticks = append(a.Ticks, Tick{t, strconv.Itoa(y)})
		}
	}
	if len(a.Ticks) >= 2 {
		return a
	}
	a.Ticks = nil
	for i, d := range r.Dates {
		a.Ticks = append(a.Ticks, Tick{r.Years[i], d.Format("2 Jan 2006")})
	}
	return a
}

// when is a day in years after the deal, by the dates of the result.
func when(r *result.Result, day time.Time) (float64, bool) {
	end := func(i int) time.Time {
		if i == 0 {
			return r.Dates[0]
		}
		return r.Dates[i].AddDate(0, 0, 1)
	}
	for i := range r.Dates {
		if end(i).Before(day) {
			continue
		}
		if i == 0 {
			return r.Years[0], end(0).Equal(day)
		}
		part := day.Sub(end(i-1)).Hours() / end(i).Sub(end(i-1)).Hours()
		return r.Years[i-1] + part*(r.Years[i]-r.Years[i-1]), true
	}
	return 0, false
}
