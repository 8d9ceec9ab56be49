package clause

import (
	"fmt"
	"math"
	"strings"

	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// tell says of each round its price, or why there was no money to be had. A company that can never raise again in it,
// since it has ended or an event came that its market rules out, no longer wants any: nothing is said.
func (r *round) tell(m program.Maker) program.Teller {
	var compares []program.Comparison
	joined := false // all comparisons must hold
	if r.market != program.None {
		text := " " + strings.ReplaceAll(m.Text("market"), "(", " ") + " "
		compares, joined = m.Compares("market"), !strings.Contains(text, " or ") && !strings.Contains(text, " not ")
	}
	gone := m.Gone(r.company)
	return func(s *program.Scene) {
		closed := r.market != program.None && s.At(r.market) == 0
		why, over := "", false
		if closed {
			why, over = shut(s, compares, joined)
		}
		if s.At(r.failed) != 0 {
			switch {
			case over || s.At(gone) != 0:
				return
			case closed:
				why = "its market is not open to it: " + why
			default:
				why = r.company + " is worth nothing"
			}
			s.Say(plain("round", r.company+" wants money and gets none: "+why))
			return
		}
		if money := s.At(r.raised); money > 0 {
			pre := s.At(r.price)
			text := fmt.Sprintf("%s raises %s for %s of its shares", r.company, dollars(money), percent(money/(pre+money)))
			if closed {
				text += " although " + why
			}
			s.Say(valued("round", "pre-money price", unit.Money, pre, s.At(r.value), text))
		}
	}
}

// shut is what of a condition does not hold, and whether it never will again. Of a condition of another form than one
// and another, the comparisons are the reason only where none of them holds.
func shut(s *program.Scene, all []program.Comparison, joined bool) (why string, over bool) {
	var parts []string
	for _, c := range all {
		if s.At(c.Holds) != 0 {
			continue
		}
		parts = append(parts, unmet(c, s.At(c.Value), s.At(c.Against)))
		over = over || joined && happened(c.Left) != "" && s.At(c.Value) == 1
	}
	if len(parts) == 0 || !joined && len(parts) < len(all) {
		return "its condition does not hold", false
	}
	return strings.Join(parts, " and "), over
}

// happened is the exit of which a quantity says whether it has come, in this step or in the one before; "" for another.
func happened(quantity string) string {
	name := strings.TrimSuffix(strings.TrimPrefix(quantity, "prev("), ")")
	id, is := strings.CutSuffix(name, ".happened")
	if !is || strings.ContainsAny(id, " (.") {
		return ""
	}
	return id
}

// unmet says how a comparison that does not hold stands: of what is on or off no more than that.
func unmet(c program.Comparison, value, against float64) string {
	flag := c.Dim == unit.Number && against == 0.5 && (value == 0 || value == 1)
	if id := happened(c.Left); flag && id != "" {
		return id + map[bool]string{true: " has happened", false: " has not happened"}[value == 1]
	}
	if flag {
		return c.Left + map[bool]string{true: " is on", false: " is off"}[value == 1]
	}
	if math.IsNaN(value) {
		return c.Left + " is undefined"
	}
	return fmt.Sprintf("%s is %s and not %s %s", c.Left, unit.Format(value, c.Dim, 3), c.Sign, unit.Format(against, c.Dim, 3))
}

// tell says of an exit that it has come; word is what then happens.
func (x *exit) tell(word string, value program.Slot, quantity string) {
	company := x.m.Text("company")
	x.m.Tell(func(s *program.Scene) {
		if s.At(x.happens) == 0 {
			return
		}
		e := plain("exit", company+" "+word)
		if value != program.None {
			e.Quantity, e.Dim, e.Value = quantity, unit.Money, s.At(value)
		}
		s.Say(e)
	})
}
