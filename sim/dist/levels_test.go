package dist

import (
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"

	"dealsim/sim/column"
)

// TestWithFewerVectors runs the tests of draws again with the vectors of lesser processors, as package column does.
func TestWithFewerVectors(t *testing.T) {
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
			again := exec.Command(os.Args[0], "-test.v", "-test.run=WithFewerVectors|ThoseOfEach|SameBits|FarOut")
			again.Env = append(os.Environ(), "GODEBUG="+l.options, "DEALSIM_TEST_VECTORS="+l.vectors)
			out, err := again.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "--- PASS: TestWithFewerVectors") {
				t.Errorf("with GODEBUG=%s: %v\n%s", l.options, err, out)
			}
		})
	}
}

// TestNormalsFarOutAreThoseOfEach: a column of which any number of paths lie in the tails, some of them so far out that another
// formula holds, has the quantiles of each.
func TestNormalsFarOutAreThoseOfEach(t *testing.T) {
	for _, every := range []int{1, 2, 3, 7, 8, 16, 300} {
		var u column.Column
		for i := range u {
			u[i] = 0.08 + 0.84*float64(i)/column.Size
			if (i+1)%every == 0 {
				u[i] = math.Pow(10, -1.1-float64(i%40)/3)
				if i%3 == 0 {
					u[i] = 1 - u[i]
				}
			}
		}
		x := u
		phis(&x, column.Size, 1, 0)
		for i := range u {
			if want := phiAt(u[i], 1-u[i]); math.Float64bits(x[i]) != math.Float64bits(want) {
				t.Fatalf("one in %d far out: %v at %v, want %v", every, x[i], u[i], want)
			}
		}
	}
}
