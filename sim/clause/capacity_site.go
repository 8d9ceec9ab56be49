package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// instant is a time that is rounding and no delay.
const instant = 1e-9

// site is the columns of one capacity.
type site struct {
	ramp                        *ramp
	option                      *option // nil for none
	use, delay                  program.Slot
	online, available, promised program.Slot
	chance, luck, unbuilt       program.Slot // chance: None where it is certainly built
	clock                       program.Slot // the time of the ramp at the end of the step; of knots once one path has been late, and not while it is quiet
	seen                        program.Slot // the delay while it is quiet
	power                       program.Slot // of knots: what is on line, whether it is built or not, without a limit
	limit, room                 program.Slot // the most power, and the most of it in a step
	none                        program.Slot // no delay
	from, to                    program.Slot // of an S-curve: the times of the step on it
	mark                        program.Slot // of the block: what is known of it
	grid                        program.Grid
	dt                          float64
	plans                       []plan // by step
}

// What is known of a block stands in the first paths of a column.
const (
	wasLate  = iota // a path has been late, so that the clock is kept
	isQuiet         // no delay has changed since the last look at all, and no clock is held at which something is on line
	isCurved        // in this step a delay is undefined
	soonest         // while it is quiet: the least delay, and the most
	latest
)

// plan is a step of a ramp of knots that nothing delays: the same two lines on every path.
type plan struct {
	a, b, c, d    program.Slot // the knots about its begin and those about its end
	f1, f2, width float64
	bends         bool // it has knots inside
	same          bool // it is as the step before
	joins         bool // it begins at the very time at which the step before ends
}

// plan looks where the steps lie on a ramp of knots.
func (x *site) plan() {
	if x.ramp.knots == nil {
		return
	}
	x.plans = make([]plan, x.grid.Steps+1)
	for q := range x.plans {
		t := x.grid.Years(q)
		from, p := max(t-x.dt, x.ramp.opens), &x.plans[q]
		*p = plan{a: x.none, b: x.none, c: x.none, d: x.none, joins: q > 0 && t-x.dt == x.grid.Years(q-1)}
		if t >= x.ramp.opens {
			p.c, p.d, p.f2 = x.ramp.place(t)
		}
		if q > 0 && t > x.ramp.opens {
			p.a, p.b, p.f1 = x.ramp.place(from)
			p.width = t - from
			for _, k := range x.ramp.knots {
				p.bends = p.bends || k.Years > from && k.Years < t
			}
		}
		p.bends = p.bends || q > 0 && t == x.ramp.opens
		if q > 1 {
			was := &x.plans[q-1]
			p.same = !p.bends && !was.bends && p.a == p.b && p.c == p.d && p.a == was.a && p.b == was.b && p.c == was.c && p.d == was.d && p.width == was.width
		}
	}
}

// step is one step of the capacity, for the whole block at once where no option decides on each path.
func (x *site) step(b *program.Block) {
	switch {
	case x.option != nil:
		var memory lines
		k := x.ramp.lines(b, memory[:0])
		for i := range column.Size {
			x.step1(b, i, &k)
		}
	case x.ramp.knots == nil:
		x.curve(b)
	default:
		x.straight(b)
	}
}

// straight is a step on a ramp of knots.
func (x *site) straight(b *program.Block) {
	d, mark, p := b.Col(x.delay), b.Col(x.mark), &x.plans[b.Step]
	late := mark[wasLate] != 0
	if !late && !b.Empty(x.delay) && column.Any(d) {
		mark[wasLate], late = 1, true
		if b.Step > 0 {
			column.Fill(b.Col(x.clock), x.grid.Years(b.Step-1))
		}
	}
	switch {
	case late:
		x.late(b, d)
	case !p.same:
		av := b.Col(x.available)
		x.onTime(b, p, av, b.Col(x.power))
		if x.chance != program.None {
			column.Select(av, b.Col(x.unbuilt), b.Col(x.none), av)
		}
	}
}

// lineUp sets what is on line at the end of a step on a ramp of knots.
func (x *site) lineUp(b *program.Block) {
	if mark := b.Col(x.mark); mark[isCurved] != 0 || mark[wasLate] == 0 && x.plans[b.Step].same {
		return
	}
	on := b.Col(x.online)
	column.Smaller(on, b.Col(x.power), b.Col(x.limit))
	if x.chance != program.None {
		column.Select(on, b.Col(x.unbuilt), b.Col(x.none), on)
	}
}

// promise sets what would be on offer without any delay.
func (x *site) promise(b *program.Block) {
	if p := &x.plans[b.Step]; !p.same && b.Col(x.mark)[isCurved] == 0 {
		x.onTime(b, p, b.Col(x.promised), &b.Spare)
	}
}

// onTime sets sum to what is on offer without any delay, and power to what is on line then.
func (x *site) onTime(b *program.Block, p *plan, sum, power *column.Column) {
	if p.bends {
		t := x.grid.Years(b.Step)
		x.ramp.areas(b, sum, power, b.Col(x.none), nil, x, t-x.dt, t, t-x.dt, t)
		return
	}
	column.Slab(sum, power, b.Col(p.a), b.Col(p.b), b.Col(p.c), b.Col(p.d), b.Col(x.room), b.Col(x.use), p.f1, p.f2, p.width)
	if b.Step == 0 {
		*sum = column.Column{}
	}
}

// late sets what is on line and on offer where some are late. The clock never runs back: what is on line stays, and has its
// part of what is on offer.
func (x *site) late(b *program.Block, d *column.Column) {
	t, clock, mark, seen := x.grid.Years(b.Step), b.Col(x.clock), b.Col(x.mark), b.Col(x.seen)
	mark[isCurved] = 0
	if mark[isQuiet] != 0 {
		if b.AsNoted(x.delay) || column.Unchanged(d, seen) {
			b.Note(x.delay)
			x.quiet(b, d, mark[soonest], mark[latest])
			return
		}
		column.Advance(clock, seen, x.grid.Years(b.Step-1))
		mark[isQuiet] = 0
	}
	low, high := column.Range(d)
	if !(low <= high) { // an undefined delay
		mark[isCurved] = 1
		x.curve(b)
		return
	}
	av, power := b.Col(x.available), b.Col(x.power)
	begin := t - x.dt
	if b.Step == 0 {
		begin = t
	}
	x.ramp.areas(b, av, power, d, x.not(b), x, begin, t, begin-high, t-low)
	switch {
	case b.Step == 0:
		column.CSub(clock, t, d)
		*av = column.Column{}
		return
	case column.Slips(clock, d, t, x.dt, instant):
		if _, ahead := column.Range(clock); !(ahead < x.ramp.opens) {
			x.hold(b, d, av, power, clock)
			return
		}
		column.Advance(clock, d, t) // nothing that is held is on line yet
	default:
		column.CSub(clock, t, d)
	}
	if low > -farOff && high < farOff {
		*seen = *d
		b.Note(x.delay)
		mark[isQuiet], mark[soonest], mark[latest] = 1, low, high
	}
}

// farOff is a delay beside which the rounding of a time is an instant. One without end is beyond it: no line leads there, and
// quiet climbs along one.
const farOff = 1e6

// not is where nothing is on offer; nil for nowhere.
func (x *site) not(b *program.Block) *column.Column {
	if x.chance == program.None {
		return nil
	}
	return b.Col(x.unbuilt)
}

// quiet is late while delays stay as they are, from low to high: the power at the end of the step before is that at the
// begin of this one.
func (x *site) quiet(b *program.Block, d *column.Column, low, high float64) {
	t := x.grid.Years(b.Step)
	if t-low < x.ramp.opens {
		return
	}
	r, av, power := x.ramp, b.Col(x.available), b.Col(x.power)
	if r.table == program.None || !x.plans[b.Step].joins {
		r.areas(b, av, power, d, x.not(b), x, t-x.dt, t, t-x.dt-high, t-low)
		return
	}
	first, last := between(r.years, max(t-x.dt-high, r.opens), t-low)
	column.Climb(av, power, d, b.Col(x.room), b.Col(x.use), x.not(b), b.Col(r.table), first, last-1, r.opens, t-x.dt, t)
}

// hold moves the clock where it stands still in the step, or has stood still and is still ahead.
func (x *site) hold(b *program.Block, d, av, power, clock *column.Column) {
	t, room, use := x.grid.Years(b.Step), b.Col(x.room), b.Col(x.use)
	var memory lines
	k := x.ramp.lines(b, memory[:0])
	for i := range d {
		now, was := t-d[i], clock[i]
		if !(now < was) {
			clock[i] = now
		}
		if x.chance != program.None && b.Columns[x.unbuilt][i] != 0 {
			continue
		}
		if now < was {
			power[i] = x.ramp.at1(b, &k, i, was)
		}
		if held := min(was, now) - (t - x.dt - d[i]); held > instant {
			av[i] = min(x.ramp.held1(b, &k, i, held, was, now), room[i]) * use[i]
		}
	}
}

// curve is a step on an S-curve, or on any ramp where a delay is undefined.
func (x *site) curve(b *program.Block) {
	t, first := x.grid.Years(b.Step), b.Step == 0
	on, av, pr, d, clock := b.Col(x.online), b.Col(x.available), b.Col(x.promised), b.Col(x.delay), b.Col(x.clock)
	if first {
		*av, *pr = column.Column{}, column.Column{}
	} else {
		x.offer(b, pr, b.Col(x.none), 0, 0)
		*av = *pr
	}
	low, high := t, t
	if !column.Any(d) && (first || all(clock, x.grid.Years(b.Step-1))) { // nothing is late, nor was
		column.Fill(clock, t)
	} else {
		low, high = column.Range(d)
		if !first {
			x.offer(b, av, d, low, high)
		}
		x.move(b, t)
		low, high = column.Range(clock)
	}
	x.ramp.at(b, on, clock, low, high)
	column.Smaller(on, on, b.Col(x.limit))
	if x.chance != program.None {
		none, unbuilt := b.Col(x.none), b.Col(x.unbuilt)
		column.Select(on, unbuilt, none, on)
		column.Select(av, unbuilt, none, av)
	}
}

// move sets the clock forward on each path.
func (x *site) move(b *program.Block, t float64) {
	d, clock, av, room, use := b.Col(x.delay), b.Col(x.clock), b.Col(x.available), b.Col(x.room), b.Col(x.use)
	var memory lines
	k := x.ramp.lines(b, memory[:0])
	for i := range clock {
		now, was := t-d[i], clock[i]
		clock[i] = now
		if b.Step == 0 {
			continue
		}
		if now < was {
			clock[i] = was
		}
		if held := min(was, now) - (t - x.dt - d[i]); held > instant {
			av[i] = min(x.ramp.held1(b, &k, i, held, was, now), room[i]) * use[i]
		}
	}
}

// offer sets d to what the ramp, later by a delay from low to high, has on offer in the step.
func (x *site) offer(b *program.Block, d, late *column.Column, low, high float64) {
	t, from, to := x.grid.Years(b.Step), b.Col(x.from), b.Col(x.to)
	column.CSub(from, t-x.dt, late)
	column.CSub(to, t, late)
	x.ramp.area(b, d, from, to, t-x.dt-high, t-low)
	column.Smaller(d, d, b.Col(x.room))
	column.Mul(d, d, b.Col(x.use))
}

// all says whether a column has one value everywhere.
func all(c *column.Column, v float64) bool {
	low, high := column.Range(c)
	return low == v && high == v
}

// step1 is step on one path of a capacity under an option.
func (x *site) step1(b *program.Block, i int, k *column.Knots) {
	t := x.grid.Years(b.Step)
	on, av, pr, clock := &b.Columns[x.online][i], &b.Columns[x.available][i], &b.Columns[x.promised][i], &b.Columns[x.clock][i]
	d, limit, room, use := b.Columns[x.delay][i], b.Columns[x.limit][i], b.Columns[x.room][i], b.Columns[x.use][i]
	*on, *av, *pr = 0, 0, 0
	wait, first, there := x.option.step(b, i, t, x.ramp.opens)
	if !there {
		return
	}
	now, was := t-wait-d, *clock
	if now < was && !first {
		now = was
	}
	*clock = now
	if *on = min(x.ramp.at1(b, k, i, now), limit); !first {
		from, to := t-x.dt-wait, t-wait
		*pr = min(x.ramp.area1(b, k, i, from, to), room) * use
		*av = *pr
		if held := min(was, to-d) - (from - d); held > instant {
			*av = min(x.ramp.held1(b, k, i, held, was, to-d), room) * use
		} else if d != 0 {
			*av = min(x.ramp.area1(b, k, i, from-d, to-d), room) * use
		}
	}
	if x.chance != program.None && b.Columns[x.luck][i] >= b.Columns[x.chance][i] {
		*on, *av = 0, 0
	}
}
