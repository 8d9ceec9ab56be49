package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// noteWorth is what a note is worth to its holder at the end of a step: what is owed, principal and interest. Where the
// company has failed in the step, it is what will be recovered; where its shares have been sold, what the company will
// repay.
//
// By hand: $10bn at 10% are $12bn after two years. Had the company failed on that day, at a recovery of 50% of which half
// is met, they are 12 · 50% · 50% = $3bn.
func noteWorth(m program.Maker, company string, owed, claim program.Slot) {
	failures := m.Failures(company)
	if len(failures) > 0 {
		m.In(program.Exits)
	}
	type failure struct{ happened, met program.Slot }
	var fails []failure
	for _, id := range failures {
		f := failure{happened: m.Read(id + ".happened"), met: program.None}
		if claim != program.None {
			f.met = m.Read(id + ".met")
		}
		fails = append(fails, f)
	}
	worth := m.Output("worth")
	m.Look(func(b *program.Block) {
		if b.Copy(worth, owed); b.Empty(worth) {
			return
		}
		w := b.Col(worth)
		for _, f := range fails {
			failed := b.Where(f.happened).And(column.Where(w))
			for i := failed.Next(0); i < column.Size; i = failed.Next(i + 1) {
				if w[i] = 0; f.met != program.None {
					w[i] = float64(b.Columns[claim][i] * b.Columns[f.met][i])
				}
			}
		}
	})
}
