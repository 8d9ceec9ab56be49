package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
)

// Build builds dealsim into a folder, with vectors where this Go knows them, as make build does.
func Build(work string) (program string, err error) {
	program = filepath.Join(work, "dealsim")
	var text []byte
	for _, experiment := range []string{"simd", ""} {
		build := exec.Command("go", "build", "-o", program, "./cmd/dealsim")
		build.Env = append(os.Environ(), "GOEXPERIMENT="+experiment)
		if text, err = build.CombinedOutput(); err == nil {
			return program, nil
		}
	}
	return "", fmt.Errorf("go build: %w\n%s", err, text)
}

// Measure builds dealsim, and lets something be measured with it and a folder that is gone afterwards. What goes wrong ends this
// program.
func Measure(measure func(program, work string) error) {
	err := func() error {
		work, err := os.MkdirTemp("", "dealsim-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(work)
		program, err := Build(work)
		if err != nil {
			return err
		}
		return measure(program, work)
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Run is what a run of dealsim took, by its manifest, and its dates.
type Run struct {
	Simulated, Written float64 // seconds
	Peak               float64 // MiB
	Steps              int     // dates but the day of the deal
}

// Simulate runs a scenario in a process of its own, without charts. Results go to a folder in work.
func Simulate(program, work, scenario string, paths, threads int) (r Run, err error) {
	cmd := exec.Command(program, "run", scenario, "--paths", strconv.Itoa(paths), "--threads", strconv.Itoa(threads), "--format", "none", "--quiet", "--out", work)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		return r, err
	}
	most := Watch(cmd.Process.Pid)
	err = cmd.Wait()
	if r.Peak = most(); err != nil {
		return r, fmt.Errorf("%s: %w\n%s", scenario, err, said.String())
	}
	base := filepath.Base(scenario)
	dir := filepath.Join(work, base[:len(base)-len(filepath.Ext(base))])
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return r, err
	}
	var manifest struct {
		Run struct {
			Timings map[string]float64 `json:"timings"`
		} `json:"run"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return r, err
	}
	r.Simulated, r.Written = manifest.Run.Timings["simulate_s"], manifest.Run.Timings["write_s"]
	var dates []string
	err = rows(dir, "series.csv", func(cell func(column string) string) error {
		if date := cell("t_years"); !slices.Contains(dates, date) {
			dates = append(dates, date)
		}
		return nil
	})
	r.Steps = len(dates) - 1
	return r, err
}
