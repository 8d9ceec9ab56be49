package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/column/levels"
)

// TestWithFewerVectors runs the tests of this package again with the vectors of lesser processors: their twins are the
// same loops for one path, so that all levels have the same bits. Packages random and stats do likewise.
func TestWithFewerVectors(t *testing.T) {
	levels.Again(t, "-test.skip=Fus|EVEX|Stall|LastPlace|OverItsRange|EverySegment")
}

// everywhere calls a test with columns of numbers of every sign and exponent: the first and last of each, those beside
// them and some within.
func everywhere(visit func(v *column.Column)) {
	r := rand.New(rand.NewPCG(7, 8))
	var v column.Column
	for top := uint64(0); top < 1<<12; top += column.Size / 16 {
		for i := range v {
			const last = 1<<52 - 1
			low := r.Uint64() & last
			switch i % 16 {
			case 0, 1:
				low = uint64(i % 16)
			case 2, 3:
				low = last - uint64(i%16-2)
			case 4, 5, 6, 7:
				low = 0x6a09e667f3bcb + uint64(i%16-4) // the square root of 2
			}
			v[i] = math.Float64frombits((top+uint64(i/16))<<52 | low)
		}
		visit(&v)
	}
}

func TestExpAndLogHaveOneAnswerEverywhere(t *testing.T) {
	check := func(name string, kernel func(dst, src *column.Column), alone func(float64) float64, v *column.Column) {
		var d column.Column
		kernel(&d, v)
		for i, x := range v {
			if want := alone(x); math.Float64bits(d[i]) != math.Float64bits(want) {
				t.Fatalf("%s of %v (%#016x): column %v, alone %v", name, x, math.Float64bits(x), d[i], want)
			}
		}
	}
	columns := 0
	everywhere(func(v *column.Column) {
		check("exp", column.Exp, column.Exp1, v)
		check("log", column.Log, column.Log1, v)
		columns++
	})
	if columns*column.Size != 1<<16 {
		t.Errorf("%d columns hold no 16 numbers of each of 4096 signs and exponents", columns)
	}
	for _, end := range []float64{0, 1e-9, 1, 704, 709.78, -704, -708.4, -745.13} {
		for _, width := range []float64{1e-12, 1e-3, 2} {
			for range 20 {
				v := column.Column(spread(column.Size, end-width, end+width))
				check("exp", column.Exp, column.Exp1, &v)
				check("log", column.Log, column.Log1, &v)
			}
		}
	}
	var v column.Column
	for i := range 1 << 12 {
		for j := range v {
			v[j] = (float64(i)+float64(j)/column.Size)/2 - 1024
		}
		check("exp", column.Exp, column.Exp1, &v)
	}
}

// pairs are words of 64 bits: those of the first half have w, in order, as their low halves and w from its end as their
// high ones, those of the second the other way round.
func pairs(w *[column.Size]uint32) *[2][column.Size]uint64 {
	var p [2][column.Size]uint64
	for i := range w {
		low, high := uint64(w[i]), uint64(w[column.Size-1-i])
		p[0][i], p[1][i] = high<<32|low, low<<32|high
	}
	return &p
}

func TestNormalsHaveOneAnswerEverywhere(t *testing.T) {
	all := words(20000)
	for w := uint64(0); w < 1<<32; w += 65521 / 8 {
		all = append(all, uint32(w))
	}
	for len(all) >= column.Size {
		w := pairs((*[column.Size]uint32)(all))
		var z [4]column.Column
		column.Normals(&z, w)
		for half := range w {
			for i, v := range w[half] {
				if want := column.Normal1(uint32(v)); math.Float64bits(z[2*half][i]) != math.Float64bits(want) {
					t.Fatalf("word %#08x, low: column %v, alone %v", uint32(v), z[2*half][i], want)
				}
				if want := column.Normal1(uint32(v >> 32)); math.Float64bits(z[2*half+1][i]) != math.Float64bits(want) {
					t.Fatalf("word %#08x, high: column %v, alone %v", uint32(v>>32), z[2*half+1][i], want)
				}
			}
		}
		all = all[column.Size:]
	}
}

// TestComparisonsHaveOneAnswerEverywhere holds sums, products, quotients and comparisons of numbers of every exponent
// with themselves, with the next and with any.
func TestComparisonsHaveOneAnswerEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	everywhere(func(x *column.Column) {
		y := *x
		for i := range y {
			switch r.IntN(4) {
			case 0:
				y[i] = math.Float64frombits(math.Float64bits(x[i]) ^ 1)
			case 1:
				y[i] = -x[i]
			case 2:
				y[i] = x[r.IntN(column.Size)]
			}
		}
		for name, k := range twins {
			var d column.Column
			k.kernel(&d, x, &y)
			for i := range d {
				if want := k.each(x[i], y[i]); !alike(d[i], want) {
					t.Fatalf("%s of %v and %v is %v, want %v", name, x[i], y[i], d[i], want)
				}
			}
		}
	})
}

func TestAnyFindsOneInAnyPlace(t *testing.T) {
	for i := range column.Size {
		for _, v := range []float64{1, -1, 5e-324, math.NaN(), math.Inf(-1)} {
			var c column.Column
			c[(i+7)%column.Size] = math.Copysign(0, -1)
			if column.Any(&c) {
				t.Fatal("a column of zeros has one that is not")
			}
			if c[i] = v; !column.Any(&c) {
				t.Fatalf("%v in place %d is not found", v, i)
			}
		}
	}
}
