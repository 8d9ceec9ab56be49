package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dealsim/plots"
	"dealsim/sim/engine"
	"dealsim/sim/result"
	"dealsim/sim/story"
)

// replaying is what the replay command is asked for.
type replaying struct {
	path, by, chart string
	all             bool
}

func (a *app) replayCommand() *cobra.Command {
	own, ask := &flags{}, &replaying{}
	cmd := &cobra.Command{
		Use:   "replay FILE",
		Short: "one path as a story: what happened, year by year; writes nothing unless asked for a chart",
		Example: `  dealsim replay amazon-anthropic-2026 --path p10
  dealsim replay amazon-anthropic-2026 --path p90 --by aws_spend_total
  dealsim replay amazon-anthropic-2026 --path 1995 --all
  dealsim replay amazon-anthropic-2026 --path 1995 --chart path.svg`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage{"replay wants one scenario: a file, or a shipped one such as amazon-anthropic-2026"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			a.common = *own
			if err := a.common.settle(); err != nil {
				return err
			}
			if err := ask.check(cmd.Flags().Changed("by")); err != nil {
				return err
			}
			p, err := a.compile(args[0])
			if err != nil {
				return err
			}
			s, err := a.replay(cmd.Context(), p, ask)
			if errors.Is(err, context.Canceled) {
				return stopped{p.Scenario.Name}
			} else if err != nil {
				return err
			}
			return a.tell(s, ask)
		},
	}
	own.scenarioFlags(cmd.Flags())
	cmd.Flags().IntVar(&own.paths, "paths", 10_000, "how many paths to simulate, among which it is ranked; a path is the same in a run of any length")
	cmd.Flags().IntVar(&own.threads, "threads", 0, "threads to use; the numbers do not depend on it (default: all processors)")
	cmd.Flags().BoolVar(&own.json, "json", false, "print the story's numbers and events as JSON, for programs")
	cmd.Flags().StringVar(&ask.path, "path", "p50", "which path: its `NUMBER`, such as those in paths.csv, or p10, p50, p90 for the one at that rank of a metric")
	cmd.Flags().StringVar(&ask.by, "by", "", "the `METRIC` of summary.csv that ranks paths (default: the value at the horizon of the largest stake, by its mean, or the first metric there is)")
	cmd.Flags().BoolVar(&ask.all, "all", false, "every look at a condition and every payment, not only what changes")
	cmd.Flags().StringVar(&ask.chart, "chart", "", "write a chart of the path to this `FILE`: .svg, .png or .pdf")
	return cmd
}

// rank reads p10 as 0.1; ok is false for a number.
func (r *replaying) rank() (rank float64, ok bool) {
	text, is := strings.CutPrefix(r.path, "p")
	v, err := strconv.ParseFloat(text, 64)
	return v / 100, is && err == nil && v >= 0 && v <= 100
}

func (r *replaying) check(by bool) error {
	if _, ok := r.rank(); !ok {
		if _, err := strconv.ParseUint(r.path, 10, 64); err != nil {
			return usage{fmt.Sprintf("--path %s: want the number of a path, 0 or above, or a rank such as p10", r.path)}
		}
		if by {
			return usage{"--by ranks paths: it goes with --path p10, p50 or p90, not with a number"}
		}
	}
	if r.chart != "" {
		return checkChart(r.chart)
	}
	return nil
}

// checkChart wants a file that can be drawn.
func checkChart(file string) error {
	if slices.Contains(plots.Formats(), chartFormat(file)) {
		return nil
	}
	return usage{fmt.Sprintf("--chart %s: want a file that ends in .%s", file, strings.Join(plots.Formats(), ", ."))}
}

func chartFormat(file string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
}

// replay simulates all paths, to know where one stands, and that one again.
func (a *app) replay(ctx context.Context, p *engine.Program, ask *replaying) (*story.Story, error) {
	note := p.Headlines()
	note = note[:min(len(note), 8)]
	by := ask.by
	rank, ranked := ask.rank()
	largest := by == ""
	if ranked {
		if by == "" && len(note) > 0 {
			by = note[0]
		}
		if !slices.Contains(p.Metrics(), by) {
			if by == "" {
				return nil, usage{fmt.Sprintf("--path %s: the scenario has no metric to rank paths by; give a number", ask.path)}
			}
			return nil, usage{"--by: " + unknown(by, p.Metrics(), "no metric")}
		}
		if !slices.Contains(note, by) {
			note = append([]string{by}, note...)
		}
	}
	bar := a.progress(p.Scenario.Name)
	outcome, err := p.Run(ctx, engine.Options{Paths: a.common.paths, Threads: a.common.threads, Note: note, Progress: bar.step})
	bar.finish()
	if err != nil {
		return nil, err
	}
	s := &story.Story{Result: outcome.Result(version())}
	if largest && ranked {
		by = largestHolding(s.Result, by)
	}
	number, _ := strconv.ParseUint(ask.path, 10, 64)
	if ranked {
		var defined int
		if number, defined = story.Pick(outcome.Noted(by), rank); defined == 0 {
			return nil, usage{fmt.Sprintf("--by %s: it has no value on any of the %d paths", by, a.common.paths)}
		}
		s.Chosen = fmt.Sprintf("at %s of %s paths by %s", ask.path, grouped(defined), by)
		if defined < a.common.paths {
			s.Chosen += fmt.Sprintf("; on the other %s it is undefined", grouped(a.common.paths-defined))
		}
	}
	s.Path = p.Replay([]uint64{number})[0]
	for k := range s.Result.Metrics {
		if m := &s.Result.Metrics[k]; slices.Contains(note, m.Name) {
			s.Standings = append(s.Standings, story.Stand(m, s.Path.Ends[k], outcome.Noted(m.Name)))
		}
	}
	return s, nil
}

// largestHolding is the metric, of those by which paths are put in order, of the largest mean: the stake that most hangs on.
func largestHolding(r *result.Result, by string) string {
	most := math.Inf(-1)
	for _, name := range r.Joint.By {
		if m := r.Metric(name); m != nil && m.Sample.Mean > most {
			by, most = name, m.Sample.Mean
		}
	}
	return by
}

// tell prints the story, and writes its chart.
func (a *app) tell(s *story.Story, ask *replaying) error {
	if ask.chart != "" {
		var b bytes.Buffer
		f := plots.OfPath(s.Result, s.Path)
		if err := drawn(ask.chart, func() error { return f.Write(&b, chartFormat(ask.chart)) }); err != nil {
			return err
		}
		if err := os.WriteFile(ask.chart, b.Bytes(), 0o666); err != nil {
			return err
		}
	}
	if a.common.json {
		return a.printStory(s)
	}
	if err := s.Tell(a.out, ask.all); err != nil {
		return err
	}
	if ask.chart != "" {
		fmt.Fprintf(a.out, "\nchart: %s\n", ask.chart)
	}
	return nil
}

// number is a value as JSON has it: null where it is undefined or infinite.
func number(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// printStory prints a story for programs.
func (a *app) printStory(s *story.Story) error {
	type standing struct {
		Metric     string   `json:"metric"`
		Unit       string   `json:"unit"`
		Label      string   `json:"label"`
		Value      *float64 `json:"value"`
		Percentile *float64 `json:"percentile"`
		Same       int      `json:"paths_with_this_value"`
		Defined    int      `json:"defined"`
	}
	type event struct {
		Date      string   `json:"date"`
		Kind      string   `json:"kind"`
		Subject   string   `json:"subject"`
		Quantity  string   `json:"quantity"`
		Unit      string   `json:"unit"`
		Value     *float64 `json:"value"`
		Threshold *float64 `json:"threshold"`
		Cash      *float64 `json:"cash"`
		Text      string   `json:"text"`
	}
	type series struct {
		Name   string     `json:"series"`
		Unit   string     `json:"unit"`
		Values []*float64 `json:"values"`
	}
	doc := struct {
		Scenario string     `json:"scenario"`
		Seed     string     `json:"seed"`
		Path     uint64     `json:"path"`
		Chosen   string     `json:"chosen"`
		Paths    int        `json:"paths"`
		Metrics  []standing `json:"metrics"`
		Dates    []string   `json:"dates"`
		Series   []series   `json:"series"`
		Events   []event    `json:"events"`
	}{Scenario: s.Result.Name, Seed: fmt.Sprintf("0x%x", s.Result.Seed), Path: s.Path.Number, Chosen: s.Chosen, Paths: s.Result.Paths,
		Metrics: []standing{}, Events: []event{}}
	for _, x := range s.Standings {
		doc.Metrics = append(doc.Metrics, standing{x.Metric.Name, x.Metric.Dim.Symbol(), x.Metric.Label, number(x.Value), number(x.Percentile()), x.Same, x.Defined})
	}
	for _, d := range s.Result.Dates {
		doc.Dates = append(doc.Dates, d.Format("2006-01-02"))
	}
	for k, x := range s.Result.Series {
		out := series{Name: x.Name, Unit: x.Dim.Symbol()}
		for _, v := range s.Path.Values[k] {
			out.Values = append(out.Values, number(v))
		}
		doc.Series = append(doc.Series, out)
	}
	for _, e := range s.Path.Events {
		doc.Events = append(doc.Events, event{doc.Dates[e.Step], e.Kind, e.Subject, e.Quantity, e.Dim.Symbol(), number(e.Value), number(e.Threshold), number(e.Cash), e.Text})
	}
	j := json.NewEncoder(a.out)
	j.SetIndent("", "  ")
	return j.Encode(doc)
}
