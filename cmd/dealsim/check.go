package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dealsim/sim/doubt"
	"dealsim/sim/engine"
	"dealsim/sim/result"
)

// disappointed is the error of a file whose expectations do not hold; they have been printed.
type disappointed struct{ file string }

func (d disappointed) Error() string { return d.file + ": an expectation does not hold" }

// doubted is the error of a file that strict checking does not let pass; the doubts have been printed.
type doubted struct{ file string }

func (d doubted) Error() string { return d.file + ": there are doubts" }

func (a *app) checkCommand() *cobra.Command {
	own := &flags{}
	var expect, strict bool
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
				outcome, err := a.simulate(cmd.Context(), p, 0)
				if err != nil {
					return err
				}
				r := outcome.Result(version())
				doubts := doubt.Look(p.Scenario, r)
				if !a.common.quiet {
					fmt.Fprintf(a.out, "%s: no mistakes\n", name)
					a.movesWith(p, r)
				}
				for _, d := range doubts {
					if !a.common.quiet || strict {
						fmt.Fprintln(a.out, d)
					}
				}
				if strict && len(doubts) > 0 {
					failed = doubted{name}
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
	cmd.Flags().BoolVar(&strict, "strict", false, "fail when there is a doubt")
	cmd.Flags().BoolVar(&expect, "expect", false, "fail when an expectation of the file does not hold")
	return cmd
}

// movesWith prints which uncertain inputs that are assumed move the headline metrics most: no doubt, since most deals
// have terms that nobody has published, but what a reader should know first.
func (a *app) movesWith(p *engine.Program, r *result.Result) {
	names, draws := p.InputDraws(r.Joint.Paths)
	lines := doubt.MovesWith(p.Scenario, r, names, draws)
	for _, line := range lines {
		fmt.Fprintln(a.out, line)
	}
	if len(lines) > 0 {
		fmt.Fprintln(a.out, "     =", doubt.TheRest)
	}
}
