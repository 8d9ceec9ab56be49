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
	"sort"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dealsim/sim/column"
	"dealsim/sim/scenario"
)

// The exit codes, in one place.
const (
	fine       = 0
	inFile     = 1 // mistakes in the scenario file, an expectation that fails, or doubts where they are not let pass
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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return runWith(ctx, args, out, errs)
}

// runWith is run with a context that may end it.
func runWith(ctx context.Context, args []string, out, errs io.Writer) int {
	paper := &printer{w: out}
	a := &app{out: paper, err: errs}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(paper)
	root.SetErr(errs)
	cmd, err := root.ExecuteContextC(ctx)
	if paper.err != nil { // what was printed is lost; files are as they should be
		fmt.Fprintln(errs, "dealsim: cannot print:", plain(paper.err))
		return inTheWorld
	}
	switch {
	case err == nil:
		return fine
	case errors.As(err, new(mistakes)), errors.As(err, new(disappointed)), errors.As(err, new(doubted)):
		fmt.Fprintln(errs, err)
		return inFile
	case errors.As(err, new(usage)):
		fmt.Fprintln(errs, "dealsim:", err)
		fmt.Fprintf(errs, "     = see %s --help\n", cmd.CommandPath())
		return inCommand
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errs, err)
		return inTheWorld
	}
	world(errs, err)
	return inTheWorld
}

// printer remembers that something could not be printed.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	if err != nil && p.err == nil {
		p.err = err
	}
	return n, err
}

// plain is an error's text without the operation and path before it.
func plain(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

// stopped is the error of a run that was interrupted.
type stopped struct{ name string }

func (s stopped) Error() string { return "stopped: nothing of " + s.name + " was written" }
func (s stopped) Unwrap() error { return context.Canceled }

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
				return noCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("dealsim {{.Version}}, vectors: " + column.Vectors() + "\n")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage{flagMistake(cmd, err)} })
	cobra.AddTemplateFunc("plainFlags", plainFlags)
	root.SetUsageTemplate(strings.NewReplacer(".LocalFlags.FlagUsages", ".LocalFlags.FlagUsages | plainFlags",
		".InheritedFlags.FlagUsages", ".InheritedFlags.FlagUsages | plainFlags").Replace(root.UsageTemplate()))
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(a.runCommand(), a.checkCommand(), a.listCommand(), a.showCommand(), a.diffCommand(), a.compareCommand(), a.explainCommand(), a.newCommand(), a.schemaCommand(), a.replayCommand())
	return root
}

// noCommand is the mistake of naming a command that is not there.
func noCommand(root *cobra.Command, name string) error {
	var known []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			known = append(known, c.Name())
		}
	}
	return usage{unknown(name, known, "no command")}
}

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "how a command is used",
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			found, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return noCommand(root, args[0])
			}
			found.InitDefaultHelpFlag()
			found.InitDefaultVersionFlag()
			return found.Help()
		},
	}
}

// plainFlags leaves out that a flag such as --quiet could be given a value.
func plainFlags(text string) string {
	const value = "[=true|false]"
	return strings.ReplaceAll(text, value, strings.Repeat(" ", len(value)))
}

// flagMistake is what is wrong with a flag, with the nearest flag for an unknown one.
func flagMistake(cmd *cobra.Command, err error) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return err.Error()
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	what := fmt.Sprintf("no flag of %s is called --%s", cmd.CommandPath(), unknown.GetSpecifiedName())
	if near := scenario.Nearest(unknown.GetSpecifiedName(), known); near != "" {
		return what + ", did you mean --" + near + "?"
	}
	sort.Strings(known)
	return what + ": there is --" + strings.Join(known, ", --")
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
