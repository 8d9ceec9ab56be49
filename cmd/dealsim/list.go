package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dealsim/scenarios"
	"dealsim/sim/table"
)

func (a *app) listCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "the shipped scenarios",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage{"list takes no arguments"}
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			var rows [][]string
			for _, name := range scenarios.Names() {
				s, _, err := a.read(name)
				if err != nil {
					return err
				}
				rows = append(rows, []string{name, s.Summary})
			}
			if err := table.Align(a.out, rows, []bool{false, false}); err != nil {
				return err
			}
			fmt.Fprintln(a.out, "\nrun one with: dealsim run NAME")
			return nil
		},
	}
}
