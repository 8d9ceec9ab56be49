package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// racer is a program to be measured: how it is built, and how it is run on so many paths and threads.
type racer struct {
	name    string
	build   []string // none for a script; "OUT" is the program that is made
	env     []string // of build and run
	run     []string // "OUT", "N" and "T" stand for the program, the paths and the threads
	folder  string   // where dealsim leaves its results; "" for a peer, which prints them
	threads bool     // it can use more than one
	needs   string   // of the processor
}

const python = "/usr/bin/python3"

// racers are all programs, dealsim first.
func racers(work string) []racer {
	dealsim := func(name, file string, env ...string) racer {
		out := filepath.Join(work, "results-"+name)
		return racer{name: name, env: env, threads: true, build: []string{"go", "build", "-o", "OUT", "./cmd/dealsim"},
			run:    []string{"OUT", "run", "bench/" + file + ".yaml", "--paths", "N", "--threads", "T", "--format", "none", "--quiet", "--out", out},
			folder: filepath.Join(out, file)}
	}
	peer := func(name string, threads bool, build []string, run ...string) racer {
		return racer{name: name, build: build, threads: threads, run: append(run, "--n", "N", "--threads", "T")}
	}
	script := func(name string, threads bool, file string) racer {
		r := peer(name, threads, nil, python, "-B", "bench/peers/"+file)
		r.env = []string{"OPENBLAS_NUM_THREADS=1", "NUMBA_CACHE_DIR=" + filepath.Join(work, "numba")}
		return r
	}
	c := func(name string, flags ...string) racer {
		build := append([]string{"gcc", "-O3", "-march=native", "-o", "OUT", "bench/peers/c/" + strings.TrimPrefix(name, "c-") + ".c"}, flags...)
		return peer(name, true, build, "OUT")
	}
	avx512 := c("c-avx512", "-lpthread", "-lm")
	avx512.needs = "avx512dq"
	return []racer{
		dealsim("dealsim", "deal40"),
		dealsim("dealsim-simd", "deal40", "GOEXPERIMENT=simd"),
		dealsim("dealsim-clauses", "deal40-clauses"),
		script("numpy-plain", false, "numpy/plain.py"),
		script("numpy-blocked", true, "numpy/blocked.py"),
		script("numba-tuned", true, "numba/tuned.py"),
		peer("quantlib", false, []string{"g++", "-O3", "-march=native", "-o", "OUT", "bench/peers/quantlib/deal40.cpp", "-lQuantLib"}, "OUT"),
		peer("go-plain", true, []string{"go", "build", "-o", "OUT", "./bench/peers/go"}, "OUT"),
		c("c-portable", "-mprefer-vector-width=512", "-ffast-math", "-lpthread", "-lmvec", "-lm"),
		avx512,
	}
}

// ready builds a program and runs it once on a few paths, untimed, so that what compiles at its first run has done so.
func (r *racer) ready(work string) error {
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil && !strings.Contains(string(info), r.needs) {
		return fmt.Errorf("the processor has no %s", r.needs)
	}
	out := filepath.Join(work, r.name)
	fill := func(args []string) []string {
		args = slices.Clone(args)
		for i := range args {
			if args[i] == "OUT" {
				args[i] = out
			}
		}
		return args
	}
	if r.build = fill(r.build); len(r.build) > 0 {
		if text, err := r.command(r.build).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %v\n%s", strings.Join(r.build, " "), err, text)
		}
	}
	r.run = fill(r.run)
	for _, threads := range []int{1, 2} {
		if text, err := r.command(r.with(2048, threads)).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %v\n%s", strings.Join(r.run, " "), err, text)
		}
	}
	return nil
}

// with is the command line on so many paths and threads.
func (r *racer) with(paths, threads int) []string {
	args := slices.Clone(r.run)
	for i := range args {
		switch args[i] {
		case "N":
			args[i] = fmt.Sprint(paths)
		case "T":
			args[i] = fmt.Sprint(threads)
		}
	}
	return args
}

func (r *racer) command(args []string) *exec.Cmd {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), r.env...)
	return cmd
}
