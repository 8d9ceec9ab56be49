package dist

import (
	"fmt"

	"dealsim/sim/unit"
)

// Range is "lo to hi": a law that falls between them in 90% of draws.
//
// It is how people say what they are unsure of: $350bn to $850bn.
//
// Model: p5 and p95 of a lognormal law when both are positive, of a normal law otherwise.
// Limits: lo below hi, of one dimension.
// Checked: TestRangeHoldsNineDrawsOfTen.
func Range(lo, hi unit.Quantity) (Law, unit.Dim, *unit.Problem) {
	dim, p := alike(lo, hi)
	if p != nil {
		return nil, dim, p
	}
	if !(lo.Value < hi.Value) {
		return nil, dim, &unit.Problem{
			Why:    fmt.Sprintf("%s is not below %s", text(lo.Value, dim), text(hi.Value, dim)),
			Remedy: rangeRemedy(lo.Value, hi.Value, dim),
		}
	}
	levels := [2]level{{"p5", 0.05, lo.Value}, {"p95", 0.95, hi.Value}}
	if lo.Value > 0 {
		return lognormalThrough(levels, dim)
	}
	return normalThrough(levels, dim)
}

func rangeRemedy(lo, hi float64, dim unit.Dim) string {
	if lo == hi {
		return fmt.Sprintf("write %s alone", text(lo, dim))
	}
	return fmt.Sprintf("write %s to %s", text(hi, dim), text(lo, dim))
}
