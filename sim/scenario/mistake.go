package scenario

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

// Mistake is one thing wrong with a file, and what to do about it.
type Mistake struct {
	Place
	Path   string // tranches.target-1.amount
	What   string // found and wanted
	Remedy string // what to write instead; may be empty
}

// Mistakes collects what is wrong. A consequence of a mistake is not reported: what is broken is marked and fits
// everything.
type Mistakes struct{ list []Mistake }

// Most is how many mistakes are shown at a time.
const Most = 20

// Add notes a mistake.
func (m *Mistakes) Add(at Place, path, remedy, format string, args ...any) {
	m.list = append(m.list, Mistake{Place: at, Path: path, What: fmt.Sprintf(format, args...), Remedy: remedy})
}

// Many says that nobody will read what else is found: looking for the nearest name is no longer worth its time.
func (m *Mistakes) Many() bool { return len(m.list) > 5*Most }

// None says whether nothing is wrong.
func (m *Mistakes) None() bool { return len(m.list) == 0 }

// Count is how many have been noted.
func (m *Mistakes) Count() int { return len(m.list) }

// Sorted is the mistakes in file order, each once.
func (m *Mistakes) Sorted() []Mistake {
	list := append([]Mistake(nil), m.list...)
	sort.SliceStable(list, func(i, j int) bool {
		return list[i].Before(list[j].Place)
	})
	var out []Mistake
	for i, x := range list {
		if i > 0 && x.What == list[i-1].What && x.Path == list[i-1].Path && x.Line == list[i-1].Line {
			continue
		}
		out = append(out, x)
	}
	return out
}

func rank(f *File) int {
	if f == nil {
		return -1
	}
	return f.rank
}

// Error makes mistakes an error: its first line.
func (m *Mistakes) Error() string {
	list := m.Sorted()
	if len(list) == 0 {
		return "no mistakes"
	}
	if len(list) == 1 {
		return list[0].Headline()
	}
	return fmt.Sprintf("%s (and %d more)", list[0].Headline(), len(list)-1)
}

// Headline is the first line of a mistake: the place, the path, what is wrong.
func (x Mistake) Headline() string {
	var b strings.Builder
	if x.File != nil {
		b.WriteString(x.File.Name)
		if x.Line > 0 {
			fmt.Fprintf(&b, ":%d:%d", x.Line, x.Col)
		}
		b.WriteString(": ")
	}
	if x.Path != "" {
		b.WriteString(x.Path + ": ")
	}
	b.WriteString(x.What)
	return b.String()
}

// Print writes the mistakes as a person reads them: the place, what is wrong, the line with a caret, the remedy.
func (m *Mistakes) Print(w io.Writer) {
	list := m.Sorted()
	for i, x := range list {
		if i == Most {
			fmt.Fprintf(w, "and %d more mistakes\n", len(list)-Most)
			break
		}
		fmt.Fprintln(w, x.Headline())
		if x.File != nil && x.Line > 0 && x.Line <= len(x.File.Lines) {
			printCaret(w, x.Place)
		}
		if x.Remedy != "" {
			for _, line := range strings.Split(x.Remedy, "\n") {
				fmt.Fprintf(w, "     = %s\n", line)
			}
		}
	}
}
