package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// partialField says how much of the amount is paid.
var partialField = schema.Field{Name: "partial", Form: schema.Signal, Dim: unit.Number, Help: "share of the amount that is paid, looked at when it is decided, no less than 0 and no more than 1: (anthropic.arr - $60bn) / $40bn pays nothing at $60bn, all from $100bn on, and in between in proportion; all unless given"}

// parted makes the columns of a tranche that may be paid in part.
func (t *tranche) parted(m program.Maker) {
	t.signal, t.part = program.None, program.None
	if m.Has("partial") {
		t.signal, t.part = m.Signal("partial"), m.Column()
	}
}

// split looks how much of the amount will be paid; of what is undefined nothing.
func (t *tranche) split(b *program.Block, paths []uint8) {
	if t.part == program.None {
		return
	}
	for _, i := range paths {
		b.Columns[t.part][i] = 0
		if x := b.Columns[t.signal][i]; x > 0 {
			b.Columns[t.part][i] = min(1, x)
		}
	}
}

// face is what is paid, before a cap.
func (t *tranche) face(b *program.Block, i int) float64 {
	if t.part == program.None {
		return b.Columns[t.amount][i]
	}
	return b.Columns[t.amount][i] * b.Columns[t.part][i]
}
