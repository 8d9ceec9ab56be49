package story

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/table"
	"dealsim/sim/unit"
)

func money(v float64) string { return value(v, unit.Money) }

// width is how long a line of the story is at most.
const width = 118

// Tell writes the story; every look at a condition and every payment of it with all.
func (s *Story) Tell(w io.Writer, all bool) error {
	b := &strings.Builder{}
	s.heading(b)
	t := s.teller()
	fmt.Fprintf(b, "\n%s, the day of the deal\n", s.Result.Dates[0].Format("2 January 2006"))
	for _, line := range s.state(0, 0) {
		paragraph(b, "             ", s.Result.Say(line))
	}
	for _, line := range t.step(0, all) {
		paragraph(b, "             ", s.Result.Say(line))
	}
	t.waits(b)
	for _, y := range s.years() {
		fmt.Fprintf(b, "\nYear %d, to %s\n", y.number, s.Result.Dates[y.to].Format("2 January 2006"))
		for q := y.after + 1; q <= y.to; q++ {
			for _, line := range t.step(q, all) {
				paragraph(b, "  "+t.month(q)+"   ", s.Result.Say(line))
			}
		}
		for k, line := range s.state(y.after, y.to) {
			lead := "  at its end "
			if k > 0 {
				lead = "             "
			}
			paragraph(b, lead, s.Result.Say(line))
		}
	}
	s.totals(b)
	s.curves(b)
	_, err := io.WriteString(w, b.String())
	return err
}

// heading says which path it is and where it ends.
func (s *Story) heading(b *strings.Builder) {
	r := s.Result
	fmt.Fprintf(b, "%s\npath %d of seed 0x%x, %s to %s\n", r.Title, s.Path.Number, r.Seed, r.Dates[0].Format("2006-01-02"), r.Dates[len(r.Dates)-1].Format("2006-01-02"))
	if s.Chosen != "" {
		paragraph(b, "", "the path "+s.Chosen)
	}
	if len(s.Standings) == 0 {
		return
	}
	rows := [][]string{{"how it ends", "here", fmt.Sprintf("among %s paths", grouped(s.Standings[0].Paths))}}
	for _, x := range s.Standings {
		label := r.LabelOf(x.Metric)
		if label == "" {
			label = x.Metric.Name
		}
		dim := x.Metric.Dim
		if x.YesNo {
			dim = unit.Bool
		}
		rows = append(rows, []string{"  " + label, value(x.Value, dim), x.Words()})
	}
	b.WriteByte('\n')
	_ = table.Align(b, rows, []bool{false, true, false}) // a builder takes all
}

// waits says what the tranches wait for on this path: thresholds may be uncertain, and are drawn once a path.
func (t *teller) waits(b *strings.Builder) {
	first := map[string][]result.Event{} // the comparisons of the first look
	for _, e := range t.Path.Events {
		if known := first[e.Subject]; e.Kind == "trigger" && e.Quantity != "condition" && (known == nil || known[0].Step == e.Step) {
			first[e.Subject] = append(known, e)
		}
	}
	for _, x := range t.Result.Tranches {
		looks := first[x.ID]
		if len(looks) == 0 {
			continue
		}
		if wish := t.wishes(x.Condition, looks); wish != "" {
			paragraph(b, "             ", t.Result.Say(x.ID+" waits for "+wish))
			continue
		}
		text := x.ID + " waits for " + x.Condition
		var here []string
		for _, e := range looks {
			if !flag(e) {
				here = append(here, t.label(e.Quantity)+" against "+value(e.Threshold, e.Dim))
			}
		}
		if len(here) > 0 {
			text += "; here " + strings.Join(here, " and ")
		}
		paragraph(b, "             ", t.Result.Say(text))
	}
}

// wishes is a condition in words, where it is one comparison or several that are all joined by the same word.
func (t *teller) wishes(condition string, looks []result.Event) string {
	and, or := strings.Count(condition, " and "), strings.Count(condition, " or ")
	if and+or+1 != len(looks) || and > 0 && or > 0 || strings.Contains(" "+strings.ReplaceAll(condition, "(", " "), " not ") {
		return ""
	}
	var parts []string
	for _, e := range looks {
		sign, _, _ := strings.Cut(e.Text, " ")
		if flag(e) {
			parts = append(parts, t.wish(e))
			continue
		}
		words := map[string]string{">=": "at least", ">": "more than", "<=": "at most", "<": "less than", "==": "exactly", "!=": "other than"}[sign]
		parts = append(parts, fmt.Sprintf("%s of %s %s", t.label(e.Quantity), words, value(e.Threshold, e.Dim)))
	}
	if or > 0 {
		return strings.Join(parts, " or ")
	}
	return strings.Join(parts, " and ")
}

// totals is who has paid whom how much.
func (s *Story) totals(b *strings.Builder) {
	type line struct {
		from, to, kind string
		sum            float64
		times          int
	}
	var lines []line
	for _, e := range s.Path.Events {
		if e.Kind != "payment" {
			continue
		}
		k := slices.IndexFunc(lines, func(l line) bool { return l.from == e.From && l.to == e.To && l.kind == e.Quantity })
		if k < 0 {
			k = len(lines)
			lines = append(lines, line{from: e.From, to: e.To, kind: e.Quantity})
		}
		lines[k].sum += e.Cash
		lines[k].times++
	}
	if len(lines) == 0 {
		return
	}
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.kind, b.kind))
	})
	rows := [][]string{}
	for _, l := range lines {
		rows = append(rows, []string{"  " + s.Result.Called(l.from) + " to " + s.Result.Called(l.to), l.kind, money(l.sum), "in " + counted(l.times, "payment")})
	}
	b.WriteString("\nwho paid whom in all\n")
	_ = table.Align(b, rows, []bool{false, false, true, false})
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// curves are small pictures of companies' revenue and value, or of the first quantities of a file without companies.
func (s *Story) curves(b *strings.Builder) {
	var names []string
	for _, name := range s.owners(".arr", ".value") {
		names = append(names, name+".arr", name+".value")
	}
	if names == nil {
		for _, x := range s.Result.Series {
			if !x.Flow && len(names) < 3 {
				names = append(names, x.Name)
			}
		}
	}
	var rows [][]string
	for _, name := range names {
		for k, x := range s.Result.Series {
			if x.Name != name || k >= len(s.Path.Values) {
				continue
			}
			v := s.Path.Values[k]
			rows = append(rows, []string{"  " + s.Result.Say(s.label(name)), spark(v), value(v[0], x.Dim) + " to " + value(v[len(v)-1], x.Dim)})
		}
	}
	if len(rows) > 0 {
		b.WriteString("\nover time, on a scale of ratios\n")
		_ = table.Align(b, rows, make([]bool, 3))
	}
}

// spark draws a row of values as blocks of eight heights, by their logarithms where all are positive. No more than 60.
func spark(values []float64) string {
	const heights = "▁▂▃▄▅▆▇█"
	every := (len(values) + 59) / 60
	var v []float64
	positive := true
	for i := 0; i < len(values); i += every {
		v = append(v, values[i])
		positive = positive && !(values[i] <= 0)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i := range v {
		if positive {
			v[i] = math.Log(v[i])
		}
		if finite(v[i]) {
			low, high = math.Min(low, v[i]), math.Max(high, v[i])
		}
	}
	var b strings.Builder
	for _, x := range v {
		switch {
		case !finite(x):
			b.WriteByte(' ')
		case high == low:
			b.WriteRune([]rune(heights)[3])
		default:
			b.WriteRune([]rune(heights)[int(math.Round(7*(x-low)/(high-low)))])
		}
	}
	return b.String()
}

// paragraph writes a text after a lead, broken at blanks, its rows set under each other.
func paragraph(b *strings.Builder, lead, text string) {
	row, indent := lead, strings.Repeat(" ", table.Width(lead))
	empty := true
	for _, word := range strings.Fields(text) {
		if !empty && table.Width(row)+1+table.Width(word) > width {
			fmt.Fprintln(b, row)
			row, empty = indent+"  ", true
		}
		if !empty {
			row += " "
		}
		row += word
		empty = false
	}
	fmt.Fprintln(b, strings.TrimRight(row, " "))
}
