package dist

import (
	"maps"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Args is what stands in the file: {pert: [a, m, b]} is a List, {lognormal: {p10: a, p90: b}} is Named,
// {discrete: [[$5bn, 30%], [$10bn, 70%]]} is Pairs. One of them is given.
type Args struct {
	List  []unit.Quantity
	Named map[string]unit.Quantity
	Pairs [][2]unit.Quantity
}

// Family is one kind of distribution: its texts, and how to make a law of it.
type Family struct {
	schema.Kind
	// Make gives the law and the dimension of a draw, or what is wrong and what to write instead.
	Make func(Args) (Law, unit.Dim, *unit.Problem)
}

// Families lists all kinds of distribution by name.
func Families() map[string]*Family { return maps.Clone(families) }

var families = map[string]*Family{}

// put enters a family when the program starts. Two of one name are a bug, found by any test.
func put(f *Family) {
	f.Section = "distribution"
	if _, taken := families[f.Name]; taken {
		panic("dist: two families are called " + f.Name)
	}
	families[f.Name] = f
}

// value is a parameter that a draw shares its dimension with, plain one that is always a plain number.
func value(name, help string) schema.Field {
	return schema.Field{Name: name, Form: schema.Number, Dim: unit.Any, Help: help}
}

func plain(name, help string) schema.Field {
	return schema.Field{Name: name, Form: schema.Number, Dim: unit.Number, Help: help}
}
