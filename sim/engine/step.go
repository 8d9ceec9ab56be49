package engine

import (
	"slices"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// worker is the memory of one thread: a block of paths, and the metrics of a chunk.
type worker struct {
	p     *Program
	b     program.Block
	ends  [][]float64        // [metric][path of the chunk]
	zeros []bool             // [metric]: 0 on all paths of the chunk, and nothing of that is in ends
	look  func(step, at int) // called at the end of each step of the block that begins at a path of the chunk; may be nil
}

// chunkSize is how many paths a thread takes at a time, and the unit in which moments are merged.
const chunkSize = 2 * column.Size

func newWorker(p *Program) *worker {
	w := &worker{p: p, zeros: make([]bool, len(p.metrics))}
	if used, _ := p.used.Get().(*[]column.Column); used != nil && len(*used) == p.columns {
		w.b.Columns = *used
		clear(w.b.Columns)
	} else {
		w.b.Columns = make([]column.Column, p.columns)
	}
	for _, c := range p.fill {
		if c.value == 0 {
			w.b.Clear(c.slot)
			continue
		}
		col := &w.b.Columns[c.slot]
		for i := range col {
			col[i] = c.value
		}
	}
	for _, op := range p.once {
		op(&w.b)
	}
	return w
}

// inOrder takes the phases one after the other: the order of a step stands here. On the day of the deal everything starts and
// nothing moves.
func inOrder(do func(program.Phase)) {
	do(program.Drivers)
	do(program.Shocks)
	do(program.Companies)
	do(program.Capacity)
	do(program.Spend)
	do(program.Cash)
	do(program.Commitments)
	do(program.Tranches)
	do(program.Rounds)
	do(program.Exits)
	do(program.Look)
}

// schedule lists what is done in each step, in its order. Steps in which the same is done share a list, which then stays in the
// first cache.
func (p *Program) schedule() {
	p.steps = make([][]program.Op, p.Scenario.Calendar.Steps+1)
	for step := range p.steps {
		if step > 0 && !p.changes(step) {
			p.steps[step] = p.steps[step-1]
			continue
		}
		ops := slices.Clone(p.open)
		inOrder(func(ph program.Phase) {
			for _, o := range p.phases[ph].ops {
				if o.in(step) {
					ops = append(ops, o.op)
				}
			}
		})
		p.steps[step] = append(ops, p.close...)
	}
}

// changes says whether in a step other operations are done than in the one before.
func (p *Program) changes(step int) (is bool) {
	inOrder(func(ph program.Phase) {
		for _, o := range p.phases[ph].ops {
			is = is || o.in(step) != o.in(step-1)
		}
	})
	return is
}

// tidy puts what is zero at the start of a path into stretches of columns, but for what is cleared.
func (p *Program) tidy() {
	cleared := make([]bool, p.columns)
	for _, s := range p.clear {
		cleared[s] = true
	}
	slices.Sort(p.zero)
	for _, s := range slices.Compact(p.zero) {
		if n := len(p.zeros); cleared[s] {
			continue
		} else if n > 0 && p.zeros[n-1].to == s {
			p.zeros[n-1].to++
		} else {
			p.zeros = append(p.zeros, stretch{s, s + 1})
		}
	}
}

// forget makes zero what was left of the paths before.
func (w *worker) forget() {
	for _, s := range w.p.clear {
		w.b.Clear(s)
	}
	for _, r := range w.p.zeros {
		clear(w.b.Columns[r.from:r.to])
	}
}

// path simulates the paths of the block from the day of the deal to the horizon. look is called at the end of each step.
func (w *worker) path(look func(step int)) {
	p, b := w.p, &w.b
	w.forget()
	b.Step = 0
	for _, op := range p.start {
		op(b)
	}
	for b.Step = 0; b.Step <= p.Scenario.Calendar.Steps; b.Step++ {
		for _, op := range p.steps[b.Step] {
			op(b)
		}
		look(b.Step)
	}
	b.Step = p.Scenario.Calendar.Steps
	for _, op := range p.finish {
		op(b)
	}
}

// chunk simulates the paths of a chunk.
func (w *worker) chunk(first, count int) {
	p := w.p
	for at := 0; at < count; at += column.Size {
		for i := range w.b.Path {
			w.b.Path[i] = uint64(first + at + i)
		}
		w.b.Live = min(column.Size, count-at)
		w.path(func(step int) {
			if w.look != nil {
				w.look(step, at)
			}
		})
		for k := range p.metrics {
			slot, to := p.metrics[k].slot, w.ends[k]
			switch {
			case !w.b.Empty(slot):
				if w.zeros[k] {
					clear(to[:at])
				}
				w.zeros[k] = false
				copy(to[at:][:column.Size], w.b.Columns[slot][:])
			case at == 0:
				w.zeros[k] = true
			case !w.zeros[k]:
				clear(to[at:][:column.Size])
			}
		}
	}
}

// ended is a metric on so many paths of the chunk.
func (w *worker) ended(k, count int) []float64 {
	if w.zeros[k] {
		clear(w.ends[k][:count])
	}
	return w.ends[k][:count]
}

// ends has room for the metrics of a chunk.
func ends(p *Program) [][]float64 {
	of, all := make([][]float64, len(p.metrics)), make([]float64, len(p.metrics)*chunkSize)
	for k := range of {
		of[k] = all[k*chunkSize:][:chunkSize]
	}
	return of
}
