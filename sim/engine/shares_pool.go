package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
)

// pool is the shares of a company that are set aside for employees. See clause.poolFields for the arithmetic.
type pool struct {
	program.Pool
	node                    *node
	size                    *scenario.Value
	total, over, listed     program.Slot // of the company's register
	unused, granted, topped program.Slot // shares; topped is what was added in the step, for each there was
	share, employees        program.Slot // of the company
	issued, raised          []program.Slot
	dt                      float64
}

// pool is the option pool of a company; nil for none.
func (e *equity) pool(company string) *pool {
	for k := range e.pools {
		if e.pools[k].Company == company {
			return &e.pools[k]
		}
	}
	return nil
}

// build puts the pool into the node of the company's register.
func (x *pool) build(c *compiler, n *node, r *roll) {
	x.total, x.over, x.listed, x.dt = r.total, r.over, r.listed, c.s.Calendar.Dt()
	x.unused, x.granted, x.topped = c.column(), c.column(), c.column()
	take := func(suffix string) program.Slot {
		q := c.quantities[x.Company+"."+suffix]
		q.node = n
		return q.slot
	}
	x.share, x.employees = take("pool"), take("employees")
	for _, i := range r.issues {
		x.issued = append(x.issued, i.Shares)
	}
	for _, b := range c.naming("rounds", "company", x.Company) {
		x.raised = append(x.raised, c.quantities[outputName(b, "raised")].slot)
	}
	c.p.zero = append(c.p.zero, x.granted)
	n.start = append(n.start, func(b *program.Block) {
		*b.Col(x.unused) = *b.Col(x.Size)
		b.Clear(x.topped)
	})
	n.add(x.step)
}

// step grants, and tops the pool up where a round raises money.
func (x *pool) step(b *program.Block) {
	total, unused, granted := b.Col(x.total), b.Col(x.unused), b.Col(x.granted)
	size, rate, over, listed := b.Col(x.Size), b.Col(x.Grants), b.Col(x.over), b.Col(x.listed)
	if b.Step > 0 {
		for i := range total {
			grant := min(unused[i], float64(float64(rate[i]*x.dt)*total[i]))
			if over[i] != 0 {
				grant = 0
			}
			unused[i] -= grant
			granted[i] += grant
		}
	}
	b.Clear(x.topped)
	var raises column.Set
	for _, s := range x.raised {
		if !b.Empty(s) {
			raises = raises.Or(column.Where(b.Col(s)))
		}
	}
	if !raises.Any() {
		return
	}
	raises = raises.Without(column.Where(over)).Without(column.Where(listed))
	topped := b.Open(x.topped)
	for i := raises.Next(0); i < column.Size; i = raises.Next(i + 1) {
		fresh := 0.0
		for _, s := range x.issued {
			fresh += b.Columns[s][i]
		}
		rest := 1 - fresh/(1+fresh) - size[i] // what is left for all others
		if rest <= 1e-9 {                     // no room: a difference of rounding is none
			continue
		}
		if more := float64(size[i]*((total[i]-unused[i])/rest)) - unused[i]; more > 0 {
			topped[i] = more / total[i]
			unused[i] += more
			total[i] += more
		}
	}
}

// look publishes what of the company is the pool's, and what has been granted.
func (x *pool) look(b *program.Block) {
	total, unused, granted, over := b.Col(x.total), b.Col(x.unused), b.Col(x.granted), b.Col(x.over)
	share, employees := b.Col(x.share), b.Col(x.employees)
	for i := range total {
		there := 1 - over[i]
		share[i], employees[i] = unused[i]/total[i]*there, granted[i]/total[i]*there
	}
}
