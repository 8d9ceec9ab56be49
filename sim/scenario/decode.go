package scenario

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// section decodes the blocks of a section by their field tables.
func (d *decoder) section(section string, n *node) {
	d.ids(section, n, func(e entry) {
		path := join(section, e.key)
		if section == "drivers" {
			d.process(e.value, block{section: section, id: e.key, path: path, place: e.place})
			return
		}
		kind := d.lang.Sections[section]
		if kinds := d.lang.Kinds[section]; kinds != nil {
			if kind = d.kindOf(e, kinds, path); kind == nil {
				return
			}
		}
		if kind == nil {
			d.m.Add(e.place, path, "", "%s cannot be read yet", section)
			return
		}
		d.block(e.value, kind, block{section: section, id: e.key, path: path, place: e.place})
	})
}

// kindOf reads the kind of a block in a section of several kinds.
func (d *decoder) kindOf(e entry, kinds map[string]*schema.Kind, path string) *schema.Kind {
	names := schema.Sorted(kinds)
	k := e.value.get("kind")
	if k == nil || k.form != scalar {
		d.m.Add(e.place, path, listed("kinds", names)+"; write {kind: "+names[0]+", …}", "does not say of which kind it is")
		return nil
	}
	if kinds[k.text] == nil {
		d.m.Add(k.Place, path+".kind", listed("kinds", names), "no kind is called %q%s", k.text, didYouMean(k.text, names))
		return nil
	}
	return kinds[k.text]
}

// block is where a block stands, while it is decoded.
type block struct {
	section, id, owner, role, path string
	place                          Place
}

// block decodes a map of one kind and adds it to the scenario.
func (d *decoder) block(n *node, kind *schema.Kind, at block) *Block {
	b := &Block{Section: at.section, ID: at.id, Owner: at.owner, Role: at.role, Kind: kind,
		Values: map[string]*Value{}, Keys: map[string][]string{}, Place: at.place}
	before := len(d.m.list)
	if n.form != mapping {
		d.m.Add(n.Place, at.path, listed("its fields", schema.Names(kind.Fields)), "want a map of fields, found %s", n.form)
		b.Broken = true
		return b
	}
	d.s.Blocks = append(d.s.Blocks, b)
	var says []string // the key that says of which kind the block is
	if kind.Section == "process" {
		says = []string{"process"}
	} else if d.lang.Kinds[at.section] != nil {
		says = []string{"kind"}
	}
	d.group(b, n, kind.Fields, "", at.path, at.place, says)
	b.Broken = len(d.m.list) > before
	return b
}

// process decodes {process: NAME, …}.
func (d *decoder) process(n *node, at block) *Block {
	names := schema.Sorted(d.lang.Processes)
	if n.form == scalar { // a plain value stands still, an expression is a quantity
		d.m.Add(n.Place, at.path, "write {process: constant, value: "+n.text+"}, or put an expression under quantities", "want {process: …}, found a value")
		return nil
	}
	if n.form != mapping {
		d.m.Add(n.Place, at.path, "write {process: gbm, start: …}", "want {process: …}, found %s", n.form)
		return nil
	}
	p := n.get("process")
	if p == nil {
		d.m.Add(n.Place, at.path, listed("processes", names), "does not say which process it follows")
		d.s.Blocks = append(d.s.Blocks, &Block{Section: at.section, ID: at.id, Owner: at.owner, Role: at.role, Broken: true, Place: at.place})
		return nil
	}
	kind := d.lang.Processes[p.text]
	if kind == nil {
		d.m.Add(p.Place, at.path+".process", listed("processes", names), "no process is called %q%s", p.text, didYouMean(p.text, names))
		d.s.Blocks = append(d.s.Blocks, &Block{Section: at.section, ID: at.id, Owner: at.owner, Role: at.role, Broken: true, Place: at.place})
		return nil
	}
	return d.block(n, kind, at)
}

// group decodes the fields of a map into b.Values, under a prefix for nested groups.
func (d *decoder) group(b *Block, n *node, fields []schema.Field, prefix, path string, place Place, ignore []string) {
	names := schema.Names(fields)
	for _, e := range n.entries {
		if contains(ignore, e.key) {
			continue
		}
		f := lookup(fields, e.key)
		if f == nil {
			d.m.Add(e.place, join(path, e.key), listed("fields of "+b.Kind.Name, names), "no field is called %q%s", e.key, didYouMean(e.key, names))
			continue
		}
		if e.value.form == null {
			d.m.Add(e.place, join(path, e.key), "leave the key out, or give it a value such as "+example(f), "the field has no value")
			continue
		}
		d.field(b, f, e.value, prefix, join(path, e.key), e.place)
	}
	for i := range fields {
		f := &fields[i]
		if n.get(f.Name) == nil {
			d.missing(b, f, prefix, path, place)
		}
	}
}

// missing puts a field's default, or reports that it is required.
func (d *decoder) missing(b *Block, f *schema.Field, prefix, path string, place Place) {
	switch {
	case f.Required:
		d.m.Add(place, join(path, f.Name), "write "+f.Name+": "+example(f), "the field is missing: %s", f.Help)
	case f.Form == schema.Group:
		d.group(b, &node{form: mapping, Place: place}, f.Fields, prefix+f.Name+".", join(path, f.Name), place, nil)
	case f.Default != "":
		n := &node{form: scalar, text: f.Default, Place: place}
		d.field(b, f, n, prefix, join(path, f.Name), place)
		if v := b.Values[prefix+f.Name]; v != nil {
			v.Default = true
		}
	}
}

func lookup(fields []schema.Field, name string) *schema.Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

// example is a value of the field as one would write it.
func example(f *schema.Field) string {
	switch f.Form {
	case schema.Choice:
		return f.Choices[0]
	case schema.Ref:
		return "ID"
	case schema.Day:
		return "2026-04-20"
	case schema.Span:
		return "2 quarters"
	case schema.Count:
		return "5"
	case schema.Prose:
		return "some text"
	case schema.Knots:
		return "{2026-Q2: " + f.Dim.Example() + "}"
	case schema.ByYear:
		return "{1: " + f.Dim.Example() + "}"
	case schema.Group, schema.Each:
		return "{…}"
	case schema.List:
		return "[" + f.Dim.Example() + ", …]"
	case schema.Law:
		return "{process: gbm, …}"
	}
	if f.Own {
		return "a value in the unit of the quantity"
	}
	return f.Dim.Example()
}

// field decodes one field.
func (d *decoder) field(b *Block, f *schema.Field, n *node, prefix, path string, place Place) {
	v := &Value{Field: f, Place: n.Place}
	want := func(what, remedy string) {
		d.m.Add(n.Place, path, remedy, "want %s, found %s", what, found(n))
	}
	if f.Form != schema.Number && f.Form != schema.Signal && f.Form != schema.Law && f.Form != schema.Group &&
		f.Form != schema.Each && f.Form != schema.Knots && f.Form != schema.ByYear && f.Form != schema.List && n.form != scalar {
		want("a value", "write "+f.Name+": "+example(f))
		return
	}
	word := strings.TrimSpace(n.text)
	switch f.Form {
	case schema.Number:
		v.Expr = d.number(n, dim(f), path)
	case schema.Signal, schema.Law:
		if n.form == mapping && n.get("process") != nil {
			role := ""
			if b.Section == "companies" {
				role = f.Name
			}
			v.Process = d.process(n, block{section: b.Section, id: b.ID + "." + prefix + f.Name, owner: owner(b), role: role, path: path, place: place})
		} else {
			v.Expr = d.number(n, dim(f), path)
		}
	case schema.Condition:
		v.Expr = d.expression(word, n.Place, path)
	case schema.Choice:
		if !contains(f.Choices, word) {
			d.m.Add(n.Place, path, listed("choices", f.Choices), "%q is no choice here%s", word, didYouMean(word, f.Choices))
			return
		}
		v.Text = word
	case schema.Ref:
		if !idForm.MatchString(word) {
			want("a name", "write "+f.Name+": ID")
			return
		}
		v.Text = word
	case schema.Prose:
		v.Text = word
	case schema.Day:
		if p, ok := unit.ParsePeriod(word); ok {
			v.Period, v.Years = p, years(d.calendar, p.Last)
		} else if q, p := unit.Parse(word); p == nil && q.Dim == unit.Years {
			step := int(math.Round(q.Value * float64(d.calendar.PerYear)))
			day := d.calendar.Date(step)
			v.Period, v.Years = unit.Period{First: day, Last: day}, q.Value
		} else {
			want("a date, a quarter or a time after the day of the deal", "write "+f.Name+": 2031-Q2 or 5y")
			return
		}
	case schema.Span:
		q, p := unit.Parse(word)
		if p != nil || q.Dim != unit.Years || q.Value < 0 {
			want("a length of time", "write "+f.Name+": 2 quarters or 10y")
			return
		}
		if _, err := d.calendar.StepsIn(q.Value); err != nil {
			d.m.Add(n.Place, path, "write a whole number of steps, or choose a finer step", "%s", err)
			return
		}
		v.Years = q.Value
	case schema.Count:
		c, err := strconv.Atoi(word)
		if err != nil {
			want("a whole number", "write "+f.Name+": "+example(f))
			return
		}
		if f.Min != nil && float64(c) < *f.Min || f.Max != nil && float64(c) > *f.Max {
			d.m.Add(n.Place, path, "", "%d is outside %s", c, bounds(f))
			return
		}
		v.Count = c
	case schema.Knots:
		v.Points = d.knots(n, f, path)
	case schema.ByYear:
		v.Points = d.byYear(n, f, path)
	case schema.List:
		if n.form != list || len(n.items) == 0 {
			want("a list", "write "+f.Name+": ["+f.Dim.Example()+", …]")
			return
		}
		for i, c := range n.items {
			if x := d.number(c, dim(f), path+"["+strconv.Itoa(i+1)+"]"); x != nil {
				v.Points = append(v.Points, Point{Expr: x})
			}
		}
	case schema.Group:
		if n.form != mapping {
			if f.Short == "" || n.form != scalar {
				want("a map", listed("its fields", schema.Names(f.Fields)))
				return
			}
			n = &node{form: mapping, Place: n.Place, entries: []entry{{f.Short, n.Place, n}}}
		}
		d.group(b, n, f.Fields, prefix+f.Name+".", path, n.Place, nil)
		return
	case schema.Each:
		if n.form != mapping {
			want("a map keyed by names", "write "+f.Name+": {NAME: {…}}")
			return
		}
		for _, e := range n.entries {
			sub := e.value
			if sub.form != mapping {
				d.m.Add(sub.Place, join(path, e.key), listed("its fields", schema.Names(f.Fields)), "want a map, found %s", found(sub))
				continue
			}
			b.Keys[prefix+f.Name] = append(b.Keys[prefix+f.Name], e.key)
			d.group(b, sub, f.Fields, prefix+f.Name+"."+e.key+".", join(path, e.key), e.place, nil)
			b.Values[prefix+f.Name+"."+e.key] = &Value{Field: f, Text: e.key, Place: e.place}
		}
		sort.Strings(b.Keys[prefix+f.Name])
		return
	}
	if v.Expr != nil && v.Expr.Op == "literal" && (v.Expr.Dim.Fits(dim(f)) || f.Own) {
		if f.Min != nil && v.Expr.Value < *f.Min || f.Max != nil && v.Expr.Value > *f.Max {
			d.m.Add(v.Place, path, "write a value between them", "%s is outside %s", n.text, bounds(f))
			return
		}
	}
	b.Values[prefix+f.Name] = v
}

func owner(b *Block) string {
	if b.Section == "companies" {
		return b.ID
	}
	return b.Owner
}

func dim(f *schema.Field) unit.Dim {
	if f.Own {
		return unit.Any
	}
	return f.Dim
}

func bounds(f *schema.Field) string {
	lo, hi := "", ""
	if f.Min != nil {
		lo = unit.Format(*f.Min, f.Dim, 6)
	}
	if f.Max != nil {
		hi = unit.Format(*f.Max, f.Dim, 6)
	}
	switch {
	case lo != "" && hi != "":
		return lo + " to " + hi
	case lo != "":
		return "the range from " + lo + " upwards"
	}
	return "the range up to " + hi
}

func found(n *node) string {
	if n.form == scalar {
		return strconv.Quote(clip(n.text))
	}
	return n.form.String()
}

// knots decodes a map from date to value, or {process-like} nothing else.
func (d *decoder) knots(n *node, f *schema.Field, path string) []Point {
	if n.form != mapping || len(n.entries) == 0 {
		d.m.Add(n.Place, path, "write {2026-Q2: "+f.Dim.Example()+", 2027-Q4: …}", "want values by date, found %s", found(n))
		return nil
	}
	var out []Point
	for _, e := range n.entries {
		sub := join(path, e.key)
		p := Point{}
		if per, ok := unit.ParsePeriod(e.key); ok {
			p.Years, p.Step = years(d.calendar, per.Last), d.calendar.Reach(per.Last)
		} else if q, prob := unit.Parse(e.key); prob == nil && q.Dim == unit.Years {
			p.Years, p.Step = q.Value, int(math.Ceil(q.Value*float64(d.calendar.PerYear)-1e-9))
		} else {
			d.m.Add(e.place, sub, "write 2026-Q2, 2026-04-20 or 2y", "want a date, found %q", e.key)
			continue
		}
		if p.Expr = d.number(e.value, dim(f), sub); p.Expr == nil {
			continue
		}
		out = append(out, p)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Years < out[j].Years })
	return out
}

// byYear decodes a map from contract year to value.
func (d *decoder) byYear(n *node, f *schema.Field, path string) []Point {
	if n.form != mapping || len(n.entries) == 0 {
		d.m.Add(n.Place, path, "write {1: "+f.Dim.Example()+", 2: …}", "want values by contract year, found %s", found(n))
		return nil
	}
	var out []Point
	for _, e := range n.entries {
		sub := join(path, e.key)
		y, err := strconv.Atoi(e.key)
		if err != nil || y < 1 || y > 100 {
			d.m.Add(e.place, sub, "count contract years from 1", "want a contract year, found %q", e.key)
			continue
		}
		if x := d.number(e.value, dim(f), sub); x != nil {
			out = append(out, Point{Year: y, Expr: x})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Year < out[j].Year })
	return out
}
