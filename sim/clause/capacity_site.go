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
	clock                       program.Slot // the time of the ramp at the end of the step; of knots once one path has been late
	limit, room                 program.Slot // the most power, and the most of it in a step
	none                        program.Slot // no delay
	from, to                    program.Slot // the times of the step on the ramp
	mark                        program.Slot // of the block: 1 in wasLate and isEmpty
	grid                        program.Grid
	dt                          float64
	plans                       []plan // by step
}

// What is known of a block stands in the first paths of a column.
const (
	wasLate = iota // a path has been late, so that the clock is kept
	isEmpty        // nothing is on line yet, and what is on offer says so
)

// plan is a step of a ramp of knots that nothing delays: the same two lines on every path.
type plan struct {
	a, b, c, d    program.Slot // the knots about its begin and those about its end
	f1, f2, width float64
	bends         bool // it has knots inside
	same          bool // it is as the step before
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
		*p = plan{a: x.none, b: x.none, c: x.none, d: x.none}
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
	if !late && p.same {
		return
	}
	on, av, pr := b.Col(x.online), b.Col(x.available), b.Col(x.promised)
	if !p.same {
		x.onTime(b, p, pr, on)
		if !late {
			*av = *pr
		}
	}
	if late {
		x.late(b, d, av, on, p.same)
	} else if x.chance != program.None {
		none, unbuilt := b.Col(x.none), b.Col(x.unbuilt)
		column.Select(on, unbuilt, none, on)
		column.Select(av, unbuilt, none, av)
	}
}

// onTime sets pr to what is on offer without any delay, and on to the power there is then.
func (x *site) onTime(b *program.Block, p *plan, pr, on *column.Column) {
	if p.bends {
		t := x.grid.Years(b.Step)
		x.ramp.areas(b, pr, on, b.Col(x.none), nil, x, t-x.dt, t, t-x.dt, t)
		return
	}
	column.Slab(pr, on, b.Col(p.a), b.Col(p.b), b.Col(p.c), b.Col(p.d), b.Col(x.room), b.Col(x.use), b.Col(x.limit), p.f1, p.f2, p.width)
	if b.Step == 0 {
		*pr = column.Column{}
	}
}

// late sets what is on line and on offer where some are late. The clock never runs back: what is on line stays, and has its
// part of what is on offer.
func (x *site) late(b *program.Block, d, av, on *column.Column, same bool) {
	low, high := column.Range(d)
	if !(low <= high) { // an undefined delay
		x.curve(b)
		return
	}
	var unbuilt *column.Column
	if x.chance != program.None {
		unbuilt = b.Col(x.unbuilt)
	}
	t, clock, mark := x.grid.Years(b.Step), b.Col(x.clock), b.Col(x.mark)
	if b.Step == 0 {
		column.CSub(clock, t, d)
		x.ramp.areas(b, av, on, d, unbuilt, x, t, t, t-high, t-low)
		*av = column.Column{}
		return
	}
	slips := column.Slips(clock, d, t, x.dt, instant)
	if !slips {
		column.CSub(clock, t, d)
	}
	if t-low < x.ramp.opens && !slips {
		if mark[isEmpty] != 0 && same {
			return
		}
		mark[isEmpty] = 1
	} else {
		mark[isEmpty] = 0
	}
	x.ramp.areas(b, av, on, d, unbuilt, x, t-x.dt, t, t-x.dt-high, t-low)
	if slips {
		x.hold(b, d, av, on, clock)
	}
}

// hold moves the clock where it stands still in the step, or has stood still and is still ahead.
func (x *site) hold(b *program.Block, d, av, on, clock *column.Column) {
	t, limit, room, use := x.grid.Years(b.Step), b.Col(x.limit), b.Col(x.room), b.Col(x.use)
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
			on[i] = min(x.ramp.at1(b, &k, i, was), limit[i])
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
