package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// buildClaim makes what the seller can claim of what is left of the promise when the buyer fails in the step. It is
// paid in the next, as far as the buyer's cash and the sale of its business go: before its holders get anything. What
// would not have been paid as a shortfall is not claimed: nothing with rule: waive, else fraction of it.
//
// By hand, $38bn left of a floor and a recovery of 10%: a claim of $3.8bn. A sale that leaves $1.9bn for claims meets half.
// With a fraction of 50% the claim is $1.9bn.
func (s *settlement) buildClaim(m program.Maker) {
	s.claimed = program.None
	failures := m.Failures(m.Text("buyer"))
	if share, certain := m.Constant("recovery"); len(failures) == 0 || certain && share == 0 {
		return
	}
	if !s.pays {
		m.Output("claim") // of nothing
		return
	}
	fraction, certain := m.Constant("shortfall.fraction")
	whole := certain && fraction == 1
	for _, id := range failures {
		s.met = append(s.met, m.Before(id+".met"))
	}
	s.claimed = m.Output("claim")
	none, spare := m.Column(), m.Column()
	m.Look(func(b *program.Block) {
		if b.Step >= s.term.end { // settled
			b.Clear(s.claimed)
			return
		}
		d := b.Open(s.claimed)
		switch {
		case b.Step < s.last && s.untouched():
			column.Left(d, b.Col(s.floorTo), b.Col(s.spendTo), b.Col(s.closed), b.Col(s.recovery), s.rest[max(0, b.Step-s.first)])
		case b.Step >= s.last && s.missing != program.None:
			column.Select(d, b.Col(s.closed), b.Col(none), b.Col(s.missing))
			column.Mul(d, d, b.Col(s.recovery))
		default:
			s.leftOfAll(b, d, b.Col(spare))
			column.Mul(d, d, b.Col(s.recovery))
		}
		if !whole {
			column.Mul(d, d, b.Col(s.fraction))
		}
	})
}

// claim ends the promise of a buyer that has failed: what is left of it is short, and what is met of the claim is paid.
func (s *settlement) claim(b *program.Block, i, in int) {
	b.Columns[s.closed][i] = 1
	b.Open(s.shortfall)[i] = s.left(b, i, in)
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
	b.Open(s.trueUp)[i] = float64(b.Columns[s.claimed][i] * min(1, met))
}

// NotPaid is the kind of the postings that take back what a company that fails could not pay in the step.
const NotPaid = "not paid"

// buildUnpaid makes what of a true-up and of a fee is not paid, as the buyer fails in the step and neither its cash nor
// the sale of its business is enough. It is posted back, from seller to buyer, and is lost: there is nothing left of which
// a part of it could be recovered.
//
// By hand, $1bn in cash, a true-up of $50bn and a sale that brings $5bn: 1 + 5 are paid, 44 are not.
func (s *settlement) buildUnpaid(m program.Maker) {
	buyer, seller := m.Text("buyer"), m.Text("seller")
	due := map[string]program.Slot{"true_up_unpaid": s.trueUp}
	names := []string{"true_up_unpaid"}
	if s.terminate != program.None {
		due["termination_unpaid"] = s.charge
		names = append(names, "termination_unpaid")
	}
	failures := m.Failures(buyer)
	if len(failures) == 0 || !m.Keeps(buyer) || buyer == seller {
		for _, name := range names {
			m.Output(name) // of nothing
		}
		return
	}
	m.In(program.Exits)
	var parts []program.Slot
	for _, id := range failures {
		parts = append(parts, m.Read(id+".unpaid"))
	}
	for _, name := range names {
		from, to := due[name], m.Output(name)
		s.unpaid = append(s.unpaid, to)
		m.Step(func(b *program.Block) { takeBack(b, to, from, parts) })
		m.Pay(program.Payment{From: seller, To: buyer, Kind: NotPaid, Money: to})
	}
}

// takeBack sets a column to what of another is not paid: the share of it that the failure of the step leaves unpaid.
func takeBack(b *program.Block, to, from program.Slot, parts []program.Slot) {
	b.Clear(to)
	for _, x := range parts {
		if p := b.Col(x); !b.Empty(x) && !b.Empty(from) && column.Any(p) {
			d := b.Open(to)
			column.MulAdd(d, d, b.Col(from), p)
		}
	}
}
