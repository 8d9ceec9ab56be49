package main

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"dealsim/sim/doubt"
	"dealsim/sim/engine"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/table"
)

// shelf is one sort of thing that can be explained.
type shelf struct {
	name  string
	about string
	kinds map[string]*schema.Kind
}

func shelves() []shelf {
	l := engine.Language()
	clauses := map[string]*schema.Kind{}
	for _, k := range l.Sections {
		schema.Put(clauses, k)
	}
	for _, kinds := range l.Kinds {
		for _, k := range kinds {
			schema.Put(clauses, k)
		}
	}
	return []shelf{
		{"process", "how drivers move", l.Processes},
		{"clause", "what the contract says", clauses},
		{"distribution", "what an uncertain number may be", l.Distributions},
		{"function", "what an expression may call", l.Functions},
		{"metric", "what is asked of every path", l.Metrics},
		{"doubt", "what check asks about that is no mistake", doubts()},
	}
}

// doubts are the rules of package doubt as kinds: the reason is their summary.
func doubts() map[string]*schema.Kind {
	out := map[string]*schema.Kind{}
	for name, r := range doubt.All() {
		out[name] = &schema.Kind{Section: "doubt", Name: name, Summary: r.Reason, Why: r.Remedy}
	}
	return out
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [KIND [NAME]]",
		Short: "what a process, clause, distribution, function, metric or doubt is: fields, units, formula, source",
		Example: `  dealsim explain
  dealsim explain process
  dealsim explain schwartz-moon`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return usage{"explain wants at most a kind and a name: dealsim explain process gbm"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.explain(args) },
	}
}

func (a *app) explain(args []string) error {
	all := shelves()
	if len(args) == 0 {
		for _, s := range all {
			fmt.Fprintf(a.out, "%s: %s\n  %s\n\n", s.name, s.about, strings.Join(schema.Sorted(s.kinds), ", "))
		}
		fmt.Fprintln(a.out, "more with: dealsim explain NAME")
		return nil
	}
	for _, s := range all {
		if args[0] != s.name {
			continue
		}
		if len(args) == 1 {
			var rows [][]string
			for _, n := range schema.Sorted(s.kinds) {
				rows = append(rows, []string{n, s.kinds[n].Summary})
			}
			return table.Align(a.out, rows, []bool{false, false})
		}
		if k := s.kinds[args[1]]; k != nil {
			return printKind(a.out, s.name, k)
		}
		return usage{unknown(args[1], schema.Sorted(s.kinds), "no "+s.name)}
	}
	if len(args) == 2 {
		var names []string
		for _, s := range all {
			names = append(names, s.name)
		}
		return usage{unknown(args[0], names, "no kind")}
	}
	var names []string
	found := 0
	for _, s := range all {
		names = append(append(names, s.name), schema.Sorted(s.kinds)...)
		if k := s.kinds[args[0]]; k != nil {
			if found++; found > 1 {
				fmt.Fprintln(a.out)
			}
			if err := printKind(a.out, s.name, k); err != nil {
				return err
			}
		}
	}
	if found == 0 {
		return usage{unknown(args[0], names, "nothing")}
	}
	return nil
}

func unknown(name string, valid []string, what string) string {
	sort.Strings(valid)
	text := fmt.Sprintf("%s is called %q", what, name)
	if near := scenario.Nearest(name, valid); near != "" && name != "" {
		return text + fmt.Sprintf(", did you mean %q?", near)
	}
	return text + ": there is " + strings.Join(slices.Compact(valid), ", ")
}

// printKind prints all that is known of a kind, in the order a reader asks.
func printKind(w io.Writer, shelf string, k *schema.Kind) error {
	where := ""
	if shelf == "clause" {
		where = ", under " + k.Section + ":"
	}
	fmt.Fprintf(w, "%s (%s%s)\n", k.Name, shelf, where)
	paragraph(w, "", k.Summary)
	if shelf == "doubt" {
		paragraph(w, "what to do: ", k.Why)
		return nil
	}
	paragraph(w, "use it for: ", k.Why)
	if len(k.Fields) > 0 {
		fmt.Fprintln(w, "\nfields")
		var rows [][]string
		rows = fieldRows(rows, k.Fields, "  ")
		if err := table.Align(w, rows, []bool{false, false, false}); err != nil {
			return err
		}
	}
	if len(k.Outputs) > 0 {
		fmt.Fprintln(w, "\nquantities it publishes")
		var rows [][]string
		for _, o := range k.Outputs {
			if o.Help == "" && o.Label == "" {
				continue
			}
			name, dim := "  ID."+o.Suffix, o.Dim.Symbol()
			if o.Suffix == "" {
				name = "  ID"
			}
			if o.Own {
				dim = "own unit"
			}
			if o.Flow {
				dim += ", of a step"
			}
			help := o.Help
			if help == "" {
				help = o.Label
			}
			rows = append(rows, []string{name, dim, help})
		}
		if err := table.Align(w, rows, []bool{false, false, false}); err != nil {
			return err
		}
	}
	fmt.Fprintln(w)
	paragraph(w, "formula: ", k.Model)
	paragraph(w, "step: ", k.Step)
	paragraph(w, "known: ", k.Moments)
	paragraph(w, "limits: ", k.Limits)
	paragraph(w, "source: ", k.Source)
	paragraph(w, "checked by: ", k.Checked)
	if k.Example != "" {
		fmt.Fprintln(w, "\nexample")
		for _, line := range strings.Split(strings.TrimRight(k.Example, "\n"), "\n") {
			fmt.Fprintln(w, "  "+line)
		}
	}
	return nil
}

// paragraph prints a text folded at 100 columns, its label first; nothing for an empty one.
func paragraph(w io.Writer, label, text string) {
	if text == "" {
		return
	}
	line := label
	for _, word := range strings.Fields(text) {
		if table.Width(line)+1+table.Width(word) > 100 && strings.TrimSpace(line) != "" {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
			line = "  "
		}
		if line != "" && !strings.HasSuffix(line, " ") {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(w, line)
}

func fieldRows(rows [][]string, fields []schema.Field, indent string) [][]string {
	for _, f := range fields {
		what := f.Wants()
		switch {
		case f.Required:
			what += ", required"
		case f.Default != "":
			what += ", " + f.Default + " unless given"
		}
		rows = append(rows, []string{indent + f.Name, what, f.Help})
		rows = fieldRows(rows, f.Fields, indent+"  ")
	}
	return rows
}
