package dist

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/schema"
)

// grid is levels from far below to far above.
var grid = []float64{1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.3, 0.45, 0.5, 0.501, 0.6, 0.75, 0.9, 0.95,
	0.99, 0.999, 1 - 1e-4, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12}

// near fails unless got is want to a relative error.
func near(t *testing.T, what string, got, want, rel float64) {
	t.Helper()
	if got == want || math.Abs(got-want) <= rel*math.Abs(want) {
		return
	}
	t.Errorf("%s: got %.15g, want %.15g", what, got, want)
}

// continuousLaws are the examples of the families and shapes that are hard to invert.
func continuousLaws(t *testing.T) map[string]*continuous {
	laws := map[string]*continuous{
		"exponential":   {newGamma(1, 2), 2, 2},
		"gamma 0.1":     {newGamma(0.1, 1), 0.1, math.Sqrt(0.1)},
		"gamma 0.01":    {newGamma(0.01, 1), 0.01, 0.1},
		"gamma 1e4":     {newGamma(1e4, 1), 1e4, 100},
		"gamma 1e8":     {newGamma(1e8, 1), 1e8, 1e4},
		"beta arcsine":  {newBeta(0.5, 0.5, 0, 1), 0.5, math.Sqrt(0.125)},
		"beta U":        {newBeta(0.05, 0.05, 0, 1), 0.5, math.Sqrt(0.25 / 1.1)},
		"beta L":        {newBeta(0.2, 3, 0, 1), 1.0 / 16, math.Sqrt(15.0 / 256 / 4.2)},
		"beta wide":     {newBeta(2, 5, -3, 11), 1, 14 * math.Sqrt(10.0/49/8)},
		"beta narrow":   {newBeta(3e5, 7e5, 0, 1), 0.3, math.Sqrt(0.21 / 1000001)},
		"beta lopsided": {newBeta(2, 1e6, 0, 1), 2 / 1000002.0, math.Sqrt(2e6/1000003.0) / 1000002.0},
	}
	for _, name := range schema.Sorted(Families()) {
		if c, ok := example(t, Families()[name]).(*continuous); ok {
			laws[name] = c
		}
	}
	return laws
}

func TestQuantileReturnsThroughTheCDF(t *testing.T) {
	for name, l := range continuousLaws(t) {
		for _, u := range grid {
			for _, flip := range []bool{false, true} {
				v := 1 - u
				if flip {
					u, v = v, u
				}
				below, above := l.split(l.at(u, v))
				got, want := below, u
				if v < u {
					got, want = above, v
				}
				// A value next to a bound has lost what the bound has not: what its last bit is worth.
				x := l.at(u, v)
				b1, a1 := l.split(math.Nextafter(x, math.Inf(-1)))
				b2, a2 := l.split(math.Nextafter(x, math.Inf(1)))
				if slack := math.Max(b2-b1, a1-a2); math.Abs(got-want) > 1e-9*want+2*slack {
					t.Errorf("%s at %g: the cdf returns %.15g, want %.15g", name, u, got, want)
				}
			}
		}
	}
}

func TestQuantilesRise(t *testing.T) {
	laws := map[string]Law{}
	for name, l := range continuousLaws(t) {
		laws[name] = l
	}
	for name, f := range Families() {
		laws[name] = example(t, f)
	}
	for name, l := range laws {
		last := math.Inf(-1)
		for i := 1; i < 200_000; i++ {
			x := l.Quantile(float64(i) / 200_000)
			if !(x >= last) || math.IsInf(x, 0) {
				t.Errorf("%s at %g: %g follows %g", name, float64(i)/200_000, x, last)
				break
			}
			last = x
		}
	}
}

// TestQuantilesAreThoseOfEach holds many quantiles at once against one at a time, to the bit, into both tails.
func TestQuantilesAreThoseOfEach(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	laws := map[string]Law{}
	for name, l := range continuousLaws(t) {
		laws[name] = l
	}
	for name, f := range Families() {
		laws[name] = example(t, f)
	}
	for name, l := range laws {
		u := []float64{1e-300, 1e-40, 1e-12, 0.5, 1 - 0x1p-53}
		for range 5000 {
			u = append(u, r.Float64()+0x1p-54)
		}
		x := slices.Clone(u) // a few, then columns of them
		for rest, n := x, 5; len(rest) > 0; rest, n = rest[n:], min(len(rest)-n, column.Size) {
			c := column.Column{5: 0.1, 6: 0.9, 7: 0.5}
			copy(c[:n], rest)
			Quantiles(l, &c, n, new(Room))
			copy(rest, c[:n])
		}
		for i := range u {
			if want := l.Quantile(u[i]); math.Float64bits(x[i]) != math.Float64bits(want) {
				t.Fatalf("%s at %v: %v, want %v", name, u[i], x[i], want)
			}
		}
	}
}

func TestDrawingAllocatesNothing(t *testing.T) {
	for name, f := range Families() {
		l := example(t, f)
		if n := testing.AllocsPerRun(100, func() { l.Quantile(0.3) }); n != 0 {
			t.Errorf("%s: %g allocations a draw", name, n)
		}
	}
}

// The mean of the quantiles is the mean of the law: the test that a wrong parametrisation does not pass.
func TestQuadratureOfQuantilesIsTheMean(t *testing.T) {
	for name, l := range continuousLaws(t) {
		var cuts []float64
		if c, ok := l.shape.(cornered); ok {
			cuts = append(cuts, l.CDF(c.corner()))
		}
		mean, sd := moments(l.shape, cuts...)
		if math.Abs(mean-l.Mean()) > 1e-9*l.SD() {
			t.Errorf("%s: mean %.15g by quadrature, %.15g said", name, mean, l.Mean())
		}
		near(t, name+": sd by quadrature", sd, l.SD(), 5e-8)
	}
	for _, name := range schema.Sorted(Families()) {
		l := example(t, Families()[name])
		const n = 1 << 20
		sum, squares := 0.0, 0.0
		for i := range n {
			x := l.Quantile((float64(i) + 0.5) / n)
			sum += x
			squares += (x - l.Mean()) * (x - l.Mean())
		}
		if math.Abs(sum/n-l.Mean()) > 1e-4*l.SD() {
			t.Errorf("%s: mean %.9g by the midpoint rule, %.9g said", name, sum/n, l.Mean())
		}
		near(t, name+": sd by the midpoint rule", math.Sqrt(squares/n), l.SD(), 1e-4)
	}
}

// The negative control: a normal law that takes a variance for a standard deviation must be caught.
func TestQuadratureCatchesAWrongParameter(t *testing.T) {
	wrong := &continuous{normal{0, 4}, 0, 2}
	if _, sd := moments(wrong.shape); math.Abs(sd-wrong.SD()) < 1e-8*wrong.SD() {
		t.Error("a variance passes for a standard deviation")
	}
}

// The sum holds on every processor and at every GOAMD64 level. It may change with a law, and then every result does.
func TestDrawsHaveTheSameBitsEverywhere(t *testing.T) {
	h := fnv.New64a()
	add := func(x float64) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], math.Float64bits(x))
		h.Write(b[:])
	}
	for _, name := range schema.Sorted(Families()) {
		l := example(t, Families()[name])
		c := cut(t, l, l.Quantile(0.02), l.Quantile(0.9))
		add(c.Mean())
		for i := range 2000 {
			u := (float64(i) + 0.5) / 2000
			add(l.Quantile(u))
			add(c.Quantile(u))
		}
		for _, u := range grid {
			add(l.Quantile(u))
		}
	}
	if got, want := h.Sum64(), uint64(0x478bd49664acf088); got != want {
		t.Errorf("the sum of all bits is %#x, want %#x", got, want)
	}
}

func TestManyThreadsMayDrawFromOneLaw(t *testing.T) {
	l := law(t, "{gamma: [2, 3]}")
	want := l.Quantile(0.3)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				if l.Quantile(0.3) != want || l.Quantile(1e-12) > want {
					t.Error("a draw differs between threads")
				}
			}
		})
	}
	all.Wait()
}
