package main

import (
	"os"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
)

// wanted is how many bytes of this process are wanted in large pages.
func wanted(t *testing.T) (sum int) {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	size := 0
	for _, line := range strings.Split(string(maps), "\n") {
		if m := regexp.MustCompile(`^Size: +(\d+) kB`).FindStringSubmatch(line); m != nil {
			size, _ = strconv.Atoi(m[1])
		}
		if flags, ok := strings.CutPrefix(line, "VmFlags:"); ok && strings.Contains(flags+" ", " hg ") {
			sum += size << 10
		}
	}
	return sum
}

func TestShortRunsAreGivenLargePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this system has none")
	}
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "100") // its own: then it is left alone
	is := wanted(t)
	if large(); wanted(t) != is {
		t.Error("memory is asked for where GOGC says how it is to be had")
	}
	t.Setenv("GOGC", "")
	if large(); wanted(t)-is < within/2 {
		t.Errorf("%d MB are wanted in large pages, and %d before: want %d MB more", wanted(t)>>20, is>>20, within>>20)
	}
	if got := debug.SetGCPercent(100); got != percent(4<<20) {
		t.Errorf("memory is then collected at %d%%, want %d%%", got, percent(4<<20))
	}
}
