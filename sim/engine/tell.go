package engine

import (
	"math"
	"slices"

	"dealsim/sim/program"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// teller is who tells of a block, or a posting that tells of itself.
type teller struct {
	subject string
	tell    program.Teller // nil for a posting
	pays    program.Payment
	text    string // of its payments
}

func (mk *maker) Tell(t program.Teller) {
	mk.varies = true
	n := mk.here()
	n.tells = append(n.tells, t)
}

func (mk *maker) Compares(field string) []program.Comparison { return mk.c.compares[mk.path(field)] }

// tellers lays out who tells of a step: nodes as they are done in it, and the payments that each of them makes.
func (c *compiler) tellers(sorted []*node) {
	for _, n := range sorted {
		if n.off {
			continue
		}
		for _, t := range n.tells {
			c.p.tells = append(c.p.tells, teller{subject: n.name, tell: t})
		}
		for _, p := range c.payments {
			if p.node == n {
				c.p.tells = append(c.p.tells, teller{subject: n.name, pays: p.Payment, text: p.From + " to " + p.To})
			}
		}
	}
}

// turned are the comparisons, and what they are when their sides change places.
var turned = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

// comparison is a comparison as a story has it: what moves on the left, what it is held against on the right.
func (c *compiler) comparison(e *scenario.Expr, args []program.Slot, holds program.Slot) program.Comparison {
	x, y, sign := 0, 1, e.Op
	if !c.moves(e.Args[0]) && c.moves(e.Args[1]) {
		x, y, sign = 1, 0, turned[e.Op]
	}
	dim := c.typeOf(e.Args[x], moving, "")
	if dim.Kind == unit.Unknown {
		dim = unit.Number
	}
	of := (*program.Comparison)(nil)
	if q := c.quantities[e.Args[x].Name]; e.Args[x].Op == "name" && q != nil && q.expr != nil && (sign == ">" || sign == ">=") {
		of = c.within(q.name)
	}
	return program.Comparison{Of: of, Left: e.Args[x].Text, Sign: sign, Right: e.Args[y].Text, Dim: dim, Value: args[x], Against: args[y], Holds: holds}
}

// within is the one comparison that a quantity of the file is made of. It is known once the quantity is compiled, which may
// be after the conditions that read it: until then, and where there is none, its Sign is "".
func (c *compiler) within(name string) *program.Comparison {
	if c.inner[name] == nil {
		c.inner[name] = &program.Comparison{}
	}
	return c.inner[name]
}

// scribe writes down what happens on the paths of a block.
type scribe struct {
	p     *Program
	moves []program.Slot // the columns that are no constants
	still []bool         // columns that are remembered as zero on every path
	scene program.Scene
	from  *teller      // who tells
	to    *result.Path // of what is told
}

func newScribe(p *Program, paths int) *scribe {
	s := &scribe{p: p, still: slices.Repeat([]bool{true}, p.columns)}
	s.scene = program.Scene{Paths: paths, Was: make([]float64, p.columns*paths), Say: func(e program.Event) { s.write(e, "", "") }}
	clear(s.scene.Was) // written before it is read: memory that is read first costs twice
	same := make([]bool, p.columns)
	for _, c := range p.fill {
		same[c.slot] = true
	}
	for slot := range p.columns {
		if !same[slot] {
			s.moves = append(s.moves, program.Slot(slot))
		}
	}
	return s
}

// look tells of a step on each path of the block, and remembers how the step ended. Each teller is asked of all paths before the
// next, which finds their columns side by side.
func (s *scribe) look(b *program.Block, out []result.Path) {
	s.scene.Now, s.scene.Step = b, b.Step
	for k := range s.p.tells {
		s.from = &s.p.tells[k]
		pays := &s.from.pays
		if s.from.tell == nil && b.Empty(pays.Money) {
			continue
		}
		for i := range out {
			s.to, s.scene.Path, s.scene.Index = &out[i], out[i].Number, i
			if s.from.tell != nil {
				s.from.tell(&s.scene)
			} else if money := s.scene.At(pays.Money); money != 0 {
				s.write(program.Event{Kind: "payment", Quantity: pays.Kind, Dim: unit.Money, Value: math.NaN(), Against: math.NaN(),
					Cash: money, Text: s.from.text}, pays.From, pays.To)
			}
		}
	}
	if b.Step == 0 {
		for _, c := range s.p.fill {
			s.remember(b, c.slot)
		}
	}
	for _, slot := range s.moves {
		s.remember(b, slot)
	}
}

func (s *scribe) remember(b *program.Block, slot program.Slot) {
	empty := b.Empty(slot)
	if empty && s.still[slot] {
		return
	}
	s.still[slot] = empty
	n := s.scene.Paths
	copy(s.scene.Was[int(slot)*n:][:n], b.Columns[slot][:])
}

// write adds an event to the path at hand.
func (s *scribe) write(e program.Event, from, to string) {
	if e.Subject == "" {
		e.Subject = s.from.subject
	}
	s.to.Events = append(s.to.Events, result.Event{Step: s.scene.Step, Kind: e.Kind, Subject: e.Subject, Quantity: e.Quantity,
		Dim: e.Dim, Value: e.Value, Threshold: e.Against, Holds: e.Holds, Cash: e.Cash, From: from, To: to, Text: e.Text})
}

// page holds the series of a few steps before they are written to the paths: those of one path and series lie side by side,
// and what is far away is gone to once for all of them.
type page struct {
	p    *Program
	rows []float64 // step by series by path
}

const pageSteps = 8

func newPage(p *Program, paths int) *page {
	return &page{p, make([]float64, pageSteps*len(p.series)*paths)}
}

// keep notes the values of all series of a step.
func (g *page) keep(b *program.Block, step int, out []result.Path) {
	at, size := step%pageSteps, len(g.p.series)*len(out)
	row := g.rows[at*size:]
	for k := range g.p.series {
		copy(row[k*len(out):][:len(out)], b.Columns[g.p.series[k].slot][:])
	}
	if at < pageSteps-1 && step < g.p.Scenario.Calendar.Steps {
		return
	}
	for i := range out {
		for k := range g.p.series {
			from := k*len(out) + i
			for j := range out[i].Values[k][step-at : step+1] {
				out[i].Values[k][step-at+j] = g.rows[from+j*size]
			}
		}
	}
}

// Replay simulates some paths by number again and returns every series and metric of each, and what happened on it. At
// most column.Size at a time.
func (p *Program) Replay(numbers []uint64) []result.Path { return newWorker(p).replay(numbers) }

func (w *worker) replay(numbers []uint64) []result.Path {
	p := w.p
	s, g := newScribe(p, len(numbers)), newPage(p, len(numbers))
	out := make([]result.Path, len(numbers))
	steps := p.Scenario.Calendar.Steps + 1
	for i := range out {
		out[i] = result.Path{Number: numbers[i], Values: make([][]float64, len(p.series)), Ends: make([]float64, len(p.metrics)),
			Events: make([]result.Event, 0, min(9*p.Scenario.Calendar.Steps, 500))}
		values := make([]float64, len(p.series)*steps)
		for k := range p.series {
			out[i].Values[k] = values[k*steps:][:steps:steps]
		}
	}
	for i := range w.b.Path {
		w.b.Path[i] = numbers[min(i, len(numbers)-1)]
	}
	w.b.Live = len(numbers)
	w.b.Told = true
	defer func() { w.b.Told = false }()
	w.path(func(step int) {
		g.keep(&w.b, step, out)
		s.look(&w.b, out)
	})
	for i := range out {
		for k := range p.metrics {
			out[i].Ends[k] = w.b.Columns[p.metrics[k].slot][i]
		}
	}
	return out
}
