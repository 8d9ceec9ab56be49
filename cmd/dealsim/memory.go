package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Below so much memory nothing is collected: a short run is over before it would pay. Above it memory is collected each
// time a little more is in use than was held, as most of what a run holds it holds to the end: that costs little and
// saves a third. The first time is late, when a run of 10,000 paths is over: to collect is a twentieth of its work.
const (
	first  = 68 << 20 // bytes
	free   = 56 << 20
	little = 5 // percent
)

// collect sets when memory is collected, unless the environment says it.
func collect() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(percent(4 << 20)) // of so much before anything is held, see package runtime/debug
	type mark struct{ _ *mark }
	var again func(*mark)
	again = func(m *mark) { // after each collection
		held := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(held)
		debug.SetGCPercent(percent(held[0].Value.Uint64()))
		runtime.SetFinalizer(m, again)
	}
	runtime.SetFinalizer(&mark{}, again)
}

// percent is how much more than what is held may be in use before the next collection. The runtime never counts on less than 4 MB.
func percent(held uint64) int {
	least := free
	if held < free/4 { // nothing is simulated yet
		least = first
	}
	return max(little, 100*least/int(max(held, 4<<20))-100)
}
