package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dealsim/scenarios"
	"dealsim/sim/engine"
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
			return printGraph(a.out, p.Graph)
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

// printGraph lists the quantities in the order of a step; those that are no series of their own by name alone.
func printGraph(w io.Writer, graph []engine.Quantity) error {
	rows := [][]string{{"quantity", "unit", "when", "follows from, in the same step"}}
	var also []string
	for _, q := range graph {
		if q.Hidden {
			also = append(also, q.Name)
			continue
		}
		reads := strings.Join(q.Reads, ", ")
		if reads == "" {
			reads = "-"
		}
		rows = append(rows, []string{q.Name, q.Dim.Symbol(), fmt.Sprintf("%d %s", q.Phase, q.Phase), reads})
	}
	if err := table.Align(w, rows, make([]bool, 4)); err != nil {
		return err
	}
	if len(also) > 0 {
		fmt.Fprintln(w)
		paragraph(w, "an expression can also read: ", strings.Join(also, ", "))
	}
	return nil
}
