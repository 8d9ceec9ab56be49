// Command growth measures what dealsim costs as a scenario grows: paths over four decades, 1 to 480 steps, 1 to 200
// tranches, 1 to 20 companies. It writes scenarios, runs the program on each and prints a table. Run it from the top of
// the repository.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dealsim/bench"
)

// size is one scenario and how often it is simulated.
type size struct {
	what                              string
	paths, steps, tranches, companies int
}

// sizes change one thing at a time.
func sizes(paths int) (all []size) {
	for p := paths / 1000; p <= paths; p *= 10 {
		all = append(all, size{"paths", max(p, 1), 40, 4, 1})
	}
	for _, steps := range []int{1, 12, 40, 120, 480} {
		all = append(all, size{"steps", paths / 20, steps, 4, 1})
	}
	for _, tranches := range []int{1, 10, 50, 200} {
		all = append(all, size{"tranches", paths / 20, 40, tranches, 1})
	}
	for _, companies := range []int{1, 5, 20} {
		all = append(all, size{"companies", paths / 20, 40, 4 * companies, companies})
	}
	return all
}

// scenario is a deal of so many months: each company has a commitment, and its part of the tranches.
func (s size) scenario() string {
	var b strings.Builder
	section := func(name string, n int, line func(i int) string) {
		fmt.Fprintf(&b, "%s:\n", name)
		for i := range n {
			fmt.Fprintf(&b, "  %s\n", line(i))
		}
	}
	fmt.Fprintf(&b, "scenario: %d %s\nas_of: 2026-01-01\nhorizon: %d months\nstep: month\n", s.steps, s.what, s.steps)
	section("companies", s.companies, func(i int) string {
		return fmt.Sprintf("lab%d: {revenue: {process: gbm, start: $30bn, drift: 30%%/y, volatility: 40%%}, value: {process: gbm, start: $300bn, drift: 15%%/y, volatility: 50%%}, compute: {share_of_revenue: 50%%}}", i)
	})
	section("commitments", s.companies, func(i int) string {
		return fmt.Sprintf("cloud%d: {buyer: lab%d, seller: vendor, floor: $%dm, term: %d months, share: 40%%}", i, i, 400*s.steps, s.steps)
	})
	section("tranches", s.tranches, func(i int) string {
		return fmt.Sprintf("t%d: {investor: vendor, into: lab%d, amount: $1bn, when: lab%d.arr >= $%dbn, price: market}", i, i%s.companies, i%s.companies, 31+i)
	})
	return b.String()
}

func main() {
	paths := flag.Int("n", 1_000_000, "the most paths")
	threads := flag.Int("threads", 1, "threads")
	flag.Parse()
	bench.Measure(func(program, work string) error { return measure(program, work, *paths, *threads) })
}

func measure(program, work string, paths, threads int) error {
	fmt.Println("| changes | paths | steps | tranches | companies | simulated s | written s | ns/path-step | peak MiB |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, s := range sizes(paths) {
		file := filepath.Join(work, "growth.yaml")
		if err := os.WriteFile(file, []byte(s.scenario()), 0o600); err != nil {
			return err
		}
		r, err := bench.Simulate(program, work, file, s.paths, threads)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %d | %d | %d | %d | %.3f | %.3f | %.0f | %.0f |\n", s.what, s.paths, s.steps, s.tranches, s.companies,
			r.Simulated, r.Written, 1e9*r.Simulated/float64(s.paths)/float64(s.steps), r.Peak)
	}
	return nil
}
