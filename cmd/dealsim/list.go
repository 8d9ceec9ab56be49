package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dealsim/scenarios"
	"dealsim/sim/table"
)

func (a *app) listCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "the shipped scenarios, what extends another below it",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage{"list takes no arguments"}
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			below := map[string][]shipped{} // by the name of what they extend
			for _, name := range scenarios.Names() {
				s, _, err := a.read(name)
				if err != nil {
					return err
				}
				if s == nil {
					return fmt.Errorf("the shipped scenario %s cannot be read", name)
				}
				base := strings.TrimSuffix(filepath.Base(s.Extends), ".yaml")
				if s.Extends == "" {
					base = ""
				}
				below[base] = append(below[base], shipped{name, s.Summary})
			}
			if err := printList(a.out, listing(below, "", "")); err != nil {
				return err
			}
			fmt.Fprintln(a.out, "\nrun one with: dealsim run NAME; dealsim diff NAME is what an indented one changes")
			return nil
		},
	}
}

// shipped is a scenario with its idea in a line.
type shipped struct{ name, summary string }

// listing is what extends a base, each followed by what extends it in turn, further in.
func listing(below map[string][]shipped, base, indent string) []shipped {
	var out []shipped
	for _, s := range below[base] {
		out = append(append(out, shipped{indent + s.name, s.summary}), listing(below, s.name, indent+"  ")...)
	}
	return out
}

// printList prints names and summaries in two columns, no line wider than 100.
func printList(w io.Writer, list []shipped) error {
	names := 0
	for _, s := range list {
		names = max(names, table.Width(s.name))
	}
	var rows [][]string
	for _, s := range list {
		for i, line := range folded(s.summary, max(100-2-names, 30)) {
			if i > 0 {
				s.name = ""
			}
			rows = append(rows, []string{s.name, line})
		}
	}
	return table.Align(w, rows, nil)
}

// folded is a text in lines of a width; at least one.
func folded(text string, width int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case table.Width(*last)+1+table.Width(word) > width:
			lines = append(lines, word)
		default:
			*last += " " + word
		}
	}
	return lines
}
