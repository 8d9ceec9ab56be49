package scenario

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Limits of what is read, far above any real scenario.
const (
	maxBytes = 1 << 18
	maxDepth = 40
	maxNodes = 20_000
)

// node is a piece of a file with its place: what YAML becomes before anything knows what it means.
type node struct {
	form    form
	text    string  // of a scalar
	entries []entry // of a map
	items   []*node // of a list
	Place
}

type form int

const (
	scalar form = iota
	mapping
	list
	null
)

func (f form) String() string { return [...]string{"a value", "a map", "a list", "nothing"}[f] }

type entry struct {
	key   string
	place Place
	value *node
}

func (n *node) get(key string) *node {
	if n != nil {
		for i := range n.entries {
			if n.entries[i].key == key {
				return n.entries[i].value
			}
		}
	}
	return nil
}

func (n *node) put(key string, at Place, v *node) {
	for i := range n.entries {
		if n.entries[i].key == key {
			n.entries[i].value = v
			return
		}
	}
	n.entries = append(n.entries, entry{key, at, v})
}

func (n *node) remove(key string) {
	for i := range n.entries {
		if n.entries[i].key == key {
			n.entries = append(n.entries[:i], n.entries[i+1:]...)
			return
		}
	}
}

func (n *node) keys() []string {
	var out []string
	for _, e := range n.entries {
		out = append(out, e.key)
	}
	return out
}

// parseTree reads YAML into nodes; nil where it cannot be read. Anchors, aliases, tags and merge keys are refused: an
// overlay or an input says the same and is seen by a reader.
func parseTree(f *File, data []byte, m *Mistakes) *node {
	switch {
	case bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data):
		m.Add(Place{File: f}, "", "a scenario is YAML in UTF-8; see `dealsim list` for examples", "this is no text file")
		return nil
	case len(bytes.TrimSpace(data)) == 0:
		m.Add(Place{File: f}, "", "start from a shipped scenario: dealsim show amazon-anthropic-2026 --source", "the file is empty")
		return nil
	}
	for i, line := range f.Lines {
		if j := strings.IndexFunc(line, unprintable); j >= 0 {
			m.Add(Place{File: f, Line: i + 1, Col: utf8.RuneCountInString(line[:j]) + 1}, "", "leave it out", "a character that cannot be printed")
			return nil
		}
	}
	var root yaml.Node
	if err := yaml.Load(data, &root, yaml.WithUniqueKeys(false)); err != nil {
		reportYAML(f, err, m)
		return nil
	}
	top := &root
	for top.Kind == yaml.DocumentNode && len(top.Content) == 1 {
		top = top.Content[0]
	}
	c := converter{f: f, m: m}
	n := c.convert(top, "", 0)
	if n == nil || c.lost {
		return nil
	}
	if n.form != mapping {
		m.Add(Place{File: f, Line: 1, Col: 1}, "", "start with a line such as  scenario: Amazon–Anthropic, April 2026", "want a map of sections, found %s", n.form)
		return nil
	}
	return n
}

// unprintable says whether YAML refuses a character.
func unprintable(r rune) bool {
	return r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 && r != 0x85 || r == 0xfffe || r == 0xffff
}

// converter turns YAML's nodes into ours.
type converter struct {
	f    *File
	m    *Mistakes
	lost bool // something was left out: what follows from that is not worth looking for
	made int
}

// refuse reports what is left out.
func (c *converter) refuse(at Place, path, remedy, format string, args ...any) *node {
	c.m.Add(at, path, remedy, format, args...)
	c.lost = true
	return nil
}

func (c *converter) convert(y *yaml.Node, path string, depth int) *node {
	at := Place{File: c.f, Line: y.Line, Col: y.Column, Width: max(utf8.RuneCountInString(firstLine(y.Value)), 1)}
	c.made++
	switch {
	case c.made > maxNodes:
		if c.made == maxNodes+1 {
			c.refuse(at, "", "a scenario is a page or two; data belongs elsewhere", "the file has more than %d values", maxNodes)
		}
		return nil
	case depth > maxDepth:
		return c.refuse(at, "", fmt.Sprintf("at most %d levels make sense here", maxDepth), "nested too deeply")
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		return c.refuse(at, path, "name the value once under inputs, or use extends for a variant", "anchors and aliases are not read")
	case y.Style&yaml.TaggedStyle != 0:
		return c.refuse(at, path, "leave the tag out", "tags are not read")
	}
	switch y.Kind {
	case yaml.MappingNode:
		return c.mapping(y, at, path, depth)
	case yaml.SequenceNode:
		n := &node{form: list, Place: at}
		for i, v := range y.Content {
			if v := c.convert(v, fmt.Sprintf("%s[%d]", path, i+1), depth+1); v != nil {
				n.items = append(n.items, v)
			}
		}
		return n
	case yaml.ScalarNode:
		n := &node{form: scalar, text: y.Value, Place: at}
		quoted := y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			n.Width += 2
		}
		if y.Tag == "!!null" && !quoted {
			n.form = null
		}
		return n
	}
	return &node{form: null, Place: at}
}

// mapping converts a map, and reports keys that cannot be one.
func (c *converter) mapping(y *yaml.Node, at Place, path string, depth int) *node {
	n := &node{form: mapping, Place: at}
	seen := map[string]int{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		k, v := y.Content[i], y.Content[i+1]
		place := Place{File: c.f, Line: k.Line, Col: k.Column, Width: max(utf8.RuneCountInString(firstLine(k.Value)), 1)}
		sub := join(path, clip(k.Value))
		name, after, glued := strings.Cut(k.Value, ":")
		switch {
		case k.Kind != yaml.ScalarNode:
			c.refuse(place, path, "write  name: value", "a key must be a word")
		case k.Anchor != "" || k.Style&yaml.TaggedStyle != 0:
			c.refuse(place, path, "leave it out", "anchors, aliases and tags are not read")
		case k.Value == "<<":
			c.refuse(place, path, "use extends for a variant", "merge keys are not read")
		case glued && v.Kind == yaml.ScalarNode && v.Tag == "!!null" && v.Value == "":
			c.refuse(place, path, "write "+name+": "+strings.TrimSpace(after), "%q has no space after its colon", clip(k.Value))
		case seen[k.Value] > 0:
			c.m.Add(place, sub, "keep one of them", "%q stands here twice (first in line %d)", clip(k.Value), seen[k.Value])
		default:
			seen[k.Value] = k.Line
			if v := c.convert(v, sub, depth+1); v != nil {
				n.entries = append(n.entries, entry{k.Value, place, v})
			}
		}
	}
	return n
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// same says whether two values are written alike, whatever the order of their keys.
func (n *node) same(o *node) bool {
	if n.form != o.form || n.text != o.text || len(n.items) != len(o.items) || len(n.entries) != len(o.entries) {
		return false
	}
	for i := range n.items {
		if !n.items[i].same(o.items[i]) {
			return false
		}
	}
	for _, e := range n.entries {
		if v := o.get(e.key); v == nil || !e.value.same(v) {
			return false
		}
	}
	return true
}
