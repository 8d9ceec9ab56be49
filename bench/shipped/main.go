// Command shipped measures what each scenario that comes with dealsim costs, on one thread and on two, and prints a table.
// Run it from the top of the repository.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"path/filepath"
	"strings"

	"dealsim/bench"
)

func main() {
	paths := flag.Int("n", 100_000, "paths")
	rounds := flag.Int("rounds", 3, "how often each is run; the fastest counts")
	flag.Parse()
	bench.Measure(func(program, work string) error { return measure(program, work, *paths, *rounds) })
}

func measure(program, work string, paths, rounds int) error {
	files, err := filepath.Glob(filepath.Join("scenarios", "*.yaml"))
	if err != nil {
		return err
	}
	fmt.Println("| scenario | steps | 1 thread: s | paths/s | ns/path-step | 2 threads: s | paths/s | written s | peak MiB |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		var best [2]bench.Run
		for range rounds {
			for k := range best {
				r, err := bench.Simulate(program, work, name, paths, k+1)
				if err != nil {
					return err
				}
				if b := &best[k]; b.Steps == 0 || cmp.Less(r.Simulated, b.Simulated) {
					*b = r
				}
			}
		}
		n, one, two := float64(paths), best[0], best[1]
		fmt.Printf("| %s | %d | %.2f | %.0f | %.0f | %.2f | %.0f | %.2f | %.0f |\n", name, one.Steps, one.Simulated, n/one.Simulated,
			1e9*one.Simulated/n/float64(one.Steps), two.Simulated, n/two.Simulated, two.Written, two.Peak)
	}
	return nil
}
