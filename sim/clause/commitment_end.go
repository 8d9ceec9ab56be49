package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// readTermination reads how the promise can end before its time.
func (s *settlement) readTermination(m program.Maker) {
	s.terminate = m.Condition("terminate.when")
	s.fee, s.share = program.None, program.None
	if m.Has("terminate.fee") {
		s.fee = m.Number("terminate.fee")
	}
	if m.Has("terminate.share") {
		s.share = m.Number("terminate.share")
	}
	s.charge, s.ended = m.Output("termination"), m.Output("terminated")
	m.Pay(program.Payment{From: m.Text("buyer"), To: m.Text("seller"), Kind: "termination", Money: s.charge})
}

// left is what is left of the promise after so many steps of the term: floors to come, and what is open.
//
// By hand, a floor of $40bn over four years, $7bn spent in the first: 40 - 7 = $33bn are left. With annual floors of
// which the $3bn short were paid, 30; excess that is carried takes off what it will count for.
func (s *settlement) left(b *program.Block, i, in int) float64 {
	if b.Step > s.last {
		return b.Columns[s.missing][i]
	}
	sum := s.toCome(b, i, in)
	sum += b.Columns[s.floorTo][i] - b.Columns[s.settled][i] + b.Columns[s.owed][i]
	return max(0, sum-b.Columns[s.opened(b)][i]-s.carry.kept(b, i))
}

// leftOfAll is left on every path on which the promise runs, at the end of a step of the term; nothing on the others. spare is
// memory.
func (s *settlement) leftOfAll(b *program.Block, d, spare *column.Column) {
	in := max(0, b.Step-s.first)
	if s.even != nil {
		column.Fill(d, s.rest[in])
	} else {
		*d = column.Column{}
		for year, f := range s.floors {
			if ahead := s.ahead(year, in); ahead != 0 {
				column.AddScaled(d, b.Col(f), ahead)
			}
		}
	}
	if s.lowered != program.None {
		column.Mul(d, d, b.Col(s.keeps))
	}
	kept := b.Col(s.carry.years[0])
	if len(s.carry.years) > 1 {
		*spare = *kept
		for _, k := range s.carry.years[1:] {
			column.Add(spare, spare, b.Col(k))
		}
		kept = spare
	}
	column.Open(d, d, b.Col(s.floorTo), b.Col(s.settled), b.Col(s.owed), b.Col(s.opened(b)), kept, b.Col(s.closed))
}

// untouched says whether nothing is settled before the end of the term, and all floors to come are the same on every path.
func (s *settlement) untouched() bool { return !s.yearly && s.even != nil && s.lowered == program.None }

// readTrueDown reads how the promise can fall when a part of the buyer is sold.
func (s *settlement) readTrueDown(m program.Maker) {
	s.lowered = program.None
	if !m.Has("true_down.when") {
		return
	}
	s.lowered, s.by = m.Condition("true_down.when"), m.Number("true_down.share")
	s.fell, s.keeps = m.Output("true_down"), m.Column()
	m.Start(func(b *program.Block) {
		for i := range b.Col(s.keeps) {
			b.Columns[s.keeps][i] = 1
		}
	})
}

// beforehand is a step before the term: a promise can fall, as a whole, or end with a buyer that has failed.
func (s *settlement) beforehand(b *program.Block) {
	gone, closed := b.Col(s.gone), b.Col(s.closed)
	if s.lowered == program.None && (b.Empty(s.gone) || !column.Any(gone)) {
		return
	}
	for i := range gone {
		switch {
		case closed[i] != 0:
		case gone[i] != 0:
			s.claim(b, i, 0)
		default:
			s.lower(b, i, 0)
		}
	}
}

// lower takes a share off the floors to come, once. What is due, spent or owed by then stays as it is.
//
// By hand, a floor of $40bn over four years, a true-down of 20% at the end of the first: 30 are to come, of which 6 fall
// away: 10, 8, 8, 8. With $7bn spent in each year it is 34 - 28 = $6bn short in the end, not 12.
func (s *settlement) lower(b *program.Block, i, in int) {
	if s.lowered == program.None || b.Columns[s.lowered][i] == 0 || b.Columns[s.keeps][i] != 1 {
		return
	}
	fell := float64(b.Columns[s.by][i] * s.toCome(b, i, in))
	b.Open(s.fell)[i] = fell
	b.Columns[s.promise][i] -= fell
	b.Columns[s.keeps][i] = 1 - b.Columns[s.by][i]
}

// end ends the promise for a fee. The buyer goes on buying what it needs.
func (s *settlement) end(b *program.Block, i, in int) {
	fee := 0.0
	if s.fee != program.None {
		fee = b.Columns[s.fee][i]
	}
	if s.share != program.None {
		fee += float64(b.Columns[s.share][i] * s.left(b, i, in))
	}
	if s.left(b, i, in) != 0 {
		b.Columns[s.missed][i] = 1
	}
	b.Open(s.charge)[i] = fee
	b.Columns[s.ended][i], b.Columns[s.closed][i] = 1, 1
}

// buildMargin is what the seller keeps.
func (s *settlement) buildMargin(m program.Maker) {
	if !m.Has("margin") {
		return
	}
	share, margin := m.Number("margin"), m.Output("margin")
	part, certain := m.Constant("margin")
	alike := certain && part >= 0
	var plus, minus []program.Slot
	if s.idle != program.None {
		plus = append(plus, s.idle)
	}
	if s.terminate != program.None {
		plus = append(plus, s.charge)
	}
	if s.credits != program.None {
		minus = append(minus, s.credits)
	}
	if s.forShares.used != program.None {
		plus = append(plus, s.forShares.lapsed)
	}
	if s.carry.refund != program.None {
		minus = append(minus, s.carry.refund)
	}
	minus = append(minus, s.unpaid...) // known once the exits are
	m.Look(func(b *program.Block) {
		g := b.Col(margin)
		if alike && b.Empty(s.trueUp) {
			column.Scale(g, b.Col(s.spend), part)
		} else {
			column.MulAdd(g, b.Col(s.trueUp), b.Col(share), b.Col(s.spend))
		}
		for _, x := range plus {
			if !b.Empty(x) {
				column.Add(g, g, b.Col(x))
			}
		}
		for _, x := range minus {
			if !b.Empty(x) {
				column.Sub(g, g, b.Col(x))
			}
		}
	})
}
