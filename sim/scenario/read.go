package scenario

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Options say what to lay over the file.
type Options struct {
	Set     []string // KEY=VALUE
	Without []string // blocks to leave out: tranches.target-3
	Library Library  // shipped scenarios
}

// Read reads a scenario. The error is of the world (no such file); what is wrong with the text is in the Mistakes.
// A Scenario is returned as far as it could be understood.
func Read(name string, lang *schema.Language, o Options) (*Scenario, *Mistakes, error) {
	m := &Mistakes{}
	from := opener{lib: o.Library, lang: lang, m: m}
	src, err := from.open(name, Place{})
	if err != nil {
		return nil, m, fmt.Errorf("cannot read %s: %s", name, plain(err))
	}
	if src == nil {
		return nil, m, nil
	}
	for i, a := range o.Set {
		set(src.tree, a, len(from.opened)+1+i, m)
	}
	for i, id := range o.Without {
		without(src.tree, id, len(from.opened)+1+len(o.Set)+i, m)
	}
	s := &Scenario{Name: baseName(name), File: src.file, Extends: src.extends, Repeats: from.repeats}
	if len(s.Repeats) > 0 && s.Repeats[0].Path == "" && len(o.Set)+len(o.Without) > 0 { // the command line changes something
		s.Repeats = s.Repeats[1:]
	}
	d := &decoder{reader: reader{m: m}, s: s, lang: lang, tree: src.tree}
	d.top(src.tree)
	s.Hash = hash(src.tree)
	s.tree = src.tree
	return s, m, nil
}

func baseName(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(filepath.Base(name), ".yaml"), ".yml")
}

// sections are the keys a file may have at its top, in the order people write them.
var sections = []string{"scenario", "summary", "as_of", "horizon", "step", "extends", "names", "sources", "inputs", "companies",
	"investors", "capacity", "commitments", "tranches", "notes", "rounds", "exits", "drivers", "quantities", "shocks", "stress", "correlations", "copula",
	"metrics", "readings", "series", "expect"}

// reserved are ids that a table's reader would take for something else.
var reserved = map[string]bool{"na": true, "nan": true, "null": true, "none": true, "true": true, "false": true,
	"inf": true, "and": true, "or": true, "not": true, "to": true, "effective": true, "t": true, "date": true, "yes": true, "no": true}

// decoder turns the tree into a Scenario.
type decoder struct {
	reader
	s    *Scenario
	lang *schema.Language
	tree *node
}

func (d *decoder) top(tree *node) {
	s := d.s
	for _, e := range tree.entries {
		if !contains(sections, e.key) {
			d.m.Add(e.place, clip(e.key), listed("sections", sections), "no section is called %q%s", clip(e.key), didYouMean(e.key, sections))
			for _, id := range e.value.keys() {
				s.lose(id)
			}
		}
	}
	s.Title = d.text(tree, "scenario", "")
	if s.Title == "" {
		d.m.Add(Place{File: s.File, Line: 1, Col: 1, Width: 1}, "scenario", "start with  scenario: Amazon–Anthropic, April 2026", "the scenario has no title")
	}
	s.Summary = d.text(tree, "summary", "")
	d.time(tree)
	d.calendar = s.Calendar
	d.sources(tree.get("sources"))
	d.inputs(tree.get("inputs"))
	d.stress(tree)
	for _, section := range []string{"drivers", "companies", "investors", "capacity", "commitments", "tranches", "notes", "rounds", "exits", "shocks"} {
		d.section(section, tree.get(section))
	}
	s.Quantities = d.named("quantities", tree.get("quantities"))
	s.Metrics = d.named("metrics", tree.get("metrics"))
	d.names(tree.get("names"))
	d.correlations(tree.get("correlations"))
	d.copula(tree.get("copula"))
	d.readings(tree.get("readings"))
	d.follow(tree.get("series"))
	d.expect(tree.get("expect"))
	d.unique()
	if len(s.Blocks) == 0 && len(s.Quantities) == 0 && d.m.None() {
		d.m.Add(Place{File: s.File, Line: 1, Col: 1, Width: 1}, "", "write drivers, companies or quantities", "the scenario holds nothing to simulate")
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// text reads a scalar at a key.
func (d *decoder) text(n *node, key, fallback string) string {
	v := n.get(key)
	if v == nil {
		return fallback
	}
	if v.form != scalar {
		d.m.Add(v.Place, key, "write "+key+": some text", "want a line of text, found %s", v.form)
		return fallback
	}
	return strings.TrimSpace(v.text)
}

// time reads as_of, horizon and step.
func (d *decoder) time(tree *node) {
	c := unit.Calendar{AsOf: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), PerYear: 4, Steps: 40}
	first := Place{File: d.s.File, Line: 1, Col: 1, Width: 1}
	if v := tree.get("as_of"); v == nil {
		d.m.Add(first, "as_of", "write as_of: 2026-04-20", "the day of the deal is missing")
	} else if t, err := time.Parse("2006-01-02", strings.TrimSpace(v.text)); err != nil || v.form != scalar {
		d.m.Add(v.Place, "as_of", "write as_of: 2026-04-20", "want a date, found %q", v.text)
	} else {
		c.AsOf = t
	}
	switch step := d.text(tree, "step", "quarter"); step {
	case "quarter":
	case "month":
		c.PerYear = 12
	case "year":
		c.PerYear = 1
	default:
		d.m.Add(tree.get("step").Place, "step", "steps: quarter, month, year", "no step is called %q%s", step, didYouMean(step, []string{"quarter", "month", "year"}))
	}
	c.Steps = 10 * c.PerYear
	if v := tree.get("horizon"); v != nil {
		d.s.HorizonAt = v.Place
	}
	if v := tree.get("horizon"); v == nil {
		d.m.Add(first, "horizon", "write horizon: 10y", "the horizon is missing")
	} else if q, p := unit.Parse(v.text); v.form != scalar || p != nil || q.Dim != unit.Years {
		d.m.Add(v.Place, "horizon", "write horizon: 10y or 12 quarters", "want a length of time, found %q", v.text)
	} else if n, err := c.StepsIn(q.Value); err != nil || n < 1 || n > 1200 {
		d.m.Add(v.Place, "horizon", "write a whole number of steps, 1 to 1200, such as 10y or 12 quarters", "%s is not 1 to 1200 whole steps of a %s", v.text, c.StepName())
	} else {
		c.Steps = n
	}
	d.s.Calendar = c
}

// ids walks a map keyed by ids and reports those that cannot be one.
func (d *decoder) ids(section string, n *node, visit func(e entry)) {
	if n == nil || n.form == null {
		return
	}
	if n.form != mapping {
		d.m.Add(n.Place, section, "write a map of named things:  "+section+":\n    some-name: …", "want a map keyed by names, found %s", n.form)
		return
	}
	for _, e := range n.entries {
		switch {
		case !idForm.MatchString(e.key):
			remedy := "names start with a small letter and have small letters, digits, - and _"
			if near := asID(e.key); idForm.MatchString(near) && !taken(near) {
				remedy = "write " + near
			}
			d.m.Add(e.place, join(section, clip(e.key)), remedy, "%q cannot be a name", clip(e.key))
			d.s.lose(e.key)
			continue
		case len(e.key) > 64:
			d.m.Add(e.place, join(section, clip(e.key)), "names have at most 64 letters", "a name of %d letters", len(e.key))
			d.s.lose(e.key)
			continue
		case taken(e.key):
			d.m.Add(e.place, join(section, e.key), "choose another: the word has a meaning in expressions or tables", "%q cannot be a name", e.key)
			d.s.lose(e.key)
			continue
		}
		visit(e)
	}
}

// taken says whether a word has a meaning of its own in expressions or tables.
func taken(id string) bool { return reserved[id] }

// asID is a text made to look like a name.
func asID(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r == ' ' || r == '.' || r == '/' {
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(s))), "_")
}

// fields reads a map of plain texts and reports unknown keys.
func (d *decoder) fields(path string, n *node, known ...string) map[string]*node {
	out := map[string]*node{}
	if n.form != mapping {
		d.m.Add(n.Place, path, listed("its keys", known), "want a map, found %s", n.form)
		return nil
	}
	for _, e := range n.entries {
		if !contains(known, e.key) {
			d.m.Add(e.place, join(path, e.key), listed("its keys", known), "no field is called %q%s", e.key, didYouMean(e.key, known))
			continue
		}
		out[e.key] = e.value
	}
	return out
}

func (d *decoder) sources(n *node) {
	d.ids("sources", n, func(e entry) {
		before := d.m.Count()
		f := d.fields("sources."+e.key, e.value, "title", "publisher", "date", "url")
		get := func(k string) string {
			if v := f[k]; v != nil {
				return strings.TrimSpace(v.text)
			}
			return ""
		}
		if f != nil && get("title") == "" && d.m.Count() == before {
			d.m.Add(e.place, "sources."+e.key, "add title: …", "the source has no title")
		}
		d.s.Sources = append(d.s.Sources, Source{e.key, get("title"), get("publisher"), get("date"), get("url"), e.place})
	})
	sort.Slice(d.s.Sources, func(i, j int) bool { return d.s.Sources[i].ID < d.s.Sources[j].ID })
}

func (d *decoder) inputs(n *node) {
	var sources []string
	for _, s := range d.s.Sources {
		sources = append(sources, s.ID)
	}
	d.ids("inputs", n, func(e entry) {
		path := "inputs." + e.key
		before := d.m.Count()
		if v := e.value; v.form == scalar {
			d.m.Add(v.Place, path, "write "+e.key+": {value: "+clip(v.text)+", status: assumed}", "want a map with value and status, found %s", found(v))
			d.s.lose(e.key)
			return
		}
		f := d.fields(path, e.value, "value", "status", "source", "note", "role")
		if f == nil {
			d.s.lose(e.key)
			return
		}
		misspelt := d.m.Count() > before // what is missing may stand under the wrong key
		in := Input{ID: e.key, Place: e.place}
		get := func(k string) string {
			if v := f[k]; v != nil {
				return oneLine(v.text)
			}
			return ""
		}
		in.Status, in.Source, in.Note, in.Role = get("status"), get("source"), get("note"), get("role")
		if v := f["value"]; v == nil && !misspelt {
			d.m.Add(e.place, path, "write value: $5bn, status: assumed", "the input has no value")
		} else if v != nil {
			in.Value = d.number(v, unit.Any, path)
			in.Raw = raw(v)
		}
		switch in.Status {
		case "sourced", "reported":
			if in.Source == "" {
				d.m.Add(e.place, path, "add source: ID of an entry under sources, or say status: assumed", "the input is %s but cites nothing", in.Status)
			}
		case "assumed":
		case "":
			if misspelt {
				break
			}
			d.m.Add(e.place, path, "add status: sourced, reported or assumed", "the input does not say where it comes from")
		default:
			d.m.Add(f["status"].Place, path+".status", "statuses: sourced, reported, assumed", "no status is called %q%s", clip(in.Status), didYouMean(in.Status, []string{"sourced", "reported", "assumed"}))
		}
		if in.Source != "" && !contains(sources, in.Source) {
			d.m.Add(f["source"].Place, path+".source", listed("sources", sources), "no source is called %q%s", in.Source, didYouMean(in.Source, sources))
		}
		if in.Role != "" && in.Role != "lever" && in.Role != "uncertainty" {
			d.m.Add(f["role"].Place, path+".role", "roles: lever (a term of the deal), uncertainty (the world)", "no role is called %q%s", clip(in.Role), didYouMean(in.Role, []string{"lever", "uncertainty"}))
		}
		d.s.Inputs = append(d.s.Inputs, in)
	})
	sort.Slice(d.s.Inputs, func(i, j int) bool { return d.s.Inputs[i].ID < d.s.Inputs[j].ID })
}

// raw is a value as one would write it on a line.
func raw(n *node) string {
	switch n.form {
	case mapping:
		var parts []string
		for _, e := range n.entries {
			parts = append(parts, e.key+": "+raw(e.value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case list:
		var parts []string
		for _, c := range n.items {
			parts = append(parts, raw(c))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return n.text
}

// named reads quantities and metrics: expressions by name. A metric may have a label: {label: …, is: …}.
func (d *decoder) named(section string, n *node) []Named {
	var out []Named
	d.ids(section, n, func(e entry) {
		path := section + "." + e.key
		x := Named{ID: e.key, Place: e.place}
		v := e.value
		if v.form == mapping {
			f := d.fields(path, v, "is", "label")
			if f == nil || f["is"] == nil {
				d.s.lose(e.key)
				d.m.Add(e.place, path, "write {is: total(aws.spend), label: spend in all}", "the expression is missing")
				return
			}
			if f["label"] != nil {
				x.Label = f["label"].text
			}
			v = f["is"]
		}
		if v.form != scalar {
			d.s.lose(e.key)
			d.m.Add(v.Place, path, "write an expression such as total(aws.spend)", "want an expression, found %s", v.form)
			return
		}
		x.Expr = d.expression(v.text, v.Place, path)
		out = append(out, x)
	})
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}
