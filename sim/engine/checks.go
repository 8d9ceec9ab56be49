package engine

import (
	"fmt"
	"slices"
	"strings"

	"dealsim/sim/dist"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// lost says that a name, or the block it belongs to, is not there because of a mistake already reported.
func (c *compiler) lost(name string) bool {
	owner, _, _ := strings.Cut(name, ".")
	for _, id := range []string{name, owner} {
		if b := c.blocks[id]; c.s.Lost[id] || b != nil && b.Broken {
			return true
		}
	}
	return false
}

// why says why a block publishes no such quantity: the field is not given that it would follow from. "" where no
// block would.
func (c *compiler) why(name string) (what, remedy string) {
	b := c.unsaid[name]
	if b == nil {
		return "", ""
	}
	for i := range b.Kind.Outputs {
		o := &b.Kind.Outputs[i]
		if outputName(b, o.Suffix) != name {
			continue
		}
		parts := strings.Split(o.Of, ".")
		f := b.Kind.Field(parts[0])
		text := ""
		for _, p := range parts[1:] {
			f = f.Sub(p)
			text += "{" + p + ": "
		}
		text += scenario.Example(f) + strings.Repeat("}", len(parts)-1)
		at := b.Section + "." + b.ID
		return fmt.Sprintf("there is no %s, since %s has no %s", name, at, o.Of), "add " + parts[0] + ": " + text + " to " + at
	}
	return "", ""
}

// lacks reports a quantity that a block needs of another. The mistake stands where the file names the other.
func (mk *maker) lacks(name string) {
	c, b := mk.c, mk.b
	defer func() { b.Broken = true }()
	if b.Broken || c.lost(name) {
		return
	}
	owner, suffix, _ := strings.Cut(name, ".")
	at, path := b.Place, b.Section+"."+b.ID
	for _, field := range schema.Sorted(b.Values) {
		if v := b.Values[field]; v.Field.Form == schema.Ref && v.Text == owner {
			at, path = v.Place, mk.path(field)
			break
		}
	}
	if what, remedy := c.why(name); what != "" {
		c.m.Add(at, path, remedy, "%s", what)
		return
	}
	var others []string
	for q := range c.quantities {
		if other, end, ok := strings.Cut(q, "."); ok && end == suffix {
			others = append(others, other)
		}
	}
	remedy := "nothing in the file has one"
	if len(others) > 0 {
		remedy = listed("there is", others)
	}
	c.m.Add(at, path, remedy, "nothing called %q has a %s%s", owner, strings.ReplaceAll(suffix, "_", " "), didYouMean(owner, others))
}

// unknown reports a name that nothing has.
func (c *compiler) unknown(e *scenario.Expr, sc scope, path string) {
	what := "quantity or input"
	if sc == static {
		what = "input"
	}
	if c.m.Many() {
		c.m.Add(e.Place, path, "", "no %s is called %q", what, e.Name)
		return
	}
	var names []string
	for n := range c.inputs {
		names = append(names, n)
	}
	if sc != static {
		for n := range c.quantities {
			if !strings.Contains(n, "(") {
				names = append(names, n)
			}
		}
	}
	remedy := ""
	if i := strings.IndexByte(e.Name, '-'); i > 0 && slices.Contains(names, e.Name[:i]) {
		remedy = "put spaces around a minus: " + e.Name[:i] + " - " + e.Name[i+1:]
	} else if owner, _, ok := strings.Cut(e.Name, "."); ok {
		var of []string
		for _, n := range names {
			if strings.HasPrefix(n, owner+".") {
				of = append(of, n)
			}
		}
		if len(of) > 0 {
			remedy = listed("quantities of "+owner, of)
		}
	}
	if unit.IsUnit(e.Name) {
		remedy = "a unit stands after a number, or after one that it divides: $10bn/GW/y"
	}
	near := didYouMean(e.Name, names)
	if near == "" && remedy == "" && len(names) > 0 && len(names) <= 24 {
		remedy = listed("there is", names)
	}
	c.m.Add(e.Place, path, remedy, "no %s is called %q%s", what, e.Name, near)
}

// refers reports the name of something that is not there.
func (mk *maker) refers(v *scenario.Value, field string) {
	section := v.Field.Refers
	if section == "" || section == "party" || mk.c.s.Lost[v.Text] {
		return
	}
	var ids []string
	for _, b := range mk.c.s.Blocks {
		if b.Section == section && !strings.Contains(b.ID, ".") {
			ids = append(ids, b.ID)
		}
	}
	if !slices.Contains(ids, v.Text) {
		mk.c.m.Add(v.Place, mk.path(field), listed(section, ids), "nothing under %s is called %q%s", section, v.Text, didYouMean(v.Text, ids))
	}
}

// struck reports what a shock cannot change, or not in this way.
func (mk *maker) struck() {
	c, b := mk.c, mk.b
	for _, each := range schema.Sorted(b.Keys) {
		if f := b.Kind.Field(each); f == nil || f.Refers != "states" {
			continue
		}
		for _, key := range b.Keys[each] {
			if !c.strikes(key) {
				names := schema.Sorted(c.states)
				c.m.Add(b.Values[each+"."+key].Place, mk.path(each), listed("what a shock can change", names), "a shock cannot change %q%s", key, didYouMean(key, names))
			} else if v := b.Values[each+"."+key+".add"]; v != nil && c.states[key].Transform == program.Scale {
				c.m.Add(v.Place, mk.path(each+"."+key+".add"), "write times: 80%", "%s can be multiplied, not added to", key)
			}
		}
	}
}

// bounded holds what a name or a distribution stands for against the bounds of the field; a literal has been.
func (mk *maker) bounded(v *scenario.Value, field string) {
	e, at, path := mk.c.behind(v.Expr), v.Place, mk.path(field)
	if e == nil || v.Expr.Op == "literal" {
		return
	}
	switch e.Op {
	case "literal":
		if !scenario.Beyond(v.Field, e.Value) {
			return
		}
		text := v.Expr.Text + " = " + e.Text
		if v.Expr.Op == "name" && e.File != v.File { // an overlay or --set has changed it
			at, path, text = e.Place, "inputs."+v.Expr.Name, e.Text
		}
		what, remedy := scenario.Outside(v.Field, e.Value, e.Dim, text)
		mk.c.m.Add(at, path, remedy, "%s", what)
	case "dist":
		if low, high := dist.Ends(e.Law); !scenario.Beyond(v.Field, low) && !scenario.Beyond(v.Field, high) {
			return // no draw is: its quantiles need not be known
		}
		for _, tail := range []struct {
			p    float64
			text string
		}{{0.5, "the middle"}, {0.001, "the lowest value in a thousand"}, {0.999, "the highest value in a thousand"}} {
			value := e.Law.Quantile(tail.p)
			if !scenario.Beyond(v.Field, value) {
				continue
			}
			text := tail.text + " of " + v.Expr.Text + ", " + unit.Format(value, e.Dim, 4) + ","
			if v.Expr.Op == "dist" {
				text = tail.text + ", " + unit.Format(value, e.Dim, 4) + ","
			}
			what, remedy := scenario.Outside(v.Field, value, e.Dim, text)
			if tail.p != 0.5 {
				remedy = "cut the distribution: add min or max to it"
			}
			mk.c.m.Add(at, path, remedy, "%s", what)
			return
		}
	}
}

// unfit reports an expression of the wrong unit. Where an overlay or --set has given an input another value, that is
// where the mistake stands.
func (c *compiler) unfit(e *scenario.Expr, is, want unit.Dim, path string) {
	if e.Op == "literal" {
		c.m.Add(e.Place, path, scenario.Remedy(e.Text, is, want), "%s is %s, want %s", written(e), is, want)
		return
	}
	if in := c.inputs[e.Name]; e.Op == "name" && in != nil && in.in.Value != nil && in.in.Value.Op == "literal" {
		v := in.in.Value
		remedy := scenario.Remedy(v.Text, is, want)
		if v.File != e.File {
			c.m.Add(v.Place, "inputs."+e.Name, remedy, "%s is %s, %s wants %s", v.Text, is, path, want)
			return
		}
		c.m.Add(e.Place, path, fmt.Sprintf("%s under inputs (line %d), or name another", remedy, v.Line), "%s = %s is %s, want %s", e.Name, v.Text, is, want)
		return
	}
	c.m.Add(e.Place, path, "write "+want.Example(), "%s is %s, want %s", written(e), is, want)
}

// parties looks at the names of those who pay and are paid. Any will do, but a tranche of the same name would publish
// the same quantities.
func (c *compiler) parties() {
	uses := map[string]int{}
	for _, b := range c.s.Blocks {
		if (b.Section == "companies" || b.Section == "investors") && !strings.Contains(b.ID, ".") {
			uses[b.ID] += 2
		}
		for _, v := range b.Values {
			if v.Field.Refers == "party" && v.Text != "" {
				uses[v.Text]++
			}
		}
	}
	for _, name := range schema.Sorted(uses) {
		if b := c.blocks[name]; b != nil && b.Section == "tranches" {
			c.m.Add(b.Place, "tranches."+name, "choose another name", "%q is also one who pays or is paid", name)
		}
	}
	for _, b := range c.s.Blocks {
		for _, company := range b.Keys["holds"] {
			if uses[company] == 0 && !c.lost(company) {
				c.m.Add(b.Values["holds."+company].Place, b.Section+"."+b.ID+".holds", listed("there is", schema.Sorted(uses)), "no company is called %q%s", company, didYouMean(company, schema.Sorted(uses)))
			}
		}
	}
}
