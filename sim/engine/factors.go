package engine

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"gonum.org/v1/gonum/mat"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/random"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// factors are the standard normals that drive the drivers, one a step each, correlated as the file says.
type factors struct {
	c     *compiler
	slots map[string]program.Factor // by name
}

// slot is the columns of a factor.
func (f *factors) slot(name string) program.Factor {
	if f.slots == nil {
		f.slots = map[string]program.Factor{}
	}
	if s, ok := f.slots[name]; ok {
		return s
	}
	s := f.c.four()
	f.slots[name] = s
	return s
}

// four takes four new columns, one after the other.
func (c *compiler) four() program.Factor {
	s := c.column()
	for range 3 {
		c.column()
	}
	return program.Factor(s)
}

func (f *factors) names() []string {
	var out []string
	for n := range f.slots {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// group is factors that correlations join, directly or by way of others, with their matrix.
type group struct {
	names []string
}

// check reports correlations of unknown drivers, and those that cannot hold together.
func (f *factors) check() {
	c := f.c
	known := f.names()
	remedy := listed("random drivers", known)
	if len(known) == 0 {
		remedy = "nothing in the file is random and moves"
	}
	ok := true
	for i := range c.s.Correlations {
		x := &c.s.Correlations[i]
		for i, name := range []string{x.A, x.B} {
			if _, there := f.slots[name]; !there {
				ok = false
				if owner, _, _ := strings.Cut(name, "."); c.isBroken(name) || c.isBroken(owner) || c.lost(name) {
					continue
				}
				at := []scenario.Place{x.AtA, x.AtB}[i]
				if c.quantities[name] != nil {
					c.m.Add(at, "correlations", remedy, "%s is no random driver", name)
					continue
				}
				c.m.Add(at, "correlations", remedy, "no random driver is called %q%s", name, didYouMean(name, known))
			}
		}
	}
	if !ok || !f.valued() {
		return
	}
	for _, g := range f.groups() {
		f.possible(g)
	}
}

// valued reports correlations whose input is no single value between -100% and 100%.
func (f *factors) valued() bool {
	c, ok := f.c, true
	for _, x := range c.s.Correlations {
		if x.Input == nil {
			continue
		}
		if !c.fits(x.Input, unit.Number, static, "correlations") || c.lost(x.Input.Name) || c.inputs[x.Input.Name] == nil || c.inputs[x.Input.Name].bad {
			ok = false // and has been reported
			continue
		}
		switch v, certain := c.worth(x.Input); {
		case !certain || v != v:
			ok = false
			c.m.Add(x.Input.Place, "correlations", "give the input one value such as 35%", "a correlation is the same on every path, and %s is not", x.Input.Text)
		case v < -1 || v > 1:
			ok = false
			c.m.Add(x.Input.Place, "correlations", "a correlation lies between -100% and 100%", "%s of %s is no correlation", percent(v), x.Input.Text)
		}
	}
	return ok
}

// value is a correlation as written, or as its input says.
func (f *factors) value(x *scenario.Correlation) float64 {
	if x.Input == nil {
		return x.Value
	}
	v, _ := f.c.worth(x.Input)
	return v
}

func (c *compiler) isBroken(id string) bool {
	if b := c.blocks[id]; b != nil && b.Broken {
		return true
	}
	q := c.quantities[id]
	return q != nil && q.broken
}

// groups are the connected parts of the graph of correlations: adding one elsewhere leaves a part's draws alone.
func (f *factors) groups() []group {
	next := map[string][]string{}
	for _, x := range f.c.s.Correlations {
		next[x.A] = append(next[x.A], x.B)
		next[x.B] = append(next[x.B], x.A)
	}
	seen := map[string]bool{}
	var out []group
	for _, name := range f.names() {
		if seen[name] || len(next[name]) == 0 {
			continue
		}
		var g group
		todo := []string{name}
		seen[name] = true
		for len(todo) > 0 {
			n := todo[0]
			todo = todo[1:]
			g.names = append(g.names, n)
			for _, m := range next[n] {
				if !seen[m] {
					seen[m] = true
					todo = append(todo, m)
				}
			}
		}
		sort.Strings(g.names)
		out = append(out, g)
	}
	return out
}

// matrix is the correlation matrix of a group.
func (f *factors) matrix(g group) *mat.SymDense {
	at := map[string]int{}
	for i, n := range g.names {
		at[n] = i
	}
	m := mat.NewSymDense(len(g.names), nil)
	for i := range g.names {
		m.SetSym(i, i, 1)
	}
	for k := range f.c.s.Correlations {
		x := &f.c.s.Correlations[k]
		i, ok := at[x.A]
		if ok {
			m.SetSym(i, at[x.B], f.value(x))
		}
	}
	return m
}

// least is the smallest eigenvalue of a matrix.
func least(m *mat.SymDense) float64 {
	var e mat.EigenSym
	if !e.Factorize(m, false) {
		return math.NaN()
	}
	return e.Values(nil)[0]
}

// tolerance is how far below zero an eigenvalue may lie by rounding. Perfect correlation is allowed.
const tolerance = 1e-10

// possible reports a group whose correlations cannot hold together, with the smallest change of one that would do.
func (f *factors) possible(g group) {
	if len(g.names) > 100 {
		f.c.m.Add(f.first(g), "correlations", "correlate the few that matter", "%d drivers hang together, at most 100 are read", len(g.names))
		return
	}
	m := f.matrix(g)
	low := least(m)
	if low >= -tolerance {
		return
	}
	at := map[string]int{}
	for i, n := range g.names {
		at[n] = i
	}
	best, advice := math.Inf(1), ""
	for k := range f.c.s.Correlations {
		x := &f.c.s.Correlations[k]
		i, ok := at[x.A]
		if !ok || len(g.names) > 12 {
			continue
		}
		j, is := at[x.B], f.value(x)
		trial := mat.NewSymDense(len(g.names), nil)
		trial.CopySym(m)
		for p := 0.0; p <= 200; p++ { // whole percents, towards either side
			v := math.Round(is*100-math.Copysign(p, is)) / 100
			if math.Abs(v) > 1 || math.Abs(v-is) >= best {
				break
			}
			trial.SetSym(i, j, v)
			if least(trial) > 0 {
				best = math.Abs(v - is)
				advice = fmt.Sprintf("%s–%s at %s instead of %s would do", x.A, x.B, percent(v), percent(is))
				break
			}
		}
	}
	remedy := fmt.Sprintf("smallest eigenvalue is %.2g", low)
	if advice != "" {
		remedy += "; " + advice
	} else {
		remedy += "; weaken several of them"
	}
	if fixed := repaired(m); fixed != nil {
		if pairs := g.pairs(m, fixed); pairs != "" {
			remedy += "\n" + pairs
		}
	}
	number := map[int]string{2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}[len(g.names)]
	if number == "" {
		number = fmt.Sprint(len(g.names))
	}
	f.c.m.Add(f.first(g), "correlations", remedy, "these %s cannot hold together: %s", number, strings.Join(g.names, ", "))
}

// first is the place of the correlation of a group that stands first in the file.
func (f *factors) first(g group) (place scenario.Place) {
	for _, x := range f.c.s.Correlations {
		if slices.Contains(g.names, x.A) && (place.File == nil || x.Line < place.Line || x.Line == place.Line && x.Col < place.Col) {
			place = x.Place
		}
	}
	return place
}

func percent(v float64) string { return fmt.Sprintf("%.0f%%", v*100) }

// cholesky is the lower triangle L with L·Lᵀ = m. A column with nothing left is zero, so that perfect correlation
// works. A library's would do, but for other bits on other processors. (Golub and Van Loan, Matrix Computations, 4.2.8.)
func cholesky(m *mat.SymDense) [][]float64 {
	n := m.SymmetricDim()
	l := make([][]float64, n)
	for i := range l {
		l[i] = make([]float64, n)
	}
	for j := 0; j < n; j++ {
		d := m.At(j, j)
		for k := 0; k < j; k++ {
			d -= float64(l[j][k] * l[j][k])
		}
		if d <= 1e-9 {
			continue
		}
		l[j][j] = math.Sqrt(d)
		for i := j + 1; i < n; i++ {
			s := m.At(i, j)
			for k := 0; k < j; k++ {
				s -= float64(l[i][k] * l[j][k])
			}
			l[i][j] = s / l[j][j]
		}
	}
	return l
}

// build makes the operations that open each step. One call of the generator makes a factor's own normals of four steps in
// a row; they are joined at once, in place, and stay until the last of these steps.
func (f *factors) build() {
	c, names := f.c, f.names()
	if len(names) == 0 {
		return
	}
	streams, to := make([]random.Stream, len(names)), make([]program.Factor, len(names))
	for i, name := range names {
		streams[i], to[i] = c.stream("factor:"+name), f.slots[name]
	}
	var joins []join
	for _, g := range f.groups() {
		joins = append(joins, f.joined(g)...)
	}
	c.p.open = append(c.p.open, func(b *program.Block) {
		if b.Step == 0 || (b.Step-1)%4 != 0 {
			return
		}
		for i := range streams {
			streams[i].Normals((*[4]column.Column)(b.Columns[to[i]:to[i]+4]), &b.Words, &b.Path, uint64(b.Step-1)/4)
		}
		for i := range joins {
			for k := range program.Factor(4) {
				joins[i].do(b, k)
			}
		}
	})
	if c.s.Copula.T {
		for _, g := range f.groups() {
			f.student(g)
		}
	}
}

// join is a row of L times independent normals, which makes a factor.
type join struct {
	to     program.Factor
	from   []program.Factor
	weight []float64
	spare  program.Slot // for more than three
}

// joined are the rows of a group. The last comes first: each reads what lies before it in L, and itself, as they were drawn.
func (f *factors) joined(g group) (rows []join) {
	l := cholesky(f.matrix(g))
	for i := len(g.names) - 1; i >= 0; i-- {
		x := join{to: f.slots[g.names[i]]}
		for j := 0; j <= i; j++ {
			if l[i][j] != 0 {
				x.from, x.weight = append(x.from, f.slots[g.names[j]]), append(x.weight, l[i][j])
			}
		}
		if len(x.from) > 3 {
			x.spare = f.c.column()
		}
		if len(x.from) > 1 || x.from[0] != x.to || x.weight[0] != 1 {
			rows = append(rows, x)
		}
	}
	return rows
}

// do makes the factor of the k-th of four steps.
func (x *join) do(b *program.Block, k program.Factor) {
	w := x.weight
	d, z := &b.Columns[x.to+k], func(j int) *column.Column { return &b.Columns[x.from[j]+k] }
	switch len(x.from) {
	case 1:
		column.Scale(d, z(0), w[0])
	case 2:
		column.SumOfTwo(d, z(0), w[0], z(1), w[1])
	case 3:
		column.SumOfThree(d, z(0), w[0], z(1), w[1], z(2), w[2])
	default: // beside the place of the result, which is one of those that are read
		sum := b.Col(x.spare)
		column.SumOfThree(sum, z(0), w[0], z(1), w[1], z(2), w[2])
		for j := 3; j < len(x.from); j++ {
			column.AddScaled(sum, z(j), w[j])
		}
		*d = *sum
	}
}
