package scenario

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Place is where something stands in a file; lines and columns count from one.
type Place struct {
	File      *File
	Line, Col int
	Width     int    // how many characters the caret marks
	text      *spots // of a text that does not stand in one piece
}

// Before says whether a place stands before another: in a file that was opened earlier, or further up.
func (p Place) Before(o Place) bool {
	if a, b := rank(p.File), rank(o.File); a != b {
		return a < b
	}
	return p.Line < o.Line || p.Line == o.Line && p.Col < o.Col
}

// File is a text that was read.
type File struct {
	Name   string
	Lines  []string
	rank   int           // the order in which files were opened
	starts map[int][]int // by line: where each of its characters starts; nil where each is one byte
}

// from is a line from a column on.
func (f *File) from(line, col int) string {
	if line < 1 || line > len(f.Lines) || col < 1 {
		return ""
	}
	text := f.Lines[line-1]
	starts, known := f.starts[line]
	if !known {
		if utf8.RuneCountInString(text) != len(text) {
			for i := range text {
				starts = append(starts, i)
			}
		}
		if f.starts == nil {
			f.starts = map[int][]int{}
		}
		f.starts[line] = starts
	}
	i := col - 1
	if starts != nil {
		if i >= len(starts) {
			return ""
		}
		i = starts[i]
	}
	if i > len(text) {
		return ""
	}
	return text[i:]
}

// spots are the lines and columns of each byte of a text, and of its end; none when they cannot be found.
type spots struct{ line, col []int }

// At is the place of a part of the text at p: offset characters further, width wide.
func (p Place) At(offset, width int) Place {
	switch s := p.text; {
	case s == nil:
		p.Col += offset
		p.Width = width
	case len(s.line) > 0:
		i := min(offset, len(s.line)-1)
		p.Line, p.Col, p.Width = s.line[i], s.col[i], width
	}
	p.text = nil
	return p
}

// within is the place of a text of which parts will be pointed at. A text in quotes or over several lines does not
// stand in the file as it is read: its characters are looked for one by one.
func (p Place) within(text string) Place {
	p.text = nil
	if p.File == nil || strings.HasPrefix(p.File.from(p.Line, p.Col), text) {
		return p
	}
	s := &spots{}
	p.text = s
	line, col, rest := p.Line, p.Col, p.File.from(p.Line, p.Col)
	next := func() bool { // the next line
		line, col = line+1, 1
		rest = p.File.from(line, 1)
		return line <= len(p.File.Lines)
	}
	quote := byte(0)
	if rest != "" {
		switch c := rest[0]; c {
		case '"', '\'':
			quote, rest, col = c, rest[1:], col+1
		case '|', '>':
			next()
		}
	}
	var at spots
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == ' ' || r == '\n' || r == '\t' {
			at.line, at.col = append(at.line, line), append(at.col, col)
			i++
			continue
		}
		for {
			found, width := utf8.DecodeRuneInString(rest)
			if rest == "" {
				if !next() {
					return p
				}
				continue
			}
			if found == ' ' || found == '\t' || found == '\\' && quote == '"' {
				rest, col = rest[width:], col+1
				continue
			}
			if found != r {
				return p
			}
			for range size {
				at.line, at.col = append(at.line, line), append(at.col, col)
			}
			rest, col = rest[width:], col+1
			if quote == '\'' && r == '\'' && strings.HasPrefix(rest, "'") {
				rest, col = rest[1:], col+1
			}
			break
		}
		i += size
	}
	at.line, at.col = append(at.line, line), append(at.col, col)
	*s = at
	return p
}

// printCaret shows the line and marks the place; a long line is cut around it.
func printCaret(w io.Writer, p Place) {
	line := []rune(strings.ReplaceAll(p.File.Lines[p.Line-1], "\t", " "))
	col := min(max(p.Col-1, 0), len(line))
	from := 0
	if col > 90 {
		from = col - 60
	}
	to := min(len(line), from+120)
	width := min(max(p.Width, 1), max(to-col, 1))
	fmt.Fprintf(w, "%4d | %s\n", p.Line, clean(string(line[from:to])))
	fmt.Fprintf(w, "     | %s%s\n", strings.Repeat(" ", col-from), strings.Repeat("^", width))
}

// clean replaces what would disturb a terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return '?'
		}
		return r
	}, s)
}
