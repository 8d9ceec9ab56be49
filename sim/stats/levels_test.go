package stats

import (
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"dealsim/sim/column"
)

// TestWithFewerVectors runs the tests of this package again with the vectors of lesser processors, as package column does.
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
			again := exec.Command(os.Args[0], "-test.v", "-test.short", "-test.run=WithFewerVectors|Tally|Keys|Lanes|Moments|Constant|Infinities|Sample")
			again.Env = append(os.Environ(), "GODEBUG="+l.options, "DEALSIM_TEST_VECTORS="+l.vectors)
			out, err := again.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "--- PASS: TestWithFewerVectors") {
				t.Errorf("with GODEBUG=%s: %v\n%s", l.options, err, out)
			}
		})
	}
}

// TestLanesAreEightSums holds the sums of distances and squares to the bits of a loop, for every number of values left
// over, and says what an undefined value does.
func TestLanesAreEightSums(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for n := 1; n < 100; n++ {
		v := make([]float64, n)
		for i := range v {
			v[i] = math.Ldexp(2*r.Float64()-1, r.IntN(200)-100)
		}
		pivot := v[r.IntN(n)]
		var s, q lanes
		low, high := pivot, pivot
		for i, x := range v {
			s[i%8] += x - pivot
			q[i%8] += float64((x - pivot) * (x - pivot))
			low, high = min(low, x), max(high, x)
		}
		sum, least, most := distances(v, pivot)
		if sum != s.sum() || least != low || most != high {
			t.Errorf("%d values: %v from %v to %v, want %v from %v to %v", n, sum, least, most, s.sum(), low, high)
		}
		if rest, squares := spread(v, pivot); rest != s.sum() || squares != q.sum() {
			t.Errorf("%d values: %v and squares %v, want %v and %v", n, rest, squares, s.sum(), q.sum())
		}
		for i := range v {
			for _, w := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
				was := v[i]
				v[i] = w
				if sum, _, _ := distances(v, 1); sum-sum == 0 {
					t.Errorf("%d values: %v in place %d makes the sum %v", n, w, i, sum)
				}
				v[i] = was
			}
		}
	}
}

// TestKeysHaveOneAnswerEverywhere has values of every sign and exponent, and of any number left over.
func TestKeysHaveOneAnswerEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	var values []float64
	for top := range uint64(1 << 12) {
		for _, low := range []uint64{0, 1, 1<<52 - 1, r.Uint64() >> 12, r.Uint64() >> 12} {
			values = append(values, math.Float64frombits(top<<52|low))
		}
	}
	keys := make([]uint32, len(values))
	for _, bits := range []int{4, 8, 11, 12} {
		y := NewTally(bits, []float64{values[5*1000], values[5*1023], -1, values[5*3080+3]})
		for n := len(values); n > len(values)-9; n-- {
			clear(keys)
			y.Keys(keys[:n], values[:n])
			for i, v := range values[:n] {
				if one := y.Key(v); keys[i] != one {
					t.Fatalf("%d bits: the key of %v is %d among others, %d alone", bits, v, keys[i], one)
				}
			}
		}
	}
}
