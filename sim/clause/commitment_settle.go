package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// settlement is a commitment's account on the columns of a block.
type settlement struct {
	term
	count
	perYear, years            int
	floors                    []program.Slot
	even                      []float64      // of each year, where the floors are the same on every path
	rest                      []float64      // and then the floors to come after so many steps of the term
	available, promised       []program.Slot // with relief
	shortfall, trueUp         program.Slot
	spendTo, floorTo          program.Slot
	settled, miss             program.Slot // floor already settled; what is missing
	open                      program.Slot // spend not yet settled; all of it until the last step where that alone settles
	yearly, annual, pays      bool
	fraction, recovery, gone  program.Slot
	chance                    program.Slot // that a shortfall is let pass; None for never
	luck                      func(path, counter uint64) float64
	rolls                     bool
	owed, rollMost            program.Slot   // shortfall rolled into the next year; the most of it, None for all
	missed                    program.Slot   // 1 once spend has missed the floor, undefined while what is short is put off
	unpaid                    []program.Slot // what of true-up and fee is not paid as the buyer fails in the step
	waiting, taken            program.Slot   // marketplace spend that may still count; that has
	carry                     carry
	claimed                   program.Slot   // what the seller of an insolvent buyer can claim at the end of the step; None for nothing
	met                       []program.Slot // and the share of it that is met, once it has failed
	terminate                 program.Slot   // None where it cannot be
	fee, share, charge, ended program.Slot
	lowered                   program.Slot // condition of a true-down; None for none
	by, fell, keeps, promise  program.Slot // the share it takes, what the promise falls by in a step, the share of floors to come that stands, the promise
}

// buildSettlement counts spend against the floor and settles.
func buildSettlement(m program.Maker, t term, c count) {
	s := &settlement{term: t, count: c, perYear: m.Grid().PerYear}
	s.years = (m.StepsIn("term") + s.perYear - 1) / s.perYear
	s.readFloors(m)
	s.promise = m.Output("promise")
	m.Start(func(b *program.Block) {
		d := b.Col(s.promise)
		if s.even != nil {
			column.Fill(d, s.rest[0])
			return
		}
		*d = column.Column{}
		for _, f := range s.floors {
			column.Add(d, d, b.Col(f))
		}
	})
	if m.Text("relief") == "pro-rata" {
		for _, id := range capacitiesOf(m) {
			s.available, s.promised = append(s.available, m.Read(id+".available")), append(s.promised, m.Read(id+".promised"))
		}
	}
	s.shortfall, s.trueUp = m.Output("shortfall"), m.Output("true_up")
	s.spendTo, s.floorTo = m.Output("spend_to_date"), m.Output("floor_to_date")
	s.settled, s.open, s.miss = m.Column(), m.Column(), m.Column()
	s.annual = m.Text("basis") == "annual"
	s.yearly = s.annual || m.Text("shortfall.at") == "year-end"
	s.fraction, s.pays = m.Number("shortfall.fraction"), m.Text("shortfall.rule") != "waive"
	s.gone, s.recovery = m.Gone(m.Text("buyer")), m.Number("recovery")
	s.chance, s.rollMost, s.missed = program.None, program.None, m.Output("missed")
	if m.Has("shortfall.waive_chance") {
		s.chance, s.luck = m.Number("shortfall.waive_chance"), m.Stream("waive")
	}
	s.owed = m.Column()
	if s.rolls = m.Text("shortfall.rule") == "roll"; s.rolls && m.Has("shortfall.most") {
		s.rollMost = m.Number("shortfall.most")
	}
	s.waiting, s.taken = m.Column(), m.Column()
	s.carry = newCarry(m, s.annual)
	s.terminate = program.None
	if m.Has("terminate.when") {
		s.readTermination(m)
	}
	s.readTrueDown(m)
	m.Look(s.step)
	m.Tell(s.tell(m))
	s.buildClaim(m)
	m.Pay(program.Payment{From: m.Text("buyer"), To: m.Text("seller"), Kind: "true-up", Money: s.trueUp})
	s.buildUnpaid(m)
	s.buildMargin(m)
}

// step is one step of the account on every path.
func (s *settlement) step(b *program.Block) {
	b.Clear(s.shortfall)
	b.Clear(s.trueUp)
	s.carry.clear(b)
	if s.terminate != program.None {
		b.Clear(s.charge)
	}
	if s.lowered != program.None {
		b.Clear(s.fell)
	}
	if b.Step > 0 && b.Step <= s.first {
		s.beforehand(b)
	}
	if !s.within(b) {
		return
	}
	in := b.Step - s.first // steps of the term so far
	if b.Step == s.last && !s.yearly {
		*b.Col(s.open) = *b.Col(s.spendTo)
	}
	settles := b.Step == s.last || s.yearly && in%s.perYear == 0
	gone, closed := b.Col(s.gone), b.Col(s.closed)
	if b.Step <= s.last && s.plain() {
		if !b.Empty(s.gone) && column.AnyBut(gone, closed) {
			for i := range gone {
				if closed[i] == 0 && gone[i] != 0 {
					s.claim(b, i, in-1)
				}
			}
		}
		s.bookAll(b, in)
		ends := s.terminate != program.None && column.Any(b.Col(s.terminate))
		switch {
		case !ends && !settles:
			return
		case !ends && s.simple():
			s.settleAll(b)
			return
		}
		for i := range closed {
			switch {
			case closed[i] != 0:
			case ends && b.Columns[s.terminate][i] != 0:
				s.end(b, i, in)
			case settles:
				s.settle(b, i)
			}
		}
		return
	}
	for i := range gone {
		switch {
		case closed[i] != 0:
		case gone[i] != 0:
			s.claim(b, i, in-1)
		case b.Step > s.last:
			s.extended(b, i)
		default:
			s.book(b, i, in)
			s.lower(b, i, in)
			if s.terminate != program.None && b.Columns[s.terminate][i] != 0 {
				s.end(b, i, in)
			} else if settles {
				s.settle(b, i)
			}
		}
	}
}

// plain says whether in a step of the term each path has the same share of its floor, and all that is spent counts.
func (s *settlement) plain() bool {
	return s.lowered == program.None && len(s.available) == 0 && s.market == program.None
}

// bookAll is book on every path on which the promise runs, where it is plain.
func (s *settlement) bookAll(b *program.Block, in int) {
	var open *column.Column
	if s.opened(b) == s.open {
		open = b.Col(s.open)
	}
	floor, steps := s.floor(in)
	due, sum, counted, closed := b.Col(s.floorTo), b.Col(s.spendTo), b.Col(s.counted), b.Col(s.closed)
	if s.even != nil {
		column.BookC(due, sum, open, counted, closed, s.even[(in-1)/s.perYear]/steps)
	} else {
		column.Book(due, sum, open, b.Col(floor), counted, closed, steps)
	}
}

// opened is the spend not yet settled. Where nothing is settled before the last step it is all of it.
func (s *settlement) opened(b *program.Block) program.Slot {
	if !s.yearly && b.Step < s.last {
		return s.spendTo
	}
	return s.open
}

// book adds the step to the floor due and to the spend that counts against it.
func (s *settlement) book(b *program.Block, i, in int) {
	floor, steps := s.floor(in)
	due := b.Columns[floor][i] / steps
	if s.lowered != program.None {
		due *= b.Columns[s.keeps][i]
	}
	if len(s.available) > 0 {
		there, promised := 0.0, 0.0
		for k := range s.available {
			there += b.Columns[s.available[k]][i]
			promised += b.Columns[s.promised[k]][i]
		}
		if promised > 0 {
			due *= min(1, there/promised)
		}
	}
	b.Columns[s.floorTo][i] += due
	s.spent(b, i)
}

// spent adds what counts of a step. Marketplace spend counts up to its share of the floor; what is above waits.
func (s *settlement) spent(b *program.Block, i int) {
	v := b.Columns[s.counted][i]
	if s.market != program.None {
		wait, taken := &b.Columns[s.waiting][i], &b.Columns[s.taken][i]
		*wait += b.Columns[s.market][i]
		due := b.Columns[s.floorTo][i]
		if s.annual {
			due -= b.Columns[s.settled][i]
		}
		more := min(*wait, max(0, float64(b.Columns[s.most][i]*due)-*taken))
		*wait -= more
		*taken += more
		v += more
	}
	b.Columns[s.spendTo][i] += v
	b.Columns[s.open][i] += v
}

// settle holds the floor due against the spend that counts. What is short of a cumulative floor stays settled: it is
// not asked for twice.
//
// By hand, shortfalls that roll up to 25% of a year's $10bn, spend of $7bn and $11bn in two years: of the $3bn short
// $2.5bn roll and $0.5bn are paid; the second year owes 12.5 and is $1.5bn short, which is paid, as it is the last.
func (s *settlement) settle(b *program.Block, i int) {
	year := b.Columns[s.floorTo][i] - b.Columns[s.settled][i]
	due, spent := year+b.Columns[s.owed][i], b.Columns[s.open][i]
	b.Columns[s.owed][i] = 0
	s.made(b, i)
	if miss := s.carry.settle(b, i, due, spent, year); !(miss <= 0) { // an undefined spend leaves an undefined shortfall
		if s.rolls && b.Step < s.last {
			roll := miss
			if s.rollMost != program.None {
				roll = min(miss, float64(b.Columns[s.rollMost][i]*year))
			}
			b.Columns[s.owed][i] = roll
			miss -= roll
			s.putOff(b, i, roll)
		}
		if s.missing != program.None {
			b.Columns[s.missing][i] = miss
			s.putOff(b, i, miss)
		} else {
			s.short(b, i, miss)
		}
	}
	b.Columns[s.settled][i], b.Columns[s.open][i] = b.Columns[s.floorTo][i], 0
	if s.annual && s.market != program.None {
		b.Columns[s.waiting][i], b.Columns[s.taken][i] = 0, 0
	}
}

// simple says whether nothing of a shortfall is put off, and all that is above a floor is carried, or nothing.
func (s *settlement) simple() bool {
	return !s.rolls && s.missing == program.None && !s.carry.lapses && !s.carry.back && s.carry.most == program.None
}

// settleAll is settle on every path on which the promise runs, where it is simple.
func (s *settlement) settleAll(b *program.Block) {
	miss, keeps := b.Col(s.miss), 0.0
	if s.carry.keeps {
		keeps = 1
	}
	column.Settle(miss, b.Col(s.open), b.Col(s.carry.years[0]), b.Col(s.floorTo), b.Col(s.settled), b.Col(s.closed), keeps)
	short := column.Where(miss)
	for i := short.Next(0); i < column.Size; i = short.Next(i + 1) {
		s.short(b, i, miss[i])
	}
}

// short is a shortfall that is found: paid, in part or in full, or let pass.
func (s *settlement) short(b *program.Block, i int, miss float64) {
	b.Open(s.shortfall)[i] = miss
	if miss != 0 {
		b.Columns[s.missed][i] = 1
	}
	if !s.pays || s.chance != program.None && s.luck(b.Path[i], uint64(b.Step)) < b.Columns[s.chance][i] {
		return
	}
	b.Open(s.trueUp)[i] = miss * b.Columns[s.fraction][i]
	s.carry.paid(b, i, miss)
}

// putOff notes that nobody knows yet whether the floor is missed; made that what was put off has been made good, or is
// found now.
func (s *settlement) putOff(b *program.Block, i int, what float64) {
	if what != 0 && b.Columns[s.missed][i] == 0 {
		b.Columns[s.missed][i] = math.NaN()
	}
}

func (s *settlement) made(b *program.Block, i int) {
	if m := &b.Columns[s.missed][i]; *m != *m {
		*m = 0
	}
}

// extended is a step of the extension: what is spent makes good for what was missing; at its end the rest is due.
//
// By hand, $5bn missing at the end of the term and $2bn a year spent in an extension of two years: $1bn is paid.
func (s *settlement) extended(b *program.Block, i int) {
	missing := &b.Columns[s.missing][i]
	if *missing <= 0 {
		return
	}
	s.spent(b, i)
	*missing = max(0, *missing-b.Columns[s.open][i])
	b.Columns[s.open][i] = 0
	if *missing == 0 {
		s.made(b, i)
	}
	if s.terminate != program.None && b.Columns[s.terminate][i] != 0 {
		s.end(b, i, s.last-s.first)
	} else if b.Step == s.term.end && *missing > 0 {
		s.short(b, i, *missing)
		*missing = 0
	}
}
