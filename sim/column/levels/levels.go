// Package levels runs the tests of a package again with the vectors of lesser processors. Only tests import it.
package levels

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"dealsim/sim/column"
)

// Again runs the tests that flags of go test choose, and the one that calls it, which chooses them: with the vectors of each
// lesser processor, and with none. Vectors and their twins, the same loops for one path, then have been held to the same tests.
func Again(t *testing.T, flags ...string) {
	now := column.Vectors()
	if want := os.Getenv("DEALSIM_TEST_VECTORS"); want != "" { // this is such a run
		if now != want {
			t.Errorf("GODEBUG=%s leaves vectors %s, want %s: build the test without GOAMD64", os.Getenv("GODEBUG"), now, want)
		}
		return
	}
	for _, l := range []struct{ vectors, options string }{
		{"AVX2", "cpu.avx512f=off"}, {"none", "cpu.avx512f=off,cpu.avx2=off"},
	} {
		if now == "none" || now == l.vectors {
			continue
		}
		t.Run(l.vectors, func(t *testing.T) {
			again := exec.Command(os.Args[0], append([]string{"-test.v"}, flags...)...)
			again.Env = append(os.Environ(), "GODEBUG="+l.options, "DEALSIM_TEST_VECTORS="+l.vectors)
			out, err := again.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "--- PASS: TestWithFewerVectors") {
				t.Errorf("with GODEBUG=%s: %v\n%s", l.options, err, out)
			}
		})
	}
}
