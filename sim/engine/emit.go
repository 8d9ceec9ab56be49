package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/dist"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// sink takes the operations of an expression, and notes what it reads.
type sink struct {
	add    func(program.Op)
	node   *node // nil where order does not matter
	path   string
	last   bool                  // after the last step
	static bool                  // once a path, from inputs alone
	seen   *[]program.Comparison // takes the comparisons outside of functions; nil where nobody asks
	inside bool                  // and what prob(…), where it is the whole expression, compares
}

// emit compiles an expression whose types have been checked.
func (c *compiler) emit(e *scenario.Expr, s sink) program.Slot {
	switch e.Op {
	case "literal":
		return c.constant(e.Value)
	case "dist":
		return c.draw(e, s.path)
	case "name":
		if in := c.inputs[e.Name]; in != nil {
			return c.inputSlot(in)
		}
		q := c.quantities[e.Name]
		if q == nil || q.broken {
			return c.constant(0)
		}
		c.reads(s, q, e)
		return q.slot
	case "call":
		if !(s.inside && e.Name == "prob") {
			s.seen = nil // what a function compares is its own
		}
		s.inside = false
		return functions[e.Name].emit(c, e, s)
	case "not":
		return c.deny(e.Args[0], s)
	}
	args := c.emitArgs(e, s)
	dst := c.calculate(s, loops[e.Op], args...)
	if turned[e.Op] != "" && s.seen != nil {
		*s.seen = append(*s.seen, c.comparison(e, args, dst))
		c.keep(append(args, dst)...)
	}
	return dst
}

// reads notes that an expression reads a quantity.
func (c *compiler) reads(s sink, q *quantity, e *scenario.Expr) {
	if s.last {
		q.askedAt = append(q.askedAt, c.s.Calendar.Steps)
	} else {
		q.asked = true
	}
	if r := (read{q, e.Place, s.path}); s.node != nil {
		s.node.reads = append(s.node.reads, r)
	} else {
		c.loose = append(c.loose, r)
		c.keep(q.slot)
	}
}

// fixed compiles an expression of inputs to a column that is computed once a path.
func (c *compiler) fixed(e *scenario.Expr, path string) program.Slot {
	key := "fixed " + e.Canonical()
	if e.Op == "dist" {
		key = "fixed " + path
	}
	if slot, ok := c.made[key]; ok {
		return slot
	}
	slot := c.emit(e, sink{add: func(op program.Op) { c.p.start = append(c.p.start, op) }, path: path, static: true})
	c.made[key] = slot
	return slot
}

// inputSlot is the column of an input.
func (c *compiler) inputSlot(in *input) program.Slot {
	if in.slot == program.None {
		if in.in.Value == nil || in.bad {
			return c.constant(0)
		}
		in.slot = c.fixed(in.in.Value, "inputs."+in.in.ID)
	}
	return in.slot
}

// draw is a column of draws, one a path, from a distribution. The stream is named by the place in the scenario.
func (c *compiler) draw(e *scenario.Expr, path string) program.Slot {
	slot, law := c.column(), e.Law
	stream := c.stream(path)
	c.p.start = append(c.p.start, func(b *program.Block) {
		col := b.Col(slot)
		stream.Uniforms(col, &b.Path, 0)
		dist.Quantiles(law, col, column.Size, &b.Draws)
	})
	return slot
}

// derive makes the node of a quantity that the file writes as an expression.
func (c *compiler) derive(q *quantity) {
	if c.settle(q); q.broken {
		return
	}
	path := "quantities." + q.name
	n := c.node(q.name, 0)
	q.node, n.only = n, true
	var seen []program.Comparison
	c.whole = q
	src := c.emit(q.expr.Expr, sink{add: n.add, node: n, path: path, seen: &seen, inside: true})
	if e := q.expr.Expr; e.Op == "call" && e.Name == "prob" && len(seen) == 1 && turned[e.Args[0].Op] != "" {
		*c.within(q.name) = seen[0]
	}
	c.into(n, q.slot, src)
	if q.dim == unit.Bool {
		c.into(n, c.denial(q), c.deny(q.expr.Expr, sink{add: n.add, node: n, path: path}))
	}
}

func (n *node) add(op program.Op) { n.ops = append(n.ops, operation{op: op, to: forever}) }

// fits checks an expression and that it has the wanted dimension.
func (c *compiler) fits(e *scenario.Expr, want unit.Dim, sc scope, path string) bool {
	before := c.m.Count()
	d := c.typeOf(e, sc, path)
	if c.m.Count() > before {
		return false
	}
	if !d.Fits(want) {
		c.unfit(e, d, want, path)
		return false
	}
	return true
}
