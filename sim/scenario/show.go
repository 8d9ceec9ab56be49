package scenario

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Show writes the resolved file: overlays laid over their base, each value with the place it comes from where that
// is not the file itself. What it writes is a scenario that reads the same.
func (s *Scenario) Show(w io.Writer) error {
	var b strings.Builder
	writeNode(&b, s.tree, 0, s.File)
	_, err := io.WriteString(w, b.String())
	return err
}

// writeNode writes the entries of a map at a level of indentation.
func writeNode(b *strings.Builder, n *node, level int, home *File) {
	if n == nil {
		return
	}
	for _, e := range n.entries {
		fmt.Fprintf(b, "%s%s:", strings.Repeat("  ", level), e.key)
		switch {
		case e.value.form == mapping && len(e.value.entries) > 0 && (level == 0 || !short(e.value)):
			b.WriteString("\n")
			writeNode(b, e.value, level+1, home)
		case e.value.form == list && level == 0:
			b.WriteString("\n")
			for _, item := range e.value.items {
				fmt.Fprintf(b, "  - %s%s\n", inline(item), origin(item, home))
			}
		default:
			fmt.Fprintf(b, " %s%s\n", inline(e.value), origin(e.value, home))
		}
	}
}

// short says whether a map fits on a line.
func short(n *node) bool { return len(inline(n)) <= 150 }

// origin is a comment with the place of a value that comes from elsewhere.
func origin(n *node, home *File) string {
	at := deepest(n, home)
	if at == nil {
		return ""
	}
	if at.File.Name == "--set" {
		return "  # --set"
	}
	return fmt.Sprintf("  # %s:%d", at.File.Name, at.Line)
}

// deepest is the first place below n that is of another file.
func deepest(n *node, home *File) *Place {
	if n.form == scalar && n.File != home {
		return &n.Place
	}
	for _, e := range n.entries {
		if p := deepest(e.value, home); p != nil {
			return p
		}
	}
	for _, c := range n.items {
		if p := deepest(c, home); p != nil {
			return p
		}
	}
	return nil
}

// bare is a text that YAML reads as it stands, wherever it stands.
var bare = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(-?[\pL\pN$(.])[\pL\pN $.%/()+<>=*^;'!–—_-]*$`)
})

// inline is a value on one line of YAML.
func inline(n *node) string {
	switch n.form {
	case mapping:
		parts := make([]string, len(n.entries))
		for i, e := range n.entries {
			parts[i] = e.key + ": " + inline(e.value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case list:
		parts := make([]string, len(n.items))
		for i, c := range n.items {
			parts[i] = inline(c)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case null:
		return "~"
	}
	if !bare().MatchString(n.text) || strings.TrimSpace(n.text) != n.text || strings.EqualFold(n.text, "null") {
		return strconv.Quote(n.text)
	}
	return n.text
}
