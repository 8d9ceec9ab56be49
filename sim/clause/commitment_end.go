package clause

import (
	"math"

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
	sum := 0.0
	for year, f := range s.floors {
		steps := min(s.perYear, s.last-s.first-year*s.perYear)
		done := min(max(0, in-year*s.perYear), steps)
		sum += float64(b.Columns[f][i] * (float64(steps-done) / float64(steps)))
	}
	sum += b.Columns[s.floorTo][i] - b.Columns[s.settled][i] + b.Columns[s.owed][i]
	return math.Max(0, sum-b.Columns[s.open][i]-s.carry.kept(b, i))
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
	b.Columns[s.charge][i] = fee
	b.Columns[s.ended][i], b.Columns[s.closed][i] = 1, 1
}

// buildMargin is what the seller keeps.
func (s *settlement) buildMargin(m program.Maker) {
	if !m.Has("margin") {
		return
	}
	share, margin := m.Number("margin"), m.Output("margin")
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
	m.Look(func(b *program.Block) {
		k, v, p, g := b.Col(share), b.Col(s.spend), b.Col(s.trueUp), b.Col(margin)
		for i := range g {
			g[i] = float64(k[i]*v[i]) + p[i]
			for _, x := range plus {
				g[i] += b.Columns[x][i]
			}
			for _, x := range minus {
				g[i] -= b.Columns[x][i]
			}
		}
	})
}
