package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Limits of what is read, far above any real scenario.
const (
	maxBytes = 1 << 20
	maxDepth = 40
)

// node is a piece of a file with its place: what YAML becomes before anything knows what it means.
type node struct {
	form    form
	text    string // of a scalar
	quoted  bool
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

// parseTree reads YAML into nodes. Anchors, aliases, tags and merge keys are refused: an overlay or an input says
// the same and is seen by a reader.
func parseTree(f *File, data []byte, m *Mistakes) *node {
	at := Place{File: f, Line: 1, Col: 1}
	switch {
	case len(data) > maxBytes:
		m.Add(Place{File: f}, "", "a scenario is a page or two; data belongs elsewhere", "the file has %d bytes, at most %d are read", len(data), maxBytes)
		return nil
	case bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data):
		m.Add(Place{File: f}, "", "a scenario is YAML in UTF-8; see `dealsim list` for examples", "this is no text file")
		return nil
	case len(bytes.TrimSpace(data)) == 0:
		m.Add(Place{File: f}, "", "start from a shipped scenario: dealsim show amazon-anthropic-2026 --source", "the file is empty")
		return nil
	}
	if line, depth := nesting(f.Lines); depth > maxDepth {
		m.Add(Place{File: f, Line: line, Col: 1, Width: 1}, "", fmt.Sprintf("at most %d levels make sense here", maxDepth), "nested too deeply")
		return nil
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
	n := convert(f, top, "", 0, m)
	if n == nil {
		return nil
	}
	if n.form != mapping {
		m.Add(at, "", "start with a line such as  scenario: Amazon–Anthropic, April 2026", "want a map of sections, found %s", n.form)
		return nil
	}
	return n
}

// nesting is the deepest level of brackets or indentation in the text, seen before a parser walks down it.
func nesting(lines []string) (line, depth int) {
	open := 0
	for i, l := range lines {
		dashes := 0
		for _, c := range l {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			case '-', '?':
				dashes++
			}
			if open > depth {
				line, depth = i+1, open
			}
		}
		trimmed := strings.TrimLeft(l, " ")
		if lead := len(l) - len(trimmed); lead/2 > depth && trimmed != "" {
			line, depth = i+1, lead/2
		}
		if dashes > 2*maxDepth && strings.HasPrefix(trimmed, "- - ") {
			line, depth = i+1, dashes
		}
	}
	return line, depth
}

// reportYAML turns the parser's error into a mistake without its own terms.
func reportYAML(f *File, err error, m *Mistakes) {
	add := func(e *yaml.LoadError) {
		at := Place{File: f, Line: max(e.Mark.Line, 1), Col: max(e.Mark.Column, 1), Width: 1}
		if at.Line > len(f.Lines) {
			at.Line = len(f.Lines)
		}
		m.Add(at, "", "indent with spaces, put a space after each colon, and quote texts that hold  : # { [ or ,", "not readable as YAML: %s", strings.TrimPrefix(e.Message, "yaml: "))
	}
	var many *yaml.LoadErrors
	if errors.As(err, &many) {
		for _, e := range many.Errors {
			add(e)
		}
		return
	}
	var one *yaml.LoadError
	if errors.As(err, &one) {
		add(one)
		return
	}
	m.Add(Place{File: f, Line: 1, Col: 1, Width: 1}, "", "", "not readable as YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
}

func convert(f *File, y *yaml.Node, path string, depth int, m *Mistakes) *node {
	at := Place{File: f, Line: y.Line, Col: y.Column, Width: max(utf8.RuneCountInString(firstLine(y.Value)), 1)}
	switch {
	case depth > maxDepth:
		m.Add(at, path, fmt.Sprintf("at most %d levels make sense here", maxDepth), "nested too deeply")
		return nil
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		m.Add(at, path, "name the value once under inputs, or use extends for a variant", "anchors and aliases are not read")
		return nil
	case y.Style&yaml.TaggedStyle != 0:
		m.Add(at, path, "leave the tag out", "tags are not read")
		return nil
	}
	switch y.Kind {
	case yaml.MappingNode:
		n := &node{form: mapping, Place: at}
		for i := 0; i+1 < len(y.Content); i += 2 {
			k, v := y.Content[i], y.Content[i+1]
			place := Place{File: f, Line: k.Line, Col: k.Column, Width: max(utf8.RuneCountInString(k.Value), 1)}
			sub := join(path, k.Value)
			if k.Kind != yaml.ScalarNode {
				m.Add(place, path, "write  name: value", "a key must be a word")
				continue
			}
			if k.Value == "<<" {
				m.Add(place, path, "use extends for a variant", "merge keys are not read")
				continue
			}
			if n.get(k.Value) != nil {
				m.Add(place, sub, "keep one of them", "%q stands here twice", k.Value)
				continue
			}
			if v := convert(f, v, sub, depth+1, m); v != nil {
				n.entries = append(n.entries, entry{k.Value, place, v})
			}
		}
		return n
	case yaml.SequenceNode:
		n := &node{form: list, Place: at}
		for i, c := range y.Content {
			if c := convert(f, c, fmt.Sprintf("%s[%d]", path, i+1), depth+1, m); c != nil {
				n.items = append(n.items, c)
			}
		}
		return n
	case yaml.ScalarNode:
		n := &node{form: scalar, text: y.Value, Place: at}
		n.quoted = y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		if y.Tag == "!!null" && !n.quoted {
			n.form = null
		}
		return n
	}
	return &node{form: null, Place: at}
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
