package clause

import (
	"fmt"
	"math"

	"dealsim/sim/program"
	"dealsim/sim/unit"
)

// tell says of each strike what it did: the draws of a strike depend on path and step alone, and can be had again.
func (e *effect) tell(s *program.Scene, times int) {
	for k := range times {
		counter := uint64(s.Step)<<16 | uint64(k)
		if e.multiply {
			v := 0.0
			if e.freshTimes != nil {
				v = e.freshTimes.One(s.Path, counter)
			} else {
				v = s.At(e.times)
			}
			s.Say(valued("shock", e.name, unit.Number, v, math.NaN(), fmt.Sprintf("%s times %s", e.name, percent(v))))
		}
		if e.sum {
			v := 0.0
			if e.freshAdd != nil {
				v = e.freshAdd.One(s.Path, counter)
			} else {
				v = s.At(e.add)
			}
			s.Say(valued("shock", e.name, e.dim, v, math.NaN(), fmt.Sprintf("%s %s", e.name, signed(v, e.dim))))
		}
	}
}

// signed is what is added: +$2bn, -10%/y.
func signed(v float64, d unit.Dim) string {
	if v < 0 {
		return unit.Format(v, d, 3)
	}
	return "+" + unit.Format(v, d, 3)
}
