package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dealsim/plots"
	"dealsim/sim/doubt"
	"dealsim/sim/engine"
	"dealsim/sim/result"
	"dealsim/sim/table"
)

func (a *app) runCommand() *cobra.Command {
	own := &flags{}
	cmd := &cobra.Command{
		Use:   "run FILE…",
		Short: "simulate, write tables and charts, print the summary a person asks for first",
		Example: `  dealsim run amazon-anthropic-2026
  dealsim run amazon-anthropic-2026 --set 'commitments.aws.floor=$150bn' --out out/150
  dealsim run my-deal.yaml --paths 1000000 --seed 7 --format svg`,
		Args: oneOrMore,
		RunE: func(cmd *cobra.Command, args []string) error {
			a.common = *own
			if err := a.common.settle(); err != nil {
				return err
			}
			if err := checkFormats(a.common.formats); err != nil {
				return err
			}
			if who := a.common.reader; who != "" && readerOf(who) == nil {
				return usage{fmt.Sprintf("--for %s: readers are %s", who, readerNames())}
			}
			jobs, err := a.jobs(args)
			if err != nil {
				return err
			}
			for _, j := range jobs {
				if err := a.runOne(cmd.Context(), j); errors.Is(err, context.Canceled) {
					return stopped{j.program.Scenario.Name}
				} else if err != nil {
					return err
				}
			}
			return nil
		},
	}
	own.runFlags(cmd.Flags(), 100_000)
	cmd.Flags().BoolVar(&own.json, "json", false, "print the summary as JSON, for programs")
	cmd.Flags().StringVar(&own.reader, "for", "", "who reads the summary and the charts: "+readerNames())
	cmd.Flags().StringVar(&own.out, "out", "out", "folder for results; each scenario gets a folder of its own in it")
	cmd.Flags().StringSliceVar(&own.formats, "format", []string{"png", "svg"}, "formats of the charts: png, svg, pdf, or none")
	return cmd
}

func checkFormats(list []string) error {
	if len(list) == 0 {
		return usage{"--format wants " + strings.Join(plots.Formats(), ", ") + " or none"}
	}
	for _, f := range list {
		known := f == "none"
		for _, k := range plots.Formats() {
			known = known || f == k
		}
		if !known {
			return usage{fmt.Sprintf("--format %s: formats are %s, none", f, strings.Join(plots.Formats(), ", "))}
		}
		if f == "none" && len(list) > 1 {
			return usage{fmt.Sprintf("--format %s: none stands alone", strings.Join(list, ","))}
		}
	}
	return nil
}

// simulate runs a compiled scenario with progress on a terminal.
func (a *app) simulate(ctx context.Context, p *engine.Program, keep int) (*engine.Outcome, error) {
	bar := a.progress(p.Scenario.Name)
	outcome, err := p.Run(ctx, engine.Options{Paths: a.common.paths, Threads: a.common.threads, Keep: keep, Progress: bar.step})
	bar.finish()
	return outcome, err
}

// job is a scenario that is ready to run.
type job struct {
	program       *engine.Program
	read, compile float64 // seconds
}

// jobs reads all scenarios before any is simulated: the mistakes of all files are printed, and nothing is written.
func (a *app) jobs(names []string) ([]job, error) {
	var out []job
	var failed error
	from := map[string]string{}
	for _, name := range names {
		j, err := a.prepare(name)
		if _, ok := err.(mistakes); ok {
			if failed != nil {
				fmt.Fprintln(a.err, failed)
			}
			failed = err
			continue
		}
		if err != nil {
			return nil, err
		}
		id := j.program.Scenario.Name
		if first, ok := from[id]; ok {
			return nil, usage{fmt.Sprintf("%s and %s would both be written to %s: rename one, or run them with different --out", first, name, filepath.Join(a.common.out, id))}
		}
		from[id] = name
		out = append(out, j)
	}
	if failed != nil {
		return nil, failed
	}
	for _, j := range out {
		if err := table.Free(a.common.out, j.program.Scenario.Name); err != nil { // before the work, not after it
			return nil, err
		}
	}
	return out, nil
}

// runOne simulates and writes one scenario.
func (a *app) runOne(ctx context.Context, j job) error {
	p, began := j.program, time.Now()
	timings := map[string]float64{"read_s": j.read, "compile_s": j.compile}
	lap := func(what string) {
		timings[what] = time.Since(began).Seconds()
		began = time.Now()
	}
	outcome, err := a.simulate(ctx, p, 64)
	if err != nil {
		return err
	}
	r := outcome.Named(version())
	var doubts sync.WaitGroup // only the manifest and the summary tell of them: with threads to spare nothing waits
	defer doubts.Wait()
	look := func() { r.Warnings = doubt.Lines(doubt.Look(p.Scenario, r)) }
	if a.common.threads > 1 {
		doubts.Go(look)
	} else {
		look()
	}
	lap("simulate_s")
	var files sync.Mutex
	watch := func(name string) func() { // files are written beside each other: their times add up to more than write_s
		what, began := "tables_s", time.Now()
		if strings.HasPrefix(name, "plots/") {
			what = "charts_s"
		}
		return func() {
			files.Lock()
			defer files.Unlock()
			timings[what] += time.Since(began).Seconds()
		}
	}
	folder, err := table.WriteAll(r, table.Options{Dir: a.common.out, Extra: append(table.Readings(r), charts(r, a.common.formats, readerOf(a.common.reader))...), Context: ctx,
		Threads: a.common.threads, Workers: a.common.threads, Watch: watch,
		Kept: sync.OnceFunc(func() { r.Kept = outcome.Kept() }), Late: doubts.Wait,
		Timings: func() map[string]float64 { lap("write_s"); return timings }})
	if err != nil {
		return err
	}
	if a.common.quiet {
		return nil
	}
	if a.common.json {
		return printJSON(a.out, r, folder)
	}
	printSummary(a.out, r, p, readerOf(a.common.reader), timings, folder)
	return nil
}

// charts are the figures that suit a result and its reader, in each format, as files of the results folder.
func charts(r *result.Result, formats []string, who *reader) []table.File {
	var out []table.File
	if formats[0] == "none" {
		return nil
	}
	figures := plots.All(r)
	if who != nil {
		figures = plots.Choose(figures, who.charts)
	}
	for _, f := range figures {
		for _, format := range formats {
			name := "plots/" + f.Name + "." + format
			out = append(out, table.File{Name: name, Write: func(w io.Writer) error { return drawn(name, func() error { return f.Write(w, format) }) }})
		}
	}
	return out
}

// drawn makes an error of a chart that panics: the folder is then taken away as after any error.
func drawn(name string, draw func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("bug in %s: %v\n     = leave the charts out with --format none", name, p)
		}
	}()
	return draw()
}

// printJSON is the summary for programs.
func printJSON(w io.Writer, r *result.Result, folder string) error {
	type statistic struct {
		Name      string   `json:"metric"`
		Unit      string   `json:"unit"`
		Label     string   `json:"label"`
		Mean      *float64 `json:"mean"`
		MCSE      *float64 `json:"mcse"`
		P10       *float64 `json:"p10"`
		P50       *float64 `json:"p50"`
		P90       *float64 `json:"p90"`
		Undefined uint64   `json:"undefined"`
	}
	number := func(v float64) *float64 {
		if v != v || v-v != 0 {
			return nil
		}
		return &v
	}
	doc := struct {
		Scenario string      `json:"scenario"`
		Paths    int         `json:"paths"`
		Seed     string      `json:"seed"`
		Folder   string      `json:"folder"`
		Warnings []string    `json:"warnings"`
		Metrics  []statistic `json:"metrics"`
	}{r.Name, r.Paths, fmt.Sprintf("0x%x", r.Seed), filepath.ToSlash(folder), r.Warnings, nil}
	for _, m := range r.Metrics {
		if m.Hidden {
			continue
		}
		q := m.Sample.Quantiles(0.1, 0.5, 0.9)
		doc.Metrics = append(doc.Metrics, statistic{m.Name, m.Dim.Symbol(), m.Label, number(m.Sample.Mean), number(m.Sample.MCSE()),
			number(q[0]), number(q[1]), number(q[2]), m.Sample.Undefined + m.Sample.Infinite})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}
