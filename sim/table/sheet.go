package table

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// Sheet writes the rows of a table as CSV and holds every cell against its column: a cell of another type, an empty
// cell where there is always a value, a short or a long row are bugs, and an error of Close.
//
// Cells need no quotes: text loses its commas, quotes and line breaks (see Plain). NaN is an empty cell. An infinite
// number is one too, for no reader agrees on how to write it, and is counted in Infinite.
type Sheet struct {
	Infinite int // numbers that were infinite and left empty

	table *Table
	w     io.Writer
	line  []byte
	cells int // of the row at hand
	rows  int
	err   error // the first

	day     time.Time // the last one written, and how: dates come many times in a row
	dayText string
}

// NewSheet writes the header of the table.
func NewSheet(w io.Writer, t *Table) *Sheet {
	s := &Sheet{table: t, w: w}
	for i, c := range t.Columns {
		if i > 0 {
			s.line = append(s.line, ',')
		}
		s.line = append(s.line, c.Name...)
	}
	s.flush()
	return s
}

// Text adds cells of text.
func (s *Sheet) Text(values ...string) {
	for _, v := range values {
		s.cell(String, Plain(v))
	}
}

// Number adds cells with numbers, as short as they can be read back without loss.
func (s *Sheet) Number(values ...float64) {
	for _, v := range values {
		if math.IsInf(v, 0) {
			s.Infinite++
		}
		s.cell(Number, number(v))
	}
}

// Integer adds cells with whole numbers.
func (s *Sheet) Integer(values ...uint64) {
	for _, v := range values {
		s.cell(Integer, strconv.FormatUint(v, 10))
	}
}

// NoInteger adds the empty cell of a whole number that is not there.
func (s *Sheet) NoInteger() { s.cell(Integer, "") }

// Date adds a cell with a day; empty for the zero time.
func (s *Sheet) Date(day time.Time) {
	if day.IsZero() {
		s.cell(Date, "")
		return
	}
	if day != s.day {
		s.day, s.dayText = day, day.Format(time.DateOnly)
	}
	s.cell(Date, s.dayText)
}

// End ends the row.
func (s *Sheet) End() {
	if s.cells != len(s.table.Columns) {
		s.fail("has %d cells, want %d", s.cells, len(s.table.Columns))
	}
	s.flush()
	s.rows++
	s.cells = 0
}

// Close says what went wrong first.
func (s *Sheet) Close() error {
	if s.cells != 0 {
		s.fail("does not end")
	}
	return s.err
}

func (s *Sheet) cell(t Type, text string) {
	i := s.cells
	s.cells++
	if i > 0 {
		s.line = append(s.line, ',')
	}
	s.line = append(s.line, text...)
	if i >= len(s.table.Columns) {
		return // End counts
	}
	switch c := s.table.Columns[i]; {
	case c.Type != t:
		s.fail("%s is a %s, want a %s", c.Name, t, c.Type)
	case text == "" && c.Gap == "":
		s.fail("%s is empty", c.Name)
	}
}

func (s *Sheet) flush() {
	s.line = append(s.line, '\n')
	if s.err == nil {
		_, s.err = s.w.Write(s.line)
	}
	s.line = s.line[:0]
}

func (s *Sheet) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf("bug: row %d of %s: %s", s.rows+1, s.table.Name, fmt.Sprintf(format, args...))
	}
}

// isPlain says of nearly all text that it is plain already.
func isPlain(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 0x7f, c < ' ', c == ',', c == '"', c == ' ' && (i == 0 || i == len(text)-1 || text[i-1] == ' '):
			return false
		}
	}
	return true
}

// number is the shortest text that is read back as the same number: without an exponent from a millionth up to 10¹⁵,
// never -0, and empty for what is no number.
func number(v float64) string {
	a := math.Abs(v)
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return ""
	case v == 0:
		return "0"
	case a < 1e-6 || a >= 1e15:
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// Plain is text as a cell holds it: a comma becomes a semicolon, a double quote a single one, and line breaks and
// runs of blanks one blank.
func Plain(text string) string {
	if isPlain(text) {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == ',':
			return ';'
		case r == '"':
			return '\''
		case r < ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\ufeff':
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.Join(strings.Fields(text), " ")
}
