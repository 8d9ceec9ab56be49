// Package schema holds the field tables: what a block of a scenario may say, declared once, and used to decode it,
// to check it, to explain it and to tell editors.
package schema

import (
	"fmt"
	"sort"

	"dealsim/sim/unit"
)

// Form is what a field holds.
type Form int

const (
	Number    Form = iota // the same along a path: a quantity, a distribution, an input or an expression of inputs
	Signal                // may move: as Number, or an expression of quantities, or an inline {process: …}
	Condition             // true or false at each step: an expression of quantities
	Choice                // one of Choices
	Ref                   // the id of something in section Refers; an unknown one is a mistake unless Refers is "party"
	Day                   // a date, a quarter, or a time after the day of the deal
	Span                  // a length of time known when the file is read: 2 quarters, 10y
	Count                 // a whole number known when the file is read
	Knots                 // a map from date to Number
	ByYear                // a map from contract year (1, 2, …) to Number
	Group                 // a map of Fields
	Each                  // a map from an id of the writer's to a map of Fields
	Prose                 // free text
	List                  // a list of Numbers
	Law                   // a map that starts with "process:", or a Signal: how the quantity moves
)

// Field is one key of a block.
type Field struct {
	Name     string
	Form     Form
	Dim      unit.Dim // of Number, Signal, Knots, ByYear
	Own      bool     // the dimension is that of the quantity the block moves: set by the first such field
	Required bool
	Default  string // as one would write it; "" for none
	Min, Max *float64
	Choices  []string
	Refers   string  // of Ref: the section
	Fields   []Field // of Group and Each
	Short    string  // of Group: the field that a plain value stands for, so that "price: market" is {rule: market}
	Help     string
}

// Output is a quantity that a block publishes.
type Output struct {
	Suffix string // added to the block's id with a dot; "" for the id itself
	Dim    unit.Dim
	Own    bool
	Flow   bool   // an amount of a step, not a level at its end
	Hidden bool   // can be read, but is no series of its own
	Of     string // the field it follows from: where that is not given there is no such quantity; "" where it is always there
	Is     bool   // it is that field itself: where it names a driver, the driver's column
	Label  string
	Help   string
}

// Kind is one kind of block: a process, a clause, a metric, a distribution. The texts are what `explain` prints.
type Kind struct {
	Section string // where it stands: "process" or the name of the file's section
	Name    string
	Summary string // one sentence
	Why     string // when to use it
	Model   string // the formula; one line for each thing it makes
	Step    string // exact, or the order of the error of a step
	Moments string // what is known in closed form
	Limits  string // what is refused
	Source  string // author, year, section
	Posts   string // of a clause: who pays whom for what
	ByHand  string // a step worked out by hand, in numbers that a test has
	Value   string // of a metric or a function: what it gives, its unit first, and what its sign means; of a distribution: how it is written, and the unit of a draw
	About   string // of a metric: what it is asked of, and under which name
	Checked string // the tests that hold it
	Example string // YAML that works
	Fields  []Field
	Outputs []Output
}

// Field finds a field by name.
func (k *Kind) Field(name string) *Field { return find(k.Fields, name) }

func find(fields []Field, name string) *Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

// Sub finds a field of a Group or Each.
func (f *Field) Sub(name string) *Field { return find(f.Fields, name) }

// Names lists the names of fields.
func Names(fields []Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Name)
	}
	return out
}

// Language is all that a scenario file may say.
type Language struct {
	Processes     map[string]*Kind            // by name
	Sections      map[string]*Kind            // the sections whose blocks are of one kind: capacity, commitments, tranches, …
	Kinds         map[string]map[string]*Kind // the sections whose blocks say their kind: rounds, exits
	Distributions map[string]*Kind
	Functions     map[string]*Kind // what an expression may call
	Metrics       map[string]*Kind
}

// Put adds a kind to a map and panics when the name is taken: a bug, found by any test.
func Put(m map[string]*Kind, k *Kind) {
	if _, taken := m[k.Name]; taken {
		panic(fmt.Sprintf("schema: two kinds are called %q", k.Name))
	}
	m[k.Name] = k
}

// Sorted lists a map's names.
func Sorted[T any](m map[string]T) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Limit makes the address of a bound, for tables.
func Limit(v float64) *float64 { return &v }
