package bench

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// Watch follows the most memory that a process has had, in MiB, until peak is called. What the system tells at the end
// of a process would count this one's own memory, from before the other program began in it.
func Watch(pid int) (peak func() float64) {
	stop, most := make(chan struct{}), make(chan float64)
	go func() {
		kib := 0.0
		for {
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // nothing, once it has ended
			if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
				v, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
				kib = max(kib, v)
			}
			select {
			case <-stop:
				most <- kib / 1024
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() float64 { close(stop); return <-most }
}
