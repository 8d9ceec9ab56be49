package clause

import (
	"fmt"
	"math"

	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// tell says how the commitment stands at each year's end, what a settlement finds, and what becomes of it.
//
// By hand, annual floors of $10bn, $14bn and then $8bn spent: the first settlement has 14 against 10, and carries 4; the
// second 8 + 4 against 10.
func (s *settlement) tell(m program.Maker) program.Teller {
	buyer, seller := m.Text("buyer"), m.Text("seller")
	return func(x *program.Scene) {
		if s.lowered != program.None && x.At(s.fell) > 0 {
			x.Say(valued("true-down", "floors to come that fall away", unit.Money, x.At(s.fell), math.NaN(), fmt.Sprintf("what %s has promised falls by %s", buyer, percent(x.At(s.by)))))
		}
		in, missed := x.Step-s.first, x.At(s.shortfall)
		if in < 1 && missed == 0 || x.Step > s.term.end || x.Before(s.closed) != 0 {
			return
		}
		switch {
		case x.At(s.gone) != 0:
			if missed > 0 {
				x.Say(valued("shortfall", "what is left of the promise", unit.Money, missed, math.NaN(),
					fmt.Sprintf("%s has failed; %s gets %s of it", buyer, seller, dollars(x.At(s.trueUp)))))
			}
			return
		case s.terminate != program.None && x.Rose(s.ended):
			x.Say(valued("terminated", "fee", unit.Money, x.At(s.charge), math.NaN(), fmt.Sprintf("%s ends the promise", buyer)))
			return
		case x.Step > s.last:
		case x.Step == s.last || s.yearly && in%s.perYear == 0:
			s.tellSettled(x)
		case in%s.perYear == 0:
			x.Say(valued("year", "spend to date against floor to date", unit.Money, x.At(s.spendTo), x.At(s.floorTo), fmt.Sprintf("contract year %d of %d", in/s.perYear, s.years)))
		}
		if missed > 0 {
			x.Say(valued("shortfall", "promised and not spent", unit.Money, missed, math.NaN(), s.becomes(x, buyer, seller)))
		}
	}
}

// tellSettled is a settlement: what counts, with what was carried, against what is due.
func (s *settlement) tellSettled(x *program.Scene) {
	carried := 0.0
	for _, k := range s.carry.years {
		carried += x.Before(k)
	}
	due := x.At(s.floorTo) - x.Before(s.settled) + x.Before(s.owed)
	open := s.open
	if !s.yearly {
		open = s.spendTo
	}
	counted := x.Before(open) + x.At(s.spendTo) - x.Before(s.spendTo) + carried
	what := "settled"
	if carried > 0 {
		what += fmt.Sprintf("; %s of it carried from before", dollars(carried))
	}
	if owed := x.Before(s.owed); owed > 0 {
		what += fmt.Sprintf("; %s of it rolled from the year before", dollars(owed))
	}
	if owed := x.At(s.owed); owed > 0 {
		what += fmt.Sprintf("; %s rolled into the next year", dollars(owed))
	}
	if s.missing != program.None && x.At(s.missing) > 0 {
		what += fmt.Sprintf("; %s to be made good in the extension", dollars(x.At(s.missing)))
	}
	x.Say(valued("settlement", "spend that counts against floor due", unit.Money, counted, due, what))
}

// becomes is what becomes of a shortfall.
func (s *settlement) becomes(x *program.Scene, buyer, seller string) string {
	switch paid := x.At(s.trueUp); {
	case paid > 0 && len(s.unpaid) > 0 && x.At(s.unpaid[0]) > 0:
		return fmt.Sprintf("%s owes %s %s for nothing and fails: %s are not paid", buyer, seller, dollars(paid), dollars(x.At(s.unpaid[0])))
	case !s.pays:
		return "waived by the contract"
	case paid == 0:
		return seller + " lets it pass"
	default:
		return fmt.Sprintf("%s pays %s %s for nothing", buyer, seller, dollars(paid))
	}
}
