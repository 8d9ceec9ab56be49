// Command dealsim simulates deals: money now, money later on conditions, and a long purchase commitment flowing
// back. See the README, or run dealsim with no argument.
package main

import "os"

func main() {
	collect()
	if len(os.Args) > 1 && (os.Args[1] == "run" || os.Args[1] == "compare") { // while the file is read
		go large()
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}
