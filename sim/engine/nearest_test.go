package engine

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestNearestCorrelationOfHigham: the 3 by 3 example of section 4 of the paper, and that no other matrix on the way to a
// possible one is nearer.
func TestNearestCorrelationOfHigham(t *testing.T) {
	given := mat.NewSymDense(3, []float64{1, 1, 0, 1, 1, 1, 0, 1, 1})
	got := nearest(given)
	for _, x := range []struct {
		i, j int
		want float64
	}{{0, 1, 0.7607}, {1, 2, 0.7607}, {0, 2, 0.1573}, {0, 0, 1}, {1, 1, 1}} {
		if v := got.At(x.i, x.j); math.Abs(v-x.want) > 5e-5 {
			t.Errorf("element %d, %d is %.5f, the paper has %.4f", x.i, x.j, v, x.want)
		}
	}
	if l := least(got); l < -1e-8 {
		t.Errorf("smallest eigenvalue %g", l)
	}
	possible := mat.NewSymDense(3, []float64{1, 0.35, 0.2, 0.35, 1, 0.4, 0.2, 0.4, 1})
	if !mat.EqualApprox(nearest(possible), possible, 1e-9) {
		t.Error("negative control: a matrix that can be is changed")
	}
}

// TestImpossibleCorrelationsAreRepaired: in whole percents, possible, and hardly further away than the nearest.
func TestImpossibleCorrelationsAreRepaired(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	impossible := 0
	for range 200 {
		n := 3 + r.IntN(4)
		m := mat.NewSymDense(n, nil)
		for i := range n {
			m.SetSym(i, i, 1)
			for j := range i {
				m.SetSym(i, j, math.Round(200*r.Float64()-100)/100)
			}
		}
		if least(m) >= 0 {
			continue
		}
		impossible++
		near, fixed := nearest(m), repaired(m)
		if fixed == nil || least(fixed) <= 0 {
			t.Fatalf("%v is not repaired", mat.Formatted(m))
		}
		for i := range n {
			for j := range i {
				if d := math.Abs(fixed.At(i, j) - near.At(i, j)); d > 0.06 {
					t.Errorf("an element is %.3f from the nearest of\n%v", d, mat.Formatted(m))
				}
			}
		}
	}
	if impossible < 50 {
		t.Errorf("negative control: only %d of 200 were impossible", impossible)
	}
}
