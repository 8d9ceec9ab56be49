// Package process knows how drivers move: one law a file, each a block that builds itself with a program.Maker.
//
// A law's doc comment is its Kind: Summary, Why, Model (with its units), Step, Moments, Limits, Source, Checked, in
// this order, declared once, printed by `explain` and held complete by a test. What stands in comments here is only
// what a reader of the code needs besides.
//
// All laws work alike. Numbers are columns that stay the same along a path and may differ from path to path (an
// uncertain speed, say), so what a step needs of them — a decay, a standard deviation — is computed once a path, in
// Start, into private columns. A step is then a few loops over whole columns: no branch on a name, no allocation.
//
// Every product is rounded before it is added to anything: float64(a*b) + c. The language allows a compiler to fuse
// the two, even across statements, and that would give other bits on other processors. Exponentials and logarithms
// are those of package column for the same reason. TestNothingIsFused reads the assembly for both.
//
// A block moves in the phase of the drivers; as a company's revenue or value (its owner is the company) it moves
// with the companies, after the shocks.
package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Process is a law of motion: what it may be told, and how it builds itself.
type Process struct {
	schema.Kind
	Company bool // it reads a company's quantities and can stand only in companies.…
	Check   func(q program.Query) []program.Rule
	Build   func(m program.Maker)
}

var all = map[string]*Process{}

// All is every law by name.
func All() map[string]*Process { return all }

// register adds a law and panics when its name is taken: a bug, found by any test.
func register(p *Process) *Process {
	if _, taken := all[p.Name]; taken {
		panic("process: two laws are called " + p.Name)
	}
	p.Section = "process"
	all[p.Name] = p
	return p
}

// rule is a broken rule: the field to point at, what is wrong, what to write instead.
func rule(field, wrong, remedy string) program.Rule {
	return program.Rule{Field: field, Wrong: wrong, Remedy: remedy}
}

// enter chooses the phase: a company's revenue and value move after the shocks, everything else before.
func enter(m program.Maker) {
	if m.Owner() != "" {
		m.In(program.Companies)
		return
	}
	m.In(program.Drivers)
}

// copyAt sets one column to another once a path.
func copyAt(m program.Maker, dst, src program.Slot) {
	m.Start(func(b *program.Block) { *b.Col(dst) = *b.Col(src) })
}

// carried declares that a quantity carries itself from step to step.
func carried(m program.Maker, s program.Slot) {
	m.State(program.State{Value: s, Carried: s, Transform: program.Level})
}

// kept declares a quantity besides the block's own, of which the law keeps its own record: a company's revenue and its
// value may publish one of the same name.
func kept(m program.Maker, s program.Slot) program.Slot {
	record := m.Column()
	m.State(program.State{Value: s, Carried: record, Transform: program.Level})
	return record
}

// scaled gives a quantity that follows from the date alone a factor that a shock can change for good: a column of
// logarithms, zero without shocks, and a function that multiplies the quantity by it.
func scaled(m program.Maker, out program.Slot) (apply program.Op) {
	log, factor := m.Column(), m.Column()
	m.State(program.State{Value: out, Carried: log, Transform: program.Scale})
	return func(b *program.Block) {
		x, f, by := b.Col(out), b.Col(factor), b.Col(log)
		if !column.Any(by) { // nothing has struck
			return
		}
		column.Exp(f, by)
		column.Mul(x, x, f)
	}
}

// The fields that several laws share.

func startField(help string) schema.Field {
	return schema.Field{Name: "start", Form: schema.Number, Own: true, Required: true, Help: help}
}

func driftField(help string) schema.Field {
	return schema.Field{Name: "drift", Form: schema.Number, Dim: unit.Rate, Default: "0%/y",
		Min: schema.Limit(-20), Max: schema.Limit(20), Help: help}
}

func volatilityField(help string) schema.Field {
	return schema.Field{Name: "volatility", Form: schema.Number, Dim: unit.Number,
		Min: schema.Limit(0), Max: schema.Limit(10), Help: help}
}

func required(f schema.Field) schema.Field {
	f.Required = true
	return f
}

// itself is the one output of a law that moves a single quantity.
func itself(label string) []schema.Output {
	return []schema.Output{{Own: true, Label: label, Help: "the quantity itself, at the end of the step"}}
}

// positive refuses a number known not to be above zero.
func positive(q program.Query, why string, fields ...string) []program.Rule {
	var out []program.Rule
	for _, f := range fields {
		if v, ok := q.Constant(f); ok && !(v > 0) {
			out = append(out, rule(f, f+" is not above zero, and "+why, "write a value above zero"))
		}
	}
	return out
}
