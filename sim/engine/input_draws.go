package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// InputDraws are what the uncertain inputs of the scenario are on the first paths of a run, by name: the start of each
// path is made again, and nothing more.
func (p *Program) InputDraws(paths int) (names []string, draws [][]float64) {
	for _, x := range p.uncertain {
		names, draws = append(names, x.name), append(draws, make([]float64, paths))
	}
	w := newWorker(p)
	for first := 0; first < paths; first += column.Size {
		for i := range w.b.Path {
			w.b.Path[i] = uint64(first + i)
		}
		w.b.Live = min(column.Size, paths-first)
		for _, op := range p.start {
			op(&w.b)
		}
		for k, x := range p.uncertain {
			copy(draws[k][first:], w.b.Columns[x.slot][:])
		}
	}
	return names, draws
}

// uncertainInput is an input with a distribution, and its column.
type uncertainInput struct {
	name string
	slot program.Slot
}
