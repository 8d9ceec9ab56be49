package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/dist"
	"dealsim/sim/program"
)

// What a block draws by chance.

func (mk *maker) Normal(factor string) program.Factor {
	mk.varies = true
	name := mk.b.ID
	if factor != "" {
		name = outputName(mk.b, factor)
	}
	return mk.c.factors.slot(name)
}

func (mk *maker) Stream(name string) func(path, counter uint64) float64 {
	mk.varies = true
	s := mk.c.stream(mk.b.Section + "." + mk.b.ID + ":" + name)
	return s.Uniform1
}

func (mk *maker) Below(name string) program.Below {
	mk.varies = true
	s := mk.c.stream(mk.b.Section + "." + mk.b.ID + ":" + name)
	return func(b *program.Block, counter uint64, of column.Set, limits *column.Limits) column.Set {
		return s.Below(&b.Words[0], limits, &b.Path, counter, &of)
	}
}

func (mk *maker) Words(name string) program.Words {
	mk.varies = true
	s := mk.c.stream(mk.b.Section + "." + mk.b.ID + ":" + name)
	return func(b *program.Block, counter uint64, of column.Set) *[column.Size]uint64 {
		w := &b.Words[0]
		s.Firsts(w, &b.Path, counter, &of)
		return w
	}
}

func (mk *maker) Draw(name string) program.Slot {
	mk.varies = true
	slot := mk.c.column()
	s := mk.c.stream(mk.b.Section + "." + mk.b.ID + ":" + name)
	mk.c.p.start = append(mk.c.p.start, func(b *program.Block) { s.Uniforms(b.Col(slot), &b.Path, 0) })
	return slot
}

func (mk *maker) Effect(field string) (*program.Fresh, program.Slot) {
	mk.varies = true
	e := mk.value(field).Expr
	if e.Op != "dist" {
		return nil, mk.Number(field)
	}
	s, law := mk.c.stream(mk.path(field)), e.Law
	one := func(path, counter uint64) float64 { return law.Quantile(s.Uniform1(path, counter)) }
	some := func(d *column.Column, paths *[column.Size]uint64, counter uint64, n int, room *[2]column.Column) {
		s.Some(d, paths, counter, n)
		dist.Quantiles(law, d, n, room)
	}
	return &program.Fresh{One: one, Some: some}, program.None
}
