package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/engine"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
)

// What a program waits for that holds a deal open and asks it again and again: a page, a search over terms. The base deal, 10,000
// paths unless PATHS says otherwise, on one thread.
func BenchmarkWarm(b *testing.B) {
	paths := 10_000
	if text := os.Getenv("PATHS"); text != "" {
		fmt.Sscan(text, &paths)
	}
	read := func(set ...string) (*scenario.Scenario, *scenario.Mistakes) {
		s, m, err := scenario.Read(base, engine.Language(), scenario.Options{Set: set, Library: scenarios.Find})
		if err != nil || !m.None() {
			b.Fatal(err, m)
		}
		return s, m
	}
	askOn := func(p *engine.Program, names []string, threads int) {
		outcome, err := p.Run(context.Background(), engine.Options{Paths: paths, Threads: threads})
		if err != nil {
			b.Fatal(err)
		}
		atOnce(outcome.Result("bench"), names)
	}
	ask := func(p *engine.Program) { askOn(p, p.Headlines(), 1) }
	for _, threads := range []int{1, 2} {
		b.Run(fmt.Sprintf("headlines alone, %d threads", threads), func(b *testing.B) {
			s, m := read()
			p := engine.Compile(s, m, defaultSeed)
			names := p.Headlines()
			p = p.Only(names...)
			for b.Loop() {
				askOn(p, names, threads)
			}
		})
	}
	b.Run("the same again", func(b *testing.B) {
		s, m := read()
		p := engine.Compile(s, m, defaultSeed)
		for b.Loop() {
			ask(p)
		}
	})
	b.Run("another seed", func(b *testing.B) {
		s, m := read()
		for seed := uint64(1); b.Loop(); seed++ {
			ask(engine.Compile(s, m, seed))
		}
	})
	b.Run("another term", func(b *testing.B) {
		for k := 0; b.Loop(); k++ {
			s, m := read(fmt.Sprintf("commitments.aws.floor=$%dbn", 50+k%100))
			ask(engine.Compile(s, m, defaultSeed))
		}
	})
	b.Run("reading", func(b *testing.B) {
		for k := 0; b.Loop(); k++ {
			read(fmt.Sprintf("commitments.aws.floor=$%dbn", 50+k%100))
		}
	})
	b.Run("compiling", func(b *testing.B) {
		s, m := read()
		for b.Loop() {
			engine.Compile(s, m, defaultSeed)
		}
	})
}

// atOnce is what a page shows of some metrics.
func atOnce(r *result.Result, names []string) (all [][]float64) {
	for _, name := range names {
		s := r.Metric(name).Sample
		all = append(all, append(s.Quantiles(0.1, 0.5, 0.9), s.Mean, s.MCSE()))
	}
	return all
}

// BenchmarkCold is the whole program but its start: reading to files, without charts.
func BenchmarkCold(b *testing.B) {
	for _, paths := range []string{"256", "10000"} {
		b.Run(paths, func(b *testing.B) {
			dir := b.TempDir()
			for b.Loop() {
				if code := run([]string{"run", base, "--paths", paths, "--format", "none", "--quiet", "--threads", "1", "--out", dir}, io.Discard, os.Stderr); code != fine {
					b.Fatal(code)
				}
			}
		})
	}
}
