package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dealsim/sim/column/levels"
)

// TestWithFewerVectors runs the tests of this package again with the vectors of lesser processors, as package column does.
func TestWithFewerVectors(t *testing.T) {
	levels.Again(t, "-test.short", "-test.run=WithFewerVectors|Tally|Keys|Lanes|Moments|Constant|Infinities|Sample|TwoValues|FiniteValues")
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
	for _, bits := range []int{4, 8, 9, 11, 12} {
		keys := NewKeys(bits, len(values))
		y := NewTally(bits, []float64{values[5*1000], values[5*1023], -1, values[5*3080+3]})
		for n := len(values); n > len(values)-9; n-- {
			clear(keys.narrow)
			clear(keys.wide)
			y.Keys(keys.Part(0, n), values[:n])
			for i, v := range values[:n] {
				if one := nameOf(y.Key(v), i); keys.At(i) != one {
					t.Fatalf("%d bits: the key of %v is %d among others, %d alone", bits, v, keys.At(i), one)
				}
			}
		}
	}
}

// TestKeysOfWhatIsAboveZero has values near the ends of what has a bucket, with atoms among them or not, of any number left
// over: their keys are those made without knowing the ends.
func TestKeysOfWhatIsAboveZero(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	others := []float64{0, math.Copysign(0, -1), -1, tiniest / 2, -tiniest, largest, -largest, 1e100, 5e-324}
	for n := 1; n < 300; n++ {
		values := make([]float64, n)
		for i := range values {
			values[i] = math.Ldexp(1+r.Float64(), r.IntN(120)-60)
		}
		switch values[0] = []float64{tiniest, math.Nextafter(largest, 0), 3}[n%3]; {
		case n%5 == 1:
			values[r.IntN(n)] = others[n/5%len(others)]
		case n%5 == 2:
			values[r.IntN(n)] = 7
		case n%5 == 3: // no value below the atom
			for i := range values {
				values[i] = 8 + math.Abs(values[i])/2
			}
		}
		for _, bits := range []int{1, 7, 8, 9, 16} {
			y, got, want := NewTally(bits, []float64{7, -3}), NewKeys(bits, n), NewKeys(bits, n)
			m := Of(values)
			y.KeysWithin(got, values, m.Min, m.Max)
			y.Keys(want, values)
			for i := range n {
				if got.At(i) != want.At(i) {
					t.Fatalf("%d values, %d bits: the key of %v is %d, want %d", n, bits, values[i], got.At(i), want.At(i))
				}
			}
			clear(got.narrow)
			clear(got.wide)
			again := Moments{Undefined: 1, Infinite: 1}
			keyed := y.Of(&again, got, values)
			if again != m || keyed && !(slices.Equal(got.narrow, want.narrow) && slices.Equal(got.wide, want.wide)) {
				t.Fatalf("%d values, %d bits: keys %v and moments %+v, want %v and %+v", n, bits, got, again, want, m)
			}
			low, high := slices.Min(values), slices.Max(values)
			if m.Min != low || m.Max != high {
				t.Fatalf("%d values: from %v to %v, want %v to %v", n, m.Min, m.Max, low, high)
			}
		}
	}
}

// nameOf is the name that a key has in a place.
func nameOf(key uint32, i int) uint32 {
	if key < keyFirst {
		return key + uint32(i%keyNames*specials)
	}
	return key
}

// TestTwoValuesAreCounted has values of which all, or all but a few, are one of two; and some that are undefined.
func TestTwoValuesAreCounted(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	for n := range 100 {
		for _, others := range []int{0, 1, 5} {
			a, b, wantA, wantB := -1.5, 4.0, 0, 0
			v := make([]float64, n)
			for i := range v {
				switch {
				case i >= n-others:
					v[i] = []float64{math.NaN(), math.Inf(1), 3}[r.IntN(3)]
				case r.IntN(3) == 0:
					v[i], wantA = a, wantA+1
				default:
					v[i], wantB = b, wantB+1
				}
			}
			if n < others+4 && others > 0 { // it may have given up
				continue
			}
			if gotA, gotB := Both(v, a, b); gotA != wantA || gotB != wantB {
				t.Errorf("%d values, %d others: %d and %d, want %d and %d", n, others, gotA, gotB, wantA, wantB)
			}
		}
	}
	if a, b := Both([]float64{0, math.Copysign(0, -1), 7}, 0, 7); a != 2 || b != 1 {
		t.Errorf("two zeros and a seven: %d and %d", a, b)
	}
}

// TestFiniteValuesInTheirOrder holds them, and their moments, to those of a list without the others.
func TestFiniteValuesInTheirOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	for n := range 100 {
		in, room := make([]float64, n), make([]float64, n)
		var want []float64
		undefined := uint64(0)
		for i := range in {
			switch in[i] = []float64{math.NaN(), math.Inf(-1), math.Inf(1), -2, 0, 5e-324, 1e300, -1e300, r.Float64(), r.Float64()}[r.IntN(10)]; {
			case in[i] != in[i]:
				undefined++
			case !math.IsInf(in[i], 0):
				want = append(want, in[i])
			}
		}
		m, some := OfFinite(room, in)
		same := Of(want)
		same.Undefined, same.Infinite = undefined, uint64(n-len(want))-undefined
		if bits := math.Float64bits; !slices.Equal(some, want) || bits(m.Mean) != bits(same.Mean) || bits(m.M2) != bits(same.M2) ||
			m.N != same.N || m.Undefined != same.Undefined || m.Infinite != same.Infinite || m.N > 0 && (m.Min != same.Min || m.Max != same.Max) {
			t.Errorf("of %v: %v with %+v, want %v with %+v", in, some, m, want, same)
		}
		if n > 0 && len(want) == n && &some[0] != &in[0] {
			t.Errorf("%d finite values were copied", n)
		}
		if own, some := OfFinite(in, in); !slices.Equal(some, want) || own.N != m.N {
			t.Errorf("in their own place: %v, want %v", some, want)
		}
	}
	in := []float64{1, math.NaN(), math.Inf(-1), -2, math.MaxFloat64, math.Inf(1), 0, 5e-324, math.NaN()}
	if _, got := OfFinite(make([]float64, len(in)), in); !slices.Equal(got, []float64{1, -2, math.MaxFloat64, 0, 5e-324}) {
		t.Errorf("got %v", got)
	}
}
