package engine

import (
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
	case "literal", "dist":
		return e.Dim
	case "name":
		return c.typeOfName(e, sc, path)
	case "call":
		f := functions[e.Name]
		if f == nil {
			return bad("functions: "+strings.Join(schema.Sorted(functions), ", "), "no function is called %q%s", e.Name, didYouMean(e.Name, schema.Sorted(functions)))
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
				return bad("join conditions such as anthropic.arr >= $60bn", "%q needs conditions, %s is %s", e.Op, name(i), d[i])
			}
		}
		return unit.Bool
	case "<", "<=", ">", ">=", "==", "!=":
		if !d[0].Fits(d[1]) {
			bad("compare like with like: write "+d[0].Example(), "%s is %s, %s is %s: they cannot be compared", name(0), d[0], name(1), d[1])
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
		return bad("give both the same unit: write "+d[0].Example(), "%s is %s, %s is %s: they cannot be %s", name(0), d[0], name(1), d[1], word)
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
		c.used[e.Name] = true
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
	var names []string
	for n := range c.inputs {
		names = append(names, n)
	}
	if sc != static {
		for n, q := range c.quantities {
			if !strings.Contains(n, "(") && !q.broken {
				names = append(names, n)
			}
		}
	}
	remedy := ""
	if i := strings.IndexByte(e.Name, '-'); i > 0 && (c.inputs[e.Name[:i]] != nil || c.quantities[e.Name[:i]] != nil) {
		remedy = "put spaces around a minus: " + e.Name[:i] + " - " + e.Name[i+1:]
	} else if owner, _, ok := strings.Cut(e.Name, "."); ok {
		var of []string
		for _, n := range names {
			if strings.HasPrefix(n, owner+".") {
				of = append(of, n)
			}
		}
		if b := c.blocks[owner]; b != nil && b.Broken {
			return unit.Any
		}
		if len(of) > 0 {
			remedy = listed("quantities of "+owner, of)
		}
	}
	what := "quantity or input"
	if sc == static {
		what = "input"
	}
	c.m.Add(e.Place, path, remedy, "no %s is called %q%s", what, e.Name, didYouMean(e.Name, names))
	return unit.Any
}

// inputDim is the dimension of an input; one that depends on itself is reported.
func (c *compiler) inputDim(in *input) unit.Dim {
	switch in.made {
	case 0:
		in.made = 1
		in.dim = c.typeOf(in.in.Value, static, "inputs."+in.in.ID)
		in.made = 2
	case 1:
		c.m.Add(in.in.Place, "inputs."+in.in.ID, "break the circle", "the input depends on itself")
		in.dim = unit.Any
		in.made = 2
	}
	return in.dim
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
	q.dim = c.typeOf(q.expr.Expr, moving, "quantities."+q.name)
	q.settling, q.known = false, true
}

// written is an expression as the file has it, for a message.
func written(e *scenario.Expr) string {
	if e.Op == "name" || e.Op == "literal" || e.Op == "dist" {
		return e.Text
	}
	return e.Canonical()
}
