package schema

import (
	"strings"

	"dealsim/sim/unit"
)

// Wants is what a field holds, in words.
func (f *Field) Wants() string {
	dim := f.Dim.String()
	if f.Own {
		dim = "a value in the quantity's unit"
	}
	switch f.Form {
	case Number:
		if f.Dim == unit.Any && !f.Own {
			return "a number"
		}
		return dim
	case Signal:
		return dim + ", may move"
	case Law:
		return "{process: …} or an expression in " + dim
	case Condition:
		return "a condition"
	case Choice:
		return strings.Join(f.Choices, " | ")
	case Ref:
		if f.Refers == "party" {
			return "a name"
		}
		return "an id under " + f.Refers
	case Day:
		return "a date, a quarter or a time after the deal"
	case Span:
		return "a length of time"
	case Count:
		return "a whole number"
	case Knots:
		return "by date: " + dim
	case ByYear:
		return "by contract year: " + dim
	case List:
		return "a list: " + dim
	case Group:
		return "{…}"
	case Each:
		return "{NAME: {…}}"
	}
	return "text"
}
