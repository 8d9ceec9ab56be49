package column_test

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
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
		t.Skip("builds for two architectures, and on vectors")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	for _, pkg := range []string{"dealsim/sim/column", "dealsim/sim/random"} {
		for _, env := range [][]string{
			{"GOARCH=arm64", "GOEXPERIMENT="}, {"GOARCH=amd64", "GOAMD64=v3", "GOEXPERIMENT="}, {"GOARCH=amd64", "GOAMD64=v3", "GOEXPERIMENT=simd"},
		} {
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
		"0x016c 00364 (kernels_avx2.go:41)\tVFMADD213PD\tY3, Y2, Y1",
	} {
		if !fused.MatchString(line) {
			t.Errorf("not seen: %s", line)
		}
	}
	if fused.MatchString("0x0100 00256 (exp.go:78)\tADDSD\tX1, X0") {
		t.Error("an addition is taken for a fused instruction")
	}
}

var (
	function    = regexp.MustCompile(`^dealsim/\S+\.(\w+4|words256) STEXT`)
	instruction = regexp.MustCompile(`^\t0x([0-9a-f]{4,}) \d{5,} \(`)
	dump        = regexp.MustCompile(`^\t0x([0-9a-f]{4,})((?: [0-9a-f]{2}){1,16}) `)
)

// evex returns how many functions on vectors of four a listing has, and those that have an instruction of AVX-512: one
// whose first byte is 62. A processor with AVX2 alone would stop there.
func evex(listing string) (functions int, faults []string) {
	name, starts, code := "", map[string]bool{}, ""
	end := func() {
		if name == "" {
			return
		}
		functions++
		for at := range starts {
			if n, err := strconv.ParseUint(at, 16, 32); err == nil && 3*int(n) < len(code) && code[3*n:3*n+3] == " 62" {
				faults = append(faults, name+" at 0x"+at)
			}
		}
	}
	for line := range strings.Lines(listing) {
		if strings.Contains(line, " STEXT") {
			end()
			name, starts, code = "", map[string]bool{}, ""
			if m := function.FindStringSubmatch(line); m != nil {
				name = m[1]
			}
		} else if m := instruction.FindStringSubmatch(line); m != nil {
			starts[m[1]] = true
		} else if m := dump.FindStringSubmatch(line); m != nil {
			code += m[2]
		}
	}
	end()
	return functions, faults
}

// TestAVX2NeedsNoEVEX reads the machine code of the kernels on AVX2, on whatever machine: none may be encoded as AVX-512
// is (EVEX), which the compiler would do without a word for an operation that AVX2 does not have.
func TestAVX2NeedsNoEVEX(t *testing.T) {
	if testing.Short() {
		t.Skip("builds on vectors")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	for pkg, want := range map[string]int{"dealsim/sim/column": 41, "dealsim/sim/random": 1, "dealsim/sim/stats": 3} {
		text := listing(t, pkg, "GOARCH=amd64", "GOAMD64=v1", "GOEXPERIMENT=simd")
		functions, faults := evex(text)
		if functions < want {
			t.Errorf("%s: %d functions on AVX2 are seen, want at least %d", pkg, functions, want)
		}
		for _, f := range faults {
			t.Errorf("%s: %s needs AVX-512", pkg, f)
		}
		// The negative control: the kernels on AVX-512 under the other's name.
		if _, faults := evex(regexp.MustCompile(`(?m)^(dealsim/\S+\.\w+)(8|512) STEXT`).ReplaceAllString(text, "${1}4 STEXT")); len(faults) == 0 {
			t.Errorf("%s: negative control: the kernels on AVX-512 pass", pkg)
		}
	}
}
