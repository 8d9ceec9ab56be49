package table

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"
)

func newSheet(w io.Writer, t *Table) *Sheet {
	s := &Sheet{}
	s.open(w, t)
	return s
}

var pair = &Table{Name: "pair.csv", Columns: []Column{
	{"name", String, "", "a name", ""},
	{"size", Number, Share, "a size", "unknown"},
}}

func TestSheetWritesRows(t *testing.T) {
	var b strings.Builder
	s := newSheet(&b, pair)
	for _, v := range []float64{1.5, math.NaN(), math.Inf(-1), math.Copysign(0, -1)} {
		s.Text("a, \"b\"\n")
		s.Number(v)
		s.End()
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if want := "name,size\na; 'b',1.5\na; 'b',\na; 'b',\na; 'b',0\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	if s.Infinite != 1 {
		t.Errorf("%d infinite numbers, want 1", s.Infinite)
	}
}

func TestCellsThatDoNotFitAreBugs(t *testing.T) {
	for want, fill := range map[string]func(*Sheet){
		"bug: row 1 of pair.csv: name is a number, want a string": func(s *Sheet) { s.Number(1, 2); s.End() },
		"bug: row 1 of pair.csv: size is a date, want a number":   func(s *Sheet) { s.Text("a"); s.Date(time.Time{}); s.End() },
		"bug: row 1 of pair.csv: name is empty":                   func(s *Sheet) { s.Text(" "); s.Number(2); s.End() },
		"bug: row 2 of pair.csv: has 1 cells, want 2":             func(s *Sheet) { s.Text("a"); s.Number(2); s.End(); s.Text("b"); s.End() },
		"bug: row 1 of pair.csv: has 3 cells, want 2":             func(s *Sheet) { s.Text("a"); s.Number(2, 3); s.End() },
		"bug: row 1 of pair.csv: does not end":                    func(s *Sheet) { s.Text("a") },
	} {
		s := newSheet(&strings.Builder{}, pair)
		fill(s)
		if err := s.Close(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestSheetKeepsTheWritersError(t *testing.T) {
	s := newSheet(full{}, pair)
	s.Text("a")
	s.Number(1)
	s.End()
	if err := s.Close(); err == nil || err.Error() != "disk full" {
		t.Errorf("got %v", err)
	}
}

// Rows that have cells in common are as those written in full, on both sides of a write; cells of other columns are a bug.
func TestCellsArePutAgain(t *testing.T) {
	var whole, parts strings.Builder
	a, b := newSheet(&whole, pair), newSheet(&parts, pair)
	var name part
	var sizes []part
	for k := range 40000 {
		size := float64(k%300) / 7
		a.Text("a name")
		a.Number(size)
		a.End()
		if k == 0 {
			b.Text("a name")
			name = b.part(0)
		} else {
			b.put(name)
		}
		if k < 300 {
			b.Number(size)
			sizes = append(sizes, b.part(1))
		} else {
			b.put(sizes[k%300])
		}
		b.End()
	}
	if err := errors.Join(a.Close(), b.Close()); err != nil || whole.String() != parts.String() {
		t.Errorf("%v; %d bytes in full, %d by parts", err, whole.Len(), parts.Len())
	}
	if got := strings.Count(whole.String(), fmt.Sprintf("a name,%v\n", 299.0/7)); got != 40000/300 {
		t.Errorf("a number comes %d times, want %d", got, 40000/300)
	}
	b.put(sizes[0])
	if err := b.Close(); err == nil || err.Error() != "bug: row 40001 of pair.csv: has 0 cells, want 1 before those put" {
		t.Errorf("got %v", err)
	}
}

// Rows made of parts and numbers are as those written in full, also where a part is longer than a block; parts of other
// columns, and an empty number where there is always one, are bugs.
func TestRowsArePutWhole(t *testing.T) {
	three := &Table{Name: "three.csv", Columns: []Column{{"name", String, "", "a name", ""}, {"day", Date, "", "a day", ""}, {"size", Number, Share, "a size", ""}}}
	var whole, parts strings.Builder
	a, b := newSheet(&whole, three), newSheet(&parts, three)
	days := []time.Time{time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC), time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)}
	var when []part
	for k := range 30000 {
		name := strings.Repeat("n", 1+k%50)
		sizes := []float64{float64(k%300) / 7, float64(k)}
		for i, day := range days {
			a.Text(name)
			a.Date(day)
			a.Number(sizes[i])
			a.End()
		}
		b.Text(name)
		first := b.part(0)
		if k == 0 {
			for i, day := range days {
				if i > 0 {
					b.put(first)
				}
				b.Date(day)
				when = append(when, b.part(1))
				b.Number(sizes[i])
				b.End()
			}
			continue
		}
		b.put(when[0])
		b.Number(sizes[0])
		b.End()
		b.putRows(first, when[1:], sizes[1:])
	}
	if err := errors.Join(a.Close(), b.Close()); err != nil || whole.String() != parts.String() {
		t.Errorf("%v; %d bytes in full, %d by parts", err, whole.Len(), parts.Len())
	}
	for want, fill := range map[string]func(s *Sheet, first part){
		"bug: row 1 of three.csv: is not made of parts and a number": func(s *Sheet, first part) { s.putRows(first, []part{first}, []float64{1}) },
		"bug: row 1 of three.csv: size is empty":                     func(s *Sheet, first part) { s.putRows(first, when, []float64{math.NaN()}) },
	} {
		s := newSheet(&strings.Builder{}, three)
		s.Text("n")
		first := s.part(0)
		s.lines, s.cells = s.lines[:len(s.lines)-1], 0
		fill(s, first)
		if err := s.Close(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestNoTextIsAnothers has more days and numbers than there are texts kept of, and numbers beside each other.
func TestNoTextIsAnothers(t *testing.T) {
	var got, want strings.Builder
	s := newSheet(&got, &Table{Name: "days.csv", Columns: []Column{{"day", Date, "", "a day", ""}, {"size", Number, Share, "a size", ""}}})
	want.WriteString("day,size\n")
	first := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	for range 2 {
		v := 0.1
		for k := range 500 {
			day := first.AddDate(0, 0, k)
			s.Date(day)
			s.Number(v)
			s.End()
			fmt.Fprintf(&want, "%s,%v\n", day.Format(time.DateOnly), v)
			v = math.Nextafter(v, 1)
		}
	}
	if err := s.Close(); err != nil || got.String() != want.String() {
		t.Errorf("%v; %d bytes, want %d", err, got.Len(), want.Len())
	}
}

func TestNumbersAreShort(t *testing.T) {
	for want, v := range map[string]float64{
		"0": math.Copysign(0, -1), "0.1": 0.1, "-12.5": -12.5, "100": 100, "1000000": 1e6, "0.000001": 1e-6,
		"1e-07": 1e-7, "999999999999999": 1e15 - 1, "1e+15": 1e15, "0.30000000000000004": 0.30000000000000004,
	} {
		if got := string(appendNumber(nil, v)); got != want {
			t.Errorf("%g is written %q, want %q", v, got, want)
		}
	}
}

func TestPlainTextNeedsNoQuotes(t *testing.T) {
	for text, want := range map[string]string{
		`a, b`:                   "a; b",
		`say "no"`:               "say 'no'",
		"two\r\n  lines\n":       "two lines",
		"Amazon–Anthropic ≥ 5\t": "Amazon–Anthropic ≥ 5",
		"bad \xff byte":          "bad \ufffd byte",
		"a\u2028b\x00c":          "a b c",
		"":                       "",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a, \"b\"\nc")
	f.Fuzz(func(t *testing.T, text string) {
		got := Plain(text)
		if strings.ContainsAny(got, ",\"\r\n\x00") || got != Plain(got) || got != strings.TrimSpace(got) {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}
