package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"dealsim/sim/scenario"
)

// The exit codes, in one place.
const (
	fine       = 0
	inFile     = 1 // mistakes in the scenario file, or an expectation that fails
	inCommand  = 2 // a bad command line
	inTheWorld = 3 // the disk is full, a file cannot be read, the run was stopped
)

// app is what every command works with.
type app struct {
	out, err io.Writer
	common   flags
}

// mistakes is the error of a file that says something wrong; the mistakes have been printed.
type mistakes struct{ file string }

func (m mistakes) Error() string { return m.file + ": nothing was simulated and nothing was written" }

// usage is the error of a bad command line.
type usage struct{ what string }

func (u usage) Error() string { return u.what }

// run is the whole program: arguments in, exit code out.
func run(args []string, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	a := &app{out: out, err: errs}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return fine
	case errors.As(err, new(mistakes)):
		fmt.Fprintln(errs, err)
		return inFile
	case errors.As(err, new(usage)):
		fmt.Fprintln(errs, "dealsim:", err)
		fmt.Fprintln(errs, "     = see dealsim --help")
		return inCommand
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errs, "stopped: nothing was written")
		return inTheWorld
	}
	world(errs, err)
	return inTheWorld
}

// world prints an error of the world: the place, what is wrong with it, what to do.
func world(w io.Writer, err error) {
	var at *fs.PathError
	if !errors.As(err, &at) {
		fmt.Fprintln(w, "dealsim:", err)
		return
	}
	does := map[string]string{"mkdir": "make the folder", "mkdirat": "make the folder", "lstat": "use", "openat": "open", "": "use"}[at.Op]
	if does == "" {
		does = at.Op
	}
	fmt.Fprintf(w, "dealsim: cannot %s %s: %v\n", does, at.Path, at.Err)
	if errors.Is(err, syscall.ENOSPC) {
		fmt.Fprintln(w, "     = make room, or choose another folder with --out; nothing was left behind")
	} else {
		fmt.Fprintln(w, "     = choose another folder with --out")
	}
}

const intro = `dealsim simulates deals: money now, money later on conditions, and a long purchase
commitment flowing back. Try first:

  dealsim run amazon-anthropic-2026

It simulates the shipped base deal and leaves tables and charts in out/amazon-anthropic-2026/.
`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "dealsim", Short: "Monte Carlo simulation of deals", Long: intro,
		SilenceUsage: true, SilenceErrors: true, Version: version(),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				known := []string{}
				for _, c := range cmd.Commands() {
					known = append(known, c.Name())
				}
				what := fmt.Sprintf("no command is called %q", args[0])
				if near := scenario.Nearest(args[0], known); near != "" {
					what += fmt.Sprintf(", did you mean %q?", near)
				} else {
					what += "; commands: " + strings.Join(known, ", ")
				}
				return usage{what}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("dealsim {{.Version}}\n")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err.Error()} })
	root.AddCommand(a.runCommand(), a.checkCommand(), a.listCommand(), a.showCommand(), a.explainCommand())
	return root
}

// version is the tag or commit the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	v := strings.TrimPrefix(info.Main.Version, "v")
	if v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return release
}

// release is the version of the source, for builds that do not know their tag.
const release = "0.1.0-dev"
