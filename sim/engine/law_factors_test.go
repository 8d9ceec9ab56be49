package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// walkers is a deal of drivers x0, x1, … that each move by their factor every year, for five years.
func walkers(n int, more string) string {
	text := "scenario: factors\nas_of: 2026-01-01\nhorizon: 5y\nstep: year\ndrivers:\n"
	for i := range n {
		text += fmt.Sprintf("  x%d: {process: mean-reverting, on: level, start: 0, level: 0, speed: 0%%/y, deviation: 1}\n", i)
	}
	return text + more
}

// moves are the factors of a deal of walkers: by driver, then by year and path.
func moves(t *testing.T, n, paths int, more string) [][]float64 {
	s := watch(deal(t, walkers(n, more)), 0, paths)
	out := make([][]float64, n)
	for d := range out {
		at := s.series[fmt.Sprintf("x%d", d)]
		for q := 1; q < len(at); q++ {
			for i := range paths {
				out[d] = append(out[d], at[q][i]-at[q-1][i])
			}
		}
	}
	return out
}

// product is the mean of x·y, which for standard normals is their correlation r, with a variance of (1 + r²)/n.
func product(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum / float64(len(x))
}

// TestSeveralDriversHaveTheCorrelationsOfTheFile: each pair of three and of four, in each step, named or not: a pair
// that is not named is uncorrelated, though both may be correlated with a third.
func TestSeveralDriversHaveTheCorrelationsOfTheFile(t *testing.T) {
	const paths = 40 * chunkSize
	for _, c := range []struct {
		name, text string
		n          int
		want       map[[2]int]float64
	}{
		{"three", "a: [x0, x1, 60%], b: [x2, x0, -30%], c: [x1, x2, 45%]", 3,
			map[[2]int]float64{{0, 1}: 0.6, {0, 2}: -0.3, {1, 2}: 0.45}},
		{"four", "a: [x0, x1, 70%], b: [x0, x2, 50%], c: [x0, x3, -20%], d: [x1, x2, 10%], e: [x3, x1, 30%], f: [x2, x3, -60%]", 4,
			map[[2]int]float64{{0, 1}: 0.7, {0, 2}: 0.5, {0, 3}: -0.2, {1, 2}: 0.1, {1, 3}: 0.3, {2, 3}: -0.6}},
		{"a chain", "a: [x0, x1, 55%], b: [x2, x1, 55%], c: [x2, x3, 55%]", 4,
			map[[2]int]float64{{0, 1}: 0.55, {1, 2}: 0.55, {2, 3}: 0.55}},
		{"two pairs", "a: [x0, x2, 80%], b: [x1, x3, -80%]", 4,
			map[[2]int]float64{{0, 2}: 0.8, {1, 3}: -0.8}},
	} {
		x := moves(t, c.n, paths, "correlations: {"+c.text+"}\n")
		for i := range c.n {
			for j := i; j < c.n; j++ {
				want := c.want[[2]int{i, j}]
				if i == j {
					want = 1
				}
				for q := range 5 {
					u, v := x[i][q*paths:(q+1)*paths], x[j][q*paths:(q+1)*paths]
					se := math.Sqrt((1 + want*want) / paths)
					got := product(u, v)
					if !(math.Abs(got-want) <= 5*se) {
						t.Errorf("%s: x%d and x%d in step %d have correlation %.4f, want %v ± %.4f", c.name, i, j, q+1, got, want, se)
					}
					if math.Abs(got-want-0.08) < 5*se {
						t.Errorf("%s: x%d and x%d in step %d: 8 points are not told apart", c.name, i, j, q+1)
					}
				}
			}
		}
	}
}

// TestDriversOnAPlane: three drivers 60° from the next have correlations 50%, 50% and -50%, which two normals make: the
// middle one moves by the sum of the others.
func TestDriversOnAPlane(t *testing.T) {
	x := moves(t, 3, chunkSize, "correlations: {a: [x0, x1, 50%], b: [x1, x2, 50%], c: [x0, x2, -50%]}\n")
	for i := range x[0] {
		if d := x[1][i] - x[0][i] - x[2][i]; !(math.Abs(d) <= 1e-12) {
			t.Fatalf("%v is not %v + %v", x[1][i], x[0][i], x[2][i])
		}
	}
}

// TestCholeskyMultipliesBack: L·Lᵀ is the matrix, for correlations drawn at random and for vectors that lie in fewer
// dimensions than there are drivers; above the diagonal L is nothing.
func TestCholeskyMultipliesBack(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	check := func(what string, vectors [][]float64) {
		n := len(vectors)
		m := mat.NewSymDense(n, nil)
		for i := range n {
			for j := i; j < n; j++ {
				dot, a, b := 0.0, 0.0, 0.0
				for k := range vectors[i] {
					dot += vectors[i][k] * vectors[j][k]
					a += vectors[i][k] * vectors[i][k]
					b += vectors[j][k] * vectors[j][k]
				}
				m.SetSym(i, j, dot/math.Sqrt(a*b))
			}
			m.SetSym(i, i, 1)
		}
		l := cholesky(m)
		for i := range n {
			if !(l[i][i] >= 0) {
				t.Fatalf("%s: %v on the diagonal", what, l[i][i])
			}
			for j := range n {
				sum := 0.0
				for k := range n {
					sum += l[i][k] * l[j][k]
				}
				if !(math.Abs(sum-m.At(i, j)) <= 1e-12) || j > i && l[i][j] != 0 {
					t.Fatalf("%s: at %d, %d L·Lᵀ is %v, want %v, and L is %v", what, i, j, sum, m.At(i, j), l[i][j])
				}
			}
		}
	}
	for k := range 300 {
		n := 1 + k%8
		vectors := make([][]float64, n)
		for i := range vectors {
			for range n + 3 {
				vectors[i] = append(vectors[i], random.NormFloat64())
			}
		}
		check(fmt.Sprint(n, " at random"), vectors)
	}
	angle := func(degrees ...float64) (out [][]float64) {
		for _, d := range degrees {
			out = append(out, []float64{math.Cos(d * math.Pi / 180), math.Sin(d * math.Pi / 180)})
		}
		return out
	}
	check("on a plane", angle(0, 60, 120))
	check("on a plane", angle(0, 37, 81, 140, 250))
	check("on a line", angle(0, 180, 0, 180))
	check("on a line, then a plane", angle(0, 180, 0, 90, 45))
	check("in three dimensions", [][]float64{{1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {1, 1, 1}, {-2, 1, 3}})
}

// TestACorrelationMayBeAnInput: an input says the same as the value it has, to the last bit; another value does not.
func TestACorrelationMayBeAnInput(t *testing.T) {
	with := func(more string) [][]float64 { return moves(t, 2, chunkSize, more) }
	named := "inputs: {together: {value: %s, status: assumed}}\ncorrelations: {a: [x0, x1, together]}\n"
	want := with("correlations: {a: [x0, x1, -35%]}\n")
	same := func(got [][]float64) bool { return slices.Equal(got[0], want[0]) && slices.Equal(got[1], want[1]) }
	if !same(with(fmt.Sprintf(named, "-35%"))) {
		t.Error("an input of -35% makes other draws than -35%")
	}
	if same(with(fmt.Sprintf(named, "35%"))) {
		t.Error("the input makes no difference")
	}
}
