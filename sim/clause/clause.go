// Package clause holds what the contract says, one clause a file: companies and their compute, capacity, purchase
// commitments, tranches, investors and shocks. A clause declares its fields and quantities in a table and builds
// itself with a program.Maker; it knows no process, and no other clause but by the quantities they publish.
package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

// Clause is one kind of block of the contract. Section is where it stands in a file.
type Clause struct {
	schema.Kind
	Check func(q program.Query) []program.Rule // rules across fields; nil for none
	Build func(m program.Maker)
}

var clauses = map[string]*Clause{}

// register adds a clause by its name.
func register(c *Clause) {
	if clauses[c.Name] != nil {
		panic("clause: two clauses are called " + c.Name)
	}
	clauses[c.Name] = c
}

// All is every clause by its name.
func All() map[string]*Clause { return clauses }

// kinded are the sections whose blocks say of which kind they are.
var kinded = map[string]bool{"rounds": true, "exits": true}

// Kinded says whether the blocks of a section say of which kind they are.
func Kinded(section string) bool { return kinded[section] }

// exactlyOne is the rule that one of two fields is given.
func exactlyOne(q program.Query, a, b, remedy string) []program.Rule {
	switch has := [2]bool{q.Has(a), q.Has(b)}; has {
	case [2]bool{true, true}:
		return []program.Rule{{Field: b, Wrong: a + " and " + b + " say the same thing twice", Remedy: "keep one of them"}}
	case [2]bool{}:
		return []program.Rule{{Field: a, Wrong: "neither " + a + " nor " + b + " is given", Remedy: remedy}}
	}
	return nil
}
