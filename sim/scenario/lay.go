package scenario

import (
	"strings"

	"dealsim/sim/schema"
)

// lay puts an overlay's entries over a base: maps are merged by key, anything else replaces, ~ removes. A map that
// is a whole value of its own (a process, another distribution) replaces too. It says whether anything is changed, and
// notes the entries of a section that change nothing. The fields are those the map may have, nil where they are not known.
func (o *opener) lay(base, over *node, path string, fields []schema.Field) (changed bool) {
	for _, e := range over.entries {
		old, sub, here := base.get(e.key), join(path, e.key), true
		switch {
		case e.value.form == null && old != nil:
			base.remove(e.key)
			o.matters = true
		case e.value.form == null:
			o.m.Add(e.place, sub, listed("there is", base.keys()), "there is nothing called %q to remove%s", e.key, didYouMean(e.key, base.keys()))
			o.matters = true
		case old != nil && old.form == mapping && e.value.form == mapping && !o.replaces(old, e.value):
			here = o.lay(old, e.value, sub, o.below(old, fields, path, e.key))
		default:
			here = old != nil && !old.same(e.value) || old == nil && !o.standard(lookup(fields, e.key), e.value)
			o.matters = o.matters || here && !prose[e.key] && !strings.HasPrefix(sub, "names") && !strings.HasPrefix(sub, "sources")
			base.put(e.key, e.place, e.value)
		}
		if !here && strings.Count(sub, ".") == 1 {
			o.repeats = append(o.repeats, Repeat{sub, e.place})
		}
		changed = changed || here
	}
	return changed
}

// below are the fields that a map of the base may have, which stands at a key of a map with fields of its own.
func (o *opener) below(old *node, fields []schema.Field, path, key string) []schema.Field {
	kind, f := o.lang.Sections[path], lookup(fields, key)
	if kinds, says := o.lang.Kinds[path], old.get("kind"); kinds != nil && says != nil {
		kind = kinds[says.text]
	}
	if says := old.get("process"); says != nil {
		kind = o.lang.Processes[says.text]
	}
	switch {
	case kind != nil:
		return kind.Fields
	case f != nil && f.Form == schema.Group:
		return f.Fields
	}
	return nil
}

// standard says whether a value is the default of a field, which is what the base has where it says nothing.
func (o *opener) standard(f *schema.Field, n *node) bool {
	switch {
	case f == nil:
		return false
	case f.Form == schema.Group && n.form == mapping:
		for _, e := range n.entries {
			if !o.standard(lookup(f.Fields, e.key), e.value) {
				return false
			}
		}
		return len(n.entries) > 0
	case f.Form == schema.Group:
		return f.Short != "" && o.standard(lookup(f.Fields, f.Short), n)
	}
	d := &differ{r: reader{m: &Mistakes{}}, lang: o.lang}
	return f.Default != "" && n.form == scalar && d.alike(f.Name, f.Default, n.text)
}

// replaces says whether a map stands for a whole new value: an inline process, or another distribution.
func (o *opener) replaces(old, over *node) bool {
	if over.get("process") != nil {
		return true
	}
	for _, e := range over.entries {
		if o.lang.Distributions[e.key] != nil {
			return e.value.form != mapping || old.get(e.key) == nil
		}
	}
	return false
}
