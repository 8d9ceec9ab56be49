package dist

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

func TestTableIsTheInverse(t *testing.T) {
	for name, f := range map[string]density{
		"pert 1,5": odds{1, 5}, "pert 5,1": odds{5, 1}, "pert 3,3": odds{3, 3}, "arcsine": odds{0.5, 0.5}, "U": odds{0.05, 0.05},
		"corner": odds{0.001, 0.001}, "L": odds{0.001, 1e9}, "lopsided": odds{2, 1e6}, "narrow": odds{3e8, 7e8},
		"gamma 0.001": power(0.001), "gamma 0.3": power(0.3), "gamma 1": power(1), "gamma 9": power(9), "gamma 1e9": power(1e9),
	} {
		table := invert(f)
		table.build()
		solved := 0
		for _, c := range table.cells {
			if c[0] != c[0] {
				solved++
			}
		}
		worst := 0.0
		for i := range 20_000 {
			z := 47.998*(float64(i)+0.37)/20_000 - 23.999
			u, v := 1/(1+math.Exp(-z)), 1/(1+math.Exp(z))
			miss, steep := table.miss(log(u/v), table.at(u, v))
			worst = math.Max(worst, math.Abs(miss)/math.Max(1, steep))
		}
		t.Logf("%-12s worst %.1e, %d panels, %d of %d cells solved", name, worst, len(table.edge), solved, len(table.cells))
		if worst > 2e-11 {
			t.Errorf("%s: off by %g", name, worst)
		}
	}
}

// Cells that are laid when a draw comes are those that would have been laid at once, and so is a table that was known.
func TestCellsLaidLateAreTheSame(t *testing.T) {
	for _, f := range []density{odds{1.5, 4}, odds{0.3, 0.2}, power(2)} {
		whole, late := &inverse{density: f}, &inverse{density: f}
		whole.build()
		whole.lay(len(whole.cells))
		late.build()
		if n := int(late.laid.Load()); n == len(late.cells) {
			t.Fatalf("%v: all %d cells are laid at once", f, n)
		}
		for _, z := range []float64{11.9, 12.1, -20, 23.9} {
			u, v := 1/(1+math.Exp(-z)), 1/(1+math.Exp(z))
			if a, b := whole.at(u, v), late.at(u, v); a != b || a != invert(f).at(u, v) {
				t.Errorf("%v at %g: %g in a whole table, %g in one laid late", f, z, a, b)
			}
		}
		if int(late.laid.Load()) != len(late.cells) || late.last != whole.last {
			t.Errorf("%v: %d of %d cells are laid after a draw from above", f, late.laid.Load(), len(late.cells))
		}
		if invert(f) != invert(f) {
			t.Errorf("%v: built twice", f)
		}
	}
}

func TestPanelsMeetTheSpecialFunctions(t *testing.T) {
	for _, a := range []float64{0.02, 0.5, 1, 3, 40, 2000} {
		g := newGamma(a, 1)
		for _, b := range []float64{0.02, 0.5, 1, 3, 40, 2000} {
			d := newBeta(a, b, 0, 1)
			for _, x := range []float64{1e-6, 0.01, 0.1, 0.3, 0.5, 0.8, 0.99} {
				below, above := d.split(x)
				closeTo(t, "beta below", below, mathext.RegIncBeta(a, b, x))
				closeTo(t, "beta above", above, mathext.RegIncBeta(b, a, 1-x))
			}
		}
		for _, part := range []float64{1e-6, 0.01, 0.3, 0.9, 1, 1.1, 2, 5} {
			below, above := g.split(part * a)
			closeTo(t, "gamma below", below, mathext.GammaIncReg(a, part*a))
			closeTo(t, "gamma above", above, mathext.GammaIncRegComp(a, part*a))
		}
	}
}

// closeTo allows 1e-9 of a probability above 1e-45: gonum's own error for large shapes.
func closeTo(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*want+1e-45 {
		t.Errorf("%s: got %.15g, want %.15g", what, got, want)
	}
}

func TestFarTailsAreStraightLines(t *testing.T) {
	g := newGamma(2, 1)
	for _, u := range []float64{1e-30, 1e-100, 1e-300} {
		near(t, "gamma far below", g.at(u, 1), math.Sqrt(2*u), 1e-9)
	}
}

func BenchmarkInvert(b *testing.B) {
	for b.Loop() {
		(&inverse{density: odds{2.5, 3.5}}).build()
	}
}
