package engine

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// forever is the step after every last one.
const forever = math.MaxInt

// loop is a function of the values of one step, over whole columns: of one, two or three of them. Where a loop has a form
// for a side that is the same on every path, it takes a number there, and has the same bits.
type loop struct {
	one   func(d, x *column.Column)
	two   func(d, x, y *column.Column)
	right func(d, x *column.Column, y float64)
	left  func(d *column.Column, x float64, y *column.Column)
	three func(d, x, y, z *column.Column)
	adds  func(b *program.Block, d, x, y program.Slot) // the same of columns that may be empty (see package program)
}

// over does a loop on columns.
func (l *loop) over(d *column.Column, a []*column.Column) {
	switch {
	case l.one != nil:
		l.one(d, a[0])
	case l.two != nil:
		l.two(d, a[0], a[1])
	default:
		l.three(d, a[0], a[1], a[2])
	}
}

// loops are the operators, and the functions that follow from them. A quotient with nothing below is undefined.
var loops = map[string]*loop{
	"copy": {one: func(d, x *column.Column) { *d = *x }, adds: func(b *program.Block, d, x, _ program.Slot) { b.Copy(d, x) }},
	"neg":  {one: func(d, x *column.Column) { column.Scale(d, x, -1) }},
	"not": {one: func(d, x *column.Column) {
		column.Scale(d, x, -1)
		column.Shift(d, d, 1)
	}},
	"+":   {two: column.Add, right: column.Shift, left: turn(column.Shift), adds: plus},
	"-":   {two: column.Sub, right: func(d, x *column.Column, y float64) { column.Shift(d, x, -y) }, left: column.CSub, adds: minus},
	"*":   {two: column.Mul, right: column.Scale, left: turn(column.Scale)},
	"/":   {two: column.Div, right: column.DivC, left: column.CDiv},
	"<":   {two: column.Less, right: column.LessC, left: turn(column.GreaterC)},
	"<=":  {two: column.AtMost, right: column.AtMostC, left: turn(column.AtLeastC)},
	">":   {two: func(d, x, y *column.Column) { column.Less(d, y, x) }, right: column.GreaterC, left: turn(column.LessC)},
	">=":  {two: func(d, x, y *column.Column) { column.AtMost(d, y, x) }, right: column.AtLeastC, left: turn(column.AtMostC)},
	"==":  {two: column.Equal, right: column.EqualC, left: turn(column.EqualC)},
	"!=":  {two: column.Unequal, right: column.UnequalC, left: turn(column.UnequalC)}, // of what is undefined it is not known
	"and": {two: column.And},
	"or":  {two: column.Or},
	"^": {two: func(d, x, y *column.Column) {
		for i := range d {
			d[i] = power(x[i], y[i])
		}
	}, right: func(d, x *column.Column, y float64) {
		if y == 2 {
			column.Mul(d, x, x) // as power has it
			return
		}
		for i := range d {
			d[i] = power(x[i], y)
		}
	}},
	"max": {two: column.Larger, right: column.LargerC, left: column.CLarger},
	"min": {two: column.Smaller, right: column.SmallerC, left: column.CSmaller},
	"if":  {three: column.Select},
}

// plus and minus have nothing to add where a side is empty.
func plus(b *program.Block, d, x, y program.Slot) {
	switch {
	case b.Empty(x) && b.Empty(y):
		b.Clear(d)
	case b.Empty(x):
		column.Shift(b.Open(d), b.Col(y), 0)
	case b.Empty(y):
		column.Shift(b.Open(d), b.Col(x), 0)
	default:
		column.Add(b.Open(d), b.Col(x), b.Col(y))
	}
}

func minus(b *program.Block, d, x, y program.Slot) {
	switch {
	case b.Empty(x) && b.Empty(y):
		b.Clear(d)
	case b.Empty(x):
		column.CSub(b.Open(d), 0, b.Col(y))
	case b.Empty(y):
		*b.Open(d) = *b.Col(x)
	default:
		column.Sub(b.Open(d), b.Col(x), b.Col(y))
	}
}

// turn is a loop with a number on its right as one with it on its left.
func turn(f func(d, x *column.Column, y float64)) func(d *column.Column, x float64, y *column.Column) {
	return func(d *column.Column, x float64, y *column.Column) { f(d, y, x) }
}

// calculation is a loop on the columns of a block: what it reads and writes is known, so that it can be laid out with
// others (see layout.go).
type calculation struct {
	*loop
	dst  program.Slot
	args []program.Slot

	alone bool   // no other calculation writes dst, and no argument is a number
	joint bool   // another calculation writes dst
	chain *chain // what is done instead of the loop; nil for nothing
}

// temporary is a column in the midst of an expression. An expression is a tree: one calculation reads it, of the same
// expression, which is done in the same steps with nothing but calculations between them.
type temporary struct {
	used bool // by that one
	kept bool // others may read it as well: what a condition compares is told of
}

// calculate makes a column out of others: a constant out of constants, by the loop that would make it on every path.
func (c *compiler) calculate(s sink, l *loop, args ...program.Slot) program.Slot {
	if v, ok := c.folded(l, args); ok {
		return c.constant(v)
	}
	x := &calculation{loop: l, dst: c.column(), args: args}
	if s.node == nil {
		c.keep(args...)
		s.add(c.lower(x, c.timeless))
		return x.dst
	}
	for _, a := range args {
		if t := c.temporaries[a]; t != nil {
			if t.used {
				panic("engine: two calculations read one column in the midst of an expression")
			}
			t.used = true
		}
	}
	c.temporaries[x.dst] = &temporary{}
	s.node.ops = append(s.node.ops, operation{calc: x, to: forever})
	return x.dst
}

func (c *compiler) folded(l *loop, args []program.Slot) (float64, bool) {
	for _, a := range args {
		if _, certain := c.certains[a]; !certain {
			return 0, false
		}
	}
	cols := make([]*column.Column, len(args))
	for i, a := range args {
		cols[i] = new(column.Column)
		column.Fill(cols[i], c.certains[a])
	}
	var out column.Column
	l.over(&out, cols)
	return out[0], true
}

// keep says that others than calculations read columns.
func (c *compiler) keep(slots ...program.Slot) {
	for _, s := range slots {
		c.shown[s] = true
		if t := c.temporaries[s]; t != nil {
			t.kept = true
		}
	}
}

// into puts what a node has just made where others read it.
func (c *compiler) into(n *node, dst, src program.Slot) {
	if src == dst {
		return
	}
	if k := len(n.ops) - 1; k >= 0 && n.ops[k].calc != nil && n.ops[k].calc.dst == src && !c.temporaries[src].kept {
		n.ops[k].calc.dst = dst
		delete(c.temporaries, src)
		return
	}
	n.ops = append(n.ops, operation{calc: &calculation{loop: loops["copy"], dst: dst, args: []program.Slot{src}}, to: forever})
}

// during keeps what a node does to the steps from one to another.
func (n *node) during(from, to int) {
	for i := range n.ops {
		o := &n.ops[i]
		o.from, o.to = max(o.from, from), min(o.to, to)
	}
}

// number is what a calculation reads where it is the same on every path: a value, or one for each step.
type number struct {
	value  float64
	byStep []float64
}

// timeless finds the constants.
func (c *compiler) timeless(s program.Slot) (number, bool) {
	v, ok := c.certains[s]
	return number{value: v}, ok
}

// lower makes the operation of a calculation. The given function finds what is the same on every path.
func (c *compiler) lower(x *calculation, same func(program.Slot) (number, bool)) program.Op {
	d := x.dst
	switch l := x.loop; {
	case x.chain != nil:
		return x.chain.lower(d, x.args)
	case x.alone && l.adds != nil:
		first, last := x.args[0], x.args[len(x.args)-1]
		return func(b *program.Block) { l.adds(b, d, first, last) }
	case l.one != nil:
		a := x.args[0]
		return func(b *program.Block) { l.one(b.Col(d), b.Col(a)) }
	case l.two != nil:
		return lowerTwo(l, d, x.args[0], x.args[1], same)
	case l == loops["if"]:
		if n, ok := same(x.args[0]); ok {
			return lowerChoice(d, n, x.args[1], x.args[2], same)
		}
		fallthrough
	default:
		p, q, r := x.args[0], x.args[1], x.args[2]
		return func(b *program.Block) { l.three(b.Col(d), b.Col(p), b.Col(q), b.Col(r)) }
	}
}

func lowerTwo(l *loop, d, x, y program.Slot, same func(program.Slot) (number, bool)) program.Op {
	if n, ok := same(y); ok && l.right != nil {
		if v := n.value; n.byStep == nil {
			return func(b *program.Block) { l.right(b.Col(d), b.Col(x), v) }
		}
		return func(b *program.Block) { l.right(b.Col(d), b.Col(x), n.byStep[b.Step]) }
	}
	if n, ok := same(x); ok && l.left != nil {
		if v := n.value; n.byStep == nil {
			return func(b *program.Block) { l.left(b.Col(d), v, b.Col(y)) }
		}
		return func(b *program.Block) { l.left(b.Col(d), n.byStep[b.Step], b.Col(y)) }
	}
	return func(b *program.Block) { l.two(b.Col(d), b.Col(x), b.Col(y)) }
}

// lowerChoice is if(…) by a condition that is the same on every path.
func lowerChoice(d program.Slot, holds number, x, y program.Slot, same func(program.Slot) (number, bool)) program.Op {
	put := func(s program.Slot) program.Op {
		n, ok := same(s)
		switch {
		case s == d:
			return func(b *program.Block) {}
		case !ok:
			return func(b *program.Block) { *b.Col(d) = *b.Col(s) }
		case n.byStep == nil:
			return func(b *program.Block) { column.Fill(b.Col(d), n.value) }
		}
		return func(b *program.Block) { column.Fill(b.Col(d), n.byStep[b.Step]) }
	}
	yes, no := put(x), put(y)
	if holds.byStep == nil {
		if holds.value != 0 {
			return yes
		}
		return no
	}
	return func(b *program.Block) {
		if holds.byStep[b.Step] != 0 {
			yes(b)
			return
		}
		no(b)
	}
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
