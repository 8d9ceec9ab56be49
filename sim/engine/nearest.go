package engine

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// nearest is the correlation matrix that lies closest to one that cannot be: the sum of the squares of what changes is the
// least there is. What no file states counts as 0%, and may change as well.
//
// Model: alternating projections onto the matrices without negative eigenvalues and onto those with a unit diagonal, with
// Dykstra's correction of the first.
//
// Source: Higham (2002), Computing the nearest correlation matrix, IMA Journal of Numerical Analysis 22(3), algorithm 3.3.
//
// Checked: TestNearestCorrelationOfHigham, TestImpossibleCorrelationsAreRepaired.
func nearest(m *mat.SymDense) *mat.SymDense {
	n := m.SymmetricDim()
	y, x, r, correction := mat.NewSymDense(n, nil), mat.NewSymDense(n, nil), mat.NewSymDense(n, nil), mat.NewSymDense(n, nil)
	y.CopySym(m)
	for range 1000 {
		for i := range n {
			for j := i; j < n; j++ {
				r.SetSym(i, j, y.At(i, j)-correction.At(i, j))
			}
		}
		var e mat.EigenSym
		if !e.Factorize(r, true) {
			break
		}
		values := e.Values(nil)
		var v mat.Dense
		e.VectorsTo(&v)
		far := 0.0
		for i := range n {
			for j := i; j < n; j++ {
				sum := 0.0
				for k, l := range values {
					sum += float64(max(l, 0) * v.At(i, k) * v.At(j, k))
				}
				x.SetSym(i, j, sum)
				correction.SetSym(i, j, sum-r.At(i, j))
				if i == j {
					sum = 1
				}
				far = max(far, math.Abs(sum-y.At(i, j)))
				y.SetSym(i, j, sum)
			}
		}
		if far < 1e-9 {
			break
		}
	}
	return y
}

// repaired is the nearest matrix in whole percents, drawn a little towards no correlation until rounding leaves it
// possible; nil where that is not to be had.
func repaired(m *mat.SymDense) *mat.SymDense {
	n := m.SymmetricDim()
	near := nearest(m)
	for shrink := 0.0; shrink < 0.2; shrink += 0.002 {
		out := mat.NewSymDense(n, nil)
		for i := range n {
			out.SetSym(i, i, 1)
			for j := range i {
				out.SetSym(i, j, math.Round(near.At(i, j)*(1-shrink)*100)/100)
			}
		}
		if least(out) > 0 {
			return out
		}
	}
	return nil
}

// pairs names the correlations of a repaired matrix that are not those of the file, and how far the furthest has moved.
// "" where there are too many to read.
func (g group) pairs(given, fixed *mat.SymDense) string {
	var list []string
	far := 0.0
	for i := range g.names {
		for j := range i {
			if v, before := fixed.At(i, j), given.At(i, j); v != before {
				list = append(list, fmt.Sprintf("%s–%s %s", g.names[j], g.names[i], percent(v)))
				far = max(far, math.Abs(v-before))
			}
		}
	}
	if len(list) == 0 || len(list) > 10 {
		return ""
	}
	return fmt.Sprintf("the nearest that can hold, no pair further than %.0f points: %s", 100*far, strings.Join(list, ", "))
}
