package scenario

import (
	"strings"
	"unicode/utf8"
)

// argument is a part of the command line as a file of one line.
func argument(flag, text string, rank int) (*File, Place) {
	f := &File{Name: flag, Lines: []string{text}, rank: rank}
	return f, Place{File: f, Line: 1, Col: 1, Width: utf8.RuneCountInString(text)}
}

// set applies KEY=VALUE of the command line. The key must name something that the file has, or a field of it; the
// value ~ takes it away.
func set(tree *node, assignment string, rank int, m *Mistakes) {
	f, at := argument("--set", assignment, rank)
	before, value, ok := strings.Cut(assignment, "=")
	key := strings.TrimSpace(before)
	if !ok || key == "" {
		m.Add(at, "", "write --set commitments.aws.floor=$150bn", "want KEY=VALUE, found %q", clip(assignment))
		return
	}
	at.Width = utf8.RuneCountInString(before)
	if strings.TrimSpace(value) == "" {
		m.Add(at, key, "write "+key+"=~ to take it away", "no value is given")
		return
	}
	sub := &Mistakes{}
	wrapped := parseTree(f, []byte("value: "+value), sub)
	if wrapped == nil || !sub.None() || len(wrapped.entries) != 1 {
		why := "it is more than one value"
		if !sub.None() {
			why = sub.list[0].What
		}
		m.Add(at, key, "quote the whole argument in the shell: --set 'inputs.commitment=$150bn'", "cannot read the value %q: %s", clip(value), why)
		return
	}
	v := wrapped.get("value")
	place(v, f, at.Width+1-len("value: "))
	n, last, rest := find(tree, key)
	where := strings.TrimSuffix(strings.TrimSuffix(key, rest), ".")
	old := n.get(last)
	if last != rest && old != nil { // amount.x where amount is a plain value
		m.Add(at, key, "write "+join(where, last)+"=…", "%s is %s, it has no %q", join(where, last), old.form, strings.TrimPrefix(rest, last+"."))
		return
	}
	known := old != nil || where == "" && contains(sections, rest) || strings.Count(where, ".") >= 1 // what the field table does not know is reported when it is decoded
	if !known || last != rest {
		what := where
		if what == "" {
			what = "the file"
		}
		first, _, _ := strings.Cut(rest, ".")
		m.Add(at, key, listed("there is", n.keys()), "names nothing: %s has no %q%s", what, first, didYouMean(first, n.keys()))
		return
	}
	if where == "inputs" && old.form == mapping && (v.form == scalar || v.form == mapping && v.get("value") == nil) {
		old.put("value", at, v)
		return
	}
	if v.form == null {
		if old == nil {
			m.Add(at, key, listed("there is", n.keys()), "there is nothing called %q to remove%s", last, didYouMean(last, n.keys()))
		}
		n.remove(last)
		return
	}
	n.put(last, at, v)
}

// find walks down a dotted key as far as there are maps, and gives the last of them, the entry that comes next and
// what is left of the key from there on. A key of the file may have dots of its own: effects.anthropic.arr.times.
func find(n *node, key string) (in *node, next, rest string) {
	parts := strings.Split(key, ".")
	for i := 0; ; {
		j := len(parts)
		for j > i+1 && n.get(strings.Join(parts[i:j], ".")) == nil {
			j--
		}
		next, rest = strings.Join(parts[i:j], "."), strings.Join(parts[i:], ".")
		v := n.get(next)
		if j == len(parts) || v == nil || v.form != mapping {
			return n, next, rest
		}
		n, i = v, j
	}
}

// without leaves a block out: tranches.target-3.
func without(tree *node, key string, rank int, m *Mistakes) {
	_, at := argument("--without", key, rank)
	n, last, rest := find(tree, key)
	if n.get(last) == nil || last != rest {
		m.Add(at, key, listed("there is", n.keys()), "there is nothing called %q to leave out%s", rest, didYouMean(rest, n.keys()))
		return
	}
	section, _, _ := strings.Cut(key, ".")
	if block := n.get(last); contains(switchable, section) && strings.Count(key, ".") == 1 && block.form == mapping {
		block.put("off", at, &node{form: scalar, text: "yes", Place: at})
		return
	}
	m.Add(at, key, "name a block of one of these: "+strings.Join(switchable, ", "), "%q cannot be left out: others follow from it", key)
}

// place moves a value read after "value: " to where it stands in KEY=VALUE.
func place(n *node, f *File, shift int) {
	n.Col += shift
	n.File = f
	for i := range n.entries {
		n.entries[i].place.Col += shift
		place(n.entries[i].value, f, shift)
	}
	for _, c := range n.items {
		place(c, f, shift)
	}
}
