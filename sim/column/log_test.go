package column_test

import (
	"math"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/column/internal/exact"
)

func TestLogIsRightToTheLastPlace(t *testing.T) {
	check := func(name string, at []float64) {
		worst, where := 0.0, 0.0
		for _, x := range at {
			if x == 1 {
				continue
			}
			if e := math.Abs(exact.Ulps(column.Log1(x), exact.Log(exact.Of(x)))); e > worst {
				worst, where = e, x
			}
		}
		t.Logf("%s: %.3f ulp, at %v", name, worst, where)
		if worst > 1 {
			t.Errorf("%s: %.3f units in the last place at %v, want at most 1", name, worst, where)
		}
	}
	check("half to two", spread(3000, 0.5, 2))
	check("near one", spread(3000, 1-1e-3, 1+1e-3))
	check("nearer one", spread(1000, 1-1e-10, 1+1e-10))
	check("money", spread(1000, 0, 1e12))
	wide := spread(1000, -744, 709)
	for i, x := range wide {
		wide[i] = math.Exp(x)
	}
	check("everything", wide)
	check("the ends", []float64{math.SmallestNonzeroFloat64, 1e-310, 0x1p-1022, math.MaxFloat64, math.Nextafter(1, 0),
		math.Nextafter(1, 2), math.Sqrt2, math.Sqrt2 / 2})
}

func TestLogAtTheEnds(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ x, want float64 }{
		{0, -inf}, {math.Copysign(0, -1), -inf}, {1, 0}, {inf, inf},
	} {
		if got := column.Log1(c.x); got != c.want || math.Signbit(got) != math.Signbit(c.want) {
			t.Errorf("log(%v) is %v, want %v", c.x, got, c.want)
		}
	}
	for _, x := range []float64{math.NaN(), -1, -inf, -math.SmallestNonzeroFloat64} {
		if got := column.Log1(x); got == got {
			t.Errorf("log(%v) is %v, want NaN", x, got)
		}
	}
}

func TestLogUndoesExp(t *testing.T) {
	for _, x := range spread(10000, -700, 700) {
		if d := math.Abs(column.Log1(column.Exp1(x)) - x); d > 4e-16+3e-16*math.Abs(x) {
			t.Errorf("log(exp(%v)) is off by %v", x, d)
		}
	}
}

func TestLogOfAColumnIsLogOfEach(t *testing.T) {
	var src, dst column.Column
	copy(src[:], spread(column.Size, 0, 50))
	src[3], src[77], src[200], src[255] = math.NaN(), math.Inf(1), 0, 1e-320
	same(t, column.Log, column.Log1, &dst, &src)
	known(t, bits(0, &dst), 0xbd947fcc1c0acfdf)
}
