package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// Mean and variance by hand, and far from zero, where the textbook formula (Σx²−N·mean²) has no digit left.
func TestMomentsOfFarNumbers(t *testing.T) {
	for _, c := range []struct {
		values   []float64
		mean, m2 float64
	}{
		{[]float64{2, 4, 4, 4, 5, 5, 7, 9}, 5, 32},
		{[]float64{1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}, 1e9 + 10, 90},
		{[]float64{1e15, 1, 2, 3}, 250000000000001.5, 7.49999999999997e29},
	} {
		m := Of(c.values)
		if m.Mean != c.mean || math.Abs(m.M2-c.m2) > 1e-14*c.m2 {
			t.Errorf("%v: got mean %v, M2 %v, want %v, %v", c.values, m.Mean, m.M2, c.mean, c.m2)
		}
	}
	values := []float64{1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}
	sum, squares := 0.0, 0.0
	for _, v := range values {
		sum += v
		squares += v * v
	}
	if textbook := squares - sum*sum/4; textbook == 90 {
		t.Error("the control, the textbook formula, is not wrong")
	}
}

func TestConstantStaysConstant(t *testing.T) {
	for _, v := range []float64{227.8203340837, 0.1, -1e-300, 1e300, 0} {
		column := make([]float64, 511)
		for i := range column {
			column[i] = v
		}
		var m Moments
		for i := range 5000 {
			m.Merge(Of(column[:1+i%511]))
		}
		if m.Mean != v || m.M2 != 0 || m.SD() != 0 || m.MCSE() != 0 || m.Min != v || m.Max != v {
			t.Errorf("%v: got %+v", v, m)
		}
	}
}

func TestMergedMomentsAreThoseOfTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 2, 200).Draw(t, "values")
		cut := rapid.IntRange(0, len(values)).Draw(t, "cut")
		whole, parts := Of(values), Of(values[:cut])
		parts.Merge(Of(values[cut:]))
		if parts.N != whole.N || parts.Min != whole.Min || parts.Max != whole.Max ||
			math.Abs(parts.Mean-whole.Mean) > 1e-9 || math.Abs(parts.M2-whole.M2) > 1e-12*(whole.M2+1e6) {
			t.Fatalf("got %+v, want %+v", parts, whole)
		}
	})
}

func TestInfinitiesDoNotPoison(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	m := Of([]float64{nan, 1, inf, 3, -inf, nan, nan})
	if want := (Moments{2, 3, 2, 2, 2, 1, 3}); m != want {
		t.Errorf("got %+v, want %+v", m, want)
	}
	m.Merge(Of([]float64{nan, inf}))
	if want := (Moments{2, 4, 3, 2, 2, 1, 3}); m != want {
		t.Errorf("merged with none: got %+v, want %+v", m, want)
	}
	none := Of([]float64{nan, inf})
	none.Merge(m)
	if want := (Moments{2, 5, 4, 2, 2, 1, 3}); none != want {
		t.Errorf("none merged with some: got %+v, want %+v", none, want)
	}
}

func TestNoValuesAreNotZero(t *testing.T) {
	var merged Moments
	merged.Merge(Moments{})
	for _, m := range []Moments{Of(nil), Of([]float64{math.NaN()}), merged} {
		for _, v := range []float64{m.Mean, m.Min, m.Max, m.SD(), m.MCSE()} {
			if v == v {
				t.Errorf("%+v: got %v, want NaN", m, v)
			}
		}
	}
	if one := Of([]float64{5}); one.Mean != 5 || one.SD() == one.SD() {
		t.Errorf("of one value: got %+v with SD %v, want NaN", one, one.SD())
	}
}

// The mean is within 5 of its own standard errors of the truth; a truth 1% off is not.
func TestMeanIsWithinItsError(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var m Moments
	chunk := make([]float64, 512)
	for range 2000 {
		for i := range chunk {
			chunk[i] = random.ExpFloat64()
		}
		m.Merge(Of(chunk))
	}
	if z := (m.Mean - 1) / m.MCSE(); math.Abs(z) > 5 {
		t.Errorf("mean %v is %.1f standard errors from 1", m.Mean, z)
	}
	if z := (m.Mean - 1.01) / m.MCSE(); math.Abs(z) < 5 {
		t.Errorf("the control, 1.01, is only %.1f standard errors off", z)
	}
	if sd := m.SD(); math.Abs(sd-1) > 5*math.Sqrt(2.0/float64(m.N)) {
		t.Errorf("SD: got %v, want 1", sd)
	}
}
