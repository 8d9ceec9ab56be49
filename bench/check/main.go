// Command check holds outputs of the workload deal40 to the reference: results folders of dealsim, and JSON files that
// peers printed. It ends with 1 when any of them is not what it should be.
package main

import (
	"fmt"
	"os"

	"dealsim/bench"
)

func main() {
	bad := len(os.Args) < 2
	for _, name := range os.Args[1:] {
		o, err := read(name)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
			bad = true
			continue
		}
		misses, farthest, err := bench.Check(o)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		fmt.Printf("%s, %d paths: %d outputs, %d wrong, farthest %.2f of what is allowed\n", o.Program, o.Paths, len(o.Values), len(misses), farthest)
		for _, m := range misses[:min(len(misses), 8)] {
			fmt.Println("  ", m)
		}
		bad = bad || len(misses) > 0
	}
	if bad {
		os.Exit(1)
	}
}

func read(name string) (bench.Outputs, error) {
	if at, err := os.Stat(name); err == nil && at.IsDir() {
		o, _, err := bench.ReadFolder(name)
		return o, err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return bench.Outputs{}, err
	}
	_, o, err := bench.ReadDocument(text)
	return o, err
}
