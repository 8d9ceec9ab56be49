// Command dealsim simulates deals: money now, money later on conditions, and a long purchase commitment flowing
// back. See the README, or run dealsim with no argument.
package main

import "os"

func main() {
	collect()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}
