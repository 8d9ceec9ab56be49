package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Sorting by digits gives the order of sorting by comparisons: with ties, signs, tiny and huge values, few and many.
func TestOrderIsThatOfSorting(t *testing.T) {
	g, one := rand.New(rand.NewPCG(1, 2)), 0
	for name, draw := range map[string]func() float64{
		"normal": g.NormFloat64,
		"atoms":  func() float64 { return float64(g.IntN(5) - 2) },
		"zeros":  func() float64 { return math.Copysign(0, g.NormFloat64()) },
		"wide":   func() float64 { return math.Ldexp(g.NormFloat64(), g.IntN(600)-300) },
		"near":   func() float64 { return 1 + 1e-7*float64(g.IntN(1000)) },
		"nearer": func() float64 { return math.Copysign(5+1e-14*float64(g.IntN(9)), g.NormFloat64()) },
		"same":   func() float64 { return 3 },
		"one":    func() float64 { one++; return []float64{3, 2}[min(one%300, 1)^1] },
	} {
		for _, n := range []int{0, 1, 2, 255, 256, 5000} {
			values := make([]float64, n)
			want := make([]int32, n)
			for i := range values {
				values[i], want[i] = draw(), int32(i)
			}
			slices.SortStableFunc(want, func(a, b int32) int {
				switch {
				case values[a] < values[b]:
					return -1
				case values[a] > values[b]:
					return 1
				}
				return 0
			})
			if !slices.Equal(Order(values), want) {
				t.Errorf("%s: %d values are in another order", name, n)
			}
		}
	}
}

// Many correlations at once have the bits of one at a time, for any number of columns, and leave out those that are not there.
func TestCorrelationsAreThoseOfPairs(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	for columns := range 8 {
		all := make([][]float64, columns)
		for k := range all {
			if k == 3 {
				continue
			}
			for range 2500 {
				all[k] = append(all[k], float64(g.IntN(900))+float64(k))
			}
			if k == 5 {
				for i := range all[k] {
					all[k][i] = 7
				}
			}
		}
		got := Correlations(all)
		for a := range all {
			for b := a + 1; b < columns; b++ {
				want := math.NaN()
				if a != 3 && b != 3 {
					want = Correlation(all[a], all[b])
				}
				if v := got[a][b]; v != want && (v == v || want == want) {
					t.Errorf("of %d columns %d and %d: %v, want %v", columns, a, b, v, want)
				}
			}
		}
	}
}
