package dist

import (
	"math"
	"sort"
	"sync"
	"sync/atomic"
)

// density is a law by its log density along an unbounded coordinate d, with its one mode at d = 0 and the value 0
// there. It need not be normalised.
type density interface {
	log(d float64) float64
	logs(d *[8]float64)                    // in place, each as log has it
	bend(d float64) (slope, curve float64) // of log
}

// inverse is the inverse cdf of a density: a table in the coordinate z = log(u/(1-u)).
//
// It is why gamma, beta and pert cost some tens of nanoseconds and not a search.
//
// Model: the masses of panels about one unit of log density wide come from Gauss' rule, summed from both ends, so
// that both tails keep their digits. The nodes of the table are solved by Newton's method, the cells between them
// are quintic polynomials through value, slope and curvature. A cell that misses its middle by more than 1e-11 is
// not used, nor is the table beyond |z| = 24 (u below 4e-11): there the cdf is solved. When that would be a draw in
// a hundred, as with shapes far below 1, the cells are made half as wide. Cells are laid from the lowest on, each from
// the one before; those of the last draws in a million when one comes.
// Checked: TestTableIsTheInverse, TestQuantileReturnsThroughTheCDF.
type inverse struct {
	density
	mass         float64
	edge         []float64 // of panels
	below, above []float64 // masses beside the edges
	scale        float64   // cells in a unit of z
	cells        [][6]float64
	built        atomic.Bool
	building     sync.Once
	laid         atomic.Int32 // of the cells
	laying       sync.Mutex
	last         node    // where the last one laid ends
	guess        float64 // of the node after it
}

const (
	fewest, most = 384, 6144 // cells
	far          = 24.0      // where they end
	faint        = -120.0    // the log density at which the panels end
	high         = 12.0      // where the cells end that are laid at once
	beyond       = 1e-5      // more than what lies above high
	often        = 0.01      // the probability of cells that cannot be used, above which there are more
)

// known are tables by what they are of: who reads a scenario again finds them.
var known struct {
	sync.Mutex
	tables map[density]*inverse
}

// invert gives the table, which is built meanwhile: it takes half a millisecond.
func invert(f density) *inverse {
	known.Lock()
	defer known.Unlock()
	t := known.tables[f]
	if t == nil {
		t = &inverse{density: f}
		if known.tables == nil || len(known.tables) >= 256 {
			known.tables = map[density]*inverse{}
		}
		known.tables[f] = t
		go t.build()
	}
	return t
}

// build builds the table, once.
func (t *inverse) build() {
	t.building.Do(func() {
		t.panels()
		for n := fewest; t.fill(n) > often && n < most; {
			n *= 2
		}
		t.built.Store(true)
	})
}

// at is the coordinate below which there is the mass u; v is 1-u.
func (t *inverse) at(u, v float64) float64 {
	if !t.built.Load() {
		t.build()
	}
	z := log(u / v)
	return t.rare(z, mul(z+far, t.scale))
}

// panels walks from the mode both ways and adds up the masses.
func (t *inverse) panels() {
	walk := func(sign float64) (edges []float64) {
		for d := 0.0; t.log(d) > faint && len(edges) < 4000; edges = append(edges, d) {
			slope, curve := t.bend(d)
			h := 1 / (math.Abs(slope) + math.Sqrt(-curve))
			d += mul(sign, math.Min(h, 0.5+0.25*math.Abs(d)))
		}
		return edges
	}
	left, right := walk(-1), walk(1)
	for i := len(left) - 1; i >= 0; i-- {
		t.edge = append(t.edge, left[i])
	}
	t.edge = append(append(t.edge, 0), right...)
	n := len(t.edge)
	t.below, t.above = make([]float64, n), make([]float64, n)
	t.mass = 1
	slope, _ := t.bend(t.edge[0])
	t.below[0] = exp(t.log(t.edge[0])) / slope
	slope, _ = t.bend(t.edge[n-1])
	t.above[n-1] = exp(t.log(t.edge[n-1])) / -slope
	mass := make([]float64, n) // of the panel before an edge
	for i := 1; i < n; i++ {
		mass[i] = t.between(t.edge[i-1], t.edge[i])
		t.below[i] = t.below[i-1] + mass[i]
	}
	for i := n - 2; i >= 0; i-- {
		t.above[i] = t.above[i+1] + mass[i+1]
	}
	t.mass = t.below[n-1] + t.above[n-1]
	for i := range t.edge {
		t.below[i] /= t.mass
		t.above[i] /= t.mass
	}
}

// between is the mass from a to b, by Gauss' rule of eight points.
func (t *inverse) between(a, b float64) float64 {
	middle, half, sum := 0.5*(a+b), 0.5*(b-a), 0.0
	var d [8]float64
	for i, p := range &gauss {
		d[2*i], d[2*i+1] = middle-mul(half, p[0]), middle+mul(half, p[0])
	}
	switch f := t.density.(type) { // not by the interface, which would have d on the heap
	case odds:
		f.logs(&d)
	case power:
		f.logs(&d)
	default:
		for i, x := range d {
			d[i] = t.log(x)
		}
	}
	for i := range d {
		d[i] = exp(d[i])
	}
	for i, p := range &gauss {
		sum += mul(p[1], d[2*i]+d[2*i+1])
	}
	return mul(half, sum) / t.mass
}

// gauss are the points of the rule, on both sides of the middle, and their weights.
var gauss = [4][2]float64{
	{0.1834346424956498049395, 0.3626837833783619829652},
	{0.5255324099163289858177, 0.3137066458778872873380},
	{0.7966664774136267395916, 0.2223810344533744705444},
	{0.9602898564975362316836, 0.1012285362903762591525},
}

// cdf is the cdf at d and its complement.
func (t *inverse) cdf(d float64) (below, above float64) {
	t.build()
	return t.split(d)
}

// split is cdf, also while the table is built.
func (t *inverse) split(d float64) (below, above float64) {
	last := len(t.edge) - 1
	switch i := sort.SearchFloat64s(t.edge, d); {
	case i == 0: // a tail is a straight line there
		slope, _ := t.bend(t.edge[0])
		below = mul(t.below[0], exp(mul(slope, d-t.edge[0])))
		return below, 1 - below
	case i > last:
		slope, _ := t.bend(t.edge[last])
		above = mul(t.above[last], exp(mul(slope, d-t.edge[last])))
		return 1 - above, above
	case t.below[i] < 0.5:
		below = t.below[i-1] + t.between(t.edge[i-1], d)
		return below, 1 - below
	default:
		above = t.above[i] + t.between(d, t.edge[i])
		return 1 - above, above
	}
}

// solve finds the coordinate of z by Newton's method, between guesses that can only come closer.
func (t *inverse) solve(z, d float64) float64 {
	if d <= t.edge[0] || d >= t.edge[len(t.edge)-1] {
		return d // near has solved the straight line
	}
	low, high := math.Inf(-1), math.Inf(1)
	for range 60 {
		miss, steep := t.miss(z, d)
		if miss > 0 {
			high = d
		} else {
			low = d
		}
		next := d - miss/steep
		if math.Abs(next-d) <= 1e-15*math.Abs(d) || math.Abs(miss) <= 1e-9 {
			return next // as Newton's method squares a miss, the next would be below 1e-16
		}
		if !(next > low && next < high) {
			if math.IsInf(high-low, 0) {
				return d
			}
			next = 0.5 * (low + high)
		}
		d = next
	}
	return d
}

// miss is how far the z of d is above the wanted one, and steep the derivative of z by d.
func (t *inverse) miss(z, d float64) (miss, steep float64) {
	below, above := t.split(d)
	return log(below/above) - z, t.steep(d, below, above)
}

func (t *inverse) steep(d, below, above float64) float64 {
	return exp(t.log(d)) / t.mass / mul(below, above)
}

// near is the coordinate of z to within a panel.
func (t *inverse) near(z float64) float64 {
	odds := func(i int) float64 { return log(t.below[i] / t.above[i]) }
	last := len(t.edge) - 1
	i := sort.Search(len(t.edge), func(i int) bool { return odds(i) >= z })
	if i == 0 || i > last {
		i = min(i, last)
		slope, _ := t.bend(t.edge[i])
		return t.edge[i] + (z-odds(i))/math.Abs(slope)
	}
	part := (z - odds(i-1)) / (odds(i) - odds(i-1))
	return t.edge[i-1] + mul(part, t.edge[i]-t.edge[i-1])
}

// node is where a cell begins or ends, and its derivatives by z.
type node struct{ d, slope, curve float64 }

func (t *inverse) node(z, guess float64) node {
	d := t.solve(z, guess)
	below, above := t.split(d)
	slope := mul(below, above) * t.mass / exp(t.log(d))
	bend, _ := t.bend(d)
	return node{d, slope, mul(slope, above-below-mul(slope, bend))}
}

// fill lays cells, n in all, as far as is needed to know the probability of those that cannot be used, and returns it.
func (t *inverse) fill(n int) (lost float64) {
	t.scale = float64(n) / (2 * far)
	t.cells = make([][6]float64, n+1)[:n] // whoever loads eight numbers at a cell may see beyond the last
	t.laid.Store(0)
	h := 1 / t.scale
	t.last = t.node(-far, t.near(-far))
	t.guess = t.last.d + mul(h, t.last.slope)
	lost = t.lay(int((high + far) * t.scale))
	if lost <= often && lost+beyond > often {
		lost += t.lay(n)
	}
	return lost
}

// lay lays cells up to the n-th, solving their nodes, and returns the probability of those of them that cannot be used.
func (t *inverse) lay(n int) (lost float64) {
	t.laying.Lock()
	defer t.laying.Unlock()
	h := 1 / t.scale
	for i := int(t.laid.Load()); i < n; i++ {
		z := mul(h, float64(i+1)) - far
		b := t.node(z, t.guess)
		c := hermite(t.last, b, h)
		middle := c[0] + 0.5*(c[1]+0.5*(c[2]+0.5*(c[3]+0.5*(c[4]+0.5*c[5]))))
		// twice the width on: the same polynomial at s = 2
		t.guess = c[0] + 2*(c[1]+2*(c[2]+2*(c[3]+2*(c[4]+2*c[5]))))
		below, above := t.split(middle)
		if miss := math.Abs(log(below/above) - (z - 0.5*h)); !(miss < 1e-11) && !(miss < mul(1e-11, t.steep(middle, below, above))) {
			c[0] = math.NaN()
			lost += mul(h, 1/(2+exp(z)+exp(-z)))
			t.guess = b.d + mul(h, b.slope)
		}
		t.cells[i], t.last = c, b
	}
	t.laid.Store(int32(max(n, int(t.laid.Load()))))
	return lost
}

// hermite is the quintic polynomial in s = 0 to 1 through two nodes that are h apart in z.
func hermite(a, b node, h float64) [6]float64 {
	aSlope, bSlope := mul(h, a.slope), mul(h, b.slope)
	aCurve, bCurve := mul(mul(h, h), a.curve), mul(mul(h, h), b.curve)
	rise := b.d - a.d - aSlope - 0.5*aCurve
	turn := bSlope - aSlope - aCurve
	bent := 0.5 * (bCurve - aCurve)
	return [6]float64{a.d, aSlope, 0.5 * aCurve,
		mul(10, rise) - mul(4, turn) + bent,
		mul(-15, rise) + mul(7, turn) - 2*bent,
		mul(6, rise) - mul(3, turn) + bent}
}
