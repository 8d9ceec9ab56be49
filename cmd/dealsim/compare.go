package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dealsim/plots"
	"dealsim/sim/engine"
	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/table"
	"dealsim/sim/unit"
)

// comparing is what the compare command is asked for.
type comparing struct {
	by    []string
	chart string
}

func (a *app) compareCommand() *cobra.Command {
	own, ask := &flags{}, &comparing{}
	cmd := &cobra.Command{
		Use:   "compare FILE [FILE]",
		Short: "what a term is worth: two scenarios on the same random paths, difference by difference",
		Long: `Both scenarios are simulated on the same random world, and each metric of the second is held
against that of the first path by path: what chance does to both cancels, so that the error of the
difference is small. One file alone is held against the one it extends; with --set or --without and
no such file, against itself as it is written; with several metrics and neither, each of them
against the first.`,
		Example: `  dealsim compare fixed-price-tranches
  dealsim compare amazon-anthropic-2026 --set 'inputs.commitment=$150bn' --by aws_true_up_total
  dealsim compare one-block-20bn --by amazon_conditional_paid --chart paid.png
  dealsim compare amazon-portfolio --by all_anthropic,half_each`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usage{"compare wants two scenarios, or one that extends another"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			a.common = *own
			if err := a.common.settle(); err != nil {
				return err
			}
			if ask.chart != "" {
				if err := checkChart(ask.chart); err != nil {
					return err
				}
			}
			return a.compare(cmd.Context(), args, ask)
		},
	}
	own.scenarioFlags(cmd.Flags())
	cmd.Flags().IntVar(&own.paths, "paths", 100_000, "how many paths to simulate of each")
	cmd.Flags().IntVar(&own.threads, "threads", 0, "threads to use; the numbers do not depend on it (default: all processors)")
	cmd.Flags().StringSliceVar(&ask.by, "by", nil, "the `METRICS` of summary.csv to compare (default: the headlines of the first scenario)")
	cmd.Flags().StringVar(&ask.chart, "chart", "", "write a chart of the first metric in both to this `FILE`: .svg, .png or .pdf")
	return cmd
}

// side is one column of a comparison: a metric of a run.
type side struct {
	label  string
	metric *result.Metric
	draws  []float64
}

// compare runs one scenario or two and prints what they differ by.
func (a *app) compare(ctx context.Context, args []string, ask *comparing) error {
	programs, err := a.sides(args, len(ask.by) > 1)
	if err != nil {
		return err
	}
	by := ask.by
	if len(by) == 0 {
		by = programs[0].Headlines()
	}
	for _, p := range programs {
		for _, name := range ask.by {
			if !slices.Contains(p.Metrics(), name) {
				return usage{fmt.Sprintf("--by: of %s %s", p.Scenario.Name, unknown(name, p.Metrics(), "no metric"))}
			}
		}
		by = slices.DeleteFunc(slices.Clone(by), func(name string) bool { return !slices.Contains(p.Metrics(), name) })
	}
	var runs []*result.Result
	var outcomes []*engine.Outcome
	for _, p := range programs {
		bar := a.progress(p.Scenario.Name)
		x, err := p.Only(by...).Run(ctx, engine.Options{Paths: a.common.paths, Threads: a.common.threads, Note: by, Progress: bar.step})
		bar.finish()
		if errors.Is(err, context.Canceled) {
			return stopped{p.Scenario.Name}
		} else if err != nil {
			return err
		}
		runs, outcomes = append(runs, x.Result(version())), append(outcomes, x)
	}
	of := func(k int, name, label string) side {
		return side{label, runs[k].Metric(name), outcomes[k].Noted(name)}
	}
	if len(runs) == 1 {
		var all []side
		for _, name := range by {
			if m := runs[0].Metric(name); m.Dim != runs[0].Metric(by[0]).Dim {
				return usage{fmt.Sprintf("--by: %s is in %s, %s in %s: only what has one unit can be compared", by[0], runs[0].Metric(by[0]).Dim.Symbol(), name, m.Dim.Symbol())}
			}
			all = append(all, of(0, name, runs[0].LabelOf(runs[0].Metric(name))))
		}
		a.printWithin(runs[0], all)
		return a.drawSides(runs, runs[0].Title, all, ask.chart)
	}
	names := [2]string{programs[0].Scenario.Name, programs[1].Scenario.Name}
	if names[0] == names[1] {
		names[1] = strings.Join(append(slices.Clone(a.common.set), prefixed("without ", a.common.without)...), ", ")
	}
	fmt.Fprintf(a.out, "%s against %s\n%s paths of the same random world, seed 0x%x\n\n", names[1], names[0], grouped(a.common.paths), runs[0].Seed)
	rows := [][]string{{"", "before", "after", "difference", "differs on"}}
	for _, name := range by {
		rows = append(rows, pairRow(runs[0].LabelOf(runs[0].Metric(name)), of(0, name, ""), of(1, name, "")))
	}
	_ = table.Align(a.out, rows, []bool{false, true, true, true, true})
	if ask.chart == "" {
		return nil
	}
	return a.drawSides(runs, runs[0].LabelOf(runs[0].Metric(by[0])), []side{of(0, by[0], names[0]), of(1, by[0], names[1])}, ask.chart)
}

// sides are the programs to run: the first is what the second is held against; one alone has several metrics to compare.
func (a *app) sides(args []string, several bool) ([]*engine.Program, error) {
	second, err := a.compile(args[len(args)-1])
	if err != nil {
		return nil, err
	}
	changed := len(a.common.set)+len(a.common.without) > 0
	from := args[0]
	switch {
	case len(args) == 2:
	case second.Scenario.Extends != "":
		from = second.Scenario.Extends
	case !changed && several:
		return []*engine.Program{second}, nil
	case !changed:
		return nil, usage{from + " extends nothing: name a second scenario, say what changes with --set or --without, or name several metrics with --by"}
	}
	was := a.common
	a.common.set, a.common.without = nil, nil // they are the second's
	first, err := a.compile(from)
	a.common = was
	if err != nil {
		return nil, err
	}
	return []*engine.Program{first, second}, nil
}

// pairRow is a metric before and after a change, with the error of the difference and how many paths it moves.
func pairRow(label string, before, after side) []string {
	p := stats.Paired(before.draws, after.draws)
	d, moic := before.metric.Dim, strings.HasSuffix(before.metric.Name, "_moic")
	as := func(v float64, digits int) string {
		if moic {
			return fmt.Sprintf("%.2fx", v)
		}
		return unit.Format(v, d, digits)
	}
	line := []string{label, as(before.metric.Sample.Mean, 3), as(after.metric.Sample.Mean, 3), "none", ""}
	if p.Changed > 0 {
		line[3] = difference2(p, d, moic)
		line[4] = show2(float64(p.Changed)/float64(p.N), unit.Number) + " of paths"
	}
	if p.N == 0 {
		line[3] = "undefined"
	} else if n := p.Undefined + p.Infinite; n > 0 {
		line[4] += ", undefined on " + show2(float64(n)/float64(len(before.draws)), unit.Number)
	}
	return line
}

// difference2 writes a mean difference with its sign and its error; of a share, in points.
func difference2(p stats.Pair, d unit.Dim, moic bool) string {
	sign := ""
	if p.Mean > 0 {
		sign = "+"
	}
	switch {
	case moic:
		return fmt.Sprintf("%s%.3fx ± %.2g", sign, p.Mean, p.MCSE())
	case d == unit.Number || d.Kind == unit.Truth:
		return fmt.Sprintf("%s%s points ± %s", sign, strings.TrimSuffix(show(p.Mean, d), "%"), strings.TrimSuffix(show2(p.MCSE(), d), "%"))
	}
	return sign + show(p.Mean, d) + " ± " + show2(p.MCSE(), d)
}

// printWithin holds metrics of one run against the first of them.
func (a *app) printWithin(r *result.Result, all []side) {
	fmt.Fprintf(a.out, "%s\n%s paths, seed 0x%x\n\n", r.Title, grouped(r.Paths), r.Seed)
	rows := [][]string{{"", "expected", "P10", "median", "P90", "less the first"}}
	for i, s := range all {
		line := row(s.label, s.metric.Sample, s.metric.Dim, "")
		if truth(*s.metric) {
			line = chance(s.label, s.metric.Sample, "")
		}
		if i > 0 {
			line[5] = difference2(stats.Paired(all[0].draws, s.draws), s.metric.Dim, false)
		}
		rows = append(rows, line)
	}
	_ = table.Align(a.out, rows, []bool{false, true, true, true, true, true})
}

// drawSides writes the chart that is asked for.
func (a *app) drawSides(runs []*result.Result, title string, all []side, file string) error {
	if file == "" {
		return nil
	}
	var of []plots.Draws
	for _, s := range all {
		of = append(of, plots.Draws{Label: s.label, Values: s.draws})
	}
	paired := stats.Paired(all[0].draws, all[1].draws)
	sub := fmt.Sprintf("Share of %s paths that reach an amount, on the same random world; means differ by %s", grouped(a.common.paths), difference2(paired, all[0].metric.Dim, strings.HasSuffix(all[0].metric.Name, "_moic")))
	if len(all) > 2 {
		sub = fmt.Sprintf("Share of %s paths that reach an amount, each on the same random world", grouped(a.common.paths))
	}
	f, err := plots.Compared(sentence(title), sub, all[0].metric.Dim, of)
	if err != nil {
		return usage{"--chart: " + err.Error()}
	}
	f.Source = plots.Source(runs...)
	var b bytes.Buffer
	if err := drawn(file, func() error { return f.Write(&b, chartFormat(file)) }); err != nil {
		return err
	}
	if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\nchart: %s\n", file)
	return nil
}

// sentence begins a text with a capital letter.
func sentence(text string) string {
	r := []rune(text)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

func prefixed(prefix string, list []string) []string {
	var out []string
	for _, x := range list {
		out = append(out, prefix+x)
	}
	return out
}
