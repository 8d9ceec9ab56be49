package scenario

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Library finds a scenario's text by name: the shipped ones, or nothing.
type Library func(name string) ([]byte, bool)

// source is one opened file with what it extends.
type source struct {
	tree *node
	file *File
}

// open reads a file or a shipped scenario and everything it extends, and lays them over each other.
func open(name string, lib Library, m *Mistakes, opened *[]string) (*source, error) {
	if len(*opened) >= 8 {
		m.Add(Place{File: &File{Name: name}}, "extends", "", "more than 8 files extend each other")
		return nil, nil
	}
	data, shipped, err := load(name, lib)
	if err != nil {
		return nil, err
	}
	for _, o := range *opened {
		if o == name {
			m.Add(Place{File: &File{Name: name}}, "extends", "break the circle", "%s extends itself, by way of %s", name, strings.Join(*opened, ", "))
			return nil, nil
		}
	}
	*opened = append(*opened, name)
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	f := &File{Name: name, Lines: strings.Split(text, "\n"), rank: len(*opened)}
	if len(data) > maxBytes {
		f.Lines = nil
	}
	tree := parseTree(f, []byte(strings.TrimPrefix(text, "\ufeff")), m)
	if tree == nil {
		return nil, nil
	}
	ext := tree.get("extends")
	if ext == nil {
		return &source{tree, f}, nil
	}
	tree.remove("extends")
	if ext.form != scalar {
		m.Add(ext.Place, "extends", "write extends: amazon-anthropic-2026.yaml", "want the name of one file, found %s", ext.form)
		return nil, nil
	}
	base := ext.text
	if !shipped && !path.IsAbs(base) {
		if beside := filepath.Join(filepath.Dir(name), base); exists(beside) {
			base = beside
		}
	}
	under, err := open(base, lib, m, opened)
	if err != nil {
		m.Add(ext.Place, "extends", "name a file beside this one or a shipped scenario (dealsim list)", "cannot read %s: %s", ext.text, plain(err))
		return nil, nil
	}
	if under == nil {
		return nil, nil
	}
	lay(under.tree, tree)
	return &source{under.tree, f}, nil
}

func exists(p string) bool { _, err := os.Stat(p); return err == nil }

// load reads a path, or a shipped scenario by its name with or without .yaml.
func load(name string, lib Library) (data []byte, shipped bool, err error) {
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		return nil, false, fmt.Errorf("%s is a folder; name a scenario file in it", name)
	}
	if err == nil {
		if info.Size() > 16*maxBytes {
			return make([]byte, maxBytes+1), false, nil
		}
		data, err = os.ReadFile(name)
		return data, false, err
	}
	if lib != nil {
		if data, ok := lib(strings.TrimSuffix(name, ".yaml")); ok {
			return data, true, nil
		}
	}
	return nil, false, err
}

// plain is an error's text without the operation and path before it.
func plain(err error) string {
	if pe, ok := err.(*os.PathError); ok {
		return pe.Err.Error()
	}
	return err.Error()
}

// lay puts an overlay's entries over a base: maps are merged by key, anything else replaces, ~ removes.
// A map whose first key differs in kind (a distribution, a process) replaces too.
func lay(base, over *node) {
	for _, e := range over.entries {
		old := base.get(e.key)
		switch {
		case e.value.form == null && old != nil:
			base.remove(e.key)
		case old != nil && old.form == mapping && e.value.form == mapping && !replaces(e.value):
			lay(old, e.value)
		default:
			base.put(e.key, e.place, e.value)
		}
	}
}

// replaces says whether a map stands for a whole new value: an inline process, or a distribution.
func replaces(n *node) bool {
	return n.get("process") != nil || len(n.entries) > 0 && n.entries[0].value.form == list
}

// set applies KEY=VALUE of the command line. The key must name something that the file has, or a field of it.
func set(tree *node, assignment string, rank int, m *Mistakes) {
	f := &File{Name: "--set", Lines: []string{assignment}, rank: rank}
	at := Place{File: f, Line: 1, Col: 1, Width: 1}
	key, value, ok := strings.Cut(assignment, "=")
	key = strings.TrimSpace(key)
	if !ok || key == "" {
		m.Add(at, "", "write --set commitments.aws.floor=$150bn", "want KEY=VALUE")
		return
	}
	at.Width = len(key)
	sub := &Mistakes{}
	wrapped := parseTree(f, []byte("value: "+value), sub)
	if wrapped == nil || !sub.None() || wrapped.get("value") == nil {
		m.Add(at, key, "quote the whole argument in the shell: --set 'inputs.commitment=$150bn'", "cannot read the value %q", value)
		return
	}
	v := wrapped.get("value")
	place(v, f, len(key)+1)
	n, prefix := tree, ""
	parts := strings.Split(key, ".")
	for i, p := range parts {
		next := n.get(p)
		last := i == len(parts)-1
		if last && p == "value" || last && next != nil || last && i >= 2 {
			break // what the field table does not know is reported when it is decoded
		}
		if next == nil || next.form != mapping {
			if next != nil { // amount.x where amount is a plain value
				m.Add(at, key, "", "%s is a plain value, it has no %q", join(prefix, p), parts[i+1])
				return
			}
			names := n.keys()
			m.Add(at, key, listed("there is", names), "names nothing: %s has no %q%s", orTop(prefix), p, didYouMean(p, names))
			return
		}
		n, prefix = next, join(prefix, p)
	}
	last := parts[len(parts)-1]
	if len(parts) == 2 && parts[0] == "inputs" {
		if old := n.get(last); old != nil && old.form == mapping && !(v.form == mapping && v.get("value") != nil) {
			old.put("value", at, v)
			return
		}
	}
	if v.form == null {
		n.remove(last)
		return
	}
	n.put(last, at, v)
}

func orTop(prefix string) string {
	if prefix == "" {
		return "the file"
	}
	return prefix
}

// place moves a value read after "value: " to where it stands in KEY=VALUE.
func place(n *node, f *File, shift int) {
	n.Col += shift - len("value: ")
	n.File = f
	for i := range n.entries {
		n.entries[i].place.Col += shift - len("value: ")
		place(n.entries[i].value, f, shift)
	}
	for _, c := range n.items {
		place(c, f, shift)
	}
}
