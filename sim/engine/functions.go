package engine

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// function is what an expression may call.
type function struct {
	schema.Kind
	least, most int
	overTime    bool // looks at more than this step
	dim         func(bad func(remedy, format string, args ...any), e *scenario.Expr, d []unit.Dim) unit.Dim
	emit        func(c *compiler, e *scenario.Expr, s sink) program.Slot
}

// functions is the registry; pointwise functions are here, those over time in a file each.
var functions = map[string]*function{}

func register(f *function) {
	f.Section = "function"
	if functions[f.Name] != nil {
		panic("engine: two functions are called " + f.Name)
	}
	functions[f.Name] = f
}

type complain = func(remedy, format string, args ...any)

// alike wants arguments of one dimension, and gives it.
func alike(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
	for i := range d {
		if d[i] == unit.Bool {
			bad("write if(condition, 1, 0)", "%s wants quantities, %s is a condition", e.Name, written(e.Args[i]))
			return unit.Any
		}
		if !d[i].Fits(d[0]) {
			bad("give both the same unit: write "+d[0].Example(), "%s is %s, %s is %s: they cannot be compared", written(e.Args[0]), d[0], written(e.Args[i]), d[i])
			return unit.Any
		}
	}
	return d[0]
}

// plainNumber wants plain numbers.
func plainNumber(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
	for i := range d {
		if !d[i].Fits(unit.Number) {
			bad("divide by something of the same unit first", "%s wants a plain number, %s is %s", e.Name, written(e.Args[i]), d[i])
		}
	}
	return unit.Number
}

func (c *compiler) emitArgs(e *scenario.Expr, s sink) []program.Slot {
	out := make([]program.Slot, len(e.Args))
	for i, a := range e.Args {
		out[i] = c.emit(a, s)
	}
	return out
}

// pointwise registers a function of the values of this step.
func pointwise(k schema.Kind, least, most int, dim func(complain, *scenario.Expr, []unit.Dim) unit.Dim, emit func(c *compiler, s sink, args []program.Slot) program.Slot) {
	register(&function{Kind: k, least: least, most: most, dim: dim, emit: func(c *compiler, e *scenario.Expr, s sink) program.Slot {
		return emit(c, s, c.emitArgs(e, s))
	}})
}

// by makes what a pointwise function emits out of one loop.
func by(l *loop) func(c *compiler, s sink, args []program.Slot) program.Slot {
	return func(c *compiler, s sink, args []program.Slot) program.Slot { return c.calculate(s, l, args...) }
}

func init() {
	pointwise(schema.Kind{Name: "abs", Summary: "The size of a value without its sign.", Why: "For distances: how far a value is from a plan.", Value: "unit of x.", Model: "abs(x) = x or -x, whichever is not negative", Example: "abs(anthropic.growth)"}, 1, 1, alike,
		by(&loop{one: func(d, x *column.Column) {
			for i, v := range x {
				d[i] = math.Abs(v)
			}
		}}))
	pointwise(schema.Kind{Name: "exp", Summary: "The exponential of a plain number.", Why: "For growth and discount factors written by hand.", Value: "plain number.", Model: "exp(x) = e^x", Example: "exp(-10%/y * t)"}, 1, 1, plainNumber,
		by(&loop{one: column.Exp}))
	pointwise(schema.Kind{Name: "log", Summary: "The natural logarithm of a plain number.", Why: "For growth rates between two values, and for fitting.", Value: "plain number.", Model: "log(e^x) = x", Limits: "Undefined for numbers that are not positive.", Example: "log(anthropic.arr / $30bn)"}, 1, 1, plainNumber,
		by(&loop{one: column.Log}))
	pointwise(schema.Kind{Name: "sqrt", Summary: "The square root of a plain number.", Why: "For a standard deviation out of a variance.", Value: "plain number.", Model: "sqrt(x)^2 = x", Limits: "Undefined for negative numbers.", Example: "sqrt(2)"}, 1, 1, plainNumber,
		by(&loop{one: func(d, x *column.Column) {
			for i, v := range x {
				d[i] = math.Sqrt(v)
			}
		}}))
	pointwise(schema.Kind{Name: "clamp", Summary: "A value kept between two bounds.", Why: "For a quantity that a contract keeps between a least and a most.", Value: "unit of x, which low and high have as well.", Model: "clamp(x, low, high) = min(max(x, low), high)", Example: "clamp(unmet, $0, $10bn)"}, 3, 3, alike,
		func(c *compiler, s sink, args []program.Slot) program.Slot {
			return c.calculate(s, loops["min"], c.calculate(s, loops["max"], args[0], args[1]), args[2])
		})
	pointwise(schema.Kind{Name: "if", Summary: "One of two values, by a condition.", Why: "For a term that depends on a condition. As a sum, if(c, 1, 0) counts.", Value: "unit of x and y, which is the same.", Model: "if(condition, x, y) = x where the condition holds, else y", Example: "if(anthropic.arr >= $60bn, 1, 0)"}, 3, 3,
		func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
			if !d[0].Fits(unit.Bool) {
				bad("write a condition such as anthropic.arr >= $60bn", "%s is %s, want a condition", written(e.Args[0]), d[0])
			}
			if !d[1].Fits(d[2]) {
				bad("give both the same unit", "%s is %s, %s is %s: one value cannot be either", written(e.Args[1]), d[1], written(e.Args[2]), d[2])
			}
			return d[1]
		},
		by(loops["if"]))
	pointwise(schema.Kind{Name: "prob", Summary: "A condition as a number: its mean over paths is a probability.", Why: "For the probability of an event as a metric. A condition must be one at the end of the run, such as total(…) > $0.", Value: "plain number, 1 or 0.", Model: "prob(c) = 1 where c holds, else 0", Example: "prob(total(aws.shortfall) > $0)"}, 1, 1,
		func(bad complain, e *scenario.Expr, d []unit.Dim) unit.Dim {
			if !d[0].Fits(unit.Bool) {
				bad("write prob(total(aws.shortfall) > $0)", "%s is %s, want a condition", written(e.Args[0]), d[0])
			}
			return unit.Number
		},
		func(c *compiler, s sink, args []program.Slot) program.Slot { return args[0] })
}
