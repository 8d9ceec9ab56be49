// Command deals writes the tables of all shipped deals into README.md, from runs of them: run it at the top of the
// repository after a change that moves numbers. A deal of its own has three headlines with their errors; an overlay what
// it changes in the deal that it extends, path by path.
package main

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"dealsim/scenarios"
	"dealsim/sim/engine"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

const (
	begins = "<!-- deals: written by make deals -->"
	ends   = "<!-- end of deals -->"
	seed   = 0x2a // what dealsim run has
)

func main() {
	paths := flag.Int("paths", 100_000, "how many paths of each")
	file := flag.String("into", "README.md", "the file that has the tables")
	flag.Parse()
	if err := write(*file, *paths); err != nil {
		fmt.Fprintln(os.Stderr, "deals:", err)
		os.Exit(1)
	}
}

// write puts the tables of all shipped deals into a file.
func write(file string, paths int) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	tables, err := tabulate(scenarios.Names(), paths)
	if err != nil {
		return err
	}
	out, err := between(string(text), tables)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(out), 0o666)
}

// between replaces what stands between the two marks.
func between(text, tables string) (string, error) {
	before, rest, ok := strings.Cut(text, begins)
	_, after, also := strings.Cut(rest, ends)
	if !ok || !also {
		return "", fmt.Errorf("there is no %q with %q after it", begins, ends)
	}
	return before + begins + "\n" + tables + ends + after, nil
}

// ran is a run of a shipped deal, with some metrics on every path.
type ran struct {
	scenario *scenario.Scenario
	result   *result.Result
	outcome  *engine.Outcome
	seconds  float64
}

// changes are the columns of the table of overlays.
var changes = []struct{ metric, title string }{
	{"amazon_deployed", "deployed"},
	{"amazon_stake_value_10y", "stake"},
	{"aws_spend_total", "spend"},
	{"aws_shortfall_total", "shortfall"},
}

// simulate runs one shipped deal.
func simulate(name string, paths int) (*ran, error) {
	began := time.Now()
	s, m, err := scenario.Read(name, engine.Language(), scenario.Options{Library: scenarios.Find})
	if err != nil {
		return nil, err
	}
	var p *engine.Program
	if s != nil {
		p = engine.Compile(s, m, seed)
	}
	if p == nil || !m.None() {
		m.Print(os.Stderr)
		return nil, fmt.Errorf("%s has mistakes", name)
	}
	o := engine.Options{Paths: paths, Threads: runtime.GOMAXPROCS(0)}
	for _, c := range changes {
		o.Note = append(o.Note, c.metric)
	}
	x, err := p.Run(context.Background(), o)
	if err != nil {
		return nil, err
	}
	return &ran{s, x.Result(""), x, time.Since(began).Seconds()}, nil
}

// tabulate is both tables as markdown.
func tabulate(names []string, paths int) (string, error) {
	runs := map[string]*ran{}
	for _, name := range names {
		x, err := simulate(name, paths)
		if err != nil {
			return "", err
		}
		runs[name] = x
	}
	var deals, overlays strings.Builder
	for _, name := range names {
		x := runs[name]
		if x.scenario.Extends == "" {
			fmt.Fprintf(&deals, "| `%s` | %.1f | %s | %s |\n", name, x.seconds, strings.Join(headlines(x), "<br>"), cell(x.scenario.Summary))
			continue
		}
		below := runs[strings.TrimSuffix(filepath.Base(x.scenario.Extends), ".yaml")]
		if below == nil {
			return "", fmt.Errorf("%s extends %s, which is not shipped", name, x.scenario.Extends)
		}
		fmt.Fprintf(&overlays, "| `%s` |", name)
		for _, c := range changes {
			fmt.Fprintf(&overlays, " %s |", changed(below.outcome.Noted(c.metric), x.outcome.Noted(c.metric)))
		}
		fmt.Fprintf(&overlays, " %s |\n", cell(x.scenario.Summary))
	}
	head := "| overlay |"
	for _, c := range changes {
		head += " " + c.title + ", $bn |"
	}
	return "\n| deal | s | comes out at | the idea |\n|---|---|---|---|\n" + deals.String() +
		"\nWhat an overlay changes in the deal that it extends, path by path:\n\n" +
		head + " the idea |\n|---|" + strings.Repeat("---:|", len(changes)) + "---|\n" + overlays.String() + "\n", nil
}

// cell is a text that may stand in a table.
func cell(text string) string {
	return strings.ReplaceAll(strings.TrimSuffix(text, "."), "|", "\\|")
}

// headlines are the first three metrics that the file itself holds expectations of and that chance has a say in; where
// there are fewer, certain ones stand in.
func headlines(x *ran) []string {
	var open, certain []string
	seen := map[string]bool{}
	for _, e := range x.scenario.Expect {
		m := x.result.Metric(e.Metric)
		if m == nil || seen[e.Metric] {
			continue
		}
		seen[e.Metric] = true
		if value := unit.Format(m.Sample.Mean, m.Dim, 3); m.Sample.MCSE() > 0 {
			open = append(open, fmt.Sprintf("%s ± %s %s", value, unit.Format(m.Sample.MCSE(), m.Dim, 2), cell(x.result.LabelOf(m))))
		} else {
			certain = append(certain, value+" "+cell(x.result.LabelOf(m)))
		}
	}
	all := append(open, certain...)
	return all[:min(3, len(all))]
}

// changed is a mean difference with its error, in billions.
func changed(before, after []float64) string {
	if before == nil || after == nil {
		return ""
	}
	p := stats.Paired(before, after)
	if p.Changed == 0 {
		return "none"
	}
	digits := 2
	if e := p.MCSE(); e > 0 {
		digits = min(max(1-int(math.Floor(math.Log10(e))), 0), 2)
	}
	if math.Abs(p.Mean) < 0.005 && p.MCSE() < 0.005 {
		return "about 0"
	}
	return strings.Replace(fmt.Sprintf("%+.*f ± %.*f", digits, p.Mean, digits, p.MCSE()), "-", "−", 1)
}
