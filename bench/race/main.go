// Command race runs dealsim and its peers on the workload deal40 side by side: in each round every program once, in
// turn, so that a slow spell of the machine falls on all. It prints a table, and ends with 1 when a program's outputs
// are not those of the reference. Run it from the top of the repository.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"dealsim/bench"
)

// lap is one run of a program.
type lap struct {
	whole, own float64 // seconds of the process, and those it has measured itself
	peak       float64 // MiB
}

// entry is a program on a number of threads.
type entry struct {
	racer
	on     int
	laps   []lap
	wrong  []bench.Miss
	failed error
}

func main() {
	paths := flag.Int("n", 1_000_000, "paths")
	rounds := flag.Int("rounds", 5, "rounds")
	threads := flag.String("threads", "1,2", "numbers of threads")
	only := flag.String("only", "", "programs whose names begin so, separated by commas; all unless given")
	flag.Parse()
	work, err := os.MkdirTemp("", "dealsim-bench-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	entries := prepare(work, *only, *threads)
	for round := range *rounds {
		for i := range entries {
			if e := &entries[i]; e.failed == nil {
				e.lap(*paths, round == *rounds-1)
			}
		}
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round+1, *rounds)
	}
	ok := report(entries, *paths)
	os.RemoveAll(work)
	if !ok {
		os.Exit(1)
	}
}

// prepare builds the programs that are asked for; one that cannot be built here is left out, and said.
func prepare(work, only, threads string) (entries []entry) {
	for _, r := range racers(work) {
		if only != "" && !slices.ContainsFunc(strings.Split(only, ","), func(p string) bool { return strings.HasPrefix(r.name, p) }) {
			continue
		}
		if err := r.ready(work); err != nil {
			fmt.Fprintf(os.Stderr, "%s is left out: %v\n", r.name, err)
			continue
		}
		for _, on := range strings.Split(threads, ",") {
			if n, err := strconv.Atoi(on); err == nil && n > 0 && (n == 1 || r.threads) {
				entries = append(entries, entry{racer: r, on: n})
			}
		}
	}
	return entries
}

// lap runs the program once; the last time its outputs are held to the reference.
func (e *entry) lap(paths int, check bool) {
	cmd := e.command(e.with(paths, e.on))
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	begin := time.Now()
	if e.failed = cmd.Start(); e.failed != nil {
		return
	}
	peak := bench.Watch(cmd.Process.Pid)
	if err := cmd.Wait(); err != nil {
		e.failed = fmt.Errorf("%v: %s", err, said.String())
	}
	x := lap{whole: time.Since(begin).Seconds(), peak: peak()}
	if e.failed != nil {
		return
	}
	var o bench.Outputs
	if e.folder != "" {
		o, x.own, e.failed = bench.ReadFolder(e.folder)
	} else {
		var d bench.Document
		d, o, e.failed = bench.ReadDocument(out.Bytes())
		x.own = d.Seconds
	}
	if e.laps = append(e.laps, x); check && e.failed == nil {
		e.wrong, _, e.failed = bench.Check(o)
	}
}

// report prints the table and says whether all outputs are right.
func report(entries []entry, paths int) (ok bool) {
	base := 0.0
	for _, e := range entries {
		if e.name == "numpy-plain" && e.failed == nil {
			base, _, _ = spread(e.laps, func(x lap) float64 { return x.own })
		}
	}
	ok = len(entries) > 0
	fmt.Println("| program | threads | own s | spread | process s | paths/s | × numpy | peak MiB | outputs |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, e := range entries {
		if e.failed != nil || len(e.laps) == 0 {
			ok = false
			fmt.Printf("| %s | %d | | | | | | | failed: %v |\n", e.name, e.on, e.failed)
			continue
		}
		own, low, high := spread(e.laps, func(x lap) float64 { return x.own })
		whole, _, _ := spread(e.laps, func(x lap) float64 { return x.whole })
		_, _, peak := spread(e.laps, func(x lap) float64 { return x.peak })
		times, right := "", "right"
		if base > 0 {
			times = fmt.Sprintf("%.2f", base/own)
		}
		if len(e.wrong) > 0 {
			ok = false
			right = fmt.Sprintf("%d wrong: %s", len(e.wrong), e.wrong[0])
		}
		fmt.Printf("| %s | %d | %.3f | %.0f%% | %.3f | %.3g | %s | %.0f | %s |\n",
			e.name, e.on, own, 100*(high-low)/own, whole, float64(paths)/own, times, peak, right)
	}
	return ok
}

// spread is the median, the least and the most of a figure over laps.
func spread(laps []lap, of func(lap) float64) (median, low, high float64) {
	var v []float64
	for _, x := range laps {
		v = append(v, of(x))
	}
	slices.Sort(v)
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2, v[0], v[len(v)-1]
}
