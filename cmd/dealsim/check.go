package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// disappointed is the error of a file whose expectations do not hold; they have been printed.
type disappointed struct{ file string }

func (d disappointed) Error() string { return d.file + ": an expectation does not hold" }

func (a *app) checkCommand() *cobra.Command {
	own := &flags{}
	var expect bool
	cmd := &cobra.Command{
		Use:   "check FILE…",
		Short: "mistakes and doubts; --expect also holds the file's own expectations; writes nothing",
		Example: `  dealsim check my-deal.yaml
  dealsim check amazon-anthropic-2026 --expect`,
		Args: oneOrMore,
		RunE: func(cmd *cobra.Command, args []string) error {
			a.common = *own
			if err := a.common.settle(); err != nil {
				return err
			}
			var failed error
			for _, name := range args {
				p, err := a.compile(name)
				if err != nil {
					if _, ok := err.(mistakes); !ok {
						return err
					}
					failed = err
					continue
				}
				r, err := a.simulate(cmd.Context(), p, 0)
				if err != nil {
					return err
				}
				if !a.common.quiet {
					fmt.Fprintf(a.out, "%s: no mistakes\n", name)
				}
				for _, w := range r.Warnings {
					if !a.common.quiet {
						fmt.Fprintln(a.out, "doubt:", w)
					}
				}
				if !expect {
					continue
				}
				lines, ok := p.Check(r)
				for _, line := range lines {
					if !a.common.quiet || !ok {
						fmt.Fprintln(a.out, line)
					}
				}
				if !ok {
					failed = disappointed{name}
				}
			}
			return failed
		},
	}
	own.runFlags(cmd.Flags(), 10_000)
	cmd.Flags().BoolVar(&expect, "expect", false, "fail when an expectation of the file does not hold")
	return cmd
}
