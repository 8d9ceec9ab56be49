package engine

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNothingIsFused reads the assembly of what runs in the loop: a product that is added must be rounded first, on
// processors that could fuse, and no exponential, logarithm or power is package math's. Functions that are named may: they
// run while a program is made.
func TestNothingIsFused(t *testing.T) {
	if testing.Short() {
		t.Skip("builds for two architectures")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	fused := regexp.MustCompile(`\b(VFN?M(ADD|SUB)\d*[SP]D|FN?M(ADD|SUB)D?)\b`)
	foreign := regexp.MustCompile(`CALL\s+math\.(\w*[eE]xp\w*|\w*[lL]og\w*|\w*[pP]ow\w*)\(`)
	may := []string{
		"engine.newMargin",           // the table of a t copula's margin, from the library's expm1 and log1p
		"engine.signed",              // the same
		"engine.(*factors).possible", // percentages of a message
	}
	for _, pkg := range []string{"dealsim/sim/engine", "dealsim/sim/clause"} {
		for _, env := range [][]string{{"GOARCH=arm64"}, {"GOARCH=amd64", "GOAMD64=v3"}} {
			cmd := exec.Command("go", "build", "-gcflags="+pkg+"=-S", pkg)
			cmd.Env = append(os.Environ(), append(env, "CGO_ENABLED=0")...)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(string(out), "TEXT") {
				t.Fatalf("no assembly to read for %v", env)
			}
			skip := false
			for line := range strings.Lines(string(out)) {
				if name, _, begins := strings.Cut(line, " STEXT "); begins {
					skip = slices.ContainsFunc(may, func(f string) bool { return strings.Contains(name, f) })
				}
				if skip {
					continue
				}
				if fused.MatchString(line) || foreign.MatchString(line) {
					t.Errorf("%s for %v: %s", pkg, env, strings.TrimSpace(line))
				}
			}
		}
	}
}
