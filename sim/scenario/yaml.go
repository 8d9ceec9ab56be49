package scenario

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"
)

// complaints are what the YAML parser says, and what a writer of scenarios understands. The first whose text is part
// of the parser's is taken; start puts the mark where the thing began, not where its end was missed.
var complaints = []struct {
	said, what, remedy string
	start              bool
}{
	{"mapping values are not allowed", "a colon has no place here", `put a text that holds a colon in quotes: summary: "A deal: five now"`, false},
	{"did not find expected ',' or ']'", "this list is not closed", "close it with ], and separate its values by commas", true},
	{"did not find expected ',' or '}'", "this map is not closed", "close it with }, and separate its entries by commas", true},
	{"did not find expected '-' indicator", "the indentation fits no line above", "begin each entry of a list with - in one column", false},
	{"did not find expected key", "the indentation fits no line above", "begin all keys of a map in the same column", false},
	{"did not find expected <document start>", "more text where the file should end", "begin all sections in the first column", false},
	{"did not find expected node content", "a value has no place here", "leave out the comma or bracket that has nothing beside it", false},
	{"could not find expected ':'", "this line has no colon", "write  name: value", true},
	{"unexpected end of stream", "the quote that opens here is never closed", "close it with the same quote", true},
	{"unexpected document indicator", "the quote that opens here is never closed", "close it with the same quote", true},
	{"anchor", "anchors and aliases are not read", "name the value once under inputs, or use extends for a variant", false},
	{"alphabetic or numeric", "anchors and aliases are not read", "put a text that starts with & or * in quotes", false},
	{"unknown escape character", "a backslash in double quotes has a meaning of its own", "write it twice, or use single quotes", false},
	{"control characters are not allowed", "a character that cannot be printed", "leave it out", false},
	{"block sequence entries are not allowed", "a dash has no place here", "begin the list on its own line, or write [a, b]", false},
	{"max depth", "nested too deeply", "write a scenario as the shipped ones are", false},
	{"incompatible YAML document", "directives are not read", "leave out the line that starts with %", false},
	{"no documents", "the file is empty", "start from a shipped scenario: dealsim show amazon-anthropic-2026 --source", false},
	{"tag", "tags are not read", "put a text that starts with ! in quotes", false},
	{"directive", "directives are not read", "put a text that starts with % in quotes", false},
}

// reportYAML turns the parser's error into mistakes in our words.
func reportYAML(f *File, err error, m *Mistakes) {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		for _, e := range many.Errors {
			complain(f, e, m)
		}
	case errors.As(err, &one):
		complain(f, one, m)
	}
	if m.None() {
		m.Add(Place{File: f, Line: 1, Col: 1}, "", "", "not readable as YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
}

func complain(f *File, e *yaml.LoadError, m *Mistakes) {
	at := Place{File: f, Line: min(max(e.Mark.Line, 1), len(f.Lines)), Col: max(e.Mark.Column, 1), Width: 1}
	if strings.Contains(e.Message, "multiple") && strings.Contains(e.Message, "document") {
		for i, line := range f.Lines {
			if i > 0 && (strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")) {
				at.Line, at.Col, at.Width = i+1, 1, 3
				break
			}
		}
		m.Add(at, "", "put each scenario in a file of its own", "not readable as a scenario: a second document begins here")
		return
	}
	if rest := f.from(at.Line, at.Col); strings.Contains(e.Message, "cannot start any token") && rest != "" {
		what, remedy := "a value cannot start with "+rest[:1], "put it in quotes"
		if rest[0] == '\t' {
			what, remedy = "a tab", "indent with spaces"
		}
		m.Add(at, "", remedy, "not readable as YAML: %s", what)
		return
	}
	for _, c := range complaints {
		if strings.Contains(e.Message, c.said) {
			if c.start && e.ContextMark.Line > 0 {
				at.Line, at.Col = min(e.ContextMark.Line, len(f.Lines)), max(e.ContextMark.Column, 1)
			}
			m.Add(at, "", c.remedy, "not readable as YAML: %s", c.what)
			return
		}
	}
	m.Add(at, "", "indent with spaces, put a space after each colon, and quote texts that hold  : # { [ or ,", "not readable as YAML: %s", strings.TrimPrefix(e.Message, "yaml: "))
}
