package main

import (
	"github.com/spf13/cobra"

	"dealsim/sim/engine"
	"dealsim/sim/scenario"
)

// schemaFile is what the schema is called beside a scenario, whose first line names it.
const schemaFile = "dealsim.schema.json"

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "a JSON Schema of scenario files, so that an editor knows the keys",
		Example: "  dealsim schema > " + schemaFile,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage{"schema takes no arguments: write dealsim schema > " + schemaFile}
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			_, err := a.out.Write(scenario.JSONSchema(engine.Language()))
			return err
		},
	}
}
