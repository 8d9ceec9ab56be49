package column_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var fused = regexp.MustCompile(`\b(VFN?M(ADD|SUB)\d*[SP]D|FN?M(ADD|SUB)D?)\b`)

// listing returns the assembly of a package for an architecture.
func listing(t *testing.T, pkg string, env ...string) string {
	t.Helper()
	cmd := exec.Command("go", "build", "-gcflags="+pkg+"=-S", pkg)
	cmd.Env = append(os.Environ(), append(env, "CGO_ENABLED=0")...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// TestNothingIsFused reads the assembly: a product that is added must be rounded first, on processors that could fuse.
//
// The compiler fuses across an assignment and an inlined call, and turns x*2 into a sum: only float64(a*b) stops it.
func TestNothingIsFused(t *testing.T) {
	if testing.Short() {
		t.Skip("builds for two architectures")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	for _, pkg := range []string{"dealsim/sim/column", "dealsim/sim/random"} {
		for _, env := range [][]string{{"GOARCH=arm64"}, {"GOARCH=amd64", "GOAMD64=v3"}} {
			text := listing(t, pkg, env...)
			if !strings.Contains(text, "TEXT") {
				t.Fatalf("%s for %v: no assembly to read", pkg, env)
			}
			for line := range strings.Lines(text) {
				if fused.MatchString(line) {
					t.Errorf("%s for %v: %s", pkg, env, strings.TrimSpace(line))
				}
			}
		}
	}
}

// TestFusionIsSeen is the negative control: what the compiler calls its fused instructions must match.
func TestFusionIsSeen(t *testing.T) {
	for _, line := range []string{
		"0x0100 00256 (exp.go:78)\tFMADDD\tF2, F3, F1, F0",
		"0x0030 00048 (normal.go:41)\tFMSUBD\tF2, F4, F0, F5",
		"0x011e 00286 (exp.go:78)\tVFMADD231SD\tX0, X2, X1",
		"0x0100 00256 (x.go:1)\tFNMSUBD\tF2, F3, F1, F0",
	} {
		if !fused.MatchString(line) {
			t.Errorf("not seen: %s", line)
		}
	}
	if fused.MatchString("0x0100 00256 (exp.go:78)\tADDSD\tX1, X0") {
		t.Error("an addition is taken for a fused instruction")
	}
}
