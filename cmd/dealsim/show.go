package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dealsim/scenarios"
	"dealsim/sim/table"
)

func (a *app) showCommand() *cobra.Command {
	own := &flags{}
	var graph, source bool
	cmd := &cobra.Command{
		Use:   "show FILE",
		Short: "the resolved scenario with origins; --graph: its quantities, units and what feeds what",
		Example: `  dealsim show amazon-anthropic-2026 --set 'inputs.commitment=$150bn'
  dealsim show amazon-anthropic-2026 --graph
  dealsim show amazon-anthropic-2026 --source > my-deal.yaml`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage{"show wants one scenario: a file, or a shipped one such as amazon-anthropic-2026"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			a.common = *own
			switch {
			case source && graph:
				return usage{"--source and --graph: choose one"}
			case source:
				return a.showSource(args[0])
			}
			p, err := a.compile(args[0])
			if err != nil {
				return err
			}
			if !graph {
				return p.Scenario.Show(a.out)
			}
			rows := [][]string{{"quantity", "unit", "when", "follows from, in the same step"}}
			for _, q := range p.Graph {
				reads := strings.Join(q.Reads, ", ")
				if reads == "" {
					reads = "-"
				}
				rows = append(rows, []string{q.Name, q.Dim.Symbol(), fmt.Sprintf("%d %s", q.Phase, q.Phase), reads})
			}
			return table.Align(a.out, rows, make([]bool, 4))
		},
	}
	own.scenarioFlags(cmd.Flags())
	cmd.Flags().BoolVar(&graph, "graph", false, "the quantities in the order of a step, their units, what feeds what")
	cmd.Flags().BoolVar(&source, "source", false, "the file as it was written, to start a file of your own")
	return cmd
}

// showSource prints the text of a file or shipped scenario.
func (a *app) showSource(name string) error {
	if len(a.common.set) > 0 {
		return usage{"--source shows the file as written: --set does not go with it"}
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		shipped, ok := scenarios.Find(strings.TrimSuffix(name, ".yaml"))
		if !ok {
			return fmt.Errorf("no scenario is called %q, and there is no such file (see dealsim list)", name)
		}
		data, err = shipped, nil
	}
	if err != nil {
		return err
	}
	_, err = a.out.Write(data)
	return err
}
