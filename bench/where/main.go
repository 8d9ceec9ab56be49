// Command where says where the time of a run of the base deal goes: from the command to the results folder, by what is
// done, on one thread and on two; and of the processor's time the share of each package. Run it from the top of the repository.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"dealsim/bench"
)

const deal = "amazon-anthropic-2026"

func main() {
	rounds := flag.Int("rounds", 5, "how often each is run; the least counts")
	flag.Parse()
	bench.Measure(func(program, work string) error { return measure(program, work, *rounds) })
}

func measure(program, work string, rounds int) error {
	fmt.Println("| `dealsim run " + deal + "` | threads | whole process | reading | compiling | simulating | writing | tables | charts |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, flags := range []string{"--paths 10000 --format none", "--format none", ""} {
		for _, threads := range []string{"1", "2"} {
			least := map[string]float64{}
			for range rounds {
				took, err := timings(program, work, flags, threads)
				if err != nil {
					return err
				}
				for what, s := range took {
					if before, ok := least[what]; !ok || s < before {
						least[what] = s
					}
				}
			}
			name := "`" + flags + "`"
			if flags == "" {
				name = "(with charts in PNG and SVG)"
			}
			fmt.Printf("| %s | %s |", name, threads)
			for _, what := range []string{"process", "read_s", "compile_s", "simulate_s", "write_s", "tables_s", "charts_s"} {
				fmt.Printf(" %.0f ms |", 1000*least[what])
			}
			fmt.Println()
		}
	}
	fmt.Println()
	return shares(work)
}

// timings are the seconds of one run: those of its manifest, and of the whole process.
func timings(program, work, flags, threads string) (map[string]float64, error) {
	args := append([]string{"run", deal, "--quiet", "--threads", threads, "--out", work}, strings.Fields(flags)...)
	began := time.Now()
	if said, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	took := time.Since(began).Seconds()
	text, err := os.ReadFile(filepath.Join(work, deal, "manifest.json"))
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Run struct {
			Timings map[string]float64 `json:"timings"`
		} `json:"run"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, err
	}
	manifest.Run.Timings["process"] = took
	return manifest.Run.Timings, nil
}

// room is the package of a file: one of ours, or a part of Go.
var room = regexp.MustCompile(`/(sim/\w+|plots|cmd/\w+)/|/src/(runtime|crypto|strconv|internal/strconv|syscall|internal/runtime/syscall)\b`)

// does is what packages do in a run.
var does = map[string]string{
	"sim/column": "arithmetic over paths", "sim/random": "random numbers", "sim/process": "drivers", "sim/clause": "clauses: companies, tranches, commitments",
	"sim/stats": "moments, counting, quantiles", "sim/engine": "the order of a step, kept paths, compiling", "sim/dist": "distributions of inputs",
	"sim/table": "tables", "sim/scenario": "reading", "sim/program": "what is 0 on every path", "runtime": "memory: having it, copying in it", "crypto": "hashes of the files",
	"strconv": "numbers as text", "syscall": "the system: files",
}

// shares prints the share of packages in the time of a run of 10,000 paths without charts.
func shares(work string) error {
	binary, profile := filepath.Join(work, "test"), filepath.Join(work, "cpu")
	test := exec.Command("go", "test", "-run", "^$", "-bench", "Cold/10000$", "-benchtime", "30x", "-cpuprofile", profile, "-o", binary, "./cmd/dealsim")
	test.Env = append(os.Environ(), "GOEXPERIMENT=simd")
	if text, err := test.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, text)
	}
	text, err := exec.Command("go", "tool", "pprof", "-top", "-files", "-nodecount", "100000", "-nodefraction", "0", "-unit", "ms", binary, profile).Output()
	if err != nil {
		return err
	}
	sum, all := map[string]float64{}, 0.0
	for line := range bytes.Lines(text) {
		cells := strings.Fields(string(line))
		if len(cells) < 6 || !strings.HasSuffix(cells[0], "ms") {
			continue
		}
		ms, err := strconv.ParseFloat(strings.TrimSuffix(cells[0], "ms"), 64)
		if err != nil {
			continue
		}
		all += ms
		m := room.FindStringSubmatch(cells[5])
		if m == nil {
			continue
		}
		sum[m[1]+strings.TrimPrefix(strings.TrimPrefix(m[2], "internal/runtime/"), "internal/")] += ms
	}
	var names []string
	for name, ms := range sum {
		if ms >= all/100 {
			names = append(names, name)
		}
	}
	sort.Slice(names, func(i, j int) bool { return sum[names[i]] > sum[names[j]] })
	fmt.Println("| package | does | share |")
	fmt.Println("| --- | --- | --- |")
	for _, name := range names {
		fmt.Printf("| `%s` | %s | %.0f%% |\n", name, does[name], 100*sum[name]/all)
	}
	return nil
}
