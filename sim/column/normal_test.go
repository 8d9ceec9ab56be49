package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/column/internal/exact"
)

// normalWant returns the normal of a word's middle, in 256 bits and then rounded.
func normalWant(w uint32) float64 {
	s := 2*int64(int32(w)) + 1 // x = s/2^32; the tail is (2^32-|s|)/2^33
	if s < 0 {
		return -normalWant(^w)
	}
	z, _ := exact.TailQuantile(exact.Of(float64(1<<32-s) * 0x1p-33)).Float64()
	return z
}

// words returns words all over the range: powers of two and their neighbours from both ends, and n at random.
func words(n int) []uint32 {
	var w []uint32
	for k := range 31 {
		for d := range uint32(3) {
			w = append(w, 1<<k+d-1, math.MaxInt32-1<<k-d+1, 3<<k>>1+d, math.MaxInt32-3<<k>>1-d)
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range n {
		w = append(w, r.Uint32(), math.MaxInt32-r.Uint32()>>(1+r.Uint32N(31)))
	}
	return w
}

func TestNormalIsRightOverItsRange(t *testing.T) {
	worst, where := 0.0, uint32(0)
	for _, w := range words(500) {
		if e := math.Abs(column.Normal1(w) - normalWant(w)); e > worst {
			worst, where = e, w
		}
	}
	t.Logf("worst error %.3g at %#08x", worst, where)
	if worst > 3e-10 {
		t.Errorf("error %.3g at word %#08x, want at most 3e-10", worst, where)
	}
}

// TestNormalOfEverySegment looks densely inside each half octave of q, where a fault of one segment cannot hide.
func TestNormalOfEverySegment(t *testing.T) {
	for k := range 62 {
		worst := 0.0
		for i := range 16 {
			q := math.Exp2(-float64(k)/2 - float64(i)/32)
			x := math.Sqrt(1 - q)
			if k > 20 {
				x = 1 - q/2 // within half a cell of what the word can say
			}
			w := uint32(int32(min(x*0x1p31, math.MaxInt32)))
			worst = max(worst, math.Abs(column.Normal1(w)-normalWant(w)))
		}
		if worst > 3e-10 {
			t.Errorf("segment %d: error %.3g, want at most 3e-10", k, worst)
		}
	}
}

func TestNormalIsSymmetric(t *testing.T) {
	for _, w := range words(10000) {
		if a, b := column.Normal1(w), column.Normal1(^w); a != -b {
			t.Errorf("words %#08x and its complement give %v and %v", w, a, b)
		}
	}
}

// TestNormalAtTheExtremes has the outermost words. Source: Quantile(2^-33) = -6.33763... by 256-bit arithmetic.
func TestNormalAtTheExtremes(t *testing.T) {
	for _, c := range []struct {
		w    uint32
		want float64
	}{{math.MaxInt32, -column.Quantile(0x1p-33)}, {1 << 31, column.Quantile(0x1p-33)}, {0, 0x1p-32 * math.Sqrt(math.Pi/2)}} {
		if got := column.Normal1(c.w); math.Abs(got-c.want) > 3e-10 {
			t.Errorf("word %#08x gives %v, want %v", c.w, got, c.want)
		}
	}
}

// TestNormalNeverFalls walks neighbouring words, more densely in the tail.
func TestNormalNeverFalls(t *testing.T) {
	for _, stride := range []int64{1, 257, 65537} {
		last := math.Inf(1)
		for i := int64(0); i < 200000 && i*stride <= math.MaxInt32; i++ {
			z := column.Normal1(uint32(math.MaxInt32 - i*stride))
			if z > last+1e-9 {
				t.Fatalf("the normal rises by %v, %d words from the end", z-last, i*stride)
			}
			last = z
		}
	}
}

// TestNormalMomentsAreThoseOfItsLimits sums z^2 over the cells: the variance is short of 1 by what lies beyond.
func TestNormalMomentsAreThoseOfItsLimits(t *testing.T) {
	n, sum, fourth := 0.0, 0.0, 0.0
	const stride = 1024
	for w := int64(stride / 2); w < 1<<31; w += stride {
		z := column.Normal1(uint32(w))
		n++
		sum += z * z
		fourth += z * z * z * z
	}
	// A grid of 2^21 cells is short by more: about 1e-5 of a fourth moment.
	if v := sum / n; math.Abs(v-1) > 5e-6 {
		t.Errorf("variance %v", v)
	}
	if v := fourth / n; math.Abs(v-3) > 2e-4 {
		t.Errorf("fourth moment %v", v)
	}
}

func TestNormalsAreThoseOfEachWord(t *testing.T) {
	var z [4]column.Column
	var w [column.Size]uint32
	copy(w[:], words(100))
	w[7], w[8] = math.MaxInt32, 1<<31
	p := pairs(&w)
	column.Normals(&z, p)
	for i := range w {
		j := column.Size - 1 - i
		if want := column.Normal1(w[i]); z[0][i] != want || z[1][j] != want || z[2][j] != want || z[3][i] != want {
			t.Errorf("word %#08x: columns %v, %v, %v and %v, alone %v", w[i], z[0][i], z[1][j], z[2][j], z[3][i], want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { column.Normals(&z, p) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	known(t, bits(0, &z[0]), 0x70dc701dae6087c2)
}
