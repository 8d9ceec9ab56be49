package engine

import (
	"math"

	"dealsim/sim/column"
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
	was   program.Block
	scene program.Scene
	from  *teller      // who tells
	to    *result.Path // of what is told
}

func newScribe(p *Program) *scribe {
	s := &scribe{p: p, was: program.Block{Columns: make([]column.Column, p.columns)}}
	s.scene = program.Scene{Was: &s.was, Say: func(e program.Event) { s.write(e, "", "") }}
	return s
}

// look tells of a step on each path of the block, and remembers how the step ended.
func (s *scribe) look(b *program.Block, out []result.Path) {
	s.scene.Now, s.scene.Step = b, b.Step
	for i := range out {
		s.to, s.scene.Path, s.scene.Index = &out[i], out[i].Number, i
		for k := range s.p.tells {
			s.from = &s.p.tells[k]
			if s.from.tell != nil {
				s.from.tell(&s.scene)
			} else if money := s.scene.At(s.from.pays.Money); money != 0 {
				pays := &s.from.pays
				s.write(program.Event{Kind: "payment", Quantity: pays.Kind, Dim: unit.Money, Value: math.NaN(), Against: math.NaN(),
					Cash: money, Text: s.from.text}, pays.From, pays.To)
			}
		}
	}
	for k := range b.Columns { // of the paths that are told alone
		copy(s.was.Columns[k][:len(out)], b.Columns[k][:len(out)])
	}
}

// write adds an event to the path at hand.
func (s *scribe) write(e program.Event, from, to string) {
	if e.Subject == "" {
		e.Subject = s.from.subject
	}
	s.to.Events = append(s.to.Events, result.Event{Step: s.scene.Step, Kind: e.Kind, Subject: e.Subject, Quantity: e.Quantity,
		Dim: e.Dim, Value: e.Value, Threshold: e.Against, Holds: e.Holds, Cash: e.Cash, From: from, To: to, Text: e.Text})
}

// keep notes the values of all series of a step.
func (p *Program) keep(b *program.Block, step int, out []result.Path) {
	for k := range p.series {
		for i, v := range b.Columns[p.series[k].slot][:len(out)] {
			out[i].Values[k][step] = v
		}
	}
}

// Replay simulates some paths by number again and returns every series and metric of each, and what happened on it. At
// most column.Size at a time.
func (p *Program) Replay(numbers []uint64) []result.Path {
	w, s := newWorker(p), newScribe(p)
	out := make([]result.Path, len(numbers))
	steps := p.Scenario.Calendar.Steps + 1
	for i := range out {
		out[i] = result.Path{Number: numbers[i], Values: make([][]float64, len(p.series)), Ends: make([]float64, len(p.metrics)),
			Events: make([]result.Event, 0, min(8*steps, 400))}
		values := make([]float64, len(p.series)*steps)
		for k := range p.series {
			out[i].Values[k] = values[k*steps:][:steps:steps]
		}
	}
	for i := range w.b.Path {
		w.b.Path[i] = numbers[min(i, len(numbers)-1)]
	}
	w.b.Live = len(numbers)
	w.path(func(step int) {
		p.keep(&w.b, step, out)
		s.look(&w.b, out)
	})
	for i := range out {
		for k := range p.metrics {
			out[i].Ends[k] = w.b.Columns[p.metrics[k].slot][i]
		}
	}
	return out
}
