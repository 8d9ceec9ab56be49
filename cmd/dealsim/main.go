// Command dealsim simulates deals: money now, money later on conditions, and a long purchase commitment flowing
// back. See the README, or run dealsim with no argument.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	if os.Getenv("GOGC") == "" { // most of what a run holds it holds to the end: collecting earlier costs little and saves a third
		debug.SetGCPercent(25)
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}
