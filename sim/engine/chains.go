package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// chain is what several calculations with numbers do to one column, and perhaps a last one with another column: all of it
// is done in one pass, and has the bits of one after the other (column.Chain).
type chain struct {
	numbers [len(column.Alike)]number
	does    uint8   // the links that are there, a bit for each
	next    int     // the first link that is free
	last    string  // *, + or - with the second column; "" for none
	sign    float64 // of the second column where it is added
}

// the links of a chain
const (
	linkTimes, linkPlus, linkBy, linkMore, linkLeast, linkMost = 0, 1, 2, 3, 4, 5
)

func newChain() *chain {
	ch := &chain{}
	for k, v := range column.Alike {
		ch.numbers[k].value = v
	}
	return ch
}

// link adds a link of a kind, where there is room for it.
func (ch *chain) link(n number, kinds ...int) bool {
	for _, k := range kinds {
		if k >= ch.next {
			ch.numbers[k], ch.next, ch.does = n, k+1, ch.does|1<<k
			return true
		}
	}
	return false
}

// every says whether something holds of a number in every step.
func (n number) every(holds func(v float64) bool) bool {
	for _, v := range n.byStep {
		if !holds(v) {
			return false
		}
	}
	return n.byStep != nil || holds(n.value)
}

// negative is the number with its sign turned.
func (n number) negative() number {
	out := number{value: -n.value}
	for _, v := range n.byStep {
		out.byStep = append(out.byStep, -v)
	}
	return out
}

// links adds what a calculation does to one column to a chain; it is the number of the argument that is this column.
func (l *layout) links(ch *chain, x *calculation) (of int, ok bool) {
	minus := number{value: -1}
	switch x.loop {
	case loops["neg"]:
		return 0, ch.link(minus, linkTimes, linkBy)
	case loops["not"]:
		return 0, ch.link(minus, linkTimes, linkBy) && ch.link(number{value: 1}, linkPlus, linkMore)
	}
	if x.loop.two == nil {
		return 0, false
	}
	n, right := l.same(x.args[1])
	if !right {
		if n, ok = l.same(x.args[0]); !ok {
			return 0, false
		}
		of = 1
	}
	tied := func(v float64) bool { return v == v && (of == 1 || v != 0) } // of two zeros the first is taken
	switch x.loop {
	case loops["*"]:
		return of, ch.link(n, linkTimes, linkBy)
	case loops["+"]:
		return of, ch.link(n, linkPlus, linkMore)
	case loops["-"]:
		if right {
			return of, ch.link(n.negative(), linkPlus, linkMore)
		}
		return of, ch.link(minus, linkTimes, linkBy) && ch.link(n, linkPlus, linkMore)
	case loops["max"]:
		return of, n.every(tied) && ch.link(n, linkLeast)
	case loops["min"]:
		return of, n.every(tied) && ch.link(n, linkMost)
	}
	return 0, false
}

// chained are the operations of a node, of which those that can be one are one. A column in the midst is then not made: it had
// one reader (see temporary), and what is told of is an end of a comparison, which is no link.
func (l *layout) chained(ops []operation) []operation {
	var out []operation
	made := map[program.Slot]int{} // by column in the midst: the operation that makes it
	for _, o := range ops {
		if o.calc == nil {
			out = append(out, o)
			continue
		}
		if _, same := l.byStep[o.calc.dst]; !same && !l.isSame(o.calc) {
			if at, x := l.joined(o.calc, out, made); x != nil {
				out[at].calc, o.calc = nil, x
			}
		}
		if l.c.temporaries[o.calc.dst] != nil {
			made[o.calc.dst] = len(out)
		}
		out = append(out, o)
	}
	kept := out[:0]
	for _, o := range out {
		if o.calc != nil || o.op != nil {
			kept = append(kept, o)
		}
	}
	return kept
}

// joined is a calculation and the one that makes what it reads as one, and the place of the other; nil where they cannot be.
func (l *layout) joined(x *calculation, out []operation, made map[program.Slot]int) (at int, both *calculation) {
	before := func(i int) (int, *chain, []program.Slot) { // the calculation that makes an argument, as a chain
		at, ok := made[x.args[i]]
		if !ok {
			return 0, nil, nil
		}
		y := out[at].calc
		if _, same := l.same(y.dst); same {
			return 0, nil, nil
		}
		if y.chain != nil {
			if y.chain.last != "" {
				return 0, nil, nil
			}
			ch := *y.chain
			return at, &ch, y.args
		}
		ch := newChain()
		of, ok := l.links(ch, y)
		if !ok {
			return 0, nil, nil
		}
		return at, ch, []program.Slot{y.args[of]}
	}
	if x.loop.two != nil {
		_, one := l.same(x.args[0])
		_, two := l.same(x.args[1])
		if !one && !two {
			return l.closed(x, before)
		}
	}
	probe := newChain()
	of, ok := l.links(probe, x)
	if !ok {
		return 0, nil
	}
	at, ch, args := before(of)
	if ch == nil {
		return 0, nil
	}
	if _, ok := l.links(ch, x); !ok {
		return 0, nil
	}
	return at, &calculation{loop: x.loop, dst: x.dst, args: args, chain: ch}
}

// closed is a chain that ends with a calculation of two columns, of which it makes one.
func (l *layout) closed(x *calculation, before func(i int) (int, *chain, []program.Slot)) (at int, both *calculation) {
	for i := range 2 {
		last, sign := "", 1.0
		switch {
		case x.loop == loops["*"]:
			last = "*"
		case x.loop == loops["+"]:
			last = "+"
		case x.loop == loops["-"] && i == 0:
			last, sign = "+", -1
		default:
			continue
		}
		if at, ch, args := before(i); ch != nil {
			ch.last, ch.sign = last, sign
			return at, &calculation{loop: x.loop, dst: x.dst, args: []program.Slot{args[0], x.args[1-i]}, chain: ch}
		}
	}
	return 0, nil
}

// lower makes the operation of a chain.
func (ch *chain) lower(d program.Slot, args []program.Slot) program.Op {
	steps, some := 1, 0 // the chain of each step, or one for all
	for _, n := range ch.numbers {
		if n.byStep != nil {
			steps, some = len(n.byStep), -1
		}
	}
	of := make([]column.Chain, steps)
	for q := range of {
		of[q].Does = ch.does
		for k, n := range ch.numbers {
			if of[q].Links[k] = n.value; n.byStep != nil {
				of[q].Links[k] = n.byStep[q]
			}
		}
	}
	x, y, sign := args[0], args[len(args)-1], ch.sign
	switch ch.last {
	case "*":
		return func(b *program.Block) { of[b.Step&some].OfTimes(b.Col(d), b.Col(x), b.Col(y)) }
	case "+":
		return func(b *program.Block) { of[b.Step&some].OfPlus(b.Col(d), b.Col(x), b.Col(y), sign) }
	}
	return func(b *program.Block) { of[b.Step&some].Of(b.Col(d), b.Col(x)) }
}

// chosen lets what if(…) takes by a condition that is the same on every path be made where it is read: nothing is copied.
func (l *layout) chosen(ops []operation) {
	for k := range ops {
		x := ops[k].calc
		if x == nil || x.loop != loops["if"] || l.c.temporaries[x.dst] != nil || l.isSame(x) {
			continue
		}
		if _, ok := l.same(x.args[0]); !ok {
			continue
		}
		for j := k - 1; j >= 0 && ops[j].calc != nil; j-- {
			y := ops[j].calc
			if y.dst != x.args[1] {
				continue
			}
			if _, same := l.same(y.dst); !same {
				at, to := *y, *x
				at.dst, at.joint = x.dst, true
				to.args = []program.Slot{x.args[0], x.dst, x.args[2]}
				ops[j].calc, ops[k].calc = &at, &to
			}
			break
		}
	}
}
