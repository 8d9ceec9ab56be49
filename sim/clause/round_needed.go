package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// By hand: a company burns $2bn a quarter and has $7bn: below four quarters, so it raises eight quarters' worth,
// $16bn; at $100bn pre-money 16/116 = 13.8% is new.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "rounds", Name: "need-driven",
			Summary: "A round when cash runs low: below so many steps of burn.",
			Why:     "The money that keeps a company alive, at the price it then gets; when it fails, the company may too.",
			Model:   "When cash, with tranches, new notes and other rounds of the step and less notes that are due in it, is below below · burn, or below zero: money I = raise · burn + what is missing to zero, at most cap · market value; burn is the mean operating loss of the last four steps. At pre-money W = market value · (1 - discount) they buy I/W new shares for each there is; an investor with a right buys uses · its stake of them. While the market is closed nothing is raised with chance closed.fail, else at closed.discount.",
			Posts:   "The party named in from, and investors with a right that they use, to the company: the money (equity).",
			ByHand:  "A company burns $2bn a quarter and has $7bn, below four quarters of burn: it raises eight quarters' worth, $16bn; at $100bn pre-money 16/116 = 13.8% is new. With a cap of 10% of the market value it raises $10bn. It has $17bn and a note of $20bn is due: it raises $16bn and the $3bn that are missing.",
			Step:    "Exact on the grid.",
			Limits:  "The company needs cash and a market value. Of several of these rounds in a step the first by name comes first, and the next sees what it has raised. A round that is held because a note is due turns the note into shares: the money stays. It does not see a tranche with a stake cap whose investor lends to the company as well: that one decides after the rounds.",
			Source:  "Own definition",
			Checked: "TestRoundsByHand, TestNeedDrivenRoundKeepsCash, TestNeedOfTheStepByHand",
			Example: "rescue: {kind: need-driven, company: anthropic, below: 4, raise: 8,\n         market: anthropic.value >= $100bn,\n         closed: {fail: 50%, discount: 30%}}",
			Fields: roundFields(
				schema.Field{Name: "below", Form: schema.Number, Dim: unit.Number, Default: "4", Min: schema.Limit(0), Help: "it raises when cash, after what comes in and is due in the step, is below so many steps of burn (quarters, unless the file has another step)"},
				schema.Field{Name: "raise", Form: schema.Number, Dim: unit.Number, Default: "8", Min: schema.Limit(0), Help: "it raises so many steps of burn"},
				schema.Field{Name: "cap", Form: schema.Number, Dim: unit.Number, Default: "25%", Min: schema.Limit(0), Max: schema.Limit(10), Help: "but no more than this share of the market value"},
				closed,
			),
			Outputs: roundOutputs(),
		},
		Check: checkRound,
		Build: func(m program.Maker) {
			r, want := newRound(m)
			below, raise, most := m.Number("below"), m.Number("raise"), m.Number("cap")
			burn := m.Read(r.company + ".burn")
			cash, raised := buildCashInHand(m, r.company)
			m.Step(func(b *program.Block) {
				wants, c, k, u := b.Set(r.wants), b.Col(cash), b.Col(below), b.Col(burn)
				*wants = column.Set{}
				short := column.WhereShort(c, k, u) // of a company that burns nothing: below zero
				if !short.Any() {
					return
				}
				n, cap, v, w := b.Col(raise), b.Col(most), b.Col(r.value), b.Col(want)
				for _, i := range short.List(&b.Room) {
					has := c[i]
					if len(raised) > 0 {
						got := 0.0
						for _, s := range raised {
							got += b.Columns[s][i]
						}
						has += got
						if !column.Short(has, k[i], u[i]) {
							continue
						}
					}
					w[i] = min(float64(n[i]*u[i])-min(has, 0), cap[i]*v[i])
					wants.PutIf(int(i), w[i] > 0)
				}
			})
			r.finish(m, want)
		},
	})
}

// buildCashInHand makes what a company has when it asks itself whether it needs a round: with the money of tranches, new
// notes and rounds of the step that come before, less notes that are due, unless one of these rounds turns them into
// shares. Where nothing is ever due it is left to the caller to add what has been raised, which is never below zero: to who
// is short without it.
//
// By hand: $17bn in hand and a note of $20bn due, it is $3bn short; with a round of $1bn before it has $18bn.
func buildCashInHand(m program.Maker, company string) (program.Slot, []program.Slot) {
	cash := m.Read(company + ".cash_before_rounds")
	var raised, due []program.Slot
	for _, id := range m.Siblings() {
		if q := m.Of(id); q.Text("company") == company && (!q.Has("below") || id < m.ID()) {
			raised = append(raised, m.Read(id+".raised"))
		}
	}
	for _, id := range m.Notes("", company) {
		due = append(due, m.Read(id+".due"))
	}
	if len(due) == 0 {
		return cash, raised
	}
	hand, got, owed := m.Column(), m.Column(), m.Column()
	m.Step(func(b *program.Block) {
		b.Sum(got, raised, nil)
		b.Sum(owed, due, nil)
		b.Sum(hand, []program.Slot{cash, got}, nil)
		if b.Empty(owed) {
			return
		}
		d, g, o := b.Col(hand), b.Col(got), b.Col(owed)
		for i := range d {
			if !(g[i] > 0) {
				d[i] -= o[i]
			}
		}
	})
	return hand, nil
}
