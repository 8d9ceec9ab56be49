package clause

import "dealsim/sim/program"

// readFloors reads the floor of each contract year: as listed, or the whole floor spread over the years, of which the last
// may be a part of one and has so much less.
//
// By hand, $30bn over two years and a half: 12, 12 and 6; back-loaded, as 1, 2 and half of 3: 6.667, 13.333 and 10.
func (s *settlement) readFloors(m program.Maker) {
	if m.Has("floors") {
		none := m.Column()
		for k := range s.years {
			floor := none
			for _, g := range m.ByYear("floors") {
				if g.Year == k+1 {
					floor = g.Value
				}
			}
			s.floors = append(s.floors, floor)
		}
		return
	}
	whole, back := m.Number("floor"), m.Text("schedule") == "back-loaded"
	weights, sum := make([]float64, s.years), 0.0
	for k := range weights {
		weights[k] = min(1, float64(m.StepsIn("term")-k*s.perYear)/float64(s.perYear))
		if back {
			weights[k] *= float64(k + 1)
		}
		sum += weights[k]
	}
	s.floors = m.Derived(s.years, []program.Slot{whole}, func(b *program.Block, to []program.Slot) {
		w := b.Col(whole)
		for k, weight := range weights {
			d := b.Col(to[k])
			for i := range d {
				d[i] = float64(w[i]*weight) / sum
			}
		}
	})
	if floor, certain := m.Constant("floor"); certain {
		s.readEven(floor, weights, sum)
	}
}

// readEven works out what is the same on every path.
func (s *settlement) readEven(floor float64, weights []float64, sum float64) {
	for _, weight := range weights {
		s.even = append(s.even, float64(floor*weight)/sum)
	}
	for in := range s.last - s.first + 1 {
		rest := 0.0
		for year, f := range s.even {
			rest += float64(f * s.ahead(year, in))
		}
		s.rest = append(s.rest, rest)
	}
}

// floor is the floor of the contract year after so many steps of the term, and the steps it is for.
func (s *settlement) floor(in int) (floor program.Slot, steps float64) {
	year := (in - 1) / s.perYear
	return s.floors[year], float64(min(s.perYear, s.last-s.first-year*s.perYear))
}

// toCome is the floors of the steps of the term after so many of them.
func (s *settlement) toCome(b *program.Block, i, in int) float64 {
	sum := 0.0
	for year, f := range s.floors {
		sum += float64(b.Columns[f][i] * s.ahead(year, in))
	}
	if s.lowered != program.None {
		sum *= b.Columns[s.keeps][i]
	}
	return sum
}

// ahead is the share of a year's floor that is to come after so many steps of the term.
func (s *settlement) ahead(year, in int) float64 {
	steps := min(s.perYear, s.last-s.first-year*s.perYear)
	done := min(max(0, in-year*s.perYear), steps)
	return float64(steps-done) / float64(steps)
}
