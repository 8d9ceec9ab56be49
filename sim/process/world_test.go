package process

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// given is what a scenario would say about a block.
type given struct {
	say    map[string]string                          // Numbers with units, Choices
	vary   map[string]func(path uint64) float64       // Numbers that differ from path to path
	knots  map[string]map[float64]string              // by years
	years  map[string]map[int]string                  // by contract year
	lists  map[string][]string                        // Lists
	lean   map[[2]string]float64                      // correlations of a second factor with a first
	days   map[string]int                             // Days, as steps
	owner  string                                     // a company
	others map[string]func(b, path, step int) float64 // other blocks' quantities
	grid   unit.Calendar
}

// world is a Maker, and what it made: one block, run alone.
type world struct {
	program.Maker // nil: what no law asks for

	t      testing.TB
	kind   *schema.Kind
	own    *unit.Dim // set by the first such field
	given  given
	seed   uint64
	phase  program.Phase
	slots  int
	fixed  map[program.Slot]float64
	same   map[program.Slot]bool
	vary   map[program.Slot]func(uint64) float64
	factor map[string]program.Factor
	draws  map[string]program.Slot
	out    map[string]program.Slot
	others map[string]program.Slot
	states []program.State
	starts []program.Op
	ops    []op
	number map[string]program.Slot

	block  program.Block
	normal *rand.Rand
}

func (w *world) Tell(program.Teller) {}

type op struct {
	look bool
	do   program.Op
}

// quarters is a grid of so many quarters.
func quarters(n int) unit.Calendar { return steps(4, n) }

func steps(perYear, n int) unit.Calendar {
	return unit.Calendar{AsOf: time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC), PerYear: perYear, Steps: n}
}

// query answers a Check from what is given.
type query struct {
	program.Query // nil: what no law asks for

	kind  *schema.Kind
	given given
}

// field finds a field by its name, "group.field" within a Group.
func field(kind *schema.Kind, name string) *schema.Field {
	group, sub, within := strings.Cut(name, ".")
	f := kind.Field(group)
	if within && f != nil {
		f = f.Sub(sub)
	}
	return f
}

func (q query) Has(name string) bool {
	f := field(q.kind, name)
	if f == nil {
		panic("no field " + name)
	}
	_, said := q.given.say[name]
	_, dated := q.given.days[name]
	return said || dated || q.given.lists[name] != nil || q.given.vary[name] != nil || q.given.knots[name] != nil || q.given.years[name] != nil || f.Default != ""
}

func (q query) Text(name string) string {
	if s, ok := q.given.say[name]; ok {
		return s
	}
	return field(q.kind, name).Default
}

func (q query) Constant(field string) (float64, bool) {
	if !q.Has(field) || q.given.vary[field] != nil {
		return 0, false
	}
	v, p := unit.Parse(q.Text(field))
	return v.Value, p == nil
}

// build makes a block of a law and checks what is given as a scenario's reader would.
func build(t testing.TB, law string, g given) *world {
	t.Helper()
	p := All()[law]
	if p == nil {
		t.Fatalf("no law %q", law)
	}
	w := &world{t: t, kind: &p.Kind, given: g, seed: 1, fixed: map[program.Slot]float64{}, same: map[program.Slot]bool{}, vary: map[program.Slot]func(uint64) float64{},
		factor: map[string]program.Factor{}, draws: map[string]program.Slot{}, out: map[string]program.Slot{},
		others: map[string]program.Slot{}, number: map[string]program.Slot{}}
	for field := range g.say {
		w.field(field)
	}
	if p.Check != nil {
		for _, r := range p.Check(query{kind: w.kind, given: g}) {
			t.Fatalf("%s.%s: %s", law, r.Field, r.Wrong)
		}
	}
	for _, f := range p.Fields {
		if f.Required && !w.Has(f.Name) {
			t.Fatalf("%s has no %s", law, f.Name)
		}
		for _, sub := range f.Fields {
			if sub.Required && !w.Has(f.Name+"."+sub.Name) {
				t.Fatalf("%s has no %s.%s", law, f.Name, sub.Name)
			}
		}
	}
	p.Build(w)
	w.block.Columns = make([]column.Column, w.slots)
	w.block.Live = column.Size
	return w
}

// begin makes a block's paths start again.
func (w *world) begin(n int) {
	b := &w.block
	clear(b.Columns)
	w.normal = rand.New(rand.NewPCG(w.seed, uint64(n)))
	for i := range b.Path {
		b.Path[i] = uint64(n*column.Size + i)
	}
	for s, v := range w.fixed {
		for i := range b.Path {
			b.Col(s)[i] = v
		}
	}
	for s, f := range w.vary {
		for i, path := range b.Path {
			b.Col(s)[i] = f(path)
		}
	}
	for name, s := range w.draws {
		u := w.Stream("draw " + name)
		for i, path := range b.Path {
			b.Col(s)[i] = u(path, 0)
		}
	}
	b.Step = 0
	w.see(n)
	for _, o := range w.starts {
		o(b)
	}
	w.run()
}

// see gives other blocks' quantities their values.
func (w *world) see(n int) {
	for name, s := range w.others {
		for i := range w.block.Path {
			w.block.Col(s)[i] = w.given.others[name](n, i, w.block.Step)
		}
	}
}

// next draws this step's normals and does the step.
func (w *world) next(n int) {
	b := &w.block
	b.Step++
	for _, name := range schema.Sorted(w.factor) {
		z := b.Z(w.factor[name])
		for i := range z {
			z[i] = w.normal.NormFloat64()
		}
	}
	for pair, rho := range w.given.lean {
		x, y := b.Z(w.factor[pair[0]]), b.Z(w.factor[pair[1]])
		for i := range y {
			y[i] = rho*x[i] + math.Sqrt(1-rho*rho)*y[i]
		}
	}
	w.see(n)
	w.run()
}

func (w *world) run() {
	for _, o := range w.ops {
		if o.look || w.block.Step > 0 {
			o.do(&w.block)
		}
	}
}

// at runs so many blocks and collects an output of every path at a step.
func (w *world) at(suffix string, step, blocks int) []float64 {
	return w.all(suffix, blocks, step)[step]
}

func (w *world) all(suffix string, blocks int, at ...int) map[int][]float64 {
	out := map[int][]float64{}
	for n := range blocks {
		w.begin(n)
		for {
			if slices.Contains(at, w.block.Step) {
				out[w.block.Step] = append(out[w.block.Step], w.block.Col(w.out[suffix])[:]...)
			}
			if w.block.Step >= slices.Max(at) {
				break
			}
			w.next(n)
		}
	}
	return out
}

// one is path 0's output at every step of the grid.
func (w *world) one(suffix string) []float64 {
	w.begin(0)
	out := []float64{w.block.Col(w.out[suffix])[0]}
	for w.block.Step < w.given.grid.Steps {
		w.next(0)
		out = append(out, w.block.Col(w.out[suffix])[0])
	}
	return out
}

// shock changes a state as the engine does: what is carried and what is seen.
func (w *world) shock(suffix string, times, plus float64) {
	w.t.Helper()
	for _, s := range w.states {
		if s.Value != w.out[suffix] {
			continue
		}
		v, c := w.block.Col(s.Value), w.block.Col(s.Carried)
		for i := range v {
			old := v[i]
			v[i] = v[i]*times + plus
			switch s.Transform {
			case program.Level:
				c[i] = v[i]
			case program.Log:
				c[i] = math.Log(v[i])
			case program.Logit:
				c[i] = math.Log(v[i] / (1 - v[i]))
			case program.Scale:
				c[i] += math.Log(v[i] / old)
			}
		}
		return
	}
	w.t.Fatalf("no state for %q", suffix)
}

// The Maker.

func (w *world) field(name string) *schema.Field {
	f := field(w.kind, name)
	if f == nil {
		w.t.Fatalf("%s has no field %q", w.kind.Name, name)
	}
	return f
}

func (w *world) moving() {
	if w.phase == 0 {
		w.t.Fatal("an operation before In")
	}
}

func (w *world) ID() string {
	if w.given.owner != "" {
		return w.given.owner + ".revenue"
	}
	return "x"
}
func (w *world) Owner() string         { return w.given.owner }
func (w *world) Grid() program.Grid    { return program.Grid{Calendar: w.given.grid} }
func (w *world) Has(field string) bool { return query{kind: w.kind, given: w.given}.Has(field) }
func (w *world) Text(f string) string  { w.field(f); return query{kind: w.kind, given: w.given}.Text(f) }
func (w *world) StepFrom(f string) int { w.field(f); return w.given.days[f] }

func (w *world) Constant(f string) (float64, bool) {
	return query{kind: w.kind, given: w.given}.Constant(f)
}

// parse reads a quantity and checks its dimension against the field's.
func (w *world) parse(f *schema.Field, text string) float64 {
	w.t.Helper()
	q, p := unit.Parse(text)
	if p != nil {
		w.t.Fatalf("%s.%s: %s", w.kind.Name, f.Name, p.Why)
	}
	want := f.Dim
	if f.Own {
		if w.own == nil {
			w.own = &q.Dim
		}
		want = *w.own
	}
	if !q.Dim.Fits(want) {
		w.t.Fatalf("%s.%s: %s is not %s", w.kind.Name, f.Name, text, want)
	}
	if f.Min != nil && q.Value < *f.Min || f.Max != nil && q.Value > *f.Max {
		w.t.Fatalf("%s.%s: %s is out of bounds", w.kind.Name, f.Name, text)
	}
	return q.Value
}

func (w *world) Number(field string) program.Slot {
	f := w.field(field)
	if f.Form != schema.Number {
		w.t.Fatalf("%s.%s is no number", w.kind.Name, field)
	}
	if s, ok := w.number[field]; ok {
		return s
	}
	s := w.Column()
	w.number[field] = s
	if v := w.given.vary[field]; v != nil {
		w.vary[s] = v
		return s
	}
	if !w.Has(field) {
		w.t.Fatalf("%s asks for %s, which is not given", w.kind.Name, field)
	}
	w.fixed[s] = w.parse(f, w.Text(field))
	return s
}

func (w *world) Knots(field string) []program.Knot {
	var out []program.Knot
	f := w.field(field)
	for years, text := range w.given.knots[field] {
		s := w.Column()
		w.fixed[s] = w.parse(f, text)
		out = append(out, program.Knot{Years: years, Value: s,
			Step: max(0, int(math.Ceil(years*float64(w.given.grid.PerYear)-1e-9)))})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Years < out[j].Years })
	return out
}

func (w *world) List(field string) []program.Slot {
	var out []program.Slot
	f := w.field(field)
	for _, text := range w.given.lists[field] {
		s := w.Column()
		w.fixed[s] = w.parse(f, text)
		out = append(out, s)
	}
	return out
}

func (w *world) Count(field string) int {
	f := w.field(field)
	n, err := strconv.Atoi(w.Text(field))
	if err != nil || f.Form != schema.Count || f.Min != nil && float64(n) < *f.Min || f.Max != nil && float64(n) > *f.Max {
		w.t.Fatalf("%s.%s: %q is no count here", w.kind.Name, field, w.Text(field))
	}
	return n
}

func (w *world) ByYear(field string) []program.YearValue {
	var out []program.YearValue
	f := w.field(field)
	for year, text := range w.given.years[field] {
		s := w.Column()
		w.fixed[s] = w.parse(f, text)
		out = append(out, program.YearValue{Year: year, Value: s})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Year < out[j].Year })
	return out
}

func (w *world) Derived(n int, from []program.Slot, op func(b *program.Block, to []program.Slot)) []program.Slot {
	to := make([]program.Slot, n)
	for i := range to {
		to[i] = w.Column()
		w.same[to[i]] = !slices.ContainsFunc(from, func(s program.Slot) bool { return !w.Same(s) })
	}
	w.Start(func(b *program.Block) { op(b, to) })
	return to
}

func (w *world) Column() program.Slot {
	w.slots++
	return program.Slot(w.slots - 1)
}

func (w *world) named(m map[string]program.Slot, name string) program.Slot {
	s, ok := m[name]
	if !ok {
		s = w.Column()
		m[name] = s
	}
	return s
}

func (w *world) Output(suffix string) program.Slot {
	if !slices.ContainsFunc(w.kind.Outputs, func(o schema.Output) bool { return o.Suffix == suffix }) {
		w.t.Fatalf("%s declares no output %q", w.kind.Name, suffix)
	}
	return w.named(w.out, suffix)
}

func (w *world) Read(quantity string) program.Slot {
	if !w.Known(quantity) {
		w.t.Fatalf("nothing is called %s", quantity)
	}
	return w.named(w.others, quantity)
}

func (w *world) Known(quantity string) bool { return w.given.others[quantity] != nil }

func (w *world) Normal(factor string) program.Factor {
	s, ok := w.factor[factor]
	if !ok {
		s = program.Factor(w.Column())
		for range 3 {
			w.Column()
		}
		w.factor[factor] = s
	}
	return s
}

func (w *world) Draw(name string) program.Slot { return w.named(w.draws, name) }

// word is the random word of a name by path and counter.
func (w *world) word(name string) func(path, counter uint64) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	pcg, key := rand.NewPCG(0, 0), h.Sum64()
	return func(path, counter uint64) uint64 {
		pcg.Seed(key^w.seed, path<<20|counter)
		pcg.Uint64()
		return pcg.Uint64()
	}
}

func (w *world) Stream(name string) func(path, counter uint64) float64 {
	one := w.word(name)
	return func(path, counter uint64) float64 { return column.Uniform1(one(path, counter)) }
}

func (w *world) Below(name string) program.Below {
	words := w.Words(name)
	return func(b *program.Block, counter uint64, of column.Set, limits *column.Limits) column.Set {
		return column.WhereUnder(words(b, counter, of), limits).And(of)
	}
}

func (w *world) Words(name string) program.Words {
	one := w.word(name)
	return func(b *program.Block, counter uint64, of column.Set) *[column.Size]uint64 {
		for i := of.Next(0); i < column.Size; i = of.Next(i + 1) {
			b.Words[0][i] = one(b.Path[i], counter)
		}
		return &b.Words[0]
	}
}

func (w *world) Same(s program.Slot) bool {
	_, fixed := w.fixed[s]
	return fixed || w.same[s]
}

func (w *world) In(p program.Phase)    { w.phase = p }
func (w *world) Start(o program.Op)    { w.moving(); w.starts = append(w.starts, o) }
func (w *world) Look(o program.Op)     { w.moving(); w.ops = append(w.ops, op{true, o}) }
func (w *world) Step(o program.Op)     { w.moving(); w.ops = append(w.ops, op{false, o}) }
func (w *world) State(s program.State) { w.states = append(w.states, s) }
