package clause

import (
	"fmt"

	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// tell says of each round its price, or that there was no money to be had.
func (r *round) tell(s *program.Scene) {
	if s.At(r.failed) != 0 {
		why := r.company + " is worth nothing"
		if r.market != program.None && s.At(r.market) == 0 {
			why = "the market is closed"
		}
		s.Say(plain("round", r.company+" wants money and gets none: "+why))
		return
	}
	if money := s.At(r.raised); money > 0 {
		pre := s.At(r.price)
		text := fmt.Sprintf("%s raises %s for %s of its shares", r.company, dollars(money), percent(money/(pre+money)))
		if r.market != program.None && s.At(r.market) == 0 {
			text += " while the market is closed"
		}
		s.Say(valued("round", "pre-money price", unit.Money, pre, s.At(r.value), text))
	}
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
