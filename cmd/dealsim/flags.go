package main

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dealsim/scenarios"
	"dealsim/sim/engine"
	"dealsim/sim/scenario"
)

// flags are those that mean the same in every command.
type flags struct {
	paths   int
	seed    seed
	set     []string
	without []string
	threads int
	out     string
	formats []string
	quiet   bool
	json    bool
	reader  string // --for
}

// seed is a number, decimal or 0x….
type seed uint64

func (s *seed) String() string { return fmt.Sprintf("0x%x", uint64(*s)) }
func (s *seed) Type() string   { return "number" }
func (s *seed) Set(text string) error {
	v, err := strconv.ParseUint(strings.TrimSpace(text), 0, 64)
	if err != nil {
		return fmt.Errorf("want a whole number such as 42 or 0x2a")
	}
	*s = seed(v)
	return nil
}

// defaultSeed is fixed, so that two people see the same numbers.
const defaultSeed = 0x2a

// changeFlags are those that change a scenario.
func (c *flags) changeFlags(f *pflag.FlagSet) {
	f.StringArrayVar(&c.set, "set", nil, "change one thing: `KEY=VALUE`, such as commitments.aws.floor='$150bn'; may be repeated")
	f.StringArrayVar(&c.without, "without", nil, "switch off a tranche, commitment, round, exit or shock: `SECTION.ID`, such as tranches.target-3; may be repeated")
}

// scenarioFlags are those that change what is simulated. Each command has its own, with its own defaults.
func (c *flags) scenarioFlags(f *pflag.FlagSet) {
	c.changeFlags(f)
	c.seed = defaultSeed
	f.Var(&c.seed, "seed", "seed of the random numbers")
}

// runFlags are those of commands that simulate.
func (c *flags) runFlags(f *pflag.FlagSet, paths int) {
	c.scenarioFlags(f)
	f.IntVar(&c.paths, "paths", paths, "how many paths to simulate")
	f.IntVar(&c.threads, "threads", 0, "threads to use; the numbers do not depend on it (default: all processors)")
	f.BoolVar(&c.quiet, "quiet", false, "print nothing but mistakes")
}

// settle checks the flags and fills in what the machine decides.
func (f *flags) settle() error {
	if f.paths < 1 || f.paths > 1_000_000_000 {
		return usage{fmt.Sprintf("--paths %d: want 1 to 1000000000", f.paths)}
	}
	if f.threads < 0 || f.threads > 4096 {
		return usage{fmt.Sprintf("--threads %d: want 1 to 4096", f.threads)}
	}
	if f.threads == 0 {
		f.threads = runtime.GOMAXPROCS(0)
	}
	return nil
}

// oneOrMore wants scenario files.
func oneOrMore(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usage{cmd.Name() + " wants a scenario: a file, or a shipped one such as amazon-anthropic-2026 (see dealsim list)"}
	}
	return nil
}

// read reads a scenario without compiling it.
func (a *app) read(name string) (*scenario.Scenario, *scenario.Mistakes, error) {
	s, m, err := scenario.Read(name, engine.Language(), scenario.Options{Set: a.common.set, Without: a.common.without, Library: scenarios.Find})
	if err != nil && !strings.ContainsAny(name, "./\\") {
		if near := scenario.Nearest(name, scenarios.Names()); near != "" {
			return nil, nil, fmt.Errorf("no scenario is called %q, did you mean %q? (see dealsim list)", name, near)
		}
		return nil, nil, fmt.Errorf("no scenario is called %q, and there is no such file (see dealsim list)", name)
	}
	return s, m, err
}

// compile reads and compiles a scenario; mistakes are printed.
func (a *app) compile(name string) (*engine.Program, error) {
	j, err := a.prepare(name)
	return j.program, err
}

// prepare is compile, with the seconds that it takes.
func (a *app) prepare(name string) (j job, err error) {
	began := time.Now()
	s, m, err := a.read(name)
	if err != nil {
		return job{}, err
	}
	j.read = time.Since(began).Seconds()
	began = time.Now()
	if s != nil {
		j.program = engine.Compile(s, m, uint64(a.common.seed))
	}
	if j.program == nil || !m.None() {
		m.Print(a.err)
		return job{}, mistakes{name}
	}
	j.compile = time.Since(began).Seconds()
	return j, nil
}
