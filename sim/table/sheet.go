package table

import (
	"bytes"
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
	lines []byte // rows that are not written yet, and the row at hand
	cells int    // of the row at hand
	rows  int
	err   error // the first

	shared *shared // with other tables of the result

	days    [64]dayText // the last ones written: the same dates, numbers and texts come again and again
	numbers [256]numberText
	texts   [64]string // of those that are plain
}

// dayText is a day as it is written.
type dayText struct {
	day  time.Time
	text string
}

// numberText is a number as it is written, of at most 24 letters.
type numberText struct {
	bits uint64
	n    uint8
	text [24]byte
}

// sheetful is how many bytes of rows are written at once: whole pages of the system, which else takes a third longer.
const sheetful = 1 << 16

// open begins a table with its header, on a sheet that is new or done with: what that knows of texts it still knows.
func (s *Sheet) open(w io.Writer, t *Table) {
	if s.lines == nil {
		s.lines = make([]byte, 0, sheetful+1<<10)
	}
	s.table, s.w, s.lines, s.cells, s.rows, s.Infinite, s.err, s.shared = t, w, s.lines[:0], 0, 0, 0, nil, nil
	for i, c := range t.Columns {
		if i > 0 {
			s.lines = append(s.lines, ',')
		}
		s.lines = append(s.lines, c.Name...)
	}
	s.lines = append(s.lines, '\n')
}

// Text adds cells of text.
func (s *Sheet) Text(values ...string) {
	for _, v := range values {
		at := s.begin()
		s.lines = append(s.lines, s.plain(v)...)
		s.end(String, at)
	}
}

// plain is Plain. What was plain a little while ago is not looked at again.
func (s *Sheet) plain(text string) string {
	n := len(text)
	if n == 0 {
		return text
	}
	known := &s.texts[(uint(n)*7+uint(text[0])*5+uint(text[n/2])*3+uint(text[n-1]))%uint(len(s.texts))]
	if *known == text {
		return text
	}
	if isPlain(text) {
		*known = text
		return text
	}
	return Plain(text)
}

// Number adds cells with numbers, as short as they can be read back without loss.
func (s *Sheet) Number(values ...float64) {
	for _, v := range values {
		at := s.begin()
		s.number(v)
		s.end(Number, at)
	}
}

// number adds the text of a number.
func (s *Sheet) number(v float64) {
	b := math.Float64bits(v)
	known := &s.numbers[b*0x9e3779b97f4a7c15>>56]
	switch {
	case known.bits == b && known.n > 0:
		at := len(s.lines)
		s.lines = append(s.lines, known.text[:]...)[:at+int(known.n)] // all of it, as so many letters are one move
	case v-v != 0:
		if v == v {
			s.Infinite++
		}
	default:
		at := len(s.lines)
		s.lines = appendNumber(s.lines, v)
		if n := len(s.lines) - at; n <= len(known.text) {
			known.bits, known.n = b, uint8(n)
			copy(known.text[:], s.lines[at:])
		}
	}
}

// Integer adds cells with whole numbers.
func (s *Sheet) Integer(values ...uint64) {
	for _, v := range values {
		at := s.begin()
		s.lines = strconv.AppendUint(s.lines, v, 10)
		s.end(Integer, at)
	}
}

// NoInteger adds the empty cell of a whole number that is not there.
func (s *Sheet) NoInteger() { s.end(Integer, s.begin()) }

// Date adds a cell with a day; empty for the zero time.
func (s *Sheet) Date(day time.Time) {
	at := s.begin()
	if !day.IsZero() {
		known := &s.days[uint64(day.Unix()/(24*60*60))*0x9e3779b97f4a7c15>>58]
		if known.day != day {
			known.day, known.text = day, day.Format(time.DateOnly)
		}
		s.lines = append(s.lines, known.text...)
	}
	s.end(Date, at)
}

// part is some cells of a row as they are written.
type part struct {
	from, to int // cells
	text     []byte
}

// blockful is how many letters of a part are moved at once: its memory has a whole number of them.
const blockful = 16

// put adds the cells to lines.
func (p part) put(lines []byte) []byte {
	at, n := len(lines), len(p.text)
	if cap(lines)-at < n+blockful {
		return append(lines, p.text...)
	}
	to, text := lines[at:cap(lines)], p.text[:cap(p.text)]
	for i := 0; i+blockful <= len(text); i += blockful {
		*(*[blockful]byte)(to[i:]) = *(*[blockful]byte)(text[i:])
	}
	return lines[:at+n]
}

// part keeps the cells of the row at hand that come after the first few, for put.
func (s *Sheet) part(from int) part {
	text := s.lines[bytes.LastIndexByte(s.lines, '\n')+1:]
	for range from {
		text = text[bytes.IndexByte(text, ',')+1:]
	}
	return part{from, s.cells, append(make([]byte, 0, (len(text)+blockful-1)/blockful*blockful), text...)}
}

// put adds the same cells, in the same columns, to another row.
func (s *Sheet) put(p part) {
	if s.cells != p.from {
		s.fail("has %d cells, want %d before those put", s.cells, p.from)
	}
	s.begin()
	s.lines = p.put(s.lines)
	s.cells = p.to
}

// putRows adds whole rows: the same cells at first, then those of the row's own part, then a number that nobody else has.
func (s *Sheet) putRows(first part, own []part, numbers []float64) {
	last := len(s.table.Columns) - 1
	for k := range own {
		if s.cells != 0 || first.from != 0 || own[k].from != first.to || own[k].to != last || s.table.Columns[last].Type != Number {
			s.fail("is not made of parts and a number")
			return
		}
	}
	gaps := s.table.Columns[last].Gap != ""
	for k, v := range numbers {
		lines := append(first.put(s.lines), ',')
		s.lines = append(own[k].put(lines), ',')
		at := len(s.lines)
		if s.number(v); len(s.lines) == at && !gaps {
			s.fail("%s is empty", s.table.Columns[last].Name)
		}
		s.cells = last + 1
		s.End()
	}
}

// End ends the row.
func (s *Sheet) End() {
	if s.cells != len(s.table.Columns) {
		s.fail("has %d cells, want %d", s.cells, len(s.table.Columns))
	}
	s.lines = append(s.lines, '\n')
	if len(s.lines) >= sheetful {
		s.write(sheetful)
	}
	s.rows++
	s.cells = 0
}

// Close writes what is left and says what went wrong first.
func (s *Sheet) Close() error {
	if s.cells != 0 {
		s.fail("does not end")
	}
	s.write(len(s.lines))
	return s.err
}

// begin begins a cell and says where its text begins.
func (s *Sheet) begin() int {
	if s.cells > 0 {
		s.lines = append(s.lines, ',')
	}
	return len(s.lines)
}

// end ends a cell that begins at a place and holds it against its column.
func (s *Sheet) end(t Type, at int) {
	i := s.cells
	s.cells++
	if i >= len(s.table.Columns) {
		return // End counts
	}
	switch c := &s.table.Columns[i]; {
	case c.Type != t:
		s.fail("%s is a %s, want a %s", c.Name, t, c.Type)
	case len(s.lines) == at && c.Gap == "":
		s.fail("%s is empty", c.Name)
	}
}

// write writes the first so many bytes of the rows.
func (s *Sheet) write(n int) {
	if s.err == nil && n > 0 {
		_, s.err = s.w.Write(s.lines[:n])
	}
	s.lines = append(s.lines[:0], s.lines[n:]...)
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

// appendNumber adds the shortest text that is read back as the same finite number: without an exponent from a millionth
// up to 10¹⁵, never -0.
func appendNumber(to []byte, v float64) []byte {
	a := math.Abs(v)
	switch {
	case v == 0:
		return append(to, '0')
	case a < 1e-6 || a >= 1e15:
		return strconv.AppendFloat(to, v, 'e', -1, 64)
	}
	return strconv.AppendFloat(to, v, 'f', -1, 64)
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
