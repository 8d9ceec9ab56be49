package doubt

import (
	"math"
	"strings"

	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/stats"
)

// blocks are those of a section that do something, without the processes inside them.
func (c *Case) blocks(section string) []*scenario.Block {
	var out []*scenario.Block
	for _, b := range c.Scenario.Blocks {
		if b.Section == section && !b.Off && (section == "drivers" || b.Kind.Section != "process") {
			out = append(out, b)
		}
	}
	return out
}

// text is a field that holds a word; "" where it is not given.
func text(b *scenario.Block, field string) string {
	if v := b.Values[field]; v != nil {
		return v.Text
	}
	return ""
}

// at is the place of a field; that of the block where the file does not give it.
func at(b *scenario.Block, field string) scenario.Place {
	if v := b.Values[field]; v != nil && !v.Default {
		return v.Place
	}
	return b.Place
}

// path names a block.
func path(b *scenario.Block) string { return b.Section + "." + b.ID }

// horizon is how many years the run looks ahead.
func (c *Case) horizon() float64 { return c.Scenario.Calendar.Years(c.Scenario.Calendar.Steps) }

// late says whether a time lies after the horizon.
func (c *Case) late(years float64) bool { return years > c.horizon()+1e-9 }

// middle is the value of an expression of numbers, inputs and their sums and products, or the mean where it is uncertain;
// not ok for any other.
func (c *Case) middle(e *scenario.Expr) (float64, bool) {
	if e == nil {
		return 0, false
	}
	var v [2]float64
	if e.Op != "call" {
		if len(e.Args) > 2 {
			return 0, false
		}
		for i, a := range e.Args {
			x, ok := c.middle(a)
			if !ok {
				return 0, false
			}
			v[i] = x
		}
	}
	switch e.Op {
	case "literal":
		return e.Value, true
	case "dist":
		return e.Law.Mean(), true
	case "name":
		for i := range c.Result.Inputs {
			if in := &c.Result.Inputs[i]; in.Name == e.Name && !math.IsNaN(in.Mean) {
				return in.Mean, true
			}
		}
	case "neg":
		return -v[0], true
	case "+":
		return v[0] + v[1], true
	case "-":
		return v[0] - v[1], true
	case "*":
		return v[0] * v[1], true
	case "/":
		return v[0] / v[1], true
	}
	return 0, false
}

// field is the middle of a field's value.
func (c *Case) field(b *scenario.Block, name string) (float64, bool) {
	if v := b.Values[name]; v != nil {
		return c.middle(v.Expr)
	}
	return 0, false
}

// expressions visits every expression of the file that is calculated.
func (c *Case) expressions(visit func(owner string, e *scenario.Expr)) {
	s := c.Scenario
	for _, in := range s.Inputs {
		in.Value.Walk(func(e *scenario.Expr) { visit(in.ID, e) })
	}
	for _, b := range s.Blocks {
		for _, name := range schema.Sorted(b.Values) {
			v := b.Values[name]
			v.Expr.Walk(func(e *scenario.Expr) { visit(b.ID, e) })
			for _, p := range v.Points {
				p.Expr.Walk(func(e *scenario.Expr) { visit(b.ID, e) })
			}
		}
	}
	for _, list := range [][]scenario.Named{s.Quantities, s.Metrics} {
		for _, x := range list {
			x.Expr.Walk(func(e *scenario.Expr) { visit(x.ID, e) })
		}
	}
	for _, x := range s.Correlations {
		x.Input.Walk(func(e *scenario.Expr) { visit("correlations", e) })
	}
	if r := s.Readings; r != nil {
		r.RiskFree.Walk(func(e *scenario.Expr) { visit("readings", e) })
		r.Spread.Walk(func(e *scenario.Expr) { visit("readings", e) })
		for _, p := range r.Premiums {
			p.Value.Walk(func(e *scenario.Expr) { visit("readings", e) })
		}
	}
}

// reads says whether an expression other than its own reads a thing, or a quantity of it.
func (c *Case) reads(id string) bool {
	if c.names == nil {
		c.names = map[string]bool{}
		c.expressions(func(owner string, e *scenario.Expr) {
			if e.Op != "name" {
				return
			}
			first, _, _ := strings.Cut(e.Name, ".")
			for _, name := range []string{e.Name, first} {
				if name != owner {
					c.names[name] = true
				}
			}
		})
	}
	return c.names[id]
}

// metric is the sample of a metric; nil when there is none, or it has no value on any path.
func (c *Case) metric(name string) *stats.Sample {
	if m := c.Result.Metric(name); m != nil && m.Sample.N > 0 {
		return m.Sample
	}
	return nil
}

// samples are those of a quantity at each date; nil when it is not recorded.
func (c *Case) samples(name string) []*stats.Sample {
	if x := c.Result.SeriesOf(name); x != nil {
		return x.At
	}
	return nil
}

// named is the expression of a metric of the file; nil for one that is always there.
func (c *Case) named(metric string) *scenario.Expr {
	for _, m := range c.Scenario.Metrics {
		if m.ID == metric {
			return m.Expr
		}
	}
	return nil
}

// starts is the time at which a commitment's term begins.
func (c *Case) starts(b *scenario.Block) float64 {
	cal := c.Scenario.Calendar
	return cal.Years(max(0, cal.Within(b.Values["start"].Period.First)))
}
