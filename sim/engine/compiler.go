package engine

import (
	"slices"
	"sort"
	"strings"

	"dealsim/sim/clause"
	"dealsim/sim/process"
	"dealsim/sim/program"
	"dealsim/sim/random"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// quantity is a name that expressions can read.
type quantity struct {
	name, label string
	dim         unit.Dim
	known       bool // dim is settled
	flow        bool
	hidden      bool
	slot        program.Slot
	borrowed    bool  // the column is a driver's
	node        *node // who writes it
	expr        *scenario.Named
	denied      program.Slot // of a condition: where it is known not to hold
	denies      bool         // denied is there
	settling    bool
	broken      bool  // its block has a mistake already reported
	asked       bool  // somebody reads it in any step
	askedAt     []int // or in these alone: what makes it may leave it out in others
	at          scenario.Place
}

// wanted says whether somebody reads the quantity in a step, or after it where it is the last. That is known once all is compiled.
func (q *quantity) wanted(step int) bool { return q.asked || slices.Contains(q.askedAt, step) }

// node is a part of a step: what one block does in one phase, or one derived quantity.
type node struct {
	name  string
	phase program.Phase // 0: as soon as what it reads is known
	tells []program.Teller
	start []program.Op
	ops   []operation
	reads []read
	only  bool           // it does nothing but make its quantities: where nobody reads them it need not be done
	same  bool           // what it does is the same on every path
	gives []program.Slot // of such a node: what others may read
	off   bool           // its block is switched off: it starts, and does nothing more
	after []*node        // what must be done before, though no quantity says so
	done  int            // for sorting: 0 new, 1 being visited, 2 placed
}

// read is a quantity that a node needs in the same step.
type read struct {
	q    *quantity
	at   scenario.Place
	path string
}

// compiler holds what is known while a Program is made.
type compiler struct {
	s           *scenario.Scenario
	m           *scenario.Mistakes
	p           *Program
	inputs      map[string]*input
	quantities  map[string]*quantity
	nodes       []*node
	asked       []asked
	loose       []read                  // of metrics and of what looks back: at any step, but it must be there
	made        map[string]program.Slot // expressions already compiled, by canonical text
	constants   map[float64]program.Slot
	certains    map[program.Slot]float64 // the same, by column
	same        map[program.Slot]bool    // columns computed once for all paths
	temporaries map[program.Slot]*temporary
	shown       map[program.Slot]bool // columns that others than calculations read
	struck      map[program.Slot]bool // what a shock may change
	lags        map[string]program.Slot
	states      map[string]program.State
	payments    []posting
	compares    map[string][]program.Comparison // by the path of the condition
	inner       map[string]*program.Comparison  // by the quantity that is 1 where it holds
	issues      []issue
	factors     factors
	equity      equity
	whole       *quantity // the derived one that is being made: what adds it up may do so in its own column
	making      []string  // inputs whose dimension is being found, each named by the one before
	adjusted    bool
	only        []string // the metrics that are wanted, and nothing else; nil for all there is
	blocks      map[string]*scenario.Block
	named       map[string]bool            // metrics
	unsettled   []string                   // metrics that are not there because the run ends before a floor is settled
	unsaid      map[string]*scenario.Block // quantities that a block would publish if the file gave the field they follow from
}

// input is a named number of the file.
type input struct {
	in   *scenario.Input
	slot program.Slot
	dim  unit.Dim
	made int  // 0 not yet, 1 being made, 2 made
	bad  bool // a mistake in it has been reported
}

// Compile turns a scenario into a program for a seed. Mistakes are added to those of reading; the program is nil
// when there are any.
func Compile(s *scenario.Scenario, m *scenario.Mistakes, seed uint64) *Program {
	p := compile(s, m, seed, false, nil)
	if p != nil && s.Readings != nil {
		if p.adjusted = compile(adjust(s, m), m, seed, true, nil); !m.None() {
			return nil
		}
	}
	return p
}

// Only is the program that makes some metrics of this one and nothing else: no series, and none of what other tables need.
// The metrics have the same values on every path.
func (p *Program) Only(metrics ...string) *Program {
	m := &scenario.Mistakes{}
	only := compile(p.Scenario, m, p.Seed, false, append([]string{}, metrics...))
	if only == nil {
		panic("engine: a scenario that was compiled before has mistakes now")
	}
	return only
}

// compile makes one program: of the real world, or of the one with the price of risk taken off its drifts.
func compile(s *scenario.Scenario, m *scenario.Mistakes, seed uint64, adjusted bool, only []string) *Program {
	c := &compiler{s: s, m: m, adjusted: adjusted, only: only, p: &Program{Scenario: s, Seed: seed}, inputs: map[string]*input{},
		quantities: map[string]*quantity{}, made: map[string]program.Slot{}, constants: map[float64]program.Slot{}, certains: map[program.Slot]float64{}, same: map[program.Slot]bool{}, temporaries: map[program.Slot]*temporary{}, shown: map[program.Slot]bool{}, struck: map[program.Slot]bool{},
		lags: map[string]program.Slot{}, states: map[string]program.State{}, blocks: map[string]*scenario.Block{}, compares: map[string][]program.Comparison{}, inner: map[string]*program.Comparison{}, unsaid: map[string]*scenario.Block{}, named: map[string]bool{}}
	c.factors.c = c
	c.equity.c = c
	c.clock()
	for i := range s.Inputs {
		in := &s.Inputs[i]
		c.inputs[in.ID] = &input{in: in, slot: program.None}
	}
	for _, b := range s.Blocks {
		c.blocks[b.ID] = b
		c.declare(b)
	}
	c.borrow()
	c.equity.declare()
	for i := range s.Quantities {
		x := &s.Quantities[i]
		c.quantities[x.ID] = &quantity{name: x.ID, label: strings.ReplaceAll(x.ID, "_", " "), slot: c.column(), expr: x, at: x.Place, broken: x.Expr == nil}
	}
	for i := range s.Inputs {
		c.inputDim(c.inputs[s.Inputs[i].ID])
	}
	c.parties()
	blocks := append([]*scenario.Block(nil), s.Blocks...)
	sort.SliceStable(blocks, func(i, j int) bool { // shocks last: they change what others carry
		a, b := blocks[i], blocks[j]
		if (a.Section == "shocks") != (b.Section == "shocks") {
			return b.Section == "shocks"
		}
		return a.ID < b.ID
	})
	for _, b := range blocks {
		switch {
		case !b.Broken:
			c.build(b)
		case b.Kind != nil: // what else is wrong with it
			(&maker{c: c, b: b}).resolve()
		}
	}
	c.equity.build()
	for _, name := range schema.Sorted(c.quantities) {
		if q := c.quantities[name]; q.expr != nil && !q.broken {
			c.derive(q)
		}
	}
	c.factors.check()
	if !adjusted {
		c.tables()
	}
	if only == nil {
		c.readings()
	}
	if m.None() {
		c.order()
	}
	if !m.None() {
		return nil
	}
	c.factors.build()
	c.p.schedule()
	c.p.tidy()
	return c.p
}

// column takes a new column.
func (c *compiler) column() program.Slot {
	c.p.columns++
	return program.Slot(c.p.columns - 1)
}

// constant is a column that holds one value.
func (c *compiler) constant(v float64) program.Slot {
	if s, ok := c.constants[v]; ok {
		return s
	}
	s := c.column()
	c.constants[v] = s
	c.certains[s] = v
	c.p.fill = append(c.p.fill, constant{s, v})
	return s
}

// node starts a new node.
func (c *compiler) node(name string, p program.Phase) *node {
	n := &node{name: name, phase: p}
	c.nodes = append(c.nodes, n)
	return n
}

// stream is the named stream of this program's seed.
func (c *compiler) stream(name string) random.Stream { return random.New(c.p.Seed, name) }

// clock makes t, the time in years, and date, the same to be compared with dates.
func (c *compiler) clock() {
	slot := c.column()
	n := c.node("t", program.Drivers)
	grid := program.Grid{Calendar: c.s.Calendar}
	n.same, n.gives = true, []program.Slot{slot}
	n.add(func(b *program.Block) {
		t, col := grid.Years(b.Step), b.Col(slot)
		for i := range col {
			col[i] = t
		}
	})
	for name, dim := range map[string]unit.Dim{"t": unit.Years, "date": unit.Day} {
		c.quantities[name] = &quantity{name: name, dim: dim, known: true, hidden: true, slot: slot, node: n}
	}
}

// ownDim is the dimension of the quantity a block moves: that of its first such field.
func (c *compiler) ownDim(b *scenario.Block) unit.Dim {
	if b.Role == "revenue" || b.Role == "value" {
		return unit.Money
	}
	if b.Broken {
		return unit.Any
	}
	for i := range b.Kind.Fields {
		f := &b.Kind.Fields[i]
		if !f.Own {
			continue
		}
		v := b.Values[f.Name]
		if v == nil {
			continue
		}
		if v.Expr != nil {
			return c.staticDim(v.Expr)
		}
		for _, p := range v.Points {
			return c.staticDim(p.Expr)
		}
	}
	return unit.Number
}

// staticDim is the dimension of an expression of inputs, without reporting anything.
func (c *compiler) staticDim(e *scenario.Expr) unit.Dim {
	switch {
	case e == nil:
		return unit.Any
	case e.Op == "literal" || e.Op == "dist":
		return e.Dim
	case e.Op == "name":
		if in := c.inputs[e.Name]; in != nil && in.in.Value != nil && in.made != 1 {
			keep := in.made
			in.made = 1
			d := c.staticDim(in.in.Value)
			in.made = keep
			return d
		}
		return unit.Any
	case e.Op == "*" || e.Op == "/":
		a, b := c.staticDim(e.Args[0]), c.staticDim(e.Args[1])
		switch {
		case a.Kind != unit.Amount || b.Kind != unit.Amount:
			return unit.Any
		case e.Op == "*":
			return a.Times(b)
		}
		return a.Over(b)
	case len(e.Args) > 0 && (e.Op == "+" || e.Op == "-" || e.Op == "neg" || e.Op == "call"):
		return c.staticDim(e.Args[0])
	}
	return unit.Any
}

// build lets a block's kind build itself.
func (c *compiler) build(b *scenario.Block) {
	mk := &maker{c: c, b: b}
	if b.Kind.Section == "process" {
		p := process.All()[b.Kind.Name]
		if p.Company && mk.Owner() == "" {
			c.m.Add(b.Place, mk.path("process"), "write it as companies.NAME.value", "%s moves a company's value, it cannot stand here", b.Kind.Name)
			b.Broken = true
			return
		}
		if remedy := misplaced(b); remedy != "" {
			c.m.Add(b.Place, mk.path("process"), remedy, "%s cannot move a company's %s", b.Kind.Name, b.Role)
			b.Broken = true
			return
		}
		mk.check(p.Check)
		if !b.Broken && mk.resolve() {
			p.Build(mk)
			mk.settle()
		}
		return
	}
	cl := clause.All()[b.Kind.Name]
	mk.check(cl.Check)
	if !b.Broken && mk.resolve() {
		cl.Build(mk)
	}
}

// check reports the rules of its kind that a block breaks.
func (mk *maker) check(rules func(program.Query) []program.Rule) {
	if rules == nil {
		return
	}
	b := mk.b
	for _, r := range rules(mk) {
		at := b.Place
		if v := b.Values[r.Field]; v != nil && !v.Default {
			at = v.Place
		}
		mk.c.m.Add(at, mk.path(r.Field), r.Remedy, "%s", r.Wrong)
		b.Broken = true
	}
}

// misplaced says which laws could move a company's revenue or value where one stands that cannot; "" where all is well.
func misplaced(b *scenario.Block) (remedy string) {
	suffix := map[string]string{"revenue": "arr", "value": "value"}[b.Role]
	fits := func(p *process.Process) bool {
		for _, o := range p.Outputs {
			if suffix == "" || (o.Suffix == "" || o.Suffix == suffix) && (o.Own || o.Dim == unit.Money) {
				return true
			}
		}
		return false
	}
	if fits(process.All()[b.Kind.Name]) {
		return ""
	}
	var names []string
	for name, p := range process.All() {
		if fits(p) {
			names = append(names, name)
		}
	}
	return listed("processes that can", names)
}
