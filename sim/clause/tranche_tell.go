package clause

import (
	"fmt"
	"math"

	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// tell says of each look at the condition how it stood, and of each turn what it was.
func (t *tranche) tell(m program.Maker) program.Teller {
	var compares []program.Comparison
	condition := ""
	if !t.dated {
		compares, condition = m.Compares("when"), "condition"
	}
	investor, company := m.Text("investor"), m.Text("into")
	of := ""
	if m.Text("instrument") == "credits" {
		of = " of credits at " + m.Text("credits.at")
	}
	return func(s *program.Scene) {
		if s.Before(t.state) > decided {
			return
		}
		if !t.dated && s.Before(t.state) == waiting && s.Step >= max(1, t.from) && s.Step <= t.until && !t.stopped(s) {
			t.looked(s, compares, condition)
		}
		if s.Rose(t.triggered) {
			t.answered(s, investor, company)
		}
		switch how := s.At(t.state); {
		case how == s.Before(t.state):
		case how == funded:
			t.told(s, company, of)
		case how == declined && t.warrant && !s.Rose(t.triggered):
			s.Say(t.dear(s, "lost", ""))
		case how == expired:
			s.Say(plain("expired", "its window is over"))
		case how == cancelled && s.At(t.sold) != 0:
			s.Say(plain("cancelled", company+" has ended"))
		case how == cancelled && t.stopped(s):
			s.Say(plain("cancelled", "cancel_if holds"))
		case how == cancelled && t.rule == "ipo" && s.At(t.former) == 0:
			s.Say(plain("cancelled", company+" is not listed"))
		case how == cancelled:
			s.Say(plain("cancelled", company+" is worth nothing"))
		}
	}
}

// stopped says whether the tranche was cancelled before the condition was looked at.
func (t *tranche) stopped(s *program.Scene) bool {
	return s.At(t.sold) != 0 || t.cancel != program.None && s.Step > 0 && s.At(t.cancel) != 0
}

// looked is one look at the condition.
func (t *tranche) looked(s *program.Scene, compares []program.Comparison, condition string) {
	after := "does not hold"
	if s.At(t.condition) != 0 {
		if after = "holds"; t.sustained > 1 {
			after = fmt.Sprintf("holds: %.0f of %d in a row", s.At(t.run), t.sustained)
		}
	}
	if len(compares) != 1 { // the whole of several, or of one that compares nothing itself
		e := valued("trigger", condition, unit.Bool, s.At(t.condition), 1, after)
		e.Holds = s.At(t.condition) != 0
		s.Say(e)
	}
	compared(s, compares, after)
}

// answered is the decision, which falls in the step in which the day or the condition has come.
func (t *tranche) answered(s *program.Scene, investor, company string) {
	if !t.dated {
		what := ""
		if what = "met"; t.sustained > 1 {
			what = fmt.Sprintf("met at %d period ends in a row", t.sustained)
		}
		s.Say(plain("met", what))
	}
	yes, no := investor+" takes it", investor
	if t.firm {
		yes, no = company+" takes it", company
	} else if !t.investor {
		yes, no = "neither "+investor+" nor "+company+" says no", investor+" or "+company
	}
	switch {
	case t.warrant && s.At(t.state) == decided:
		s.Say(plain("decision", "yes: "+investor+" keeps the warrant to its last day"))
	case t.free:
		s.Say(plain("decision", "yes: an obligation of "+investor))
	case s.At(t.state) != declined:
		s.Say(plain("decision", "yes: "+yes))
	case t.chance != program.None && s.At(t.chance) >= s.At(t.discretion):
		s.Say(plain("decision", fmt.Sprintf("no: %s says no; the chance of a yes was %s", no, percent(s.At(t.discretion)))))
	case t.warrant:
		s.Say(t.dear(s, "decision", "no: "))
	default:
		than := map[bool]string{true: "above", false: "below"}[t.investor]
		s.Say(valued("decision", "pre-money price", unit.Money, t.preMoney(s.Now, s.Index), s.At(t.value), "no: the price is "+than+" the market's"))
	}
}

// dear says that a warrant is not used.
func (t *tranche) dear(s *program.Scene, kind, word string) program.Event {
	return valued(kind, "strike", unit.Money, t.preMoney(s.Now, s.Index), s.At(t.value), word+"the strike is not below the market's price")
}

// told is the price of the shares; the money is a payment, unless it is credits.
func (t *tranche) told(s *program.Scene, company, of string) {
	money, cut := s.At(t.paid), ""
	if t.cashless {
		money = t.face(s.Now, s.Index)
	}
	if asked := t.face(s.Now, s.Index); money < asked {
		cut = fmt.Sprintf("; cut from %s by the stake cap", dollars(asked))
	}
	if !t.equity {
		s.Say(plain("funded", "a grant: it buys no shares"))
		return
	}
	market := math.NaN()
	if t.value != program.None {
		market = s.At(t.value)
	}
	if t.cashless {
		s.Say(valued("funded", "strike", unit.Money, s.At(t.price), market, fmt.Sprintf("a warrant for %s used without money gets %s of %s", dollars(money), percent(s.At(t.bought)), company)))
		return
	}
	s.Say(valued("funded", "pre-money price", unit.Money, s.At(t.price), market, fmt.Sprintf("%s%s buys %s of %s%s", dollars(money), of, percent(s.At(t.bought)), company, cut)))
}
