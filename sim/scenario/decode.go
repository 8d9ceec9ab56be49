package scenario

import (
	"fmt"
	"strings"

	"dealsim/sim/schema"
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
	k := e.value.get("kind")
	if k == nil || k.form != scalar {
		names := schema.Sorted(kinds)
		d.m.Add(e.place, path, listed("kinds", names)+"; write {kind: "+names[0]+", …}", "does not say of which kind it is")
		return nil
	}
	if kinds[k.text] == nil {
		names := schema.Sorted(kinds)
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
		d.s.lose(at.id)
		b.Broken = true
		return b
	}
	d.s.Blocks = append(d.s.Blocks, b)
	b.Off = d.off(n, at)
	var says []string // the key that says of which kind the block is
	if kind.Section == "process" {
		says = []string{"process"}
	} else if d.lang.Kinds[at.section] != nil {
		says = []string{"kind"}
	}
	if contains(switchable, at.section) {
		says = append(says, "off")
	}
	d.group(b, n, kind.Fields, "", at.path, at.place, says)
	b.Broken = len(d.m.list) > before
	return b
}

// process decodes {process: NAME, …}.
func (d *decoder) process(n *node, at block) *Block {
	if n.form == scalar { // a plain value stands still, an expression is a quantity
		d.m.Add(n.Place, at.path, "write {process: constant, value: "+n.text+"}, or put an expression under quantities", "want {process: …}, found a value")
		d.s.lose(at.id)
		return nil
	}
	if n.form != mapping {
		d.m.Add(n.Place, at.path, "write {process: gbm, start: …}", "want {process: …}, found %s", n.form)
		d.s.lose(at.id)
		return nil
	}
	p := n.get("process")
	if p == nil {
		d.m.Add(n.Place, at.path, listed("processes", schema.Sorted(d.lang.Processes)), "does not say which process it follows")
		d.s.Blocks = append(d.s.Blocks, &Block{Section: at.section, ID: at.id, Owner: at.owner, Role: at.role, Broken: true, Place: at.place})
		return nil
	}
	kind := d.lang.Processes[p.text]
	if kind == nil {
		names := schema.Sorted(d.lang.Processes)
		what := "want the name of a process, found " + p.form.String()
		if p.form == scalar {
			what = fmt.Sprintf("no process is called %q%s", clip(p.text), didYouMean(p.text, names))
		}
		d.m.Add(p.Place, at.path+".process", listed("processes", names), "%s", what)
		d.s.Blocks = append(d.s.Blocks, &Block{Section: at.section, ID: at.id, Owner: at.owner, Role: at.role, Broken: true, Place: at.place})
		return nil
	}
	return d.block(n, kind, at)
}

// group decodes the fields of a map into b.Values, under a prefix for nested groups.
func (d *decoder) group(b *Block, n *node, fields []schema.Field, prefix, path string, place Place, ignore []string) {
	var meant map[string]bool // fields that stand under a wrong name: that they are missing follows
	for _, e := range n.entries {
		if contains(ignore, e.key) {
			continue
		}
		f := lookup(fields, e.key)
		if f == nil {
			names := schema.Names(fields)
			d.m.Add(e.place, join(path, e.key), listed("fields of "+b.Kind.Name, names), "no field is called %q%s", e.key, didYouMean(e.key, names))
			if meant == nil {
				meant = map[string]bool{}
			}
			meant[Nearest(e.key, names)] = true
			continue
		}
		if e.value.form == null {
			d.m.Add(e.place, join(path, e.key), "leave the key out, or write "+f.Name+": "+Example(f), "the field has no value")
			continue
		}
		d.field(b, f, e.value, prefix, join(path, e.key), e.place)
	}
	var absent []*schema.Field
	for i := range fields {
		f := &fields[i]
		switch {
		case n.get(f.Name) != nil || meant[f.Name]:
		case f.Required:
			absent = append(absent, f)
		default:
			d.fill(b, f, prefix, path, place)
		}
	}
	if len(absent) == 0 {
		return
	}
	if near := d.elsewhere(b, place); near != "" && prefix == "" {
		var need []string
		for _, f := range absent {
			need = append(need, f.Name)
		}
		d.m.Add(place, path, "a new one needs "+strings.Join(need, ", "), "nothing in the file it extends is called %q, did you mean %q?", b.ID, near)
		return
	}
	for _, f := range absent {
		d.m.Add(place, join(path, f.Name), "write "+f.Name+": "+Example(f), "the field is missing: %s", f.Help)
	}
}

// elsewhere is the block of the extended file that an overlay means when it writes a new one that is not whole; ""
// for none.
func (d *decoder) elsewhere(b *Block, place Place) string {
	var ids []string
	for _, e := range d.tree.get(b.Section).entries {
		if e.place.File != place.File {
			ids = append(ids, e.key)
		}
	}
	return Nearest(b.ID, ids)
}

// fill puts a field's default.
func (d *decoder) fill(b *Block, f *schema.Field, prefix, path string, place Place) {
	switch {
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

// Example is a value of the field as one would write it.
func Example(f *schema.Field) string {
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
		return "$5bn, 12% or 5 GW"
	}
	return f.Dim.Example()
}

// switchable are the sections whose blocks can be switched off: the world stays as it is without them.
var switchable = []string{"tranches", "notes", "commitments", "rounds", "exits", "shocks"}

// off reads whether a block is switched off.
func (d *decoder) off(n *node, at block) bool {
	v := n.get("off")
	if v == nil || !contains(switchable, at.section) {
		return false
	}
	switch v.text {
	case "yes", "true":
		return true
	case "no", "false":
		return false
	}
	d.m.Add(v.Place, at.path+".off", "write off: yes", "want yes or no, found %s", found(v))
	return false
}

// stress reads {SHOCK: DAY}: the shock is forced to strike on the day.
func (d *decoder) stress(tree *node) {
	n := tree.get("stress")
	shocks := tree.get("shocks")
	var names []string
	if shocks != nil {
		names = shocks.keys()
	}
	d.ids("stress", n, func(e entry) {
		if shocks == nil || shocks.get(e.key) == nil || shocks.get(e.key).form != mapping {
			d.m.Add(e.place, join("stress", e.key), listed("shocks", names), "no shock is called %q%s", e.key, didYouMean(e.key, names))
			return
		}
		if e.value.form != scalar {
			d.m.Add(e.value.Place, join("stress", e.key), "write "+e.key+": 2028-Q1", "want a day, found %s", found(e.value))
			return
		}
		shocks.get(e.key).put("forced", e.place, e.value)
	})
}
