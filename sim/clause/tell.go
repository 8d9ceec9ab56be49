package clause

import (
	"math"

	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// What clauses say of a path: short texts without commas, for a table and for a story.

// plain is an event without numbers.
func plain(kind, text string) program.Event {
	return program.Event{Kind: kind, Value: math.NaN(), Against: math.NaN(), Cash: math.NaN(), Text: text}
}

// valued is an event with a value and what it is held against; NaN for none.
func valued(kind, quantity string, dim unit.Dim, value, against float64, text string) program.Event {
	return program.Event{Kind: kind, Quantity: quantity, Dim: dim, Value: value, Against: against, Cash: math.NaN(), Text: text}
}

// dollars and percent are amounts as a sentence has them.
func dollars(v float64) string { return unit.Format(v, unit.Money, 3) }
func percent(v float64) string { return unit.Format(v, unit.Number, 3) }

// compared says of each comparison of a condition how it stands.
func compared(s *program.Scene, all []program.Comparison, after string) {
	for _, c := range all {
		word := "holds"
		if s.At(c.Holds) == 0 {
			word = "does not hold"
		}
		if len(all) == 1 && after != "" {
			word = after
		}
		if c.Of != nil && c.Of.Sign != "" && s.At(c.Against) == 0.5 { // what stands behind the 1 or 0
			holds := c.Holds
			c = *c.Of
			c.Holds = holds
		}
		e := valued("trigger", c.Left, c.Dim, s.At(c.Value), s.At(c.Against), c.Sign+" "+c.Right+": "+word)
		e.Holds = s.At(c.Holds) != 0
		s.Say(e)
	}
}
