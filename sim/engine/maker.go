package engine

import (
	"fmt"
	"strings"

	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// maker is what a block's kind builds itself with. It also answers the questions of a kind's own rules.
type maker struct {
	c    *compiler
	b    *scenario.Block
	node *node

	nodes  []*node        // all that it has made
	gives  []program.Slot // what it publishes
	varies bool           // it has asked for something that is not the same on every path
}

// path is where a field stands, for a message.
func (mk *maker) path(field string) string {
	id := mk.b.ID
	if mk.b.Section == "companies" && mk.b.Role != "" {
		id = mk.b.Owner + "." + mk.b.Role
	}
	return mk.b.Section + "." + id + "." + field
}

// resolve checks every expression of the block, so that all mistakes are found before anything is built.
func (mk *maker) resolve() bool {
	c, b := mk.c, mk.b
	before := c.m.Count()
	own := c.quantityDim(b)
	mk.struck()
	for _, name := range schema.Sorted(b.Values) {
		v := b.Values[name]
		want := v.Field.Dim
		if v.Field.Own {
			want = own
			if target, ok := keyOf(b, name); ok && c.quantities[target] != nil {
				want = c.quantities[target].dim
			}
		}
		switch v.Field.Form {
		case schema.Ref:
			mk.refers(v, name)
		case schema.Number:
			if c.fits(v.Expr, want, static, mk.path(name)) {
				mk.bounded(v, name)
			}
		case schema.Signal, schema.Law:
			if v.Expr != nil {
				c.fits(v.Expr, want, moving, mk.path(name))
			} else if v.Process != nil && v.Process.Kind != nil && !v.Process.Broken {
				if d := c.quantityDim(v.Process); !d.Fits(want) && len(v.Process.Kind.Outputs) > 0 {
					c.m.Add(v.Place, mk.path(name), "give it values such as "+want.Example(), "the process moves %s, want %s", d, want)
				}
			}
		case schema.Condition:
			c.fits(v.Expr, unit.Bool, moving, mk.path(name))
		}
		for _, p := range v.Points {
			c.fits(p.Expr, want, static, mk.path(name))
		}
	}
	if c.m.Count() > before {
		b.Broken = true
	}
	return !b.Broken
}

// keyOf is the key of an Each that a field stands under: "anthropic.arr" for effects.anthropic.arr.add.
func keyOf(b *scenario.Block, name string) (string, bool) {
	for each, keys := range b.Keys {
		for _, key := range keys {
			if strings.HasPrefix(name, each+"."+key+".") && !strings.Contains(strings.TrimPrefix(name, each+"."+key+"."), ".") {
				return key, true
			}
		}
	}
	return "", false
}

// strikes says whether a shock can change a quantity, or whether that cannot be known because of a mistake.
func (c *compiler) strikes(name string) bool {
	_, ok := c.states[name]
	q := c.quantities[name]
	return ok || q != nil && q.broken || c.lost(name)
}

// quantityDim is the dimension of the quantity a process moves.
func (c *compiler) quantityDim(b *scenario.Block) unit.Dim {
	if b.Kind.Section != "process" {
		return unit.Any
	}
	for _, o := range b.Kind.Outputs {
		if !o.Own && o.Suffix == "" {
			return o.Dim
		}
	}
	return c.ownDim(b)
}

func (mk *maker) ID() string         { return mk.b.ID }
func (mk *maker) Grid() program.Grid { return program.Grid{Calendar: mk.c.s.Calendar} }
func (mk *maker) Owner() string {
	if mk.b.Role == "revenue" || mk.b.Role == "value" {
		return mk.b.Owner
	}
	return ""
}

func (mk *maker) value(field string) *scenario.Value {
	v := mk.b.Values[field]
	if v == nil {
		panic("engine: " + mk.b.ID + " asks for field " + field + ", which is not given; ask Has first")
	}
	return v
}

func (mk *maker) Inline(field string) bool {
	v := mk.b.Values[field]
	return v != nil && v.Process != nil
}
func (mk *maker) Has(field string) bool      { return mk.b.Values[field] != nil }
func (mk *maker) Keys(field string) []string { return mk.b.Keys[field] }
func (mk *maker) Text(field string) string {
	if v := mk.b.Values[field]; v != nil {
		return v.Text
	}
	return ""
}
func (mk *maker) Count(field string) int     { return mk.value(field).Count }
func (mk *maker) Years(field string) float64 { return mk.value(field).Years }
func (mk *maker) StepOn(field string) int {
	return mk.c.s.Calendar.Reach(mk.value(field).Period.Last)
}
func (mk *maker) StepFrom(field string) int {
	return mk.c.s.Calendar.Reach(mk.value(field).Period.First)
}
func (mk *maker) StepBefore(field string) int { return mk.c.stepBefore(mk.value(field)) }

// stepBefore is the step after which something begins that begins on a day.
func (c *compiler) stepBefore(v *scenario.Value) int {
	return max(0, c.s.Calendar.Within(v.Period.First))
}
func (mk *maker) StepUntil(field string) int {
	return mk.c.s.Calendar.Within(mk.value(field).Period.Last)
}
func (mk *maker) After(field, other string) bool {
	return mk.value(field).Period.First.After(mk.value(other).Period.Last)
}
func (mk *maker) StepsIn(field string) int {
	n, _ := mk.c.s.Calendar.StepsIn(mk.value(field).Years)
	return n
}

func (mk *maker) Constant(field string) (float64, bool) {
	v := mk.b.Values[field]
	if v == nil || v.Expr == nil {
		return 0, false
	}
	return mk.c.certain(v.Expr)
}

// certain is the value of an expression that is the same on every path.
func (c *compiler) certain(e *scenario.Expr) (float64, bool) {
	if e = c.behind(e); e != nil && e.Op == "literal" {
		return e.Value, true
	}
	return 0, false
}

// behind is the expression that a name stands for, where it is an input.
func (c *compiler) behind(e *scenario.Expr) *scenario.Expr {
	for e != nil && e.Op == "name" {
		in := c.inputs[e.Name]
		if in == nil || in.bad {
			return e
		}
		e = in.in.Value
	}
	return e
}

func (mk *maker) Number(field string) program.Slot {
	return mk.number(mk.c.fixed(mk.value(field).Expr, mk.path(field)))
}

func (mk *maker) Signal(field string) program.Slot {
	v := mk.value(field)
	if v.Process != nil {
		return mk.Read(outputName(v.Process, ""))
	}
	return mk.signal(v.Expr, field)
}

func (mk *maker) Condition(field string) program.Slot { return mk.signal(mk.value(field).Expr, field) }

func (mk *maker) signal(e *scenario.Expr, field string) program.Slot {
	if !mk.c.moves(e) {
		return mk.number(mk.c.fixed(e, mk.path(field)))
	}
	mk.varies = true
	n := mk.here()
	var seen []program.Comparison
	slot := mk.c.emit(e, sink{add: n.add, node: n, path: mk.path(field), seen: &seen})
	mk.c.keep(slot)
	mk.c.compares[mk.path(field)] = seen
	return slot
}

func (mk *maker) Knots(field string) []program.Knot {
	var out []program.Knot
	for i, p := range mk.value(field).Points {
		out = append(out, program.Knot{Years: p.Years, Step: p.Step, Value: mk.point(field, i, p.Expr)})
	}
	return out
}

func (mk *maker) ByYear(field string) []program.YearValue {
	var out []program.YearValue
	for i, p := range mk.value(field).Points {
		out = append(out, program.YearValue{Year: p.Year, Value: mk.point(field, i, p.Expr)})
	}
	return out
}

func (mk *maker) List(field string) []program.Slot {
	var out []program.Slot
	for i, p := range mk.value(field).Points {
		out = append(out, mk.number(mk.c.fixed(p.Expr, fmt.Sprintf("%s[%d]", mk.path(field), i+1))))
	}
	return out
}

func (mk *maker) point(field string, i int, e *scenario.Expr) program.Slot {
	p := mk.b.Values[field].Points[i]
	name := unit.Format(p.Years, unit.Years, 6)
	if p.Year > 0 {
		name = unit.Format(float64(p.Year), unit.Years, 6)
	}
	return mk.number(mk.c.fixed(e, mk.path(field)+"."+name))
}

func (mk *maker) Column() program.Slot {
	s := mk.c.column()
	mk.c.p.zero = append(mk.c.p.zero, s)
	return s
}

func (mk *maker) Derived(n int, from []program.Slot, op func(b *program.Block, to []program.Slot)) []program.Slot {
	c, to := mk.c, make([]program.Slot, n)
	for i := range to {
		to[i] = c.column()
	}
	same := true
	for _, s := range from {
		same = same && mk.Same(s)
	}
	if !same {
		mk.Start(func(b *program.Block) { op(b, to) })
		return to
	}
	for _, s := range to {
		c.same[s] = true
	}
	c.p.once = append(c.p.once, func(b *program.Block) { op(b, to) })
	return to
}

func (mk *maker) Output(suffix string) program.Slot {
	name := outputName(mk.b, suffix)
	q := mk.c.quantities[name]
	if q == nil {
		panic("engine: " + mk.b.Kind.Name + " publishes " + name + ", which its table does not declare")
	}
	if q.node == nil {
		q.node = mk.here()
		if !q.borrowed {
			mk.c.p.zero = append(mk.c.p.zero, q.slot)
			mk.gives = append(mk.gives, q.slot)
		}
	}
	return q.slot
}

func (mk *maker) Asked(suffix string) *bool {
	x := asked{mk.c.quantities[outputName(mk.b, suffix)], new(bool)}
	mk.c.asked = append(mk.c.asked, x)
	return x.yes
}

func (mk *maker) Opened(s program.Slot) { mk.c.p.clear = append(mk.c.p.clear, s) }

func (mk *maker) DimOf(name string) unit.Dim {
	if q := mk.c.quantities[name]; q != nil && q.dim.Kind != unit.Unknown {
		return q.dim
	}
	return unit.Number
}

func (mk *maker) Known(name string) bool { return mk.c.quantities[name] != nil }

func (mk *maker) Read(name string) program.Slot {
	mk.varies = true
	q := mk.c.quantities[name]
	if q == nil {
		mk.lacks(name)
		return mk.c.constant(0)
	}
	if q.slot == program.None {
		return mk.c.constant(0)
	}
	q.asked = true
	n := mk.here()
	n.reads = append(n.reads, read{q, mk.b.Place, mk.b.Section + "." + mk.b.ID})
	mk.c.keep(q.slot)
	return q.slot
}

// here is the node that operations go to.
func (mk *maker) here() *node {
	if mk.node == nil {
		mk.In(program.Drivers)
	}
	return mk.node
}

func (mk *maker) In(p program.Phase) {
	mk.node = mk.c.node(mk.b.ID, p)
	mk.nodes = append(mk.nodes, mk.node)
	mk.node.off = mk.b.Off && (p == program.Shocks || p >= program.Commitments)
}

func (mk *maker) During(from, to int) { mk.here().during(from, to) }

func (mk *maker) Same(s program.Slot) bool {
	_, certain := mk.c.certains[s]
	return certain || mk.c.same[s]
}

func (mk *maker) Optional() { mk.here().only = true }

func (mk *maker) Start(op program.Op) { n := mk.here(); n.start = append(n.start, op) }
func (mk *maker) Look(op program.Op)  { mk.here().add(op) }
func (mk *maker) Step(op program.Op) {
	n := mk.here()
	n.ops = append(n.ops, operation{op: op, from: 1, to: forever})
}

func (mk *maker) State(s program.State) {
	for name, q := range mk.c.quantities {
		if q.slot == s.Value && !q.borrowed && !strings.Contains(name, "(") {
			mk.c.states[name] = s
		}
	}
}

func (mk *maker) Target(name string) (program.State, bool) {
	s, ok := mk.c.states[name]
	if ok {
		mk.c.struck[s.Value] = true
	}
	return s, ok
}

var _ program.Maker = (*maker)(nil)
