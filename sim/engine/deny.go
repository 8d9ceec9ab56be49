package engine

import (
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// opposites are the operators of conditions by what holds where they are known not to hold.
var opposites = map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "and": "or", "or": "and"}

// deny compiles where a condition is known not to hold. A comparison with what is undefined neither holds nor is known
// not to: of the three values of Kleene (1952, Introduction to Metamathematics, §64) a column tells the true ones, and
// this one the false ones. By hand, x undefined: neither x < 1 nor not (x < 1); but not (x < 1 and 2 < 1) holds.
func (c *compiler) deny(e *scenario.Expr, s sink) program.Slot {
	if e.Op == "not" {
		return c.emit(e.Args[0], s)
	}
	if op := opposites[e.Op]; op != "" {
		make := c.emit
		if e.Op == "and" || e.Op == "or" {
			make = c.deny
		}
		return c.calculate(s, loops[op], make(e.Args[0], s), make(e.Args[1], s))
	}
	src := c.emit(e, s)
	if q := c.quantities[e.Name]; e.Op == "name" && q != nil && q.expr != nil && !q.broken && q.dim == unit.Bool && c.inputs[e.Name] == nil {
		return c.denial(q)
	}
	return c.calculate(s, loops["not"], src) // of a function it is the plain opposite: held(…) is one or the other
}

// denial is the column that tells where a condition with a name is known not to hold.
func (c *compiler) denial(q *quantity) program.Slot {
	if !q.denies {
		q.denied, q.denies = c.column(), true
	}
	return q.denied
}
