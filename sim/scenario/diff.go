package scenario

import (
	"math"
	"slices"
	"strings"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Difference is one thing that a file says otherwise than another. What one of them does not say is "".
type Difference struct {
	Path     string // commitments.aws.floor
	Old, New string // as written
}

// Diff lists what b says otherwise than a, both resolved, in the order of a's file; what only b says comes where the
// rest of its block stands. A value that reads the same is no difference: $0.35tn and $350bn, a comment, an order of
// keys. A default that is written out is one.
func Diff(a, b *Scenario, lang *schema.Language) []Difference {
	d := &differ{r: reader{m: &Mistakes{}, calendar: a.Calendar}, lang: lang, dates: a.Calendar == b.Calendar}
	d.maps("", a.tree, b.tree)
	return slices.DeleteFunc(d.found, func(x Difference) bool { return stressed(x, a.tree, b.tree) })
}

// stressed says whether a difference is the other side of a stress: shocks.ID.forced, which stress.ID has set. What the file
// says is shown, once.
func stressed(x Difference, a, b *node) bool {
	id, forced := strings.CutSuffix(x.Path, ".forced")
	id, shock := strings.CutPrefix(id, "shocks.")
	return forced && shock && x.Old == text(some(a.get("stress")).get(id)) && x.New == text(some(b.get("stress")).get(id))
}

// differ lists differences.
type differ struct {
	r     reader
	lang  *schema.Language
	dates bool // both count their dates from the same day
	found []Difference
}

// prose are the keys whose values are words, not expressions.
var prose = map[string]bool{"scenario": true, "summary": true, "title": true, "publisher": true, "date": true, "url": true, "note": true, "label": true}

func (d *differ) maps(path string, a, b *node) {
	for _, e := range a.entries {
		d.values(at(path, e.key), e.key, e.value, b.get(e.key))
	}
	for _, e := range b.entries {
		if a.get(e.key) == nil {
			d.values(at(path, e.key), e.key, nil, e.value)
		}
	}
}

// at is the path of a key, or of a row that stands in brackets.
func at(path, key string) string {
	if strings.HasPrefix(key, "[") {
		return path + key
	}
	return join(path, key)
}

// values compares what stands at a key; nil for nothing.
func (d *differ) values(path, key string, a, b *node) {
	switch {
	case (key == "correlations" || key == "expect") && path == key:
		d.maps(path, named(key, a), named(key, b))
	case path == key && a.forms(b) == mapping: // a section: its blocks one by one, also when it is new or gone
		d.maps(path, some(a), some(b))
	case a != nil && b != nil && a.form == mapping && b.form == mapping && !d.whole(a, b):
		d.maps(path, a, b)
	case a == nil || b == nil || !d.same(key, a, b):
		d.found = append(d.found, Difference{path, text(a), text(b)})
	}
}

// some is a map, or an empty one for nothing.
func some(n *node) *node {
	if n == nil || n.form != mapping {
		return &node{form: mapping}
	}
	return n
}

// forms is the form of two values of which one may be missing or empty.
func (n *node) forms(other *node) form {
	switch {
	case n == nil || n.form == null:
		if other == nil {
			return null
		}
		return other.form
	case other == nil || other.form == null || other.form == n.form:
		return n.form
	}
	return scalar
}

// text is a value on one line; "" for nothing.
func text(n *node) string {
	if n == nil {
		return ""
	}
	return raw(n)
}

// whole says whether two maps are compared as one value each: another process, or a distribution.
func (d *differ) whole(a, b *node) bool {
	if p, q := a.get("process"), b.get("process"); p != nil || q != nil {
		return p == nil || q == nil || p.text != q.text
	}
	for _, n := range []*node{a, b} {
		for _, e := range n.entries {
			if d.lang.Distributions[e.key] != nil {
				return true
			}
		}
	}
	return false
}

// named makes a map of rows: correlations by their two drivers, expectations by what they ask.
func named(section string, n *node) *node {
	out := &node{form: mapping}
	if n == nil {
		return out
	}
	rows, _ := n.rows()
	for _, row := range rows {
		key, value := raw(row), row
		switch {
		case section == "correlations" && row.form == list && len(row.items) == 3:
			x, y := row.items[0].text, row.items[1].text
			key, value = min(x, y)+", "+max(x, y), row.items[2]
		case section == "expect" && row.get("metric") != nil:
			key = row.get("metric").text
			if s := row.get("statistic"); s != nil {
				key += ", " + s.text
			}
			if bounds := row.get("within"); bounds != nil {
				value = bounds
			}
		}
		for key = "[" + key + "]"; out.get(key) != nil; {
			key += "'"
		}
		out.entries = append(out.entries, entry{key: key, value: value})
	}
	return out
}

// same says whether two values read the same.
func (d *differ) same(key string, a, b *node) bool {
	if a.form != b.form || len(a.items) != len(b.items) || len(a.entries) != len(b.entries) {
		return false
	}
	for i := range a.items {
		if !d.same(key, a.items[i], b.items[i]) {
			return false
		}
	}
	for _, e := range a.entries {
		if other := b.get(e.key); other == nil || !d.same(e.key, e.value, other) {
			return false
		}
	}
	return a.form != scalar || d.alike(key, a.text, b.text)
}

// alike says whether two texts mean the same.
func (d *differ) alike(key, a, b string) bool {
	a, b = strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " ")
	if a == b || prose[key] {
		return a == b
	}
	x, y := d.expr(a), d.expr(b)
	return x != nil && y != nil && d.equal(x, y)
}

// expr is a text as a number's value is read; nil for one that is none.
func (d *differ) expr(text string) *Expr {
	n := &node{form: scalar, text: text, Place: Place{File: &File{Lines: []string{text}}, Line: 1, Col: 1}}
	before := d.r.m.Count()
	e := (&decoder{reader: d.r, lang: d.lang}).number(n, unit.Any, "")
	if d.r.m.Count() > before {
		return nil
	}
	return e
}

func (d *differ) equal(x, y *Expr) bool {
	if x.Op != y.Op || x.Name != y.Name || x.Dim != y.Dim || len(x.Args) != len(y.Args) {
		return false
	}
	if x.Dim == unit.Day && !d.dates {
		return x.Text == y.Text
	}
	if x.Op == "dist" { // a range: its ends
		a, b, _ := strings.Cut(x.Text, " to ")
		p, q, _ := strings.Cut(y.Text, " to ")
		return d.alike("", a, p) && d.alike("", b, q)
	}
	for i := range x.Args {
		if !d.equal(x.Args[i], y.Args[i]) {
			return false
		}
	}
	return math.Abs(x.Value-y.Value) <= 1e-12*math.Abs(x.Value)
}
