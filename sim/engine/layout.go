package engine

import (
	"slices"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// layout turns the nodes of a program into operations. Three things make them few and near to each other:
//
//   - What is the same on every path (time, a plan, what follows from them) is worked out here, once for each step. Who
//     reads it gets a number, or a column that is filled with it.
//   - A constant is a number to those who can take one.
//   - Columns in the midst of an expression live as long as it is worked out, and the next expression has them again: a few
//     columns that stay in the first cache.
type layout struct {
	c       *compiler
	byStep  map[program.Slot][]float64 // what is the same on every path, in each step
	columns map[program.Slot]bool      // of these: those that a calculation reads as a column
	free    []program.Slot             // columns of the midst of expressions, to be had again
	place   map[program.Slot]program.Slot
}

// layOut lays out the sorted nodes. A node starts at its place on the day of the deal: what it reads is known there.
func (c *compiler) layOut(sorted []*node) {
	l := &layout{c: c, byStep: map[program.Slot][]float64{}, columns: map[program.Slot]bool{}, place: map[program.Slot]program.Slot{}}
	sorted = c.needed(sorted)
	c.answer(sorted)
	l.work(l.foresee(sorted))
	for _, n := range sorted {
		if !n.off && !l.foreseen(n) {
			n.ops = append([]operation{}, n.ops...)
			l.chosen(n.ops)
			n.ops = l.chained(n.ops)
		}
	}
	l.readers(sorted)
	for _, n := range sorted {
		put := func(o operation) {
			ph := &c.p.phases[n.phase]
			o.of = n.name
			ph.ops = append(ph.ops, o)
		}
		if l.foreseen(n) {
			for _, s := range n.gives {
				if l.read(s) {
					put(operation{op: l.fill(s), to: forever})
				}
			}
			continue
		}
		for _, op := range n.start {
			put(operation{op: op})
		}
		if n.off {
			continue
		}
		for _, o := range n.ops {
			if o.calc != nil {
				if o.op = l.operation(o.calc); o.op == nil {
					continue
				}
			}
			put(o)
		}
	}
}

// needed are the nodes without those that only make quantities that nobody reads, no series and no metric follows.
func (c *compiler) needed(sorted []*node) []*node {
	live := map[*node]bool{}
	var need func(n *node)
	need = func(n *node) {
		if n == nil || live[n] {
			return
		}
		live[n] = true
		for _, r := range n.reads {
			need(r.q.node)
		}
		for _, m := range n.after {
			need(m)
		}
	}
	for _, n := range c.nodes {
		if !n.only {
			need(n)
		}
	}
	for _, r := range c.loose {
		need(r.q.node)
	}
	for _, s := range c.p.series {
		need(c.quantities[s.name].node)
	}
	var out []*node
	for _, n := range sorted {
		if live[n] {
			out = append(out, n)
		}
	}
	return out
}

// asked is a quantity of which a block wants to know whether anybody reads it.
type asked struct {
	q   *quantity
	yes *bool
}

// answer finds who is read: by a node, in no particular order, or as a series.
func (c *compiler) answer(sorted []*node) {
	for _, a := range c.asked {
		reads := func(r read) bool { return r.q == a.q }
		*a.yes = slices.ContainsFunc(c.loose, reads) ||
			slices.ContainsFunc(sorted, func(n *node) bool { return slices.ContainsFunc(n.reads, reads) }) ||
			slices.ContainsFunc(c.p.series, func(s seriesColumn) bool { return s.slot == a.q.slot })
	}
}

// foreseen says whether a node does the same on every path, also after all shocks have been read.
func (l *layout) foreseen(n *node) bool {
	for _, s := range n.gives {
		if l.c.struck[s] {
			return false
		}
	}
	return n.same && len(n.gives) > 0
}

// foresee finds the operations that are the same on every path, and the columns they make.
func (l *layout) foresee(sorted []*node) []operation {
	var ops []operation
	for _, n := range sorted {
		if l.foreseen(n) {
			for _, op := range n.start {
				ops = append(ops, operation{op: op})
			}
			ops = append(ops, n.ops...)
			for _, s := range n.gives {
				l.byStep[s] = nil
			}
			continue
		}
		for _, o := range n.ops {
			if o.calc == nil || n.off || !l.isSame(o.calc) {
				continue
			}
			l.byStep[o.calc.dst] = nil
			none := func(program.Slot) (number, bool) { return number{}, false }
			ops = append(ops, operation{op: l.c.lower(o.calc, none), from: o.from, to: o.to})
		}
	}
	return ops
}

// isSame says whether a calculation reads only what is the same on every path.
func (l *layout) isSame(x *calculation) bool {
	for _, a := range x.args {
		if _, ok := l.same(a); !ok {
			return false
		}
	}
	return true
}

// same finds what is the same on every path.
func (l *layout) same(s program.Slot) (number, bool) {
	if n, ok := l.c.timeless(s); ok {
		return n, true
	}
	v, ok := l.byStep[s]
	return number{byStep: v}, ok
}

// work does these operations for a block of paths that are all alike, and notes what they make in each step.
func (l *layout) work(ops []operation) {
	if len(l.byStep) == 0 {
		return
	}
	w := newWorker(l.c.p)
	defer l.c.p.used.Put(&w.b.Columns)
	steps := l.c.s.Calendar.Steps
	for s := range l.byStep {
		l.byStep[s] = make([]float64, steps+1)
	}
	for w.b.Step = 0; w.b.Step <= steps; w.b.Step++ {
		for _, o := range ops {
			if o.from <= w.b.Step && w.b.Step <= o.to {
				o.op(&w.b)
			}
		}
		for s, v := range l.byStep {
			v[w.b.Step] = w.b.Columns[s][0]
		}
	}
}

// readers finds who reads as a column what is the same on every path.
func (l *layout) readers(sorted []*node) {
	for _, n := range sorted {
		for _, o := range n.ops {
			if o.calc == nil || n.off || l.isSame(o.calc) {
				continue
			}
			for i, a := range o.calc.args {
				if !l.takes(o.calc, i) {
					l.columns[a] = true
				}
			}
		}
	}
}

// takes says whether a calculation takes a number for an argument.
func (l *layout) takes(x *calculation, i int) bool {
	if x.chain != nil {
		return false
	}
	if x.loop == loops["if"] {
		_, chosen := l.same(x.args[0])
		return chosen
	}
	return i == 0 && x.left != nil || i == 1 && x.right != nil
}

// read says whether anybody reads as a column what is the same on every path.
func (l *layout) read(s program.Slot) bool { return l.columns[s] || l.c.shown[s] }

// fill is the operation that fills a column with what is the same on every path.
func (l *layout) fill(s program.Slot) program.Op {
	byStep := l.byStep[s]
	return func(b *program.Block) { column.Fill(b.Col(s), byStep[b.Step]) }
}

// operation is what a calculation does; nil where nothing is left to do.
func (l *layout) operation(x *calculation) program.Op {
	if _, same := l.byStep[x.dst]; same {
		if l.read(x.dst) {
			return l.fill(x.dst)
		}
		return nil
	}
	y := &calculation{loop: x.loop, dst: x.dst, args: make([]program.Slot, len(x.args)), alone: !x.joint, chain: x.chain}
	for i, a := range x.args {
		y.args[i] = a
		_, number := l.same(a)
		p, moved := l.place[a]
		if moved {
			y.args[i] = p
			l.free = append(l.free, p)
		}
		y.alone = y.alone && !number && !moved
	}
	if t := l.c.temporaries[x.dst]; t != nil && !t.kept && !(y.alone && y.adds != nil) {
		y.dst, y.alone = l.take(x.dst), false
	}
	return l.c.lower(y, l.same)
}

// take gives a column to the midst of an expression.
func (l *layout) take(s program.Slot) program.Slot {
	p := s
	if n := len(l.free) - 1; n >= 0 {
		p, l.free = l.free[n], l.free[:n]
	}
	l.place[s] = p
	return p
}
