package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// buildClaim makes what the seller can claim of what is left of the promise when the buyer fails in the step. It is
// paid in the next, as far as the buyer's cash and the sale of its business go: before its holders get anything.
//
// By hand, $38bn left of a floor and a recovery of 10%: a claim of $3.8bn. A sale that leaves $1.9bn for claims meets half.
func (s *settlement) buildClaim(m program.Maker) {
	s.claimed = program.None
	failures := m.Failures(m.Text("buyer"))
	if share, certain := m.Constant("recovery"); len(failures) == 0 || certain && share == 0 {
		return
	}
	for _, id := range failures {
		s.met = append(s.met, m.Before(id+".met"))
	}
	s.claimed = m.Output("claim")
	steps, none, spare := m.Grid().Steps, m.Column(), m.Column()
	m.Look(func(b *program.Block) {
		d := b.Col(s.claimed)
		if b.Step >= s.term.end || s.first >= steps { // settled, or not of this run
			*d = column.Column{}
			return
		}
		if b.Step >= s.last && s.missing != program.None {
			*d = *b.Col(s.missing)
		} else {
			s.leftOfAll(b, d, b.Col(none), b.Col(spare))
		}
		column.Mul(d, d, b.Col(s.recovery))
		column.Select(d, b.Col(s.closed), b.Col(none), d)
	})
}

// claim ends the promise of a buyer that has failed: what is left of it is short, and what is met of the claim is paid.
func (s *settlement) claim(b *program.Block, i, in int) {
	b.Columns[s.closed][i] = 1
	b.Columns[s.shortfall][i] = s.left(b, i, in)
	if b.Columns[s.shortfall][i] != 0 {
		b.Columns[s.missed][i] = 1
	}
	if s.claimed == program.None {
		return
	}
	met := 0.0
	for _, x := range s.met {
		met += b.Columns[x][i]
	}
	b.Columns[s.trueUp][i] = float64(b.Columns[s.claimed][i] * min(1, met))
}
