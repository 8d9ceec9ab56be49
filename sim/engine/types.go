package engine

import (
	"slices"
	"strings"

	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// scope is what an expression may name.
type scope int

const (
	static scope = iota // inputs: the same along a path
	moving              // and quantities of this step
	final               // and functions that look at a whole path
)

// typeOf is the dimension of an expression. What is wrong is reported once, and its result fits everything.
func (c *compiler) typeOf(e *scenario.Expr, sc scope, path string) unit.Dim {
	if e == nil {
		return unit.Any
	}
	bad := func(remedy, format string, args ...any) unit.Dim {
		c.m.Add(e.Place, path, remedy, format, args...)
		return unit.Any
	}
	switch e.Op {
	case "literal":
		for _, word := range strings.Split(e.Text, "/")[1:] { // 2 / year, where something is called so
			if word = strings.TrimSpace(word); c.inputs[word] != nil || c.quantities[word] != nil {
				return bad("give the thing another name", "%q is read as a value with a unit, but %s is also a name", e.Text, word)
			}
		}
		return e.Dim
	case "dist":
		return e.Dim
	case "name":
		return c.typeOfName(e, sc, path)
	case "call":
		f := functions[e.Name]
		if f == nil {
			return bad(listed("functions", schema.Sorted(functions)), "no function is called %q%s", e.Name, didYouMean(e.Name, schema.Sorted(functions)))
		}
		if f.overTime && sc == static {
			return bad("a number that is fixed along a path cannot look at quantities that move", "%s looks at a path", e.Name)
		}
		if len(e.Args) < f.least || len(e.Args) > f.most {
			return bad("write "+f.Example, "%s takes %s, found %d", e.Name, counted(f.least, f.most), len(e.Args))
		}
		dims := make([]unit.Dim, len(e.Args))
		for i, a := range e.Args {
			dims[i] = c.typeOf(a, sc, path)
			if dims[i].Kind == unit.Unknown {
				return f.dim(func(string, string, ...any) {}, e, dims)
			}
		}
		return f.dim(func(remedy, format string, args ...any) { bad(remedy, format, args...) }, e, dims)
	}
	d := make([]unit.Dim, len(e.Args))
	for i, a := range e.Args {
		d[i] = c.typeOf(a, sc, path)
	}
	name := func(i int) string { return written(e.Args[i]) }
	unknown := false
	for _, x := range d {
		unknown = unknown || x.Kind == unit.Unknown
	}
	switch e.Op {
	case "and", "or", "not":
		for i := range d {
			if !d[i].Fits(unit.Bool) {
				remedy := "join conditions such as anthropic.arr >= $60bn"
				if e.Op == "not" {
					remedy = "write not (anthropic.arr >= $60bn), with parentheses"
				}
				return bad(remedy, "%q needs conditions, %s is %s", e.Op, name(i), d[i])
			}
		}
		return unit.Bool
	case "<", "<=", ">", ">=", "==", "!=":
		if !d[0].Fits(d[1]) {
			bad("compare like with like: "+c.asOther(e, d), "%s is %s, %s is %s: they cannot be compared", name(0), d[0], name(1), d[1])
		} else if d[0] == unit.Bool {
			bad("join conditions with and, or, not", "conditions cannot be compared")
		}
		return unit.Bool
	}
	if unknown {
		for _, x := range d {
			if x.Kind != unit.Unknown && (e.Op == "+" || e.Op == "-") {
				return x
			}
		}
		return unit.Any
	}
	for i := range d {
		if d[i] == unit.Bool {
			return bad("write if("+name(i)+", 1, 0)", "cannot calculate with a condition: %s", name(i))
		}
	}
	switch e.Op {
	case "neg":
		return d[0]
	case "+", "-":
		switch {
		case d[0] == d[1] && d[0] == unit.Day && e.Op == "-":
			return unit.Years
		case d[0] == unit.Day && d[1] == unit.Years:
			return unit.Day
		case d[0] == d[1] && d[0] != unit.Day:
			return d[0]
		}
		word := "added"
		if e.Op == "-" {
			word = "subtracted"
		}
		return bad("give both the same unit: "+c.asOther(e, d), "%s is %s, %s is %s: they cannot be %s", name(0), d[0], name(1), d[1], word)
	case "*", "/", "^":
		for i := range d {
			if d[i] == unit.Day {
				return bad("write date - 2026-04-20 for a time", "cannot calculate with a date: %s", name(i))
			}
		}
		switch e.Op {
		case "*":
			return d[0].Times(d[1])
		case "/":
			return d[0].Over(d[1])
		}
		if d[1] != unit.Number {
			return bad("write x ^ 2", "a power must be a plain number, %s is %s", name(1), d[1])
		}
		if d[0] == unit.Number {
			return unit.Number
		}
		if n := e.Args[1]; n.Op == "literal" && n.Value == float64(int8(n.Value)) && n.Value >= 0 && n.Value < 5 {
			out := unit.Number
			for i := 0; i < int(n.Value); i++ {
				out = out.Times(d[0])
			}
			return out
		}
		return bad("divide by something of the same unit first", "%s to a broken power has no unit", name(0))
	}
	return unit.Any
}

// typeOfName is the dimension of a name.
func (c *compiler) typeOfName(e *scenario.Expr, sc scope, path string) unit.Dim {
	if in := c.inputs[e.Name]; in != nil {
		return c.inputDim(in)
	}
	if q := c.quantities[e.Name]; q != nil {
		if sc == static {
			c.m.Add(e.Place, path, "name an input, or write this under quantities where it may move", "%s moves, this is fixed along a path", e.Name)
			return unit.Any
		}
		c.settle(q)
		return q.dim
	}
	if c.lost(e.Name) {
		return unit.Any
	}
	if what, remedy := c.why(e.Name); what != "" && sc != static {
		c.m.Add(e.Place, path, remedy, "%s", what)
		return unit.Any
	}
	c.unknown(e, sc, path)
	return unit.Any
}

// inputDim is the dimension of an input. Inputs that depend on each other are reported, and belong to every unit.
func (c *compiler) inputDim(in *input) unit.Dim {
	switch in.made {
	case 0:
		in.made = 1
		c.making = append(c.making, in.in.ID)
		before := c.m.Count()
		dim := c.typeOf(in.in.Value, static, "inputs."+in.in.ID)
		c.making = c.making[:len(c.making)-1]
		in.made = 2
		if in.bad = in.bad || c.m.Count() > before; in.bad {
			dim = unit.Any
		}
		in.dim = dim
	case 1:
		i := slices.Index(c.making, in.in.ID)
		trail := append(c.making[i:len(c.making):len(c.making)], in.in.ID)
		c.m.Add(in.in.Place, "inputs."+in.in.ID, "give one of them a value of its own", "%s", follow("inputs", trail))
		in.bad = true
		return unit.Any
	}
	return in.dim
}

// follow says that names follow from each other.
func follow(what string, trail []string) string {
	if len(trail) == 2 {
		return trail[0] + " follows from itself"
	}
	if len(trail) > 12 {
		trail = append(append(trail[:6:6], "…"), trail[len(trail)-5:]...)
	}
	return "these " + what + " follow from each other: " + strings.Join(trail, " → ")
}

// settle finds the dimension of a derived quantity. One that reads itself, by way of prev, takes its dimension from
// the rest.
func (c *compiler) settle(q *quantity) {
	if q.known || q.settling {
		if q.settling && !q.known {
			q.dim = unit.Any
		}
		return
	}
	q.settling = true
	before := c.m.Count()
	q.dim = c.typeOf(q.expr.Expr, moving, "quantities."+q.name)
	if c.m.Count() > before {
		q.dim, q.broken = unit.Any, true
	}
	q.settling, q.known = false, true
}

// written is an expression as the file has it, for a message.
func written(e *scenario.Expr) string {
	if len(e.Text) > 60 {
		return e.Text[:57] + "…"
	}
	return e.Text
}

// asOther is what to write for the quantity of two that has the wrong unit: the one that is written out.
func (c *compiler) asOther(e *scenario.Expr, d []unit.Dim) string {
	for i, a := range e.Args {
		if a.Op == "literal" {
			return scenario.Remedy(a.Text, d[i], d[1-i])
		}
	}
	return "write " + d[0].Example()
}
