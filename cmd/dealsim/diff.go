package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"dealsim/sim/engine"
	"dealsim/sim/scenario"
	"dealsim/sim/table"
)

func (a *app) diffCommand() *cobra.Command {
	own := &flags{}
	cmd := &cobra.Command{
		Use:   "diff FILE [FILE]",
		Short: "what one scenario changes against another, or an overlay against what it extends",
		Long: `What the second scenario says otherwise than the first, both with their overlays applied: a line
for each value. One file alone is held against the one it extends; with --set or --without and no
such file, against itself as it is written. The exit code is 0 whether or not they differ.`,
		Example: `  dealsim diff variant.yaml
  dealsim diff amazon-anthropic-2026 my-deal.yaml
  dealsim diff amazon-anthropic-2026 --set 'inputs.commitment=$150bn'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usage{"diff wants two scenarios, or one that extends another"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			a.common = *own
			return a.diff(args)
		},
	}
	own.changeFlags(cmd.Flags())
	cmd.Flags().BoolVar(&own.json, "json", false, "print the differences as JSON")
	return cmd
}

// difference is one of them for a program: null for what is not there.
type difference struct {
	Path string  `json:"path"`
	Old  *string `json:"old"`
	New  *string `json:"new"`
}

func (a *app) diff(args []string) error {
	to, err := a.readRight(args[len(args)-1])
	if err != nil {
		return err
	}
	changed := len(a.common.set)+len(a.common.without) > 0
	from := args[0]
	switch {
	case len(args) == 2:
	case to.Extends != "":
		from = to.Extends
	case !changed:
		return usage{from + " extends nothing: name a second scenario, or say what changes with --set or --without"}
	}
	a.common.set, a.common.without = nil, nil // they are the second's
	was, err := a.readRight(from)
	if err != nil {
		return err
	}
	found := scenario.Diff(was, to, engine.Language())
	if a.common.json {
		list := []difference{}
		for _, d := range found {
			list = append(list, difference{d.Path, present(d.Old), present(d.New)})
		}
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(map[string]any{"from": from, "to": args[len(args)-1], "differences": list})
	}
	for _, d := range found {
		fmt.Fprintf(a.out, "%s: %s → %s\n", d.Path, shown(d.Old), shown(d.New))
	}
	switch n := len(found); n {
	case 0:
		fmt.Fprintln(a.out, "no difference")
	case 1:
		fmt.Fprintln(a.out, "\n1 difference to", from)
	default:
		fmt.Fprintf(a.out, "\n%d differences to %s\n", n, from)
	}
	return nil
}

// readRight reads a scenario in which nothing is wrong; mistakes are printed.
func (a *app) readRight(name string) (*scenario.Scenario, error) {
	s, m, err := a.read(name)
	if err != nil {
		return nil, err
	}
	if s == nil || !m.None() {
		m.Print(a.err)
		return nil, mistakes{name}
	}
	return s, nil
}

func present(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// shown is a value of a difference: a dash for none, and of a whole block only how it begins.
func shown(text string) string {
	const most = 70
	switch {
	case text == "":
		return "—"
	case text[0] == '{' && table.Width(text) > most:
		return string([]rune(text)[:most]) + " …}"
	}
	return text
}
