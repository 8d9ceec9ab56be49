package engine

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// sink takes the operations of an expression, and notes what it reads.
type sink struct {
	add    func(program.Op)
	node   *node // nil where order does not matter
	path   string
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
		if s.node != nil {
			s.node.reads = append(s.node.reads, read{q, e.Place, s.path})
		} else {
			c.loose = append(c.loose, read{q, e.Place, s.path})
		}
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
	args := make([]program.Slot, len(e.Args))
	for i, a := range e.Args {
		args[i] = c.emit(a, s)
	}
	if loop := arithmetic[e.Op]; loop != nil {
		if slot, ok := c.folded(loop, args); ok {
			return slot
		}
	}
	dst := c.column()
	s.add(operate(e.Op, dst, args))
	if turned[e.Op] != "" && s.seen != nil {
		*s.seen = append(*s.seen, c.comparison(e, args, dst))
	}
	return dst
}

// folded is the constant that comes of constants: it is computed once, by the loop that would compute it on every path.
func (c *compiler) folded(loop func(dst *column.Column, a []*column.Column), args []program.Slot) (program.Slot, bool) {
	cols := make([]*column.Column, len(args))
	for i, a := range args {
		v, certain := c.certains[a]
		if !certain {
			return program.None, false
		}
		cols[i] = new(column.Column)
		for j := range cols[i] {
			cols[i][j] = v
		}
	}
	var out column.Column
	loop(&out, cols)
	return c.constant(out[0]), true
}

// arithmetic are the operators that give numbers, as loops on any columns.
var arithmetic = map[string]func(dst *column.Column, a []*column.Column){
	"neg": func(d *column.Column, a []*column.Column) { column.Scale(d, a[0], -1) },
	"+":   func(d *column.Column, a []*column.Column) { column.Add(d, a[0], a[1]) },
	"-":   func(d *column.Column, a []*column.Column) { column.Sub(d, a[0], a[1]) },
	"*":   func(d *column.Column, a []*column.Column) { column.Mul(d, a[0], a[1]) },
	"/":   func(d *column.Column, a []*column.Column) { column.Div(d, a[0], a[1]) },
}

// fixed compiles an expression of inputs to a column that is computed once a path.
func (c *compiler) fixed(e *scenario.Expr, path string) program.Slot {
	key := "fixed " + e.Canonical()
	if e.Op == "dist" {
		key = "fixed " + path
	}
	if x, ok := c.made[key]; ok {
		return x.slot
	}
	slot := c.emit(e, sink{add: func(op program.Op) { c.p.start = append(c.p.start, op) }, path: path, static: true})
	c.made[key] = compiled{slot: slot}
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
		for i, u := range col {
			col[i] = law.Quantile(u)
		}
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
	q.node = n
	var seen []program.Comparison
	src := c.emit(q.expr.Expr, sink{add: n.add, node: n, path: path, seen: &seen, inside: true})
	if e := q.expr.Expr; e.Op == "call" && e.Name == "prob" && len(seen) == 1 && turned[e.Args[0].Op] != "" {
		*c.within(q.name) = seen[0]
	}
	dst := q.slot
	n.add(func(b *program.Block) { *b.Col(dst) = *b.Col(src) })
	if q.dim == unit.Bool {
		no, denied := c.deny(q.expr.Expr, sink{add: n.add, node: n, path: path}), c.denial(q)
		n.add(func(b *program.Block) { *b.Col(denied) = *b.Col(no) })
	}
}

func (n *node) add(op program.Op) { n.ops = append(n.ops, operation{op: op}) }

// operate is the operation of an operator on columns.
func operate(op string, dst program.Slot, a []program.Slot) program.Op {
	x := a[0]
	switch op {
	case "neg":
		return func(b *program.Block) { column.Scale(b.Col(dst), b.Col(x), -1) }
	case "not":
		return func(b *program.Block) {
			d := b.Col(dst)
			column.Scale(d, b.Col(x), -1)
			column.Shift(d, d, 1)
		}
	}
	y := a[1]
	loop := loops[op]
	return func(b *program.Block) { loop(b.Col(dst), b.Col(x), b.Col(y)) }
}

// loops are the operators over whole columns. A quotient with nothing below is undefined.
var loops = map[string]func(d, x, y *column.Column){
	"+":   column.Add,
	"-":   column.Sub,
	"*":   column.Mul,
	"/":   column.Div,
	"<":   column.Less,
	"<=":  column.AtMost,
	">":   func(d, x, y *column.Column) { column.Less(d, y, x) },
	">=":  func(d, x, y *column.Column) { column.AtMost(d, y, x) },
	"==":  column.Equal,
	"!=":  column.Unequal, // of what is undefined it is not known
	"and": column.And,
	"or":  column.Or,
	"^": func(d, x, y *column.Column) {
		for i := range d {
			d[i] = power(x[i], y[i])
		}
	},
}

// truth is 1 for true and 0 for false.
func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// power is x^y for whole y by multiplication, else by logarithm; the same bits on every processor.
func power(x, y float64) float64 {
	if y == math.Trunc(y) && math.Abs(y) <= 64 {
		n, out := int(math.Abs(y)), 1.0
		for ; n > 0; n-- {
			out *= x
		}
		if y < 0 {
			if out == 0 {
				return math.NaN()
			}
			return 1 / out
		}
		return out
	}
	if x == 0 && y > 0 {
		return 0
	}
	return column.Exp1(y * column.Log1(x))
}

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
