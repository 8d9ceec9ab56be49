package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
)

// within is the memory that a short run is given in large pages: less than what is held before anything is collected.
const within = free - 8<<20

// large asks the system for that memory in pages of 2 MB. It would give it in pages of 4 KB, each when it is first touched: some
// ten thousand times a microsecond or two. The memory is taken in one piece, said to be wanted so, and left to be collected:
// what the run asks for later comes from there. Where the system has no large pages nothing is different.
//
// Checked: TestShortRunsAreGivenLargePages.
func large() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(-1)
	advise(make([]byte, within))
	runtime.GC()
	debug.SetGCPercent(percent(4 << 20))
}

// advise is not inlined, so that nobody holds the memory when it is done.
//
//go:noinline
func advise(all []byte) { _ = syscall.Madvise(all, syscall.MADV_HUGEPAGE) }
