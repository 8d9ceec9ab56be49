package clause

import (
	"fmt"
	"math"

	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// tellNote says when a note is lent, converts or is repaid.
func tellNote(m program.Maker, paid, repaid, shares, price, sold program.Slot) {
	investor, company := m.Text("investor"), m.Text("into")
	m.Tell(func(s *program.Scene) {
		switch {
		case s.At(paid) > 0:
			s.Say(plain("note", fmt.Sprintf("%s lends %s %s", investor, company, dollars(s.At(paid)))))
		case s.At(shares) > 0:
			// new shares for each there is: those of this note alone, before others of the step
			x := s.At(shares)
			s.Say(valued("note", "pre-money price", unit.Money, s.At(price), math.NaN(), fmt.Sprintf("turns into %s of %s", percent(x/(1+x)), company)))
		case s.At(repaid) > 0 && s.At(sold) != 0:
			s.Say(plain("note", fmt.Sprintf("%s comes back as %s has ended", dollars(s.At(repaid)), company)))
		case s.At(repaid) > 0:
			s.Say(plain("note", fmt.Sprintf("%s comes back at maturity", dollars(s.At(repaid)))))
		}
	})
}
