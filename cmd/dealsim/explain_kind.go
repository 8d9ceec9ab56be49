package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dealsim/sim/schema"
	"dealsim/sim/table"
	"dealsim/sim/unit"
)

// textWidth is where lines of explain are folded: the width of the narrowest terminal in use.
const textWidth = 80

// printKind prints all that is known of a kind, in the order a reader asks.
func printKind(w io.Writer, shelf string, k *schema.Kind) {
	where := ""
	if slices.Contains([]string{"clause", "round", "exit"}, shelf) {
		where = ", under " + k.Section + ":"
	}
	fmt.Fprintf(w, "%s (%s%s)\n", k.Name, shelf, where)
	paragraph(w, "", k.Summary)
	if shelf == "doubt" {
		paragraph(w, "looks for: ", k.Model)
		paragraph(w, "what to do: ", k.Why)
		printExample(w, k.Example)
		paragraph(w, "told: ", k.ByHand)
		return
	}
	paragraph(w, "use: ", k.Why)
	paragraph(w, "asked of: ", k.About)
	if shelf == "distribution" {
		paragraph(w, "written: ", k.Value)
		paragraph(w, "", "Any distribution takes min: and max: beside it, as in {normal: {mean: $10bn, sd: $2bn}, min: $0}: what lies beyond is left out, and the rest stands for it.")
	} else {
		paragraph(w, "gives: ", k.Value)
	}
	if len(k.Fields) > 0 {
		fmt.Fprintln(w, "\nfields")
		hang(w, fieldRows(nil, k.Fields, "  "))
	}
	printOutputs(w, k)
	fmt.Fprintln(w)
	paragraph(w, "formula: ", k.Model)
	paragraph(w, "step: ", k.Step)
	paragraph(w, "who pays whom: ", k.Posts)
	paragraph(w, "by hand: ", k.ByHand)
	paragraph(w, "known: ", k.Moments)
	paragraph(w, "limits: ", k.Limits)
	paragraph(w, "source: ", k.Source)
	paragraph(w, "checked by: ", k.Checked)
	printExample(w, k.Example)
}

func printExample(w io.Writer, example string) {
	if example == "" {
		return
	}
	fmt.Fprintln(w, "\nexample")
	for _, line := range strings.Split(strings.TrimRight(example, "\n"), "\n") {
		fmt.Fprintln(w, "  "+line)
	}
}

// printOutputs prints the quantities that a block publishes, with their units.
func printOutputs(w io.Writer, k *schema.Kind) {
	var rows [][2]string
	for _, o := range k.Outputs {
		name, dim, help := "  ID."+o.Suffix, o.Dim.Symbol(), o.Help
		if o.Suffix == "" {
			name = "  ID"
		}
		switch {
		case o.Own:
			dim = "unit of its fields"
		case dim == "1":
			dim = "plain number"
		}
		if o.Flow {
			dim += " in the step"
		}
		if help == "" {
			help = o.Label
		}
		if o.Of != "" && !o.Own {
			help += " (with " + o.Of + ")"
		}
		rows = append(rows, [2]string{name, help + " [" + dim + "]"})
	}
	if len(rows) == 0 {
		return
	}
	fmt.Fprintln(w, "\nquantities it publishes, ID being the name of the block")
	hang(w, rows)
}

// fieldRows says of each field what it holds, its bounds, what it is where it is left out, and what it means.
func fieldRows(rows [][2]string, fields []schema.Field, indent string) [][2]string {
	for _, f := range fields {
		what := f.Wants()
		if f.Form == schema.Number && f.Dim == unit.Any && !f.Own {
			what = "a value with its unit"
		}
		if b := bounds(&f); b != "" {
			what += ", " + b
		}
		switch {
		case f.Required:
			what += "; required"
		case f.Default != "":
			what += "; " + f.Default + " unless given"
		}
		rows = append(rows, [2]string{indent + f.Name, f.Help + " [" + what + "]"})
		rows = fieldRows(rows, f.Fields, indent+"  ")
	}
	return rows
}

// bounds are the least and the greatest that a field may hold.
func bounds(f *schema.Field) string {
	show := func(v float64) string {
		if f.Own || f.Form == schema.Count {
			return fmt.Sprint(v)
		}
		return unit.Format(v, f.Dim, 3)
	}
	switch {
	case f.Min != nil && f.Max != nil:
		return show(*f.Min) + " to " + show(*f.Max)
	case f.Min != nil:
		return show(*f.Min) + " or more"
	case f.Max != nil:
		return show(*f.Max) + " or less"
	}
	return ""
}

// paragraph prints a text folded, its label first; nothing for an empty one. One of several lines stands below its label.
func paragraph(w io.Writer, label, text string) {
	lines := strings.Split(text, "\n")
	switch {
	case text == "":
	case len(lines) == 1 && label == "":
		fold(w, "", text, "")
	case len(lines) == 1:
		fold(w, label, text, "  ")
	default:
		fmt.Fprintln(w, strings.TrimRight(label, " "))
		for _, line := range lines {
			fold(w, "  ", line, "    ")
		}
	}
}

// hang prints rows of two columns, the second folded beside the first.
func hang(w io.Writer, rows [][2]string) {
	width := 0
	for _, r := range rows {
		width = max(width, table.Width(r[0]))
	}
	for _, r := range rows {
		fold(w, r[0]+strings.Repeat(" ", width-table.Width(r[0])+2), r[1], strings.Repeat(" ", width+2))
	}
}

// fold prints a text after its label in lines of textWidth, those after the first indented.
func fold(w io.Writer, label, text, indent string) {
	line, empty := label, true
	for _, word := range strings.Fields(text) {
		if !empty && table.Width(line)+1+table.Width(word) > textWidth {
			fmt.Fprintln(w, line)
			line, empty = indent, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	fmt.Fprintln(w, strings.TrimRight(line, " "))
}
